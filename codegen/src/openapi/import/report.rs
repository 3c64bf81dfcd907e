//! The report of an import: everything that the spec cannot express, and every guess.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A fact of the source that the import dropped, changed or guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The kind of the fact, such as `union`.
    pub kind: &'static str,
    /// `true` if the spec lacks something that the source has.
    pub is_loss: bool,
    /// The JSON pointer of the fact in the source.
    pub pointer: String,
    /// The operation or the type, as named in the source.
    pub item: String,
    /// The loss or the guess, in one sentence.
    pub text: String,
}

/// All notes of an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The notes, in the order of their pointers.
    pub notes: Vec<Note>,
}

impl Report {
    /// Adds a loss.
    pub(super) fn lose(&mut self, kind: &'static str, pointer: &str, text: impl Into<String>) {
        self.push(kind, true, pointer, &text.into());
    }

    /// Adds a guess, or a correction.
    pub(super) fn note(&mut self, kind: &'static str, pointer: &str, text: impl Into<String>) {
        self.push(kind, false, pointer, &text.into());
    }

    fn push(&mut self, kind: &'static str, is_loss: bool, pointer: &str, text: &str) {
        self.notes.push(Note {
            kind,
            is_loss,
            pointer: pointer.to_owned(),
            item: String::new(),
            text: shortened(&text.replace(char::is_control, " ")),
        });
    }

    /// Keeps the notes about the imported items. `owner` returns the name of the item at a pointer.
    pub(super) fn limit_to<'i>(&mut self, owner: impl Fn(&str) -> Option<&'i str>) {
        let notes = std::mem::take(&mut self.notes);
        let mut kept: Vec<Note> = notes
            .into_iter()
            .filter_map(|note| {
                let item = owner(&note.pointer)?.to_owned();
                Some(Note { item, ..note })
            })
            .collect();
        kept.sort_by(|a, b| (&a.pointer, a.kind, &a.text).cmp(&(&b.pointer, b.kind, &b.text)));
        kept.dedup();
        self.notes = kept;
    }

    /// Returns the number of losses.
    #[must_use]
    pub fn losses(&self) -> usize {
        self.notes.iter().filter(|note| note.is_loss).count()
    }

    /// Returns the number of notes of each kind, losses first.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = String::new();
        for (is_loss, title) in [(true, "lost"), (false, "noted")] {
            for (kind, notes) in self.by_kind(is_loss) {
                let mut items: Vec<_> = notes.iter().map(|note| &note.item).collect();
                items.sort();
                items.dedup();
                let _ = writeln!(
                    text,
                    "{:>7} {title:<5} {kind}, in {} item{}",
                    notes.len(),
                    items.len(),
                    if items.len() == 1 { "" } else { "s" }
                );
            }
        }
        text
    }

    /// Returns the whole report as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = "# Report of the import\n\nWritten by `cargo xtask import`.\n".to_owned();
        let parts = [
            (true, "Lost", "The spec lacks these facts of the source."),
            (
                false,
                "Noted",
                "The import guessed or corrected these facts.",
            ),
        ];
        for (is_loss, title, meaning) in parts {
            let kinds = self.by_kind(is_loss);
            if kinds.is_empty() {
                continue;
            }
            let _ = write!(text, "\n## {title}\n\n{meaning}\n");
            for (kind, notes) in kinds {
                let _ = write!(text, "\n### {kind} ({})\n\n", notes.len());
                for note in notes {
                    let (item, pointer) = (shortened(&note.item), shortened(&note.pointer));
                    let _ = writeln!(text, "- {item}: {} (`{pointer}`)", note.text);
                }
            }
        }
        text
    }

    fn by_kind(&self, is_loss: bool) -> BTreeMap<&'static str, Vec<&Note>> {
        let mut kinds: BTreeMap<&'static str, Vec<&Note>> = BTreeMap::new();
        for note in self.notes.iter().filter(|note| note.is_loss == is_loss) {
            kinds.entry(note.kind).or_default().push(note);
        }
        kinds
    }
}

/// An error in the source that makes an import impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The JSON pointer of the error; empty for the whole document.
    pub pointer: String,
    /// The problem, and the fix.
    pub message: String,
}

impl Broken {
    pub(super) fn new(pointer: &str, message: impl Into<String>) -> Self {
        Self {
            pointer: pointer.to_owned(),
            message: shortened(&message.into()),
        }
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.pointer.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", shortened(&self.pointer), self.message)
    }
}

/// The maximum number of characters of a line; names and patterns of a source can have a million.
const LONGEST_LINE: usize = 400;

/// Returns a text without the ends of its longest lines.
pub(super) fn shortened(text: &str) -> String {
    let lines = text
        .split('\n')
        .map(|line| match line.char_indices().nth(LONGEST_LINE) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}
