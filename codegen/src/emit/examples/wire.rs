//! Values as they are on the wire.

use crate::emit::Context;
use crate::model::{EnumValue, Field, Nullability, Scalar, Type, TypeKind, Union};
use serde_json::Value;

/// A value as text; several values are joined by commas.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(text).collect();
            values.join(",")
        }
        value => value.to_string(),
    }
}

/// The members of an object type.
pub(super) fn fields<'a>(cx: &'a Context<'_>, ty: &'a Type) -> &'a [Field] {
    match ty {
        Type::Inline(object) => &object.fields,
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// A value as JSON on the wire, where JSON in a string is text.
pub(super) fn wire(cx: &Context<'_>, ty: &Type, value: &Value) -> Value {
    if let Type::Shared(name) = ty
        && let Some(TypeKind::Union(union)) = cx.kind(name)
    {
        return variant(cx, union, value);
    }
    match (ty, value) {
        // Digits such as `+7` and `007` are sent as `7`.
        (Type::IntegerText(_), Value::String(text)) => {
            let integer = text.parse::<i128>().ok();
            integer.map_or_else(|| value.clone(), |integer| integer.to_string().into())
        }
        (Type::Nullable(_), Value::Null) => Value::Null,
        (Type::Nullable(ty), value) => wire(cx, ty, value),
        (Type::Scalar(Scalar::JsonString), value) => Value::String(value.to_string()),
        (Type::Shared(name), Value::String(text)) => renamed(cx.kind(name), text).into(),
        (Type::Shared(name), Value::Number(number)) => {
            let digits = number.to_string();
            let renamed = renamed(cx.kind(name), &digits).parse::<serde_json::Number>();
            renamed.map_or_else(|_| value.clone(), Value::Number)
        }
        (Type::List(items), Value::Array(values)) => {
            values.iter().map(|value| wire(cx, items, value)).collect()
        }
        (Type::Map(items), Value::Object(members)) => {
            let members = members.iter();
            let members = members.map(|(key, value)| (key.clone(), wire(cx, items, value)));
            Value::Object(members.collect())
        }
        (Type::Inline(_) | Type::Shared(_), Value::Object(_)) => {
            object(cx, fields(cx, ty).iter(), value)
        }
        (_, value) => value.clone(),
    }
}

/// A value of a union; one of an unknown variant is sent unchanged.
fn variant(cx: &Context<'_>, union: &Union, value: &Value) -> Value {
    let Some(variant) = union.variant_of(value) else {
        return value.clone();
    };
    let mut inner = wire(cx, &variant.field.ty, value);
    if let (Some(discriminator), Some(members)) = (&union.discriminator, inner.as_object_mut()) {
        let name = discriminator.as_str();
        members.extend(value.get(name).map(|tag| (name.to_owned(), tag.clone())));
    }
    inner
}

/// The current wire value of a value that may be a former one.
fn renamed<'a>(kind: Option<&'a TypeKind>, text: &'a str) -> &'a str {
    let Some(TypeKind::Enum(values)) = kind else {
        return text;
    };
    let is_old = |value: &&EnumValue| {
        let old = value.renamed_from.as_ref();
        old.is_some_and(|old| old.as_str() == text)
    };
    let value = values.values.iter().find(is_old);
    value.map_or(text, |value| value.wire.as_str())
}

/// The value of a field: that of the example, or its constant.
pub(super) fn value_of<'a>(field: &'a Field, sample: Option<&'a Value>) -> Option<&'a Value> {
    sample.or(field.constant.as_ref())
}

/// An object as JSON on the wire.
pub(super) fn object<'a>(
    cx: &Context<'_>,
    fields: impl Iterator<Item = &'a Field>,
    sample: &Value,
) -> Value {
    let members = fields.filter_map(|field| {
        let name = field.wire.as_str();
        let value = match value_of(field, sample.get(name))? {
            Value::Null if field.nullability == Nullability::Nullable => Value::Null,
            value => wire(cx, &field.ty, value),
        };
        Some((name.to_owned(), value))
    });
    Value::Object(members.collect())
}
