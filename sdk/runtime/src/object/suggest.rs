//! Suggestions for misspelled words.

use crate::object::bounds::is_invisible;

/// Returns the known word of which a text is another spelling: in another case, with surrounding
/// white space or invisible characters, or with other separators between its words.
pub(crate) fn known_spelling(text: &str, known: &[&'static str]) -> Option<&'static str> {
    let letters = letters(text);
    let mut known = known.iter().copied();
    known.find(|known| !letters.is_empty() && *known != text && self::letters(known) == letters)
}

/// Returns the text in lower case, without invisible characters and the separators between words.
/// A sign at the start has a meaning, such as that of `-1`.
fn letters(text: &str) -> String {
    let text = text.trim_matches(|c: char| c == ' ' || is_invisible(c));
    let is_separator = |at: usize, c: char| at > 0 && matches!(c, ' ' | '_' | '-');
    let kept = text
        .char_indices()
        .filter(|(at, c)| !is_separator(*at, *c) && !is_invisible(*c));
    kept.flat_map(|(_, c)| c.to_lowercase()).collect()
}

/// Returns the known word that was probably meant; `None` if none is similar.
pub(crate) fn did_you_mean<'k>(
    text: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    /// Longer texts are not misspelled words.
    const LONGEST: usize = 100;
    let found = letters(text);
    if found.is_empty() || found.len() > LONGEST {
        return None;
    }
    let most = match found.chars().count() {
        ..=3 => 1,
        4..=8 => 2,
        length => length / 3,
    };
    let distances = known
        .into_iter()
        .map(|known| (distance(&found, &letters(known)), known));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= most).then_some(nearest)
}

/// Returns the number of characters to insert, delete or replace to turn one text into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, from) in from.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&to) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = replaced.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::object::suggest::{did_you_mean, distance, known_spelling};

    const KNOWN: [&str; 6] = ["unresolved", "in_progress", "resolved", "n/a", "-1", "+1"];

    #[test]
    fn other_spellings_of_a_known_value_are_found() {
        for (text, known) in [
            ("Resolved", "resolved"),
            (" resolved\r\n", "resolved"),
            ("resolved\u{200b}", "resolved"),
            ("RESOLVED", "resolved"),
            ("in progress", "in_progress"),
            ("In-Progress", "in_progress"),
            ("inProgress", "in_progress"),
            ("N/A", "n/a"),
            (" -1", "-1"),
        ] {
            assert_eq!(known_spelling(text, &KNOWN), Some(known), "{text:?}");
        }
        for text in ["resolved", "resolvd", "reopened", "", "_", "1", "na"] {
            assert_eq!(known_spelling(text, &KNOWN), None, "{text:?}");
        }
    }

    #[test]
    fn similar_words_are_suggested() {
        for (text, near) in [
            ("resolvd", Some("resolved")),
            ("Resolvd ", Some("resolved")),
            ("inprogres", Some("in_progress")),
            ("unresolvd", Some("unresolved")),
            ("canary", None),
            ("", None),
        ] {
            assert_eq!(did_you_mean(text, KNOWN), near, "{text}");
        }
        assert_eq!((distance("abc", ""), distance("kitten", "sitting")), (3, 3));
    }
}
