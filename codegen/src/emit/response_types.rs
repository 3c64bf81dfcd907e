//! Objects that are received: structs with public fields.

use super::docs::{markdown, prose};
use super::enums::{alias, deprecated};
use super::field_notes::{described, field_docs};
use super::idents::{field_ident, ident};
use super::rust_types::{rust_type, stored_type};
use super::tokens::{Ident, Literal, TokenStream, quote};
use super::{Context, constants};
use crate::model::{
    Field, Nullability, Object, Operation, Output, OutputSource, Presence, Scalar, Secrecy,
    Statuses, Type, TypeKind, TypeName,
};

/// A shared object and its inline objects.
pub(super) fn shared(cx: &Context<'_>, object: &Object) -> Vec<TokenStream> {
    let nested = object.fields.iter().flat_map(|field| inline(&field.ty));
    std::iter::once(object)
        .chain(nested)
        .flat_map(|object| declaration(cx, object))
        .collect()
}

/// The inline objects of a response body.
pub(super) fn body(cx: &Context<'_>, ty: &Type) -> Vec<TokenStream> {
    inline(ty)
        .into_iter()
        .flat_map(|object| declaration(cx, object))
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
            } => Some((output, statuses, ident(variant.as_str()))),
            _ => None,
        })
        .collect();
    let variants = bodies.iter().map(|(output, statuses, variant)| {
        let docs = described(&output.field)
            .markdown(&statuses_note(statuses))
            .markdown(missing_note(output))
            .tokens();
        if let Type::Scalar(Scalar::Nothing) = output.field.ty {
            quote!(#docs #variant)
        } else {
            let payload = payload(cx, output);
            quote!(#docs #variant(#payload))
        }
    });
    let rows = bodies.iter();
    let rows = rows.map(|(output, _, variant)| written(output, variant));
    let table = quote!(runtime::response_bodies! { #name; #(#rows)* });
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
        .map(|(output, statuses, variant)| {
            let statuses = match statuses {
                Statuses::Others => quote!(_),
                Statuses::These(numbers) => {
                    let numbers = numbers.iter().map(Literal::number);
                    quote!(#(#numbers)|*)
                }
            };
            let read = match &output.field.ty {
                Type::Scalar(Scalar::Nothing) => quote!(Ok(Self::#variant)),
                Type::Scalar(Scalar::Text) => quote!(body.text().map(Self::#variant)),
                _ if output.is_optional_body() => quote!(body.optional_json().map(Self::#variant)),
                _ => quote!(body.json().map(Self::#variant)),
            };
            quote!(#statuses => #read,)
        });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
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
        table,
    ]
}

/// The row of a variant, which tells whether it has a body to write.
fn written(output: &Output, variant: &Ident) -> TokenStream {
    if let Type::Scalar(Scalar::Nothing) = output.field.ty {
        quote!(#variant;)
    } else {
        quote!(#variant(body);)
    }
}

/// The type that a variant holds. Objects are boxed, so that one large body does not make every
/// variant large.
fn payload(cx: &Context<'_>, output: &Output) -> TokenStream {
    let is_object = match &output.field.ty {
        Type::Inline(_) => true,
        Type::Shared(name) => matches!(cx.kind(name), Some(TypeKind::Object(_))),
        _ => false,
    };
    let ty = present_type(&output.field);
    let ty = if is_object { quote!(Box<#ty>) } else { ty };
    optional(output, ty)
}

/// The type of a whole body.
pub(super) fn body_type(output: &Output) -> TokenStream {
    optional(output, present_type(&output.field))
}

/// The type of a body that is there.
fn present_type(field: &Field) -> TokenStream {
    let ty = rust_type(&field.ty);
    match field.secrecy {
        Secrecy::Shown => ty,
        Secrecy::Hidden => quote!(runtime::Sensitive<#ty>),
    }
}

fn optional(output: &Output, ty: TokenStream) -> TokenStream {
    if output.is_optional_body() {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// The note on a body that may be missing; empty for any other.
pub(super) fn missing_note(output: &Output) -> &'static str {
    if output.is_optional_body() {
        "An empty body and `null` become `None`."
    } else {
        ""
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
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self::inline(inner),
        Type::Scalar(_) | Type::IntegerText(_) | Type::Shared(_) | Type::External { .. } => {
            Vec::new()
        }
    }
}

fn declaration(cx: &Context<'_>, object: &Object) -> [TokenStream; 2] {
    let name = ident(object.name.as_str());
    let docs = prose(&object.description);
    let fields = object.fields.iter().map(field);
    let declaration = quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    };
    let rows = object.fields.iter();
    let rows = rows.map(|field| row(cx, field, field.is_option_when_received()));
    let table = quote!(runtime::response_object! { #name; #(#rows)* });
    [declaration, table]
}

fn field(field: &Field) -> TokenStream {
    let name = field_ident(&field.rust);
    let docs = field_docs(field);
    let deprecated = deprecated(field.deprecated.as_ref());
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let mut ty = stored_type(field);
    if field.secrecy == Secrecy::Hidden {
        ty = quote!(runtime::Sensitive<#ty>);
    }
    if field.is_option_when_received() {
        ty = quote!(Option<#ty>);
    }
    quote!(#docs #deprecated #alias pub #name: #ty)
}

/// The row of a received field: its names, and what an absent member and `null` become.
pub(super) fn row(cx: &Context<'_>, field: &Field, is_option: bool) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
    if field.is_additional() {
        return quote!(.. #name;);
    }
    let old = field.renamed_from.iter().map(|old| old.wire.as_str());
    let constant = constants::expression(cx, field);
    let (rule, end) = match (&field.ty, field.presence, field.nullability) {
        (Type::Scalar(Scalar::ErrorList), ..) => {
            let api = ident(cx.api.name.as_str());
            (quote!(error_list(#api)), None)
        }
        (_, Presence::Fixed, _) => {
            let end = constant.map(|value| quote!(, or_constant(#value)));
            (quote!(fixed), end)
        }
        (_, Presence::Required, _) if !is_option => (quote!(required), Some(quote!(, or_error))),
        (_, _, Nullability::Nullable) => (quote!(nullable), None),
        _ if !is_option => (quote!(null_as_default), None),
        _ => (quote!(optional), None),
    };
    quote!(#rule #wire #(| #old)* => #name #end;)
}
