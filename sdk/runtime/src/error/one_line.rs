//! Shortening of server text to one line.

/// Maximum number of characters shown.
const MAX_SHOWN: usize = 200;

/// Returns the start of a text in one line, without control characters; `…` marks a cut.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
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
