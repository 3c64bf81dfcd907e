//! The keys of an override.

use crate::ast::{FieldDoc, OverrideDoc, Spanned, Text, TypeRefDoc};
use crate::source::Span;

/// A key of an override, its location, and its value as text.
type Key = (&'static str, Span, String);

/// Returns `true` if the override has no key besides the name.
pub(super) fn is_empty(change: &OverrideDoc) -> bool {
    given(change).is_empty()
}

/// Returns the first key of an override with the value that the shared type has.
pub(super) fn repeated(field: &FieldDoc, change: &OverrideDoc) -> Option<(&'static str, Span)> {
    let own = keys(
        &field.ty,
        field.list_style.as_deref(),
        field.deprecated.as_deref(),
        Some(&field.description),
    );
    let mut given = given(change).into_iter();
    given.find_map(|(key, span, value)| {
        let mut own = own.iter();
        let is_same = own.any(|(known, _, old)| *known == key && *old == value);
        is_same.then_some((key, span))
    })
}

fn given(change: &OverrideDoc) -> Vec<Key> {
    keys(
        &change.bounds,
        change.list_style.as_deref(),
        change.deprecated.as_deref(),
        change.description.as_deref(),
    )
}

fn keys(
    bounds: &TypeRefDoc,
    list_style: Option<&Text>,
    deprecated: Option<&Text>,
    description: Option<&Text>,
) -> Vec<Key> {
    [
        key("min_items", bounds.min_items.as_deref()),
        key("max_items", bounds.max_items.as_deref()),
        key("format", bounds.format.as_deref()),
        key("min_length", bounds.min_length.as_deref()),
        key("max_length", bounds.max_length.as_deref()),
        key("minimum", bounds.minimum.as_deref()),
        key("maximum", bounds.maximum.as_deref()),
        key("exclusive_minimum", bounds.exclusive_minimum.as_deref()),
        key("exclusive_maximum", bounds.exclusive_maximum.as_deref()),
        key("pattern", bounds.pattern.as_deref()),
        key("list_style", list_style),
        key("deprecated", deprecated),
        key("description", description),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn key<T: ToString>(name: &'static str, value: Option<&Spanned<T>>) -> Option<Key> {
    value.map(|value| (name, value.span, value.value.to_string()))
}
