//! JSON bodies as servers write them: with a byte order mark, or with halves of a surrogate pair.

use std::borrow::Cow;

use crate::json::Json;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The replacement of a lone surrogate.
const REPLACEMENT: &[u8] = br"\ufffd";

/// Returns the body without a byte order mark in front.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(MARK).unwrap_or(body)
}

/// Reads a whole body as free-form JSON; `None` if it is not JSON.
pub(crate) fn value(body: &[u8]) -> Option<Json> {
    let body = without_mark(body);
    let value = serde_json::from_slice(body);
    value
        .or_else(|_| serde_json::from_slice(&paired(body)))
        .ok()
}

/// Replaces each escape of a lone surrogate, such as `\ud83d` without its second half, with that of
/// U+FFFD. Writers produce it when they cut a text. The length stays the same.
pub(crate) fn paired(body: &[u8]) -> Cow<'_, [u8]> {
    let mut body = Cow::Borrowed(body);
    let mut at = 0;
    while let Some(step) = body.get(at..).and_then(next_escape) {
        at += step;
        let rest = body.get(at..).unwrap_or_default();
        match surrogate(rest) {
            Some(Half::First)
                if surrogate(rest.get(6..).unwrap_or_default()) == Some(Half::Second) =>
            {
                at += 12;
            }
            Some(_) => {
                if let Some(escape) = body.to_mut().get_mut(at..at + 6) {
                    escape.copy_from_slice(REPLACEMENT);
                }
                at += 6;
            }
            // The escaped character may be a backslash.
            None => at += 2,
        }
    }
    body
}

fn next_escape(text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == b'\\')
}

/// A half of a surrogate pair.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    First,
    Second,
}

/// Returns the half that the escape at the start of the text represents, if it does.
fn surrogate(text: &[u8]) -> Option<Half> {
    let [b'\\', b'u', b'd' | b'D', kind, a, b, ..] = text else {
        return None;
    };
    if !a.is_ascii_hexdigit() || !b.is_ascii_hexdigit() {
        return None;
    }
    match kind.to_ascii_lowercase() {
        b'8' | b'9' | b'a' | b'b' => Some(Half::First),
        b'c'..=b'f' => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{paired, value};

    #[test]
    fn lone_surrogates_are_replaced() {
        for (text, expected) in [
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\uDE00\uD83D""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83dx""#, r#""\\\ufffdx""#),
            (r#""\ud7ff\ue000\ud8""#, r#""\ud7ff\ue000\ud8""#),
            ("\\", "\\"),
        ] {
            let paired = String::from_utf8(paired(text.as_bytes()).into_owned()).unwrap();
            assert_eq!(paired, expected);
        }
    }

    #[test]
    fn a_mark_is_skipped() {
        assert_eq!(
            value(b"\xef\xbb\xbf{\"a\":\"\\ud800\"}").unwrap()["a"],
            "\u{fffd}"
        );
        assert_eq!(value(b"\xef\xbb\xbf"), None);
    }
}
