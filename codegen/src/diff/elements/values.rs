//! The values that a type has on the wire, and in programs.

use super::super::element::{Literal, ValueSet, Values};
use super::Context;
use crate::model::{Enum, Openness, Scalar, Type, TypeKind};

/// Returns the values of a type.
pub(super) fn of(cx: &Context<'_>, ty: &Type) -> Values {
    match ty {
        Type::Scalar(scalar) => of_scalar(*scalar),
        Type::List(items) => inside("list", of(cx, items)),
        Type::Map(values) => inside("map", of(cx, values)),
        Type::Nullable(ty) => inside("nullable", of(cx, ty)),
        Type::IntegerText(_) => other("integer as text"),
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Enum(values)) => of_enum(name.as_str(), values),
            Some(TypeKind::External(external)) => of_scalar(external.wire),
            Some(TypeKind::Object(_) | TypeKind::Union(_)) | None => other(name.as_str()),
        },
        Type::External { name, .. } => match cx.kind(name) {
            Some(TypeKind::External(external)) => of_scalar(external.wire),
            _ => other(name.as_str()),
        },
        Type::Inline(_) => other("object"),
    }
}

fn other(description: &str) -> Values {
    Values {
        set: ValueSet::Other(description.to_owned()),
        literal: Literal::Other,
    }
}

fn inside(outer: &'static str, inner: Values) -> Values {
    Values {
        set: ValueSet::Inside(outer, Box::new(inner.set)),
        literal: inner.literal,
    }
}

fn of_enum(name: &str, values: &Enum) -> Values {
    match (values.openness, values.wire) {
        (Openness::Open, Scalar::String) => Values {
            set: ValueSet::Text,
            literal: Literal::Text,
        },
        (Openness::Open, wire) => of_scalar(wire),
        (Openness::Closed, Scalar::String) => Values {
            set: ValueSet::TextOf("enum"),
            literal: Literal::Other,
        },
        (Openness::Closed, _) => other(name),
    }
}

/// Returns the values of a scalar.
pub(super) fn of_scalar(scalar: Scalar) -> Values {
    let (set, literal) = match scalar {
        Scalar::String | Scalar::Text => (ValueSet::Text, Literal::Text),
        Scalar::Id => (ValueSet::TextOf("id"), Literal::Text),
        Scalar::Boolean => (ValueSet::Other("boolean".to_owned()), Literal::Other),
        Scalar::Int32 => integers(i32::MIN, i32::MAX),
        Scalar::Int64 => integers(i64::MIN, i64::MAX),
        Scalar::Uint16 => integers(u16::MIN, u16::MAX),
        Scalar::Uint32 => integers(u32::MIN, u32::MAX),
        Scalar::Uint64 => integers(u64::MIN, u64::MAX),
        Scalar::Number => (ValueSet::Numbers, Literal::Other),
        Scalar::DateTime => (ValueSet::TextOf("date-time"), Literal::Other),
        Scalar::Date => (ValueSet::TextOf("date"), Literal::Other),
        Scalar::LocalDateTime => (ValueSet::TextOf("local date-time"), Literal::Other),
        Scalar::Uuid => (ValueSet::TextOf("uuid"), Literal::Other),
        Scalar::Json => (ValueSet::Anything, Literal::Other),
        Scalar::JsonString | Scalar::Bytes | Scalar::Nothing | Scalar::ErrorList | Scalar::File => {
            (ValueSet::Other(scalar.word().to_owned()), Literal::Other)
        }
    };
    Values { set, literal }
}

fn integers(least: impl Into<i128>, most: impl Into<i128>) -> (ValueSet, Literal) {
    (
        ValueSet::Integers(least.into(), most.into()),
        Literal::Integer,
    )
}
