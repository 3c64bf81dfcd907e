//! The locations of inputs in a request.

use crate::ast::FieldDoc;
use crate::model::Location;

const LOCATIONS: [(&str, Location); 4] = [
    ("path", Location::Path),
    ("query", Location::Query),
    ("header", Location::Header),
    ("body", Location::JsonBody),
];

/// Returns the location of an input, if it is known.
pub(in crate::lower) fn of(doc: &FieldDoc) -> Option<Location> {
    let word = doc.location.as_ref()?;
    let known = LOCATIONS
        .iter()
        .find(|(known, _)| *known == word.as_str())?;
    Some(known.1)
}

/// Returns the words of all locations.
pub(super) fn words() -> [&'static str; 4] {
    LOCATIONS.map(|(word, _)| word)
}
