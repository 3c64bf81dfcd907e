//! Bounds of texts: blankness and length.

/// Returns `true` if the text is empty or contains nothing but invisible characters.
#[must_use]
pub fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// Returns `true` for white space, control characters and the zero-width characters that come along
/// with copied text.
pub(crate) fn is_invisible(c: char) -> bool {
    // Nearly every character of a request, without a look at the tables of Unicode.
    if c.is_ascii() {
        return !c.is_ascii_graphic();
    }
    let is_zero_width = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    is_zero_width || c.is_whitespace() || c.is_control()
}

/// Returns `true` if the text has more than `max` characters, without counting a long text to its
/// end.
pub(crate) fn is_longer(text: &str, max: usize) -> bool {
    text.len() > max && text.chars().nth(max).is_some()
}

/// Returns `true` if the text has fewer than `min` characters, without counting a long text to its
/// end.
pub(crate) fn is_shorter(text: &str, min: usize) -> bool {
    min > 0 && text.chars().take(min).count() < min
}

#[cfg(test)]
mod tests {
    use crate::object::bounds::{is_blank_text, is_invisible};

    #[test]
    fn ascii_is_judged_like_every_other_character() {
        for c in '\0'..='\x7f' {
            let expected = c.is_whitespace() || c.is_control();
            assert_eq!(is_invisible(c), expected, "{c:?}");
        }
        for (text, blank) in [
            ("", true),
            (" \t\u{a0}\u{200b}", true),
            (" é", false),
            ("\u{feff}x", false),
        ] {
            assert_eq!(is_blank_text(text), blank, "{text:?}");
        }
    }
}
