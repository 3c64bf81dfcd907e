//! Types of the model as Rust types.

use super::Context;
use super::idents::{ident, path_tokens};
use crate::model::{Enum, Field, Nullability, Openness, Scalar, Storage, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

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
        Type::Shared(name) => {
            let name = ident(name.as_str());
            quote!(types::#name)
        }
        Type::External { path, .. } => path_tokens(path),
        Type::Inline(object) => {
            let name = ident(object.name.as_str());
            quote!(#name)
        }
    }
}

fn scalar_type(scalar: Scalar) -> TokenStream {
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
        Scalar::Uuid => quote!(runtime::Uuid),
        Scalar::Id => quote!(runtime::Id),
        Scalar::Json => quote!(runtime::Json),
        Scalar::JsonString => quote!(runtime::JsonText),
        Scalar::Bytes => quote!(runtime::Bytes),
        Scalar::Nothing => quote!(()),
        Scalar::ErrorList => quote!(Vec<runtime::ErrorDetail>),
    }
}

/// The type that a field has in its struct, where it is there.
pub(super) fn stored_type(field: &Field) -> TokenStream {
    let ty = rust_type(&field.ty);
    let ty = match field.storage {
        Storage::Inline => ty,
        Storage::Boxed => quote!(Box<#ty>),
    };
    match field.nullability {
        Nullability::NotNull => ty,
        Nullability::Nullable => quote!(runtime::Nullable<#ty>),
    }
}

/// How a setter takes a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// As it is: `value: bool`.
    Plain,
    /// Converted: `value: impl Into<runtime::Id>`.
    Into,
    /// Collected and converted: `values: impl IntoIterator<Item = impl Into<runtime::Id>>`.
    Collected,
    /// Collected and converted, with keys.
    Mapped,
}

pub(super) fn taken(cx: &Context<'_>, ty: &Type) -> Taken {
    match ty {
        Type::List(_) => Taken::Collected,
        Type::Map(_) => Taken::Mapped,
        Type::External { .. } => Taken::Into,
        Type::Inline(_) => Taken::Plain,
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Enum(Enum {
                openness: Openness::Open,
                ..
            })) => Taken::Into,
            _ => Taken::Plain,
        },
        Type::Scalar(scalar) => match scalar {
            Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Id
            | Scalar::Json
            | Scalar::JsonString
            | Scalar::Bytes
            | Scalar::Text
            | Scalar::ErrorList => Taken::Into,
            Scalar::Boolean
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint16
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Number
            | Scalar::Uuid
            | Scalar::Nothing => Taken::Plain,
        },
    }
}
