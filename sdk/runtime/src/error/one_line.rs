//! Shortening of server text to one line.

use std::borrow::Cow;

/// Maximum number of characters shown.
const MAX_SHOWN: usize = 200;

/// Returns `true` for characters that are invisible or change the direction of the text after them:
/// in a terminal they could make a message look like another one.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Returns a text of the server for a message: control characters become spaces, and hidden ones
/// are removed.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    clean(text, |c| c.is_control() || is_line_separator(c))
}

/// Returns a text of the server in its lines: other control characters become spaces, and hidden
/// ones are removed.
pub(crate) fn printable_lines(text: &str) -> Cow<'_, str> {
    clean(text, |c| c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Replaces some characters by spaces, and removes hidden ones.
fn clean(text: &str, is_space: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(|c: char| is_space(c) || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let visible = text.chars().filter(|c| !is_hidden(*c));
    Cow::Owned(visible.map(|c| if is_space(c) { ' ' } else { c }).collect())
}

fn is_line_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns the start of a text in one line, without control characters and hidden ones; `…` marks a
/// cut.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let text = printable(text);
    let words = text.split(char::is_whitespace);
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if let Some((end, _)) = line.char_indices().nth(MAX_SHOWN) {
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{one_line, printable, printable_lines};

    #[test]
    fn hidden_characters_are_removed() {
        for (text, shown) in [
            ("plain \u{1f600} für", "plain \u{1f600} für"),
            ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}", "abcd"),
            ("a\u{1b}[31mb\r\nc", "a [31mb  c"),
            ("a\u{2028}b\u{9b}c", "a b c"),
            ("\u{e0041}\u{ad}\u{61c}", ""),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
        assert_eq!(printable_lines("a\u{202e}\n\tb\r\u{1b}c"), "a\n\tb  c");
        assert_eq!(one_line("a\r\n\u{202e}\tb"), "a b");
    }
}
