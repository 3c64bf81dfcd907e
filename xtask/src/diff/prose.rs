//! Hand-written files that still contain a name or a number that no longer applies.

use super::release::has_word;
use crate::disk;
use codegen::diff::Change;
use std::path::Path;

/// The hand-written files that users read, and code next to the generated one.
const FOLDERS: [&str; 4] = [
    "sdk/src/guide",
    "sdk/src/ext",
    "sdk/examples",
    "tests/documentation",
];
const FILES: [&str; 2] = ["README.md", "sdk/src/lib.rs"];

/// A line of a hand-written file.
pub struct Mention {
    /// The file and the line.
    pub place: String,
    /// The word that no longer applies.
    pub word: String,
}

/// Reads the hand-written files of a checkout.
pub struct Prose {
    files: Vec<(String, String)>,
}

/// The maximum number of mentions for each change.
const MOST: usize = 8;

impl Prose {
    /// Reads the files next to a spec folder. A file that cannot be read is left out.
    pub fn read(spec: &Path) -> Self {
        let whole = spec.canonicalize().unwrap_or_else(|_| spec.to_owned());
        let root = whole.parent().unwrap_or(Path::new("")).to_owned();
        let below = FOLDERS.iter().flat_map(|folder| {
            let files = disk::files_below(&root.join(folder), &[]).unwrap_or_default();
            files
                .into_iter()
                .map(move |file| format!("{folder}/{file}"))
        });
        let paths = FILES.iter().map(|file| (*file).to_owned()).chain(below);
        let files = paths.filter_map(|path| {
            let text = std::fs::read_to_string(root.join(&path)).ok()?;
            Some((path, text))
        });
        Self {
            files: files.collect(),
        }
    }

    /// Returns the lines that contain words of a change that no longer apply, and the number of
    /// further ones.
    pub fn mentions(&self, change: &Change) -> (Vec<Mention>, usize) {
        let mut found = Vec::new();
        for (path, text) in &self.files {
            for (index, line) in text.lines().enumerate() {
                let plain = line.replace(['_', ','], "");
                let is_in = |word: &&String| {
                    let is_number = word.chars().all(|c| c.is_ascii_digit());
                    has_word(line, word) || is_number && has_word(&plain, word)
                };
                if let Some(word) = change.stale_words.iter().find(is_in) {
                    found.push(Mention {
                        place: format!("{path}:{}", index + 1),
                        word: word.clone(),
                    });
                }
            }
        }
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        (found, more)
    }
}
