//! The output formats of errors: for users, for programs, and for GitHub.

use super::{Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use std::ops::Range;

/// The output format of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For users: source lines with underlines.
    Human {
        /// `true` if the output supports colours.
        colour: bool,
    },
    /// For programs: one JSON object per line.
    Json,
    /// For GitHub: one workflow command per line, which becomes an annotation.
    Github,
}

/// The maximum length of a source line in bytes. For a longer line, only the position is rendered.
const LONGEST_LINE: usize = 4_000;

/// The maximum number of errors for users.
const MOST_SHOWN: usize = 100;

pub(super) fn format(found: &Diagnostics, sources: &Sources, format: Format) -> String {
    match format {
        Format::Human { colour } => human(found, sources, colour),
        Format::Json => lines(found, |one| json(one, sources).to_string()),
        Format::Github => lines(found, |one| github(one, sources)),
    }
}

fn lines(found: &Diagnostics, line: impl Fn(&Diagnostic) -> String) -> String {
    found.iter().map(|one| line(one) + "\n").collect()
}

fn human(found: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let shown = found.iter().take(MOST_SHOWN);
    let mut text: String = shown
        .map(|one| rendered(one, sources, &renderer) + "\n\n")
        .collect();
    if let Some(more @ 1..) = found.len().checked_sub(MOST_SHOWN) {
        text.extend(["… and ", &more.to_string(), " more\n\n"]);
    }
    text
}

fn rendered(one: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let mut spans = vec![(one.span, one.label.as_str(), AnnotationKind::Primary)];
    spans.extend(
        one.related
            .iter()
            .map(|(span, label)| (*span, label.as_str(), AnnotationKind::Context)),
    );
    let mut files: Vec<FileId> = Vec::new();
    for (span, ..) in &spans {
        // A spec without files has no source line.
        if sources.contains(span.file) && !files.contains(&span.file) {
            files.push(span.file);
        }
    }
    let snippets = files.into_iter().map(|file| {
        let here: Vec<_> = spans
            .iter()
            .filter(|(span, ..)| span.file == file)
            .collect();
        let text = sources.file(file).text.as_str();
        let window = window(
            text,
            here.iter().map(|(span, ..)| first_line(sources, *span)),
        );
        let path = sources.display_path(file);
        if text[window.clone()]
            .lines()
            .any(|line| line.len() > LONGEST_LINE)
        {
            let first = here
                .first()
                .map_or(Span::start_of(file), |(span, ..)| *span);
            let (line, column) = sources.line_column(first);
            return Element::from(Origin::path(path).line(line).char_column(column));
        }
        let annotations = here.into_iter().map(|(span, label, kind)| {
            let label = (!label.is_empty()).then_some(*label);
            let range = first_line(sources, *span);
            kind.span(range.start - window.start..range.end - window.start)
                .label(label)
        });
        let above = text[..window.start].matches('\n').count();
        Element::from(
            Snippet::source(&text[window.clone()])
                .line_start(above + 1)
                .path(path)
                .annotations(annotations),
        )
    });
    // The help can quote the file, so control characters must not reach the terminal.
    let help = one.help.replace(|c: char| c.is_control() && c != '\n', "�");
    let help = (!help.is_empty()).then(|| Level::HELP.message(help).into());
    let title = Level::ERROR
        .primary_title(one.message.as_str())
        .id(one.code.name());
    renderer.render(&[title.elements(snippets.chain(help))])
}

/// Returns the lines of some ranges, so that the time to render an error does not depend on the size of
/// its file.
fn window(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Range<usize> {
    let (start, end) = ranges.fold((text.len(), 0), |(start, end), range| {
        (start.min(range.start), end.max(range.end))
    });
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[end..]
        .find('\n')
        .map_or(text.len(), |length| end + length + 1);
    start..end.max(start)
}

/// Returns the part of a span on its first line, because underlining a whole block is unhelpful.
fn first_line(sources: &Sources, span: Span) -> Range<usize> {
    let text = &sources.file(span.file).text;
    let start = span.start().min(text.len());
    let end = span.end().clamp(start, text.len());
    let line = &text[start..end];
    let end = start + line.find(['\n', '\r']).unwrap_or(line.len());
    start..end
}

/// Returns the path, line and column of a span. The location in an empty spec is the missing
/// `api.yaml`.
fn position(sources: &Sources, span: Span) -> (String, usize, usize) {
    if !sources.contains(span.file) {
        return (format!("{}/api.yaml", sources.folder()), 1, 1);
    }
    let (line, column) = sources.line_column(span);
    (sources.display_path(span.file), line, column)
}

fn end_of(sources: &Sources, span: Span) -> Value {
    let end = Span::at(span.file, span.end());
    let (_, line, column) = position(sources, end);
    json!({ "line": line, "column": column })
}

fn json(one: &Diagnostic, sources: &Sources) -> Value {
    let (path, line, column) = position(sources, one.span);
    let related = one.related.iter().map(|(span, label)| {
        let (path, line, column) = position(sources, *span);
        let end = end_of(sources, *span);
        json!({ "path": path, "line": line, "column": column, "end": end, "label": label })
    });
    json!({
        "code": one.code.name(),
        "severity": one.severity.word(),
        "message": one.message,
        "path": path,
        "line": line,
        "column": column,
        "end": end_of(sources, one.span),
        "label": one.label,
        "related": related.collect::<Vec<_>>(),
        "help": one.help,
        "rendered": rendered(one, sources, &Renderer::plain()),
    })
}

/// Formats a workflow command. GitHub supports columns only in annotations of one line, so it covers the
/// first line.
fn github(one: &Diagnostic, sources: &Sources) -> String {
    let (path, line, column) = position(sources, one.span);
    let width = if sources.contains(one.span.file) {
        let range = first_line(sources, one.span);
        sources.file(one.span.file).text[range].chars().count()
    } else {
        0
    };
    format!(
        "::{} file={},line={line},endLine={line},col={column},endColumn={},title={}::{}",
        one.severity.word(),
        property(&path),
        column + width,
        property(one.code.name()),
        data(&format!("{}\nhelp: {}", one.message, one.help)),
    )
}

/// Escapes the characters that end a workflow command, like GitHub's toolkit.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property, in which colons and commas are also special.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
