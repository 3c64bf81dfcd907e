//! Mistakes in a spec: what is wrong, where, and the way out.

mod render;

pub use crate::codes::Code;
pub use render::Format;

use crate::source::{Sources, Span};
use std::collections::BTreeSet;

/// How bad a finding is. There is one severity: whatever is wrong in a spec stops the generator, so
/// that nobody has to decide which messages count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is generated.
    Error,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
        }
    }
}

/// One mistake in a spec.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The broken rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What stands at that place, said beside the underline.
    pub label: String,
    /// Other places that matter, such as the first definition of a name.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// A mistake at a place. Say what to do about it with [`Self::help`].
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

    /// Says what stands at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// How many mistakes are kept: a file that is hostile must not fill the memory.
const MOST_KEPT: usize = 10_000;

/// The mistakes a stage found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    dropped: usize,
}

impl Diagnostics {
    /// Adds a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < MOST_KEPT {
            self.list.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Adds the mistakes of another set.
    pub(crate) fn append(&mut self, others: Self) {
        self.dropped += others.dropped;
        others.list.into_iter().for_each(|other| self.push(other));
    }

    /// The gate at the end of a stage: `value` when nothing was found, otherwise everything that
    /// was, sorted by place.
    ///
    /// # Errors
    ///
    /// The mistakes.
    pub fn propagate<T>(mut self, value: T) -> Result<T, Self> {
        if self.list.is_empty() {
            return Ok(value);
        }
        self.list.sort_by_key(|diagnostic| diagnostic.span);
        self.list
            .dedup_by(|a, b| (a.span, a.code, &a.message) == (b.span, b.code, &b.message));
        Err(self)
    }

    /// Drops what else was found at the places of a code: it only follows from it.
    pub(crate) fn silence_beside(&mut self, code: Code) {
        let cause = self.list.iter().filter(|found| found.code == code);
        let places: BTreeSet<_> = cause.map(|found| found.span).collect();
        self.list
            .retain(|found| found.code == code || !places.contains(&found.span));
    }

    /// The mistakes, sorted by place once they came through a gate.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len() + self.dropped
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The text a person reads, without colours: each mistake with its place, source line, underline
    /// and help. Of more mistakes than anybody reads, the first ones.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        self.format(sources, Format::Human { colour: false })
    }

    /// The mistakes for people or for programs.
    #[must_use]
    pub fn format(&self, sources: &Sources, format: Format) -> String {
        render::format(self, sources, format)
    }
}
