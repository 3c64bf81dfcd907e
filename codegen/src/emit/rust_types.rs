//! Types of the model as Rust types.

use super::Context;
use super::idents::{ident, path_tokens};
use crate::api::{Scalar, Type, TypeKind};
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
        Scalar::String => quote!(String),
        Scalar::Boolean => quote!(bool),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::Uint16 => quote!(u16),
        Scalar::Uint32 => quote!(u32),
        Scalar::Uint64 => quote!(u64),
        Scalar::DateTime => quote!(runtime::Timestamp),
        Scalar::Id => quote!(runtime::Id),
        Scalar::Json => quote!(runtime::Json),
        Scalar::ErrorList => quote!(Vec<runtime::ErrorDetail>),
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
}

pub(super) fn taken(cx: &Context<'_>, ty: &Type) -> Taken {
    match ty {
        Type::List(_) => Taken::Collected,
        Type::External { .. } => Taken::Into,
        Type::Inline(_) => Taken::Plain,
        Type::Shared(name) => match cx
            .api
            .types
            .iter()
            .find(|def| def.name == *name)
            .map(|def| &def.kind)
        {
            Some(TypeKind::OpenEnum(_)) => Taken::Into,
            _ => Taken::Plain,
        },
        Type::Scalar(scalar) => match scalar {
            Scalar::String | Scalar::DateTime | Scalar::Id | Scalar::Json | Scalar::ErrorList => {
                Taken::Into
            }
            Scalar::Boolean
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint16
            | Scalar::Uint32
            | Scalar::Uint64 => Taken::Plain,
        },
    }
}
