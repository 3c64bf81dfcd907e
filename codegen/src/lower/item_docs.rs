//! The documentation of the items of lists and maps.

use super::context::Context;
use super::literals;
use crate::ast::FieldDoc;
use crate::model::{Direction, ItemDocs};

/// Lowers the documentation of the items at each level of nesting; empty if no level has any, as on
/// most fields.
pub(super) fn lower(cx: &mut Context<'_>, doc: &FieldDoc, direction: Direction) -> Vec<ItemDocs> {
    let first = doc.ty.items.as_deref();
    let levels = std::iter::successors(first, |items| items.items.as_deref());
    let mut documented = levels.clone();
    if !documented.any(|items| items.description.is_some() || items.example.is_some()) {
        return Vec::new();
    }
    let what = format!("the example of an item of `{}`", doc.name.value);
    let docs = levels.map(|items| {
        let description = items.description.as_deref();
        ItemDocs {
            description: description.map(|text| cx.text(text, "the description")),
            example: literals::item(cx, items, items.example.as_deref(), &what, direction),
        }
    });
    docs.collect()
}
