//! Mistakes in a spec: what is wrong, where, and the way out.

use crate::source::{FileId, Sources, Span};
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use std::fmt;

/// The rule a diagnostic is about. Its text is stable and can be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// Declares the codes of a stage, and the list of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        use crate::diagnostic::Code;

        $($(#[$doc])* pub const $name: Code = Code($text);)*

        /// Every code of this stage.
        pub const ALL: &[Code] = &[$($name),*];
    };
}
pub(crate) use codes;

/// One mistake in a spec.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The broken rule.
    pub code: Code,
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

    fn render(&self, sources: &Sources) -> String {
        let mut places = vec![(self.span, self.label.as_str(), AnnotationKind::Primary)];
        places.extend(
            self.related
                .iter()
                .map(|(span, label)| (*span, label.as_str(), AnnotationKind::Context)),
        );
        let mut files: Vec<FileId> = Vec::new();
        for (span, ..) in &places {
            // A spec without any file has no line to show.
            if sources.contains(span.file) && !files.contains(&span.file) {
                files.push(span.file);
            }
        }
        let snippets = files.into_iter().map(|file| {
            let here = places.iter().filter(move |(span, ..)| span.file == file);
            let annotations = here.map(|(span, label, kind)| {
                let label = (!label.is_empty()).then_some(*label);
                kind.span(first_line(sources, *span)).label(label)
            });
            let text = sources.file(file).text.as_str();
            Element::from(
                Snippet::source(text)
                    .path(sources.display_path(file))
                    .annotations(annotations),
            )
        });
        let help = (!self.help.is_empty()).then(|| Level::HELP.message(self.help.as_str()).into());
        let title = Level::ERROR
            .primary_title(self.message.as_str())
            .id(self.code.0);
        Renderer::plain().render(&[title.elements(snippets.chain(help))])
    }
}

/// The part of a span that stands on its first line: underlining a whole block helps nobody.
fn first_line(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let text = &sources.file(span.file).text;
    let start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let line = &text[start..end];
    let end = start + line.find(['\n', '\r']).unwrap_or(line.len());
    start..end
}

/// How many mistakes are rendered.
const MOST_SHOWN: usize = 100;

/// The mistakes a stage found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
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

    /// The mistakes, sorted by place once they came through a gate.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The text a person reads: each mistake with its place, source line, underline and help. Of
    /// more mistakes than anybody reads, the first ones.
    #[must_use]
    pub fn render(&self, sources: &Sources) -> String {
        let shown = self.list.iter().take(MOST_SHOWN);
        let mut text: String = shown
            .map(|diagnostic| diagnostic.render(sources) + "\n\n")
            .collect();
        if let Some(more @ 1..) = self.len().checked_sub(MOST_SHOWN) {
            text.extend(["… and ", &more.to_string(), " more\n\n"]);
        }
        text
    }
}
