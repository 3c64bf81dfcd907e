//! The documentation of the items of lists and maps.

use super::context::Context;
use super::literals;
use crate::ast::FieldDoc;
use crate::model::{Direction, ItemDocs};

/// Lowers the documentation of the items at each level of nesting.
pub(super) fn lower(cx: &mut Context<'_>, doc: &FieldDoc, direction: Direction) -> Vec<ItemDocs> {
    let mut levels = Vec::new();
    let mut next = doc.ty.items.as_deref();
    while let Some(items) = next {
        let description = items.description.as_deref();
        let what = format!("the example of an item of `{}`", doc.name.value);
        levels.push(ItemDocs {
            description: description.map(|text| cx.text(text, "the description")),
            example: literals::item(cx, items, items.example.as_deref(), &what, direction),
        });
        next = items.items.as_deref();
    }
    levels
}
