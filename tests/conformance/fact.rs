//! The shared part of the three models: the names of facts, and their locations.

use std::fmt;

/// A file as text, with the path for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The path, from the root of the checkout.
    pub path: String,
    /// The content of the file.
    pub text: String,
}

/// The parts of a documentation page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The description, the URL and the method of the operation.
    Endpoint,
    /// The contents of a request.
    Inputs,
    /// The contents of a response.
    Outputs,
    /// The headers of a response.
    Headers,
}

impl Section {
    /// All sections, in the page's order.
    pub const ALL: [Self; 4] = [Self::Endpoint, Self::Inputs, Self::Outputs, Self::Headers];

    /// Returns the word that names it in reports, and in the items of `deviations.yaml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Endpoint => "endpoint",
            Self::Inputs => "inputs",
            Self::Outputs => "outputs",
            Self::Headers => "headers",
        }
    }
}

/// The name of a fact: its section, and the path of wire names to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The section.
    pub section: Section,
    /// The names, outermost first.
    pub path: Vec<String>,
}

impl Key {
    /// Names a fact at the top of a section.
    #[must_use]
    pub fn top(section: Section, name: &str) -> Self {
        let path = vec![name.to_owned()];
        Self { section, path }
    }

    /// Names a fact inside this one.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        let mut child = self.clone();
        child.path.push(name.to_owned());
        child
    }

    /// Returns the fact around this one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, outer) = self.path.split_last()?;
        (!outer.is_empty()).then(|| Self {
            section: self.section,
            path: outer.to_vec(),
        })
    }

    /// Returns the wire name of the fact itself.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.section.word(), self.path.join("."))
    }
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The reason why a text could not be read.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The location.
    pub place: Place,
    /// The affected fact, if it is known.
    pub key: Option<Key>,
    /// The message, in one or more lines.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// The offsets of the lines of a text, for finding the line of an offset quickly.
#[derive(Clone, Debug)]
pub struct LineStarts(Vec<usize>);

impl LineStarts {
    /// Indexes the lines of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(behind).collect())
    }

    /// Returns the line of an offset, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at)
    }
}

/// Returns text with every run of white space as one blank: line breaks are layout, not wording.
#[must_use]
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
