//! An element on one side of a comparison, for people.

use super::places::Place;

/// An element on one side of a comparison.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Its value.
    pub value: String,
    /// Its place in the spec; `None` if the spec has no line for it.
    pub place: Option<Place>,
    /// The signatures of its Rust items.
    pub rust: Vec<String>,
    /// `true` if the signatures are those of the item around it.
    pub is_context: bool,
    /// Its representation on the wire.
    pub wire: String,
}

/// Returns the beginning of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line: Vec<_> = text.split_whitespace().collect();
    let line = line.join(" ").replace('`', "'");
    if line.chars().count() <= MOST {
        return line;
    }
    let start: String = line.chars().take(MOST - 1).collect();
    format!("{start}…")
}
