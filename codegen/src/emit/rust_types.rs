//! Types of the model as Rust types.

use super::Context;
use super::idents::{ident, path_tokens};
use super::tokens::{ToTokens, TokenStream, quote};
use crate::model::{Enum, Field, Nullability, Openness, Scalar, Storage, Type, TypeKind};

/// The Rust type of a value.
pub(super) fn rust_type(ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => scalar_type(*scalar),
        Type::List(items) => {
            let items = rust_type(items);
            quote!(Vec<#items>)
        }
        Type::Map(values) => {
            let values = rust_type(values);
            quote!(std::collections::BTreeMap<String, #values>)
        }
        Type::IntegerText(scalar) => {
            let integer = scalar_type(*scalar);
            quote!(runtime::IntegerText<#integer>)
        }
        Type::Nullable(ty) => {
            let ty = rust_type(ty);
            quote!(runtime::Nullable<#ty>)
        }
        Type::Shared(name) => ident(name.as_str()).to_token_stream(),
        Type::External { path, .. } => path_tokens(path),
        Type::Inline(object) => ident(object.name.as_str()).to_token_stream(),
    }
}

/// The Rust type of a scalar.
pub(super) fn scalar_type(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::String | Scalar::Text => quote!(String),
        Scalar::Boolean => quote!(bool),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::Uint16 => quote!(u16),
        Scalar::Uint32 => quote!(u32),
        Scalar::Uint64 => quote!(u64),
        Scalar::Number => quote!(f64),
        Scalar::DateTime => quote!(runtime::Timestamp),
        Scalar::Date => quote!(runtime::Date),
        Scalar::LocalDateTime => quote!(runtime::LocalDateTime),
        Scalar::Uuid => quote!(runtime::Uuid),
        Scalar::Id => quote!(runtime::Id),
        Scalar::Json => quote!(runtime::Json),
        Scalar::JsonString => quote!(runtime::JsonText),
        Scalar::Bytes => quote!(runtime::Bytes),
        Scalar::File => quote!(runtime::FilePart),
        Scalar::Nothing => quote!(()),
        Scalar::ErrorList => quote!(Vec<runtime::ErrorDetail>),
    }
}

/// The type of a field in its struct, without the `Option` of an optional one.
pub(super) fn stored_type(field: &Field) -> TokenStream {
    stored(field, field.storage == Storage::Boxed)
}

/// The type of the value of a field, in a `Box` or not.
pub(super) fn stored(field: &Field, is_boxed: bool) -> TokenStream {
    let ty = rust_type(&field.ty);
    let ty = if is_boxed { quote!(Box<#ty>) } else { ty };
    match field.nullability {
        Nullability::NotNull => ty,
        Nullability::Nullable => quote!(runtime::Nullable<#ty>),
    }
}

/// The form of an argument of a constructor or a setter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument {
    /// The value itself: `value: bool`.
    Plain,
    /// A value to convert: `value: impl Into<runtime::Id>`.
    Into,
    /// Values to convert and collect: `values: impl IntoIterator<Item = impl Into<runtime::Id>>`.
    Items,
    /// Keys and values to convert and collect.
    Entries,
}

/// The form in which people pass a value of this type.
pub(super) fn argument(cx: &Context<'_>, ty: &Type) -> Argument {
    match ty {
        Type::List(_) => Argument::Items,
        Type::Map(_) => Argument::Entries,
        Type::External { .. } | Type::Nullable(_) | Type::IntegerText(_) => Argument::Into,
        Type::Inline(_) => Argument::Plain,
        Type::Shared(name) => match cx.kind(name) {
            Some(
                TypeKind::Enum(Enum {
                    openness: Openness::Open,
                    ..
                })
                | TypeKind::Union(_),
            ) => Argument::Into,
            _ => Argument::Plain,
        },
        Type::Scalar(scalar) => match scalar {
            Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::LocalDateTime
            | Scalar::Id
            | Scalar::Json
            | Scalar::JsonString
            | Scalar::Bytes
            | Scalar::File
            | Scalar::Text
            | Scalar::ErrorList => Argument::Into,
            Scalar::Boolean
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint16
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Number
            | Scalar::Uuid
            | Scalar::Nothing => Argument::Plain,
        },
    }
}
