//! One list item of the page.

use crate::fact::words;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A list item (or the paragraph with the operation's description) while it is being read.
pub(super) struct Entry {
    /// The offset where it begins.
    pub(super) start: usize,
    /// Its bold words.
    pub(super) name: String,
    /// `true` for a list item; a paragraph may be plain prose.
    pub(super) is_item: bool,
    /// `true` if its fact is recorded.
    pub(super) emitted: bool,
    in_name: bool,
    reference: Option<Reference>,
    /// The text after the name, as a range of the page, so that the exact wording counts.
    rest: Option<Range<usize>>,
}

/// A reference to the page of a shared type.
#[derive(Clone)]
pub(super) struct Reference {
    /// The path of the page, relative to the folder of this one.
    pub(super) to: String,
    /// The name of the type: the text of the link.
    pub(super) name: String,
    /// The fields that do not exist here.
    pub(super) except: Vec<String>,
    in_link: bool,
    in_name: bool,
}

/// The contents of an entry apart from its name.
pub(super) struct Parsed {
    pub(super) ty: Option<String>,
    pub(super) required: Option<bool>,
    pub(super) description: String,
}

impl Reference {
    fn inline(&mut self, event: &Event<'_>) {
        match event {
            Event::End(TagEnd::Link) => self.in_link = false,
            Event::Text(text) | Event::Code(text) if self.in_link => self.name.push_str(text),
            Event::Start(Tag::Strong) => {
                self.except.push(String::new());
                self.in_name = true;
            }
            Event::End(TagEnd::Strong) => self.in_name = false,
            Event::Text(text) | Event::Code(text) if self.in_name => {
                if let Some(name) = self.except.last_mut() {
                    name.push_str(text);
                }
            }
            _ => {}
        }
    }
}

impl Entry {
    pub(super) fn paragraph(start: usize) -> Self {
        Self {
            is_item: false,
            ..Self::item(start)
        }
    }

    pub(super) fn item(start: usize) -> Self {
        Self {
            start,
            name: String::new(),
            is_item: true,
            emitted: false,
            in_name: false,
            reference: None,
            rest: None,
        }
    }

    /// Returns the reference that the entry consists of.
    pub(super) fn reference(&self) -> Option<Reference> {
        self.reference.clone()
    }

    pub(super) fn inline(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Some(reference) = &mut self.reference {
            return reference.inline(event);
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if self.rest.is_none() => {
                self.reference = Some(Reference {
                    to: dest_url.to_string(),
                    name: String::new(),
                    except: Vec::new(),
                    in_link: true,
                    in_name: false,
                });
            }
            Event::Start(Tag::Strong) if self.rest.is_none() => self.in_name = true,
            Event::End(TagEnd::Strong) if self.in_name => {
                self.in_name = false;
                self.rest = Some(range.end..range.end);
            }
            Event::Text(text) | Event::Code(text) if self.in_name => self.name.push_str(text),
            _ => {
                if let Some(rest) = &mut self.rest {
                    rest.end = rest.end.max(range.end);
                }
            }
        }
    }

    fn rest<'t>(&self, page: &'t str) -> Result<&'t str, &'static str> {
        let rest = self.rest.clone().and_then(|range| page.get(range));
        rest.filter(|_| !self.name.is_empty())
            .ok_or("an item must begin with its name in bold")
    }

    /// `**URL:** text`, `**Description**: text`
    pub(super) fn value(&self, page: &str) -> Result<Parsed, &'static str> {
        let rest = self.rest(page)?;
        let text = words(rest.trim_start_matches(':'));
        let whole = text
            .strip_prefix('`')
            .and_then(|text| text.strip_suffix('`'));
        let code = whole.filter(|code| !code.contains('`'));
        Ok(Parsed {
            ty: None,
            required: None,
            description: code.map_or_else(|| text.clone(), str::to_owned),
        })
    }

    /// `**name** (type) – Required: text`
    pub(super) fn field(&self, page: &str) -> Result<Parsed, &'static str> {
        let rest = words(self.rest(page)?);
        let rest = rest
            .strip_prefix('(')
            .ok_or("the name must be followed by the type in parentheses")?;
        let (ty, rest) = rest
            .split_once(')')
            .ok_or("the parenthesis around the type is not closed")?;
        let (mark, description) = rest
            .split_once(':')
            .ok_or("a colon must precede the description of an item")?;
        let required = match mark.trim() {
            "" => false,
            "– Required" => true,
            _ => return Err("only `– Required` may follow a type"),
        };
        Ok(Parsed {
            ty: Some(ty.to_owned()),
            required: Some(required),
            description: description.trim().to_owned(),
        })
    }
}
