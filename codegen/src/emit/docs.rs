//! Doc comments: prose of the spec as Markdown that renders as the same text.

mod address;

use super::tokens::{Literal, TokenStream, quote};
use std::borrow::Cow;

/// The width of a line of prose; with indentation and slashes it stays below 100.
const WIDTH: usize = 90;

/// Separates the lines of a doc comment: one attribute for all of them is faster to format than one
/// for each. The texts of a spec cannot contain it, because it is a control character.
pub(crate) const NEW_LINE: char = '\u{1}';

/// Builds a doc comment, paragraph by paragraph.
#[derive(Default)]
pub(super) struct Docs {
    /// The lines, separated by [`NEW_LINE`]. Those with text begin with a space.
    text: String,
}

impl Docs {
    /// Adds prose of the spec, whose characters have no meaning in Markdown: one or more paragraphs.
    pub(super) fn prose(mut self, text: &str) -> Self {
        for paragraph in paragraphs(text) {
            self.paragraph(escaped_words(&paragraph), "");
        }
        self
    }

    /// Adds a paragraph of Markdown.
    pub(super) fn markdown(mut self, text: &str) -> Self {
        self.paragraph(text.split(' ').map(Cow::from), "");
        self
    }

    /// Adds an item of a list: a name and its description of one or more paragraphs.
    pub(super) fn item(mut self, name: &str, text: &str) -> Self {
        let name = Cow::from(format!("* {}:", code(name)));
        let mut paragraphs = paragraphs(text);
        let first = paragraphs.next().unwrap_or_default();
        self.paragraph(std::iter::once(name).chain(escaped_words(&first)), "  ");
        paragraphs.fold(self, |docs, paragraph| docs.prose_in_item(&paragraph))
    }

    /// Adds prose of the spec to the last item of a list.
    pub(super) fn prose_in_item(self, text: &str) -> Self {
        let paragraphs = paragraphs(text);
        paragraphs.fold(self, |docs, paragraph| {
            docs.markdown_in_item(&escaped(&paragraph))
        })
    }

    /// Adds a paragraph to the last item of a list.
    pub(super) fn markdown_in_item(mut self, text: &str) -> Self {
        if !text.is_empty() {
            let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
            let first = Cow::from(format!("  {first}"));
            let rest = rest.split(' ').map(Cow::from);
            self.paragraph(std::iter::once(first).chain(rest), "  ");
        }
        self
    }

    /// Adds words, on lines that are indented from the second one on.
    fn paragraph<'t>(&mut self, words: impl IntoIterator<Item = Cow<'t, str>>, indent: &str) {
        let mut width = None;
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            let length = word.chars().count();
            match width {
                None => {
                    self.separate();
                    self.text.push(' ');
                    self.push(&word);
                    width = Some(length);
                }
                Some(before) if before + 1 + length <= WIDTH => {
                    self.text.push(' ');
                    self.push(&word);
                    width = Some(before + 1 + length);
                }
                Some(_) => {
                    let word = plain_start(word);
                    self.text.extend([NEW_LINE, ' ']);
                    self.text.push_str(indent);
                    self.push(&word);
                    width = Some(indent.len() + word.chars().count());
                }
            }
        }
    }

    /// Adds an empty line, unless nothing precedes it.
    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.extend([NEW_LINE, NEW_LINE]);
        }
    }

    /// Adds a part of a line, without the characters that a comment must not contain.
    fn push(&mut self, part: &str) {
        if part.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            self.text.push_str(part);
        } else {
            self.text.extend(part.chars().map(visible));
        }
    }

    /// Adds lines unchanged, after an empty one.
    pub(super) fn lines(mut self, lines: &[String]) -> Self {
        for (at, line) in lines.iter().enumerate() {
            if at == 0 {
                self.separate();
            } else {
                self.text.push(NEW_LINE);
            }
            if !line.is_empty() {
                self.text.push(' ');
            }
            self.push(line);
        }
        self
    }

    /// One `#[doc]` for all lines.
    pub(super) fn tokens(self) -> TokenStream {
        if self.text.is_empty() {
            return TokenStream::new();
        }
        let text = literal(&self.text);
        quote!(#[doc = #text])
    }
}

/// Quotes a text of visible characters and new lines. [`Literal::text`] looks up whether each character
/// is visible, which takes longer than the rest of the comment.
fn literal(text: &str) -> Literal {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for piece in text.split_inclusive(['\\', '"']) {
        let plain = piece.trim_end_matches(['\\', '"']);
        quoted.push_str(plain);
        if plain.len() < piece.len() {
            quoted.extend(["\\", &piece[plain.len()..]]);
        }
    }
    quoted.push('"');
    Literal::written(quoted)
}

