//! The words for the signs of enum values.

/// Spells out the parts that the conversion would drop: empty text, the sign of a number, and text that
/// consists of signs.
pub(super) fn spelled(wire: &str) -> String {
    let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    match (wire.strip_prefix('+'), wire.strip_prefix('-')) {
        _ if wire.is_empty() => "empty".to_owned(),
        _ if wire.trim().is_empty() => "blank".to_owned(),
        (Some(number), _) if is_number(number) => format!("plus {number}"),
        (_, Some(number)) if is_number(number) => format!("minus {number}"),
        _ if wire.chars().all(|c| sign(c).is_some()) => {
            let words: Vec<_> = wire.chars().filter_map(sign).collect();
            words.join(" ")
        }
        _ => wire.to_owned(),
    }
}

/// Returns the word for a sign.
fn sign(c: char) -> Option<&'static str> {
    let at = SIGNS.iter().find(|(sign, _)| *sign == c)?;
    Some(at.1)
}

const SIGNS: [(char, &str); 27] = [
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('%', "percent"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('~', "tilde"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('?', "question"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('_', "underscore"),
    ('(', "open"),
    (')', "close"),
    ('[', "from"),
    (']', "to"),
];
