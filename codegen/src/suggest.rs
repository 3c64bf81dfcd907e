//! "Did you mean …?": suggestions for misspelled words.

/// Suggests the most similar known word, or lists the known words if none is similar.
pub(crate) fn suggestion(found: &str, known: &[&str]) -> String {
    nearest(found, known).map_or_else(|| all(known), did_you_mean)
}

/// Asks for the word that was probably meant.
pub(crate) fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// The maximum number of known words to list.
const MOST_LISTED: usize = 40;

/// Lists the known words, up to a maximum.
pub(crate) fn all(known: &[&str]) -> String {
    let listed = known.iter().take(MOST_LISTED);
    let listed: String = listed.flat_map(|word| [", `", word, "`"]).collect();
    let listed = listed.strip_prefix(", ").unwrap_or_default();
    let more = match known.len().saturating_sub(MOST_LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("known here: {listed}{more}")
}

/// Returns the known word that is most similar to the one found, if any is similar enough.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let length = found.chars().count();
    let most = 2.max(length / 3);
    // Both are lower bounds of the distance, and cheaper to compute: the difference in length, and the number of
    // characters that the word does not have.
    let near = known.iter().filter(|word| {
        word.chars().count().abs_diff(length) <= most
            && found.chars().filter(|&char| !word.contains(char)).count() <= most
    });
    let distances = near.map(|word| (strsim::damerau_levenshtein(found, word), *word));
    let (distance, word) = distances.min()?;
    (distance <= most).then_some(word)
}
