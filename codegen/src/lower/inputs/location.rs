//! The locations of inputs in a request.

use crate::ast::{FieldDoc, TypeKindDoc};
use crate::lower::context::Context;
use crate::model::{Location, Scalar};

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

/// Reports `keep_slashes` outside of the path, and for a type whose values have no slash.
pub(super) fn check_slashes(cx: &mut Context<'_>, doc: &FieldDoc) {
    let (Some(keep), Some(location)) = (&doc.keep_slashes, of(doc)) else {
        return;
    };
    if location != Location::Path {
        let item = "an input outside of the path";
        return cx.misplaced("keep_slashes", keep.span, item, ", or write `in: path`");
    }
    let word = match cx.shared(&doc.ty.name).map(|shared| &shared.kind) {
        Some(TypeKindDoc::External { wire, .. }) => wire.as_str(),
        _ => doc.ty.name.as_str(),
    };
    let has_none = |scalar| !matches!(scalar, Scalar::String | Scalar::Id);
    if Scalar::from_word(word).is_some_and(has_none) {
        let item = format!(
            "the type `{}`, whose values have no slash",
            doc.ty.name.value
        );
        cx.misplaced(
            "keep_slashes",
            keep.span,
            &item,
            ", or write `type: string`",
        );
    }
}
