//! Objects that are received: structs with public fields.

use super::Context;
use super::docs::{Docs, field_docs, markdown, prose};
use super::enums::{alias, deprecated};
use super::idents::{field_ident, ident};
use super::rename_all::{self, RenameAll};
use super::rust_types::{rust_type, stored_type};
use crate::model::{
    Field, Nullability, Object, Operation, OutputSource, Presence, Scalar, Secrecy, Statuses, Type,
    TypeKind, TypeName,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A shared object and its inline objects.
pub(super) fn shared(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let nested = object.fields.iter().flat_map(|field| inline(&field.ty));
    std::iter::once(object)
        .chain(nested)
        .map(|object| declaration(cx, object))
        .collect()
}

/// The inline objects of a response body.
pub(super) fn body(cx: &Context<'_>, ty: &Type) -> Vec<TokenStream> {
    inline(ty)
        .into_iter()
        .map(|object| declaration(cx, object))
        .collect()
}

/// The enum of the bodies that are distinguished by status.
pub(super) fn by_status(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let name = by_status_name(operation);
    let name = ident(name.as_str());
    let text = format!("The response body of [`{}`], by status.", operation.name);
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
    // The arm for all other statuses matches last.
    let (others, these): (Vec<_>, Vec<_>) = bodies
        .iter()
        .partition(|(_, statuses, _)| **statuses == Statuses::Others);
    let undocumented = others
        .is_empty()
        .then(|| quote!(_ => Err(body.undocumented()),));
    let arms = these
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
            let read = match &field.ty {
                Type::Scalar(Scalar::Nothing) => quote!(Ok(Self::#variant)),
                Type::Scalar(Scalar::Text) => quote!(body.text().map(Self::#variant)),
                _ => quote!(body.json().map(Self::#variant)),
            };
            quote!(#statuses => #read,)
        });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, runtime::Serialize)]
            #[serde(crate = "runtime::serde", untagged)]
            #[non_exhaustive]
            pub enum #name { #(#variants,)* }
        },
        quote! {
            impl runtime::ResponseBody for #name {
                fn read(body: &runtime::BufferedBody<'_>) -> Result<Self, runtime::DecodeProblem> {
                    match body.status() {
                        #(#arms)*
                        #undocumented
                    }
                }
            }
        },
    ]
}

/// The type that a variant holds. Objects are boxed, so that one large body does not make every
/// variant large.
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
        return "The response has any other status.".to_owned();
    };
    let numbers: Vec<_> = numbers.iter().map(|number| format!("`{number}`")).collect();
    format!("The response has status {}.", numbers.join(" or "))
}

/// The inline objects of a type, outermost first.
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
    let style = RenameAll::of(object);
    let serde = rename_all::container(style);
    let fields = object.fields.iter();
    let fields = fields.map(|received| field(cx, received, style));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, runtime::Deserialize, runtime::Serialize)]
        #serde
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    }
}

fn field(cx: &Context<'_>, field: &Field, style: Option<RenameAll>) -> TokenStream {
    let name = field_ident(&field.rust);
    let is_option = field.is_option_when_received();
    let docs = field_docs(field);
    let deprecated = deprecated(field.deprecated.as_ref());
    let mut ty = stored_type(field);
    if field.secrecy == Secrecy::Hidden {
        ty = quote!(runtime::Sensitive<#ty>);
    }
    let mut keys = reading(cx, field, style, is_option);
    if is_option {
        ty = quote!(Option<#ty>);
        keys.push(quote!(skip_serializing_if = "Option::is_none"));
    }
    let attributes = attributes(field, &keys);
    quote!(#docs #deprecated #attributes pub #name: #ty)
}

/// The attributes of a field: rustdoc's alias, and what serde needs.
pub(super) fn attributes(field: &Field, keys: &[TokenStream]) -> TokenStream {
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let serde = (!keys.is_empty()).then(|| quote!(#[serde(#(#keys),*)]));
    quote!(#alias #serde)
}

/// How serde reads a field: under which names, and what an absent field and `null` become.
pub(super) fn reading(
    cx: &Context<'_>,
    field: &Field,
    style: Option<RenameAll>,
    is_option: bool,
) -> Vec<TokenStream> {
    let mut keys = Vec::new();
    if rename_all::is_renamed(style, field) {
        let wire = field.wire.as_str();
        keys.push(quote!(rename = #wire));
    }
    if let Some(old) = &field.renamed_from {
        let old = old.wire.as_str();
        keys.push(quote!(alias = #old));
    }
    let reader = match (&field.ty, field.presence, field.nullability) {
        (Type::Scalar(Scalar::ErrorList), ..) => {
            Some(format!("runtime::error_list::<_, {}>", cx.api.name))
        }
        (_, Presence::Required, Nullability::NotNull) => None,
        // Without `default`, the field must be present, even if it is `null`.
        (_, Presence::Required, Nullability::Nullable) => {
            keys.push(quote!(deserialize_with = "runtime::nullable"));
            None
        }
        (_, _, Nullability::Nullable) => Some("runtime::present".to_owned()),
        _ if !is_option => Some("runtime::null_as_default".to_owned()),
        _ => None,
    };
    if let Some(reader) = reader {
        keys.push(quote!(default));
        keys.push(quote!(deserialize_with = #reader));
    }
    keys
}
