//! Values as they are on the wire.

use crate::emit::Context;
use crate::model::{EnumValue, Field, Nullability, Scalar, Type, TypeKind, Union};
use serde_json::{Map, Value};
use std::borrow::Cow;

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
    sample.or(field.constant.as_deref())
}

/// An object as JSON on the wire.
pub(super) fn object<'a>(
    cx: &Context<'_>,
    fields: impl Iterator<Item = &'a Field>,
    sample: &Value,
) -> Value {
    let fields: Vec<_> = fields.collect();
    let named = fields.iter().filter(|field| !field.is_additional());
    let members = named.filter_map(|field| {
        let name = field.wire.as_str();
        let value = match value_of(field, sample.get(name))? {
            Value::Null if field.nullability == Nullability::Nullable => Value::Null,
            value => wire(cx, &field.ty, value),
        };
        Some((name.to_owned(), value))
    });
    let mut members: Map<_, _> = members.collect();
    for field in fields.iter().filter(|field| field.is_additional()) {
        if let Some(Value::Object(more)) = additional(&fields.iter().copied(), sample)
            && let Value::Object(more) = wire(cx, &field.ty, &more.into())
        {
            members.extend(more);
        }
    }
    Value::Object(members)
}

/// Returns the sample of one of the fields of an object: its member, or the members without a field.
pub(super) fn sample_of<'v, 'a>(
    fields: &(impl Iterator<Item = &'a Field> + Clone),
    field: &Field,
    sample: &'v Value,
) -> Option<Cow<'v, Value>> {
    if field.is_additional() {
        return additional(fields, sample).map(Cow::Owned);
    }
    sample.get(field.wire.as_str()).map(Cow::Borrowed)
}

/// Returns the members of a sample without a field, if there are any.
fn additional<'a>(
    fields: &(impl Iterator<Item = &'a Field> + Clone),
    sample: &Value,
) -> Option<Value> {
    let is_field = |name: &str| {
        let mut named = fields.clone().filter(|field| !field.is_additional());
        named.any(|field| field.wire.as_str() == name)
    };
    let members = sample.as_object()?.iter();
    let members = members.filter(|(name, _)| !is_field(name));
    let members = members.map(|(name, value)| (name.clone(), value.clone()));
    let members: Map<_, _> = members.collect();
    (!members.is_empty()).then(|| members.into())
}
