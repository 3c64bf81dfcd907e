//! Field paths on the wire.

use super::Context;
use crate::model::{Field, FieldName, Operation, Output, OutputSource, Step, Type, TypeKind};

/// Returns the wire path of a member of the response body.
pub(crate) fn in_body<'s>(
    cx: &Context<'_>,
    operation: &Operation,
    steps: impl IntoIterator<Item = &'s Step>,
) -> String {
    let body = operation
        .outputs
        .iter()
        .find_map(|Output { source, field }| match source {
            OutputSource::Body { .. } => Some(field),
            OutputSource::Status | OutputSource::Reason => None,
        });
    let members = body.map_or(&[][..], |body| members_of(cx, &body.ty));
    wire_path(cx, members, steps.into_iter().map(|step| &step.field))
}

/// Returns the wire path of a path of Rust names.
pub(crate) fn wire_path<'n>(
    cx: &Context<'_>,
    fields: &[Field],
    names: impl Iterator<Item = &'n FieldName>,
) -> String {
    let (mut fields, mut path) = (fields, Vec::new());
    for name in names {
        let Some(field) = fields.iter().find(|field| field.rust == *name) else {
            break;
        };
        path.push(field.wire.as_str());
        fields = members_of(cx, &field.ty);
    }
    path.join(".")
}

/// Returns the members of an object, or of the objects in a list or a map.
pub(super) fn members_of<'a>(cx: &Context<'a>, ty: &'a Type) -> &'a [Field] {
    match ty.innermost() {
        Type::Inline(object) => &object.fields,
        Type::Shared(name) => match cx.types.get(name).map(|def| &def.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        },
        Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Scalar(_)
        | Type::IntegerText(_)
        | Type::External { .. } => &[],
    }
}
