//! The files of a spec, and locations in them.

use std::ops::{Deref, Range};

/// The files of one spec folder, sorted by path, so that the order of adding does not matter.
#[derive(Clone, Debug)]
pub struct Sources {
    label: String,
    folder: String,
    files: Vec<SourceFile>,
}

/// One file of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path inside the spec folder, with forward slashes.
    pub path: String,
    /// The text, up to the first byte that is not UTF-8.
    pub text: String,
    /// `true` if all bytes are UTF-8.
    pub is_utf8: bool,
}

/// The maximum size of a file. A spec file has some ten thousand bytes; larger files are not read.
pub const MOST_BYTES: usize = 1024 * 1024;

/// Identifies one file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The first file of a set, and the location of an item that is missing from an empty one.
    pub(crate) const FIRST: Self = Self(0);

    fn of(index: usize) -> Self {
        Self(small(index))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in one file. Each value of a spec has one, so it takes no more memory than it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// Returns the span of a range of bytes.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self {
            file,
            start: small(range.start),
            end: small(range.end),
        }
    }

    /// Returns the location before a byte.
    pub(crate) fn at(file: FileId, byte: usize) -> Self {
        Self::new(file, byte..byte)
    }

    /// Returns the beginning of a file, which is the location of missing items.
    #[must_use]
    pub fn start_of(file: FileId) -> Self {
        Self::at(file, 0)
    }

    /// Returns the offset of the first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset after the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }
}

/// Narrows an offset or an index. Files of more than [`MOST_BYTES`] are rejected before they have spans.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A value with its span.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its span.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl Sources {
    /// Creates an empty set. `label` is the folder's name in the first line of generated files.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        let label = label.into();
        Self {
            folder: label.clone(),
            label,
            files: Vec::new(),
        }
    }

    /// Sets the path of the folder in messages; it is the label by default.
    #[must_use]
    pub fn located_at(self, folder: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            ..self
        }
    }

    /// Adds a file by its path inside the folder. Adding a path again replaces its contents.
    pub fn add(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        let (text, is_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                (String::from_utf8_lossy(&bytes[..good]).into_owned(), false)
            }
        };
        let file = SourceFile {
            path: path.into(),
            text,
            is_utf8,
        };
        match self
            .files
            .binary_search_by(|known| known.path.cmp(&file.path))
        {
            Ok(index) => self.files[index] = file,
            Err(index) => self.files.insert(index, file),
        }
    }

    /// Iterates over the files with their ids, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId::of(index), file))
    }

    /// Takes the files out, and keeps their paths.
    pub(crate) fn take(&mut self) -> Vec<(FileId, SourceFile)> {
        let files = self.files.iter_mut().enumerate();
        let taken = files.map(|(index, file)| {
            let text = std::mem::take(&mut file.text);
            let (path, is_utf8) = (file.path.clone(), file.is_utf8);
            (
                FileId::of(index),
                SourceFile {
                    path,
                    text,
                    is_utf8,
                },
            )
        });
        taken.collect()
    }

    /// Returns `true` if the id belongs to this set. The location of an item that is missing from an
    /// empty set does not.
    pub(crate) fn contains(&self, id: FileId) -> bool {
        id.index() < self.files.len()
    }

    /// Returns the file of an id of this set.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Returns the file's path for messages: `spec/api.yaml`, or below the folder of
    /// [`located_at`](Self::located_at).
    #[must_use]
    pub fn display_path(&self, id: FileId) -> String {
        format!("{}/{}", self.folder, self.file(id).path)
    }

    /// Returns the file's path below the folder's label, which is the same on every machine.
    #[must_use]
    pub fn origin(&self, id: FileId) -> String {
        format!("{}/{}", self.label, self.file(id).path)
    }

    /// Returns the path of the folder in messages.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Returns line and column of a span's beginning, both from 1, columns in characters.
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = &self.file(span.file).text;
        let before = text.get(..span.start()).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_adding_does_not_matter() {
        let mut sources = Sources::new("spec");
        sources.add("b.yaml", b"b".to_vec());
        sources.add("a.yaml", b"a".to_vec());
        sources.add("b.yaml", b"B".to_vec());
        let files: Vec<_> = sources
            .iter()
            .map(|(_, f)| (f.path.as_str(), f.text.as_str()))
            .collect();
        assert_eq!(files, [("a.yaml", "a"), ("b.yaml", "B")]);
    }

    #[test]
    fn the_paths_of_taken_files_remain() {
        let mut sources = Sources::new("spec");
        sources.add("types/b.yaml", b"b".to_vec());
        sources.add("a.yaml", b"\xff".to_vec());
        let taken = sources.take();
        let taken: Vec<_> = taken.iter().map(|(id, file)| (*id, file)).collect();
        let (a, b) = (taken[0].1, taken[1].1);
        assert_eq!(
            (a.path.as_str(), a.text.as_str(), a.is_utf8),
            ("a.yaml", "", false)
        );
        assert_eq!(
            (b.path.as_str(), b.text.as_str(), b.is_utf8),
            ("types/b.yaml", "b", true)
        );
        assert_eq!(sources.origin(taken[1].0), "spec/types/b.yaml");
        assert!(sources.iter().all(|(_, file)| file.text.is_empty()));
    }

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::new("spec");
        sources.add("a.yaml", "é: ü\nßß: x".as_bytes().to_vec());
        let span = Span::new(FileId::FIRST, 11..12);
        assert_eq!(sources.line_column(span), (2, 3));
    }

    #[test]
    fn text_ends_before_bytes_that_are_not_utf8() {
        let mut sources = Sources::new("spec");
        sources.add("a.yaml", b"ab\xff\xfe".to_vec());
        let (_, file) = sources.iter().next().expect("one file");
        assert_eq!((file.text.as_str(), file.is_utf8), ("ab", false));
    }
}
