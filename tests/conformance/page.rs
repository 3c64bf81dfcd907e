//! The documentation page: headings, nested lists of `**name** (type) – Required: text`, and a
//! table of headers.
//!
//! An item can refer to the page of a shared type instead of listing its fields:
//! `The fields of [ThreatFilter](types/threat_filter.md), except **limit**.` The reader follows it.

mod entry;
mod reference;

use crate::fact::{Key, LineStarts, Place, Problem, Section, Text, words};
use entry::Entry;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// A page as facts.
#[derive(Clone, Debug)]
pub struct Page {
    /// The first heading: the documented name of the operation.
    pub title: String,
    /// The line of that heading.
    pub place: Place,
    /// Its facts, in its order, each before those inside it.
    pub facts: Vec<Fact>,
    /// The paths of the pages of shared types that it refers to, directly or through others.
    pub references: BTreeSet<String>,
}

/// The page's description of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub key: Key,
    /// The documented type. `None` for the facts of the endpoint.
    pub ty: Option<String>,
    /// `true` if it is marked as required; `None` for items without such a mark.
    pub required: Option<bool>,
    /// The description; the value of a fact of the endpoint.
    pub description: String,
    /// Its line.
    pub place: Place,
}

/// Reads a page, and the pages of shared types that it refers to.
///
/// # Errors
///
/// Returns every location where a page deviates from the expected form.
pub fn read(text: &Text, types: &[Text]) -> Result<Page, Vec<Problem>> {
    let mut reader = Reader::new(text, types);
    reader.all();
    if reader.problems.is_empty() {
        Ok(Page {
            place: reader.place(reader.title_at),
            title: reader.title,
            facts: reader.facts,
            references: reader.references,
        })
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    text: &'a Text,
    /// The pages of shared types.
    types: &'a [Text],
    lines: LineStarts,
    title: String,
    title_at: usize,
    facts: Vec<Fact>,
    references: BTreeSet<String>,
    problems: Vec<Problem>,
    /// The current section; `None` outside of the sections with facts.
    section: Option<Section>,
    /// The heading being read.
    heading: Option<String>,
    /// The item that the page of a type is about.
    around: Vec<String>,
    /// The paths of the pages that lead to this one.
    open: Vec<&'a str>,
    /// The open list items, and outside of lists the paragraph.
    entries: Vec<Entry>,
    cells: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text, types: &'a [Text]) -> Self {
        Self {
            text,
            types,
            lines: LineStarts::of(&text.text),
            title: String::new(),
            title_at: 0,
            facts: Vec::new(),
            references: BTreeSet::new(),
            problems: Vec::new(),
            section: Some(Section::Endpoint),
            heading: None,
            around: Vec::new(),
            open: vec![&text.path],
            entries: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn all(&mut self) {
        let events = Parser::new_ext(&self.text.text, Options::ENABLE_TABLES);
        for (event, range) in events.into_offset_iter() {
            self.event(&event, &range);
        }
        if self.title.is_empty() {
            self.problem(0, "the page has no title");
        }
    }

    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => self.headed(*level, range.start),
            Event::Start(Tag::Item) => self.entries.push(Entry::item(range.start)),
            Event::Start(Tag::Paragraph) if self.entries.is_empty() => {
                self.entries.push(Entry::paragraph(range.start));
            }
            Event::Start(Tag::List(_)) => self.emit(),
            Event::End(TagEnd::Item) => {
                self.emit();
                self.entries.pop();
            }
            Event::End(TagEnd::Paragraph)
                if self.entries.last().is_some_and(|entry| !entry.is_item) =>
            {
                self.emit();
                self.entries.pop();
            }
            Event::End(TagEnd::TableCell) => {
                let cell = self.text.text.get(range.clone()).unwrap_or_default();
                self.cells.push(words(cell.trim_matches('|')));
            }
            Event::End(TagEnd::TableHead) => self.end_head(range.start),
            Event::End(TagEnd::TableRow) => self.end_row(range.start),
            event => self.inline(event, range),
        }
    }

    fn inline(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let (Some(heading), Event::Text(text) | Event::Code(text)) = (&mut self.heading, event) {
            heading.push_str(text);
        }
        if let Some(entry) = self.entries.last_mut() {
            entry.inline(event, range);
        }
    }

    fn headed(&mut self, level: HeadingLevel, at: usize) {
        let heading = self.heading.take().unwrap_or_default();
        if level == HeadingLevel::H1 {
            self.title = heading;
            self.title_at = at;
            return;
        }
        self.section = match heading.as_str() {
            "Endpoint" => Some(Section::Endpoint),
            "Inputs" => Some(Section::Inputs),
            "Output" => None,
            "Output Parameters" => Some(Section::Outputs),
            "Response Headers" => Some(Section::Headers),
            other => {
                self.problem(at, &format!("the page has an unknown heading `{other}`"));
                None
            }
        };
    }

    /// Records the innermost open entry as a fact; the facts inside it are named below it.
    fn emit(&mut self) {
        let (Some(section), Some(entry)) = (self.section, self.entries.last()) else {
            return;
        };
        let is_prose = !entry.is_item && (section != Section::Endpoint || entry.name.is_empty());
        if entry.emitted || is_prose {
            return;
        }
        let start = entry.start;
        if let Some(reference) = entry.reference() {
            self.follow(section, start, &reference);
            return self.emitted();
        }
        let parsed = match section {
            Section::Endpoint => entry.value(&self.text.text),
            _ => entry.field(&self.text.text),
        };
        match parsed {
            Ok(parsed) => {
                let path = self.path();
                self.facts.push(Fact {
                    key: Key { section, path },
                    ty: parsed.ty,
                    required: parsed.required,
                    description: parsed.description,
                    place: self.place(start),
                });
            }
            Err(message) => self.problem(start, message),
        }
        self.emitted();
    }

    fn emitted(&mut self) {
        if let Some(entry) = self.entries.last_mut() {
            entry.emitted = true;
        }
    }

    /// Returns the names of the open items, outermost first.
    fn path(&self) -> Vec<String> {
        let names = self.entries.iter().map(|entry| &entry.name);
        self.around.iter().chain(names).cloned().collect()
    }

    fn end_head(&mut self, at: usize) {
        let cells = std::mem::take(&mut self.cells);
        if cells != ["Header", "Type", "Description"] {
            self.problem(
                at,
                "the table must have the columns Header, Type, Description",
            );
        }
    }

    fn end_row(&mut self, at: usize) {
        let cells = std::mem::take(&mut self.cells);
        match <[String; 3]>::try_from(cells) {
            Ok([name, ty, description]) if self.section == Some(Section::Headers) => {
                self.facts.push(Fact {
                    key: Key::top(Section::Headers, &name),
                    ty: Some(ty),
                    required: None,
                    description,
                    place: self.place(at),
                });
            }
            _ => self.problem(at, "a table must contain headers, in rows of three cells"),
        }
    }

    fn place(&self, at: usize) -> Place {
        Place {
            file: self.text.path.clone(),
            line: self.lines.line(at),
        }
    }

    fn problem(&mut self, at: usize, message: &str) {
        self.problems.push(Problem {
            place: self.place(at),
            key: None,
            message: message.to_owned(),
        });
    }
}
