//! Constructors and setters of requests and of the objects in them.

use super::docs::{Docs, code, escaped, markdown};
use super::enums::{alias, deprecated};
use super::field_notes::{argument_docs, argument_notes, field_notes, item_descriptions};
use super::idents::field_ident;
use super::rust_types::{Argument, argument, rust_type, stored_type};
use super::set_fields::Place;
use super::tokens::{ToTokens, TokenStream, quote};
use super::{Context, constants};
use crate::model::{Deprecation, Field, FieldName, Nullability, Scalar, Storage, Type};
use std::collections::BTreeSet;

/// The setters of a field with this place.
pub(super) fn setters(cx: &Context<'_>, field: &Field, place: &Place) -> TokenStream {
    let [this, body] = body(cx, field, place);
    let null = field
        .null_setter()
        .map(|name| null_setter(field, &name, place));
    // Two wire names can become one name in Rust.
    let old = field.renamed_from.as_ref();
    let old = old.filter(|old| old.rust != field.rust);
    let former = old.map(|old| former_setter(cx, field, &old.rust, &this, &body));
    let setter = setter(cx, field, &this, body);
    setter.into_iter().chain(null).chain(former).collect()
}

/// The receiver of a setter, and its body.
fn body(cx: &Context<'_>, field: &Field, place: &Place) -> [TokenStream; 2] {
    let value = match argument(cx, &field.ty) {
        Argument::Plain => quote!(value),
        Argument::Into => converted(&field.ty, &quote!(value)),
        Argument::Items => collected(&field.ty, &quote!(values)),
        Argument::Entries => quote!(runtime::map(values)),
    };
    let value = if place.is_boxed(field) {
        quote!(Box::new(#value))
    } else {
        value
    };
    match field.nullability {
        Nullability::NotNull if field.is_additional() => {
            let replace = place.replace(&value);
            [quote!(mut self), quote!({ #replace self })]
        }
        Nullability::NotNull => place.setter(&value),
        Nullability::Nullable => place.setter(&quote!(runtime::Nullable::Value(#value))),
    }
}

/// A value, converted to the type of its field.
fn converted(ty: &Type, value: &TokenStream) -> TokenStream {
    if is_timestamp(ty) {
        return quote!(runtime::IntoTimestamp::into_timestamp(#value));
    }
    quote!(#value.into())
}

/// Values, converted to the list of their field.
fn collected(ty: &Type, values: &TokenStream) -> TokenStream {
    match ty {
        Type::List(items) if is_timestamp(items) => quote!(
            runtime::list(#values.into_iter().map(runtime::IntoTimestamp::into_timestamp))
        ),
        _ => quote!(runtime::list(#values)),
    }
}

fn is_timestamp(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::DateTime))
}

/// The parts of a setter. They are not quoted, which would copy every token.
fn setter(
    cx: &Context<'_>,
    field: &Field,
    this: &TokenStream,
    body: TokenStream,
) -> impl Iterator<Item = TokenStream> {
    let docs = argument_docs(field);
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let deprecated = deprecated(field.deprecated.as_ref());
    let signature = signature(cx, field, &field.rust, this);
    let parts = [Some(docs), alias, deprecated, Some(signature), Some(body)];
    parts.into_iter().flatten()
}

fn null_setter(field: &Field, name: &FieldName, place: &Place) -> TokenStream {
    let text = format!(
        "Sends an explicit `null` for {} instead of omitting it.",
        code(field.wire.as_str())
    );
    let docs = markdown(&text);
    let deprecated = deprecated(field.deprecated.as_ref());
    let name = field_ident(name);
    let [this, body] = place.setter(&quote!(runtime::Nullable::Null));
    quote! {
        #docs
        #deprecated
        pub fn #name(#this) -> Self #body
    }
}

/// The setter under the former name of the field.
fn former_setter(
    cx: &Context<'_>,
    field: &Field,
    old: &FieldName,
    this: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let note = format!("renamed to `{}`", field.rust.bare());
    let docs = markdown(&format!(
        "The former name of [`Self::{}`].",
        field.rust.bare()
    ));
    let signature = signature(cx, field, old, this);
    quote!(#docs #[deprecated(note = #note)] #signature #body)
}

fn signature(cx: &Context<'_>, field: &Field, name: &FieldName, this: &TokenStream) -> TokenStream {
    let name = field_ident(name);
    let ty = argument_type(cx, field);
    match argument(cx, &field.ty) {
        Argument::Plain | Argument::Into => quote!(pub fn #name(#this, value: #ty) -> Self),
        Argument::Items | Argument::Entries => {
            quote!(pub fn #name(#this, values: #ty) -> Self)
        }
    }
}

/// The type of an argument for a field, before the runtime converts it.
fn argument_type(cx: &Context<'_>, field: &Field) -> TokenStream {
    match (argument(cx, &field.ty), &field.ty) {
        (Argument::Items, Type::List(items)) => {
            let item = if is_timestamp(items) {
                quote!(impl runtime::IntoTimestamp)
            } else {
                item_type(items)
            };
            quote!(impl IntoIterator<Item = #item>)
        }
        (Argument::Entries, Type::Map(values)) => {
            let value = item_type(values);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        (Argument::Plain, ty) => rust_type(ty),
        (_, ty) if is_timestamp(ty) => quote!(impl runtime::IntoTimestamp),
        (_, ty) => {
            let ty = rust_type(ty);
            quote!(impl Into<#ty>)
        }
    }
}

/// The type of an item of a list or a value of a map. Integers are not converted: an untyped literal
/// such as `4` would be an `i32`, which does not convert to a `u16`.
fn item_type(item: &Type) -> TokenStream {
    let ty = rust_type(item);
    let is_integer = matches!(
        item,
        Type::Scalar(
            Scalar::Int32 | Scalar::Int64 | Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64
        )
    );
    if is_integer {
        ty
    } else {
        quote!(impl Into<#ty>)
    }
}

/// `new`, with the required fields as arguments.
pub(super) fn constructor(
    cx: &Context<'_>,
    required: &[&Field],
    fixed: &[&Field],
    deprecation: Option<&Deprecation>,
    body: &TokenStream,
) -> TokenStream {
    let docs = constructor_docs(required, fixed);
    let deprecated = deprecated(deprecation);
    let mut seen = BTreeSet::from(["new"]);
    let aliases = required
        .iter()
        .filter(|field| seen.insert(field.wire.as_str()))
        .map(|field| alias(field.wire.as_str(), field.rust.as_str()));
    let parameters = required.iter().map(|field| parameter(cx, field));
    quote! {
        #docs
        #(#aliases)*
        #deprecated
        pub fn new(#(#parameters),*) -> Self #body
    }
}

fn constructor_docs(required: &[&Field], fixed: &[&Field]) -> TokenStream {
    let docs = if required.is_empty() {
        Docs::default().markdown("Creates it with nothing set.")
    } else {
        required_docs(required)
    };
    if fixed.is_empty() {
        return docs.tokens();
    }
    let docs = docs.markdown("These are always sent with the same value:");
    let items = fixed.iter().fold(docs, |docs, field| {
        docs.item(field.wire.as_str(), &field.description)
            .markdown_in_item(&field_notes(field))
    });
    items.tokens()
}

fn required_docs(required: &[&Field]) -> Docs {
    let start = Docs::default().markdown(
        "Requires these inputs, in the documentation's order; setters set the optional ones.",
    );
    required.iter().fold(start, |docs, field| {
        let docs = docs.item(field.rust.as_str(), &field.description);
        item_descriptions(field)
            .fold(docs, |docs, text| docs.prose_in_item(&text))
            .markdown_in_item(&argument_notes(field))
            .markdown_in_item(&deprecation_note(field))
    })
}

/// The advice for a deprecated field without an item that `#[deprecated]` could mark.
pub(super) fn deprecation_note(field: &Field) -> String {
    let deprecated = field.deprecated.as_ref();
    let note = deprecated.map(|Deprecation(note)| format!("Deprecated: {}", escaped(note)));
    note.unwrap_or_default()
}

fn parameter(cx: &Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(&field.rust);
    if field.nullability == Nullability::Nullable {
        let ty = stored_type(field);
        return quote!(#name: impl Into<#ty>);
    }
    let ty = argument_type(cx, field);
    quote!(#name: #ty)
}

/// The initial value of a field in `new`, as a field of a struct literal.
pub(super) fn initial(cx: &Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(&field.rust);
    if field.is_additional() {
        return quote!(#name: std::collections::BTreeMap::new());
    }
    if field.is_option_when_two_way() {
        return quote!(#name: None);
    }
    if let Some(constant) = constants::expression(cx, field) {
        return quote!(#name: #constant);
    }
    if field.nullability == Nullability::Nullable {
        return quote!(#name: #name.into());
    }
    let value = match argument(cx, &field.ty) {
        Argument::Plain if field.storage == Storage::Inline => return quote!(#name),
        Argument::Plain => quote!(#name),
        Argument::Into => converted(&field.ty, &name.to_token_stream()),
        Argument::Items => collected(&field.ty, &name.to_token_stream()),
        Argument::Entries => quote!(runtime::map(#name)),
    };
    match field.storage {
        Storage::Inline => quote!(#name: #value),
        Storage::Boxed => quote!(#name: Box::new(#value)),
    }
}
