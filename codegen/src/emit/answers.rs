//! Objects that are received: plain structs with public fields.

use super::Context;
use super::docs::{Docs, field_docs, markdown, prose};
use super::enums::{alias, deprecated};
use super::idents::{field_ident, ident};
use super::rust_types::{rust_type, stored_type};
use crate::model::{
    Field, Nullability, Object, Operation, OutputSource, Presence, Scalar, Secrecy, Statuses, Type,
    TypeKind, TypeName,
};
use proc_macro2::{Literal, TokenStream};
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

/// The enum of the bodies that the status tells apart.
pub(super) fn by_status(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let name = by_status_name(operation);
    let name = ident(name.as_str());
    let text = format!(
        "What the answer to [`{}`] holds, told by its status.",
        operation.name
    );
    let docs = markdown(&text);
    let bodies: Vec<_> = operation
        .response_bodies()
        .filter_map(|output| match &output.source {
            OutputSource::Body {
                statuses,
                variant: Some(variant),
                ..
            } => Some((&output.field, statuses, ident(variant.as_str()))),
            _ => None,
        })
        .collect();
    let variants = bodies.iter().map(|(field, statuses, variant)| {
        let docs = Docs::default()
            .prose(&field.description)
            .markdown(&statuses_note(statuses))
            .tokens();
        if let Type::Scalar(Scalar::Nothing) = field.ty {
            quote!(#docs #variant)
        } else {
            let payload = payload(cx, field);
            quote!(#docs #variant(#payload))
        }
    });
    // What stands for all other statuses is asked last.
    let (others, these): (Vec<_>, Vec<_>) = bodies
        .iter()
        .partition(|(_, statuses, _)| **statuses == Statuses::Others);
    let rows = these
        .into_iter()
        .chain(others)
        .map(|(field, statuses, variant)| {
            let statuses = match statuses {
                Statuses::Others => quote!(_),
                Statuses::These(numbers) => {
                    let numbers = numbers
                        .iter()
                        .map(|number| Literal::u16_unsuffixed(*number));
                    quote!(#(#numbers)|*)
                }
            };
            let format = ident(match &field.ty {
                Type::Scalar(Scalar::Nothing) => "nothing",
                Type::Scalar(Scalar::Text) => "text",
                _ => "json",
            });
            quote!(#statuses => #format #variant;)
        });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name { #(#variants,)* }
        },
        quote!(runtime::answers! { #name; #(#rows)* }),
    ]
}

/// What a variant holds. An object stands behind a `Box`, so that one large body does not make all
/// of them large.
fn payload(cx: &Context<'_>, field: &Field) -> TokenStream {
    let is_object = match &field.ty {
        Type::Inline(_) => true,
        Type::Shared(name) => matches!(cx.kind(name), Some(TypeKind::Object(_))),
        _ => false,
    };
    let ty = body_type(field);
    if is_object { quote!(Box<#ty>) } else { ty }
}

/// The type of a whole body.
pub(super) fn body_type(field: &Field) -> TokenStream {
    let ty = rust_type(&field.ty);
    match field.secrecy {
        Secrecy::Shown => ty,
        Secrecy::Hidden => quote!(runtime::Sensitive<#ty>),
    }
}

/// `UpdateThreatIncidentBody`
pub(super) fn by_status_name(operation: &Operation) -> TypeName {
    TypeName::new(format!("{}Body", operation.name))
}

fn statuses_note(statuses: &Statuses) -> String {
    let Statuses::These(numbers) = statuses else {
        return "The answer has any other status.".to_owned();
    };
    let numbers: Vec<_> = numbers.iter().map(|number| format!("`{number}`")).collect();
    format!("The answer has the status {}.", numbers.join(" or "))
}

/// The inline objects of a type, from the outside in.
pub(super) fn inline(ty: &Type) -> Vec<&Object> {
    match ty {
        Type::Inline(object) => {
            let nested = object.fields.iter().flat_map(|field| inline(&field.ty));
            std::iter::once(&**object).chain(nested).collect()
        }
        Type::List(items) | Type::Map(items) => inline(items),
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
    let name = field_ident(&field.rust);
    let is_option = field.is_option_when_received();
    let (docs, reading) = (field_docs(field), reading(cx, field, is_option));
    let deprecated = deprecated(field.deprecated.as_ref());
    let mut ty = stored_type(field);
    if field.secrecy == Secrecy::Hidden {
        ty = quote!(runtime::Sensitive<#ty>);
    }
    if is_option {
        ty = quote!(Option<#ty>);
    }
    let written = is_option.then(|| quote!(#[serde(skip_serializing_if = "Option::is_none")]));
    quote!(#docs #deprecated #reading #written pub #name: #ty)
}

/// How a field is read: under which names, and what it is when it is left out or `null`.
pub(super) fn reading(cx: &Context<'_>, field: &Field, is_option: bool) -> TokenStream {
    let wire = field.wire.as_str();
    let alias = alias(wire, field.rust.as_str());
    let rename = (wire != field.rust.bare()).then(|| quote!(#[serde(rename = #wire)]));
    let old = field.renamed_from.as_ref().map(|old| {
        let old = old.wire.as_str();
        quote!(#[serde(alias = #old)])
    });
    let reader = match (&field.ty, field.presence, field.nullability) {
        (Type::Scalar(Scalar::ErrorList), ..) => {
            Some(format!("runtime::error_list::<_, {}>", cx.api.name))
        }
        (_, Presence::Required, Nullability::NotNull) => None,
        // To be left out is not to be `null`.
        (_, Presence::Required, Nullability::Nullable) => {
            return quote!(#alias #rename #old #[serde(deserialize_with = "runtime::nullable")]);
        }
        (_, _, Nullability::Nullable) => Some("runtime::present".to_owned()),
        _ if !is_option => Some("runtime::null_as_default".to_owned()),
        _ => None,
    };
    let reader =
        reader.map(|reader| quote!(#[serde(default)] #[serde(deserialize_with = #reader)]));
    quote!(#alias #rename #old #reader)
}
