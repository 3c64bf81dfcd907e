//! Splits doc comments and Markdown into sentences.

use crate::tidy::Source;

/// A sentence or heading.
pub(super) struct Sentence {
    /// The line it begins on.
    pub line: usize,
    /// The text on one line, with code replaced by a mark.
    pub text: String,
}

impl Sentence {
    /// Returns the words in lower case, without punctuation.
    pub fn words(&self) -> Vec<String> {
        let words = self.text.split_whitespace().map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != CODE);
            bare.to_lowercase()
        });
        words.filter(|word| !word.is_empty()).collect()
    }
}

/// Stands for code in backticks, whose words do not count.
const CODE: char = '\u{b7}';

/// Returns the sentences of a file: of its doc comments, or of all text in Markdown.
pub(super) fn of(source: &Source) -> Vec<Sentence> {
    let mut reader = Reader::default();
    if source.is_rust() {
        for (index, line) in source.text.lines().enumerate() {
            let line = line.trim_start();
            let doc = line
                .strip_prefix("///")
                .or_else(|| line.strip_prefix("//!"))
                .filter(|rest| !rest.starts_with('/'));
            match doc {
                Some(text) => reader.line(index + 1, text.trim()),
                None => reader.end_block(),
            }
        }
    } else {
        for (index, line) in source.text.lines().enumerate() {
            reader.line(index + 1, line.trim());
        }
    }
    reader.end_block();
    reader.sentences
}

/// Collects paragraphs line by line.
#[derive(Default)]
struct Reader {
    sentences: Vec<Sentence>,
    paragraph: Vec<(usize, String)>,
    is_in_code: bool,
}

impl Reader {
    fn line(&mut self, number: usize, text: &str) {
        if text.starts_with("```") {
            self.end_paragraph();
            self.is_in_code = !self.is_in_code;
        } else if self.is_in_code {
            // Code is not prose.
        } else if text.is_empty() || text.starts_with('|') {
            self.end_paragraph();
        } else if let Some(heading) = heading(text) {
            self.end_paragraph();
            self.paragraph.push((number, heading.to_owned()));
            self.end_paragraph();
        } else if let Some(item) = list_item(text) {
            self.end_paragraph();
            self.paragraph.push((number, item.to_owned()));
        } else {
            self.paragraph.push((number, text.to_owned()));
        }
    }

    /// Ends a doc comment, and with it any code block in it.
    fn end_block(&mut self) {
        self.end_paragraph();
        self.is_in_code = false;
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        let joined: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        let hidden = hide_code(&joined.join("\n"));
        let mut line = lines.first().map_or(0, |(number, _)| *number);
        for text in split(&hidden) {
            self.sentences.push(Sentence {
                line: line + leading_newlines(text),
                text: text.trim().replace('\n', " "),
            });
            line += text.matches('\n').count();
        }
    }
}

fn heading(text: &str) -> Option<&str> {
    text.starts_with('#')
        .then(|| text.trim_start_matches('#').trim())
}

fn list_item(text: &str) -> Option<&str> {
    let bullet = text.strip_prefix("- ").or_else(|| text.strip_prefix("* "));
    bullet.or_else(|| {
        let (number, item) = text.split_once(". ")?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(item)
    })
}

fn leading_newlines(text: &str) -> usize {
    let trimmed = text.trim_start();
    text[..text.len() - trimmed.len()].matches('\n').count()
}

/// Replaces code in backticks, and the targets of links.
fn hide_code(text: &str) -> String {
    let mut hidden = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 0 {
            hidden.push_str(part);
        } else {
            hidden.push(CODE);
            hidden.extend(part.chars().filter(|c| *c == '\n'));
        }
    }
    hidden
}

/// Splits at the end of each sentence: a full stop, question mark or exclamation mark that a space
/// and anything but a lower-case letter follow.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, mark) in text.char_indices() {
        let next = index + mark.len_utf8();
        let mut rest = text[next..].chars().peekable();
        let ends = matches!(mark, '.' | '?' | '!')
            && rest.next().is_some_and(char::is_whitespace)
            && rest
                .find(|c| !c.is_whitespace())
                .is_some_and(|c| !c.is_lowercase());
        if ends {
            parts.push(&text[start..next]);
            start = next;
        }
    }
    if !text[start..].trim().is_empty() {
        parts.push(&text[start..]);
    }
    parts
}
