//! The preview of an operation as an element.

use super::super::element::Element;
use super::super::kind::Kind;
use crate::model::{CountOnly, FieldName, PageLimit, Preview, PreviewInput, PreviewValue};

/// Returns the preview.
pub(super) fn preview(preview: &Preview) -> Element {
    let Preview {
        listing,
        inputs,
        limit,
        count_only,
        // It follows from the listing, which is compared on its own.
        is_deprecated: _,
    } = preview;
    let count_only = count_only.as_ref().map(|count| {
        let CountOnly {
            path,
            setter: _,
            is_deprecated: _,
        } = count;
        path.as_str()
    });
    let inputs = inputs.iter().map(input).collect::<Vec<_>>().join(", ");
    let facts = format!(
        "inputs {inputs}; limit {}; count only {}",
        limit.as_deref().unwrap_or_default(),
        count_only.unwrap_or_default()
    );
    Element::group(Kind::Preview, "").with([
        Element::fact(Kind::PreviewListing, listing.as_str()).at("operation"),
        Element::fact(Kind::PreviewFacts, &facts).at(""),
    ])
}

fn input(input: &PreviewInput) -> String {
    let PreviewInput {
        setter,
        // It follows from the listing.
        is_argument: _,
        value,
    } = input;
    match value {
        PreviewValue::Limit(items) => format!("{setter} = {items}"),
        PreviewValue::Passed {
            path,
            // They follow from the field.
            is_optional: _,
            is_object: _,
            limit,
        } => {
            let path: Vec<_> = path.iter().map(FieldName::as_str).collect();
            let limit = limit.as_ref().map_or_else(String::new, |limit| {
                let PageLimit { setter, items } = limit;
                format!(" with {setter} = {items}")
            });
            format!("{setter} = {}{limit}", path.join("."))
        }
    }
}
