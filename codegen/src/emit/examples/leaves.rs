//! The inputs of a request through its flattened objects, with their samples.

use super::wire::sample_of;
use crate::model::{Field, Object, Type};
use serde_json::Value;
use std::borrow::Cow;

/// The inputs of a request in the order of its constructor and setters, through the flattened
/// objects.
pub(super) fn leaves<'b>(
    object: &'b Object,
    value: &dyn Fn(&Field) -> Option<Cow<'b, Value>>,
) -> Vec<(&'b Field, Option<Cow<'b, Value>>)> {
    let fields = object.fields.iter();
    let leaves = fields.flat_map(|field| match &field.ty {
        Type::Inline(inner) if field.is_flattened() => {
            let outer = value(field);
            leaves(inner, &|field| inside(inner, field, outer.as_ref()?))
        }
        _ => vec![(field, value(field))],
    });
    leaves.collect()
}

/// The sample of a field of an object inside a sample.
fn inside<'b>(object: &Object, field: &Field, sample: &Cow<'b, Value>) -> Option<Cow<'b, Value>> {
    match sample {
        Cow::Borrowed(sample) => sample_of(&object.fields.iter(), field, sample),
        Cow::Owned(sample) => {
            let found = sample_of(&object.fields.iter(), field, sample)?;
            Some(Cow::Owned(found.into_owned()))
        }
    }
}
