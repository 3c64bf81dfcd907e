//! Doc comments in rendered form, without escapes and line breaks.

use crate::fact::words;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// An entry of a list: a name and its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name, formatted as code.
    pub name: String,
    /// The text after the name, one string per paragraph.
    pub paragraphs: Vec<String>,
    /// The line in the comment, from 0.
    pub line: usize,
}

/// Returns the part of a comment before its first heading.
#[must_use]
pub fn lead(markdown: &str) -> &str {
    let end = headings(markdown).next().map(|(start, ..)| start);
    markdown
        .get(..end.unwrap_or(markdown.len()))
        .unwrap_or_default()
}

/// Returns the entries of the lists under a heading. Their lines count from the start of the comment.
#[must_use]
pub fn entries_under(markdown: &str, heading: &str) -> Vec<Entry> {
    let mut headings = headings(markdown).skip_while(|(.., name)| *name != heading);
    let Some((start, ..)) = headings.next() else {
        return Vec::new();
    };
    let end = headings.next().map_or(markdown.len(), |(start, ..)| start);
    let before = markdown.get(..start).unwrap_or_default();
    let mut entries = entries(markdown.get(start..end).unwrap_or_default());
    for entry in &mut entries {
        entry.line += before.matches('\n').count();
    }
    entries
}

/// Returns the start and the text of each heading.
fn headings(markdown: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = std::iter::once(0).chain(markdown.match_indices('\n').map(|(at, _)| at + 1));
    starts.filter_map(|start| {
        let line = markdown.get(start..)?.lines().next()?;
        Some((start, line.strip_prefix("# ")?))
    })
}

/// Returns the text of each paragraph outside of lists.
#[must_use]
pub fn paragraphs(markdown: &str) -> Vec<String> {
    let (mut found, mut depth, mut text) = (Vec::new(), 0_usize, String::new());
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Paragraph) => text.clear(),
            Event::End(TagEnd::Paragraph) if depth == 0 => found.push(words(&text)),
            event => push(&mut text, &event),
        }
    }
    found
}

/// Returns the entries of the lists.
#[must_use]
pub fn entries(markdown: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let (mut text, mut depth) = (String::new(), 0_usize);
    for (event, range) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.clear(),
            Event::Start(Tag::Item) => {
                text.clear();
                let before = markdown.get(..range.start).unwrap_or_default();
                found.push(Entry {
                    name: String::new(),
                    paragraphs: Vec::new(),
                    line: before.matches('\n').count(),
                });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                if let Some(entry) = found.last_mut().filter(|_| !text.trim().is_empty()) {
                    let paragraph = words(&std::mem::take(&mut text));
                    let paragraph = paragraph.strip_prefix(':').unwrap_or(&paragraph).trim();
                    entry.paragraphs.push(paragraph.to_owned());
                }
            }
            Event::Code(code) if found.last().is_some_and(|entry| entry.name.is_empty()) => {
                if let Some(entry) = found.last_mut() {
                    entry.name = code.to_string();
                }
            }
            event => push(&mut text, &event),
        }
    }
    found
}

fn push(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
            text.push_str(piece);
        }
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        _ => {}
    }
}
