//! Errors in a spec: the problem, its location, and the fix.

mod render;

pub use crate::codes::Code;
pub use render::Format;

use crate::source::{Sources, Span};
use std::collections::BTreeSet;

/// The severity of a diagnostic. There is only one: every error stops the generator, so that no message
/// can be ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// Returns its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
        }
    }
}

/// One error in a spec.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The broken rule.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// The problem, in one line.
    pub message: String,
    /// The location.
    pub span: Span,
    /// The label next to the underlined location.
    pub label: String,
    /// Other locations involved, such as the first definition of a name.
    pub related: Vec<(Span, String)>,
    /// The fix.
    pub help: String,
}

impl Diagnostic {
    /// Creates an error at a location. Add the fix with [`Self::help`].
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: String::new(),
        }
    }

    /// Sets the label of the location.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another location.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Sets the fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// The maximum number of stored errors, which keeps a hostile file from exhausting memory.
const MOST_KEPT: usize = 10_000;

/// The errors of a stage.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    dropped: usize,
}

impl Diagnostics {
    /// Adds an error.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < MOST_KEPT {
            self.list.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Adds the errors of another set.
    pub(crate) fn append(&mut self, others: Self) {
        self.dropped += others.dropped;
        others.list.into_iter().for_each(|other| self.push(other));
    }

    /// The gate at the end of a stage: returns `value` if there are no errors.
    ///
    /// # Errors
    ///
    /// Returns the errors, sorted by location and without duplicates.
    pub fn propagate<T>(mut self, value: T) -> Result<T, Self> {
        if self.list.is_empty() {
            return Ok(value);
        }
        self.list.sort_by_key(|diagnostic| diagnostic.span);
        self.list
            .dedup_by(|a, b| (a.span, a.code, &a.message) == (b.span, b.code, &b.message));
        Err(self)
    }

    /// Removes the other errors at the locations of a code, because that code is their cause.
    pub(crate) fn silence_next_to(&mut self, code: Code) {
        let cause = self.list.iter().filter(|found| found.code == code);
        let spans: BTreeSet<_> = cause.map(|found| found.span).collect();
        self.list
            .retain(|found| found.code == code || !spans.contains(&found.span));
    }

    /// Iterates over the errors. After a gate, they are sorted by location.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Returns the number of errors.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len() + self.dropped
    }

    /// Returns `true` if there are no errors.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Renders the errors for users, without colours: each with its location, source line, underline and
    /// help. Only the first errors are rendered if there are many.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        self.format(sources, Format::Human { colour: false })
    }

    /// Renders the errors for users or for programs.
    #[must_use]
    pub fn format(&self, sources: &Sources, format: Format) -> String {
        render::format(self, sources, format)
    }
}
