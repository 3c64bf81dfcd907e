//! A field of a shared object as it is on one use.

use crate::ast::{FieldDoc, Given, OverrideDoc, TypeRefDoc};

/// Returns the field as it is on this use. Its samples belong to the shared type.
pub(in crate::lower) fn merged(field: &FieldDoc, change: &OverrideDoc) -> FieldDoc {
    let (new, old) = (&change.bounds, &field.ty);
    let description = change.description.as_deref();
    FieldDoc {
        ty: TypeRefDoc {
            min_items: either(&new.min_items, &old.min_items),
            max_items: either(&new.max_items, &old.max_items),
            format: either(&new.format, &old.format),
            min_length: either(&new.min_length, &old.min_length),
            max_length: either(&new.max_length, &old.max_length),
            minimum: limit(&new.minimum, &old.minimum, &new.exclusive_minimum),
            maximum: limit(&new.maximum, &old.maximum, &new.exclusive_maximum),
            exclusive_minimum: limit(&new.exclusive_minimum, &old.exclusive_minimum, &new.minimum),
            exclusive_maximum: limit(&new.exclusive_maximum, &old.exclusive_maximum, &new.maximum),
            pattern: either(&new.pattern, &old.pattern),
            ..old.clone()
        },
        list_style: either(&change.list_style, &field.list_style),
        deprecated: either(&change.deprecated, &field.deprecated),
        description: description.unwrap_or(&field.description).clone(),
        default: None,
        example: None,
        renamed_from: None,
        ..field.clone()
    }
}

#[expect(clippy::ref_option, reason = "the keys of the document are options")]
fn either<T: Clone>(new: &Given<T>, old: &Given<T>) -> Given<T> {
    new.clone().or_else(|| old.clone())
}

/// Returns a limit. The inclusive one replaces the exclusive one, and the reverse.
#[expect(clippy::ref_option, reason = "the keys of the document are options")]
fn limit<T: Clone>(new: &Given<T>, old: &Given<T>, other: &Given<T>) -> Given<T> {
    let old = old.as_ref().filter(|_| other.is_none());
    new.as_ref().or(old).cloned()
}