/// Replaces a character that a comment must not contain: a control character, an invisible one, or
/// one that changes the direction of text, which the compiler rejects.
pub(crate) fn visible(c: char) -> char {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hides = matches!(
        c,
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}'
    );
    if c.is_control() || turns || hides {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// Prose of the spec as a doc comment.
pub(super) fn prose(text: &str) -> TokenStream {
    Docs::default().prose(text).tokens()
}

/// Markdown as a doc comment.
pub(super) fn markdown(text: &str) -> TokenStream {
    Docs::default().markdown(text).tokens()
}

/// The note on a field or value that the documentation does not have.
pub(crate) fn since_note(since: &str) -> String {
    let since = escaped(since);
    format!("Newer than the documentation: available since {since}.")
}

/// Any text as inline code.
pub(crate) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Several backticks in a row could open a code block at a line break.
    let text = if text.contains("``") {
        text.replace('`', "'")
    } else {
        text
    };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if text.is_empty() {
        // Markdown has no empty inline code.
        "the empty string".to_owned()
    } else if longest == 0 {
        format!("`{text}`")
    } else {
        let fence = "`".repeat(longest + 1);
        format!("{fence} {text} {fence}")
    }
}

/// The paragraphs of a text, each as one line. Empty lines separate them.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty());
    let joined = paragraphs.filter_map(|lines| match lines {
        [] => None,
        [line] => Some(Cow::from(*line)),
        lines => Some(Cow::from(lines.join(" "))),
    });
    joined.collect::<Vec<_>>().into_iter()
}

/// Prose of the spec, escaped for use inside Markdown.
pub(crate) fn escaped(text: &str) -> String {
    escaped_words(text).collect::<Vec<_>>().join(" ")
}

fn escaped_words(paragraph: &str) -> impl Iterator<Item = Cow<'_, str>> {
    // Several backticks in a row could open a code block, which would be a doctest.
    let balanced = paragraph.matches('`').count().is_multiple_of(2) && !paragraph.contains("``");
    let mut in_code = false;
    let words = paragraph.split_whitespace().enumerate();
    words.map(move |(at, word)| {
        let word = if is_everyday(word) {
            Cow::from(word)
        } else if balanced {
            Cow::from(prose_word(word, &mut in_code))
        } else {
            Cow::from(escape(&word.replace('`', "'")))
        };
        if at == 0 { plain_start(word) } else { word }
    })
}

/// Returns `true` for a plain word, which has no meaning in Markdown and does not look like code.
fn is_everyday(word: &str) -> bool {
    let rest = word.strip_prefix(|first: char| first.is_ascii_uppercase());
    let is_everyday =
        |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b',' | b'.');
    rest.unwrap_or(word).bytes().all(is_everyday)
}

/// Escapes a word of prose, except between backticks.
fn prose_word(word: &str, in_code: &mut bool) -> String {
    let pieces = word.split('`').map(|piece| {
        let escaped = if *in_code {
            piece.to_owned()
        } else {
            // Two adjacent pieces of code would share their backticks.
            Some(escape(piece))
                .filter(|escaped| !escaped.contains('`') || piece.len() == word.len())
                .unwrap_or_else(|| without_meaning(piece))
        };
        *in_code = !*in_code;
        escaped
    });
    let pieces = pieces.collect::<Vec<_>>();
    *in_code = !*in_code;
    pieces.join("`")
}

/// Escapes a word for Markdown; a word that looks like code becomes code.
fn escape(word: &str) -> String {
    if let Some(found) = address::find(word) {
        let address = found.address;
        let address = if found.is_link {
            format!("<{address}>")
        } else {
            format!("`{address}`")
        };
        return format!("{}{address}{}", plain(found.before), plain(found.after));
    }
    let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    if let Some((before, after)) = word.split_once(core).filter(|_| looks_like_code(core)) {
        return format!("{}`{core}`{}", plain(before), plain(after));
    }
    plain(word)
}

/// Escapes a word for Markdown; a call such as `run()` in it becomes code, as clippy asks.
fn plain(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut pieces = word.split("()").peekable();
    while let Some(piece) = pieces.next() {
        let is_call = pieces.peek().is_some();
        let name = |c: char| c.is_alphanumeric() || c == '_';
        let before = piece.trim_end_matches(name);
        text.push_str(&without_meaning(before));
        let name = &piece[before.len()..];
        // Two adjacent pieces of code would share their backticks.
        if is_call && !name.is_empty() && !text.ends_with('`') {
            text.extend(["`", name, "()`"]);
        } else {
            text.push_str(&without_meaning(name));
            text.push_str(if is_call { "()" } else { "" });
        }
    }
    text
}

fn without_meaning(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for c in word.chars() {
        let is_entity = c == '&' && word.contains(';');
        if is_entity || matches!(c, '<' | '>' | '[' | ']' | '*' | '\\' | '_' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns `true` for names such as `created_at` or `ThreatFilter`, by the rule of clippy.
fn looks_like_code(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let camel = stem.starts_with(|first: char| first.is_uppercase())
        && stem.chars().all(char::is_alphanumeric)
        && stem.chars().filter(|c| c.is_uppercase()).count() > 1
        && stem.chars().any(char::is_lowercase);
    camel || word.contains('_') || word.contains("::")
}

/// Escapes the start of a line that wrapping would turn into a heading or a list item.
fn plain_start(line: Cow<'_, str>) -> Cow<'_, str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['#', '-', '+', '=', '|', '~']) {
        format!("\\{line}").into()
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        format!("{}\\{}", &line[..digits], &line[digits..]).into()
    } else {
        line
    }
}
