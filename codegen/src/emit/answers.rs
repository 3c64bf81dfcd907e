//! Objects that are received: plain structs with public fields.

use super::Context;
use super::docs::{field_docs, prose};
use super::enums::alias;
use super::idents::{field_ident, ident};
use super::rust_types::rust_type;
use crate::api::{Field, Object, Presence, Scalar, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// A shared object, and the objects inside it.
pub(super) fn shared(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let nested = object.fields.iter().flat_map(|field| inline(&field.ty));
    std::iter::once(object)
        .chain(nested)
        .map(|object| declaration(cx, object))
        .collect()
}

/// The objects of an answer's body.
pub(super) fn body(cx: &Context<'_>, ty: &Type) -> Vec<TokenStream> {
    inline(ty)
        .into_iter()
        .map(|object| declaration(cx, object))
        .collect()
}

/// The inline objects of a type, from the outside in.
pub(super) fn inline(ty: &Type) -> Vec<&Object> {
    match ty {
        Type::Inline(object) => {
            let nested = object.fields.iter().flat_map(|field| inline(&field.ty));
            std::iter::once(&**object).chain(nested).collect()
        }
        Type::List(items) => inline(items),
        Type::Scalar(_) | Type::Shared(_) | Type::External { .. } => Vec::new(),
    }
}

fn declaration(cx: &Context<'_>, object: &Object) -> TokenStream {
    let name = ident(object.name.as_str());
    let docs = prose(&object.description);
    let fields = object.fields.iter().map(|received| field(cx, received));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, runtime::Deserialize, runtime::Serialize)]
        #[serde(crate = "runtime::serde")]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

fn field(cx: &Context<'_>, field: &Field) -> TokenStream {
    let docs = field_docs(field);
    let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
    let alias = alias(wire, field.rust.as_str());
    let rename = (wire != field.rust.as_str().trim_start_matches("r#"))
        .then(|| quote!(#[serde(rename = #wire)]));
    let ty = rust_type(&field.ty);
    let (ty, reading) = match (field.presence, &field.ty) {
        (_, Type::Scalar(Scalar::ErrorList)) => {
            let reader = format!("runtime::error_list::<_, {}>", cx.api.name);
            (
                ty,
                quote!(#[serde(default)] #[serde(deserialize_with = #reader)]),
            )
        }
        (Presence::Required, _) => (ty, TokenStream::new()),
        (Presence::Optional, Type::List(_)) => (
            ty,
            quote!(#[serde(default)] #[serde(deserialize_with = "runtime::null_as_default")]),
        ),
        (Presence::Optional, _) => (
            quote!(Option<#ty>),
            quote!(#[serde(skip_serializing_if = "Option::is_none")]),
        ),
    };
    quote!(#docs #alias #rename #reading pub #name: #ty)
}
