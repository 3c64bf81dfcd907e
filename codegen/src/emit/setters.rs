//! Constructors and setters of what is sent.

use super::Context;
use super::docs::{Docs, field_docs, field_notes};
use super::enums::alias;
use super::idents::field_ident;
use super::layout;
use super::rust_types::{Taken, rust_type, taken};
use crate::api::Field;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A setter. `target` is where the field stands: `self.fields.ids`.
pub(super) fn setter(cx: &Context<'_>, field: &Field, target: &TokenStream) -> TokenStream {
    let docs = field_docs(field);
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let signature = signature(cx, field);
    let value = match taken(cx, &field.ty) {
        Taken::Plain => quote!(Some(value)),
        Taken::Into => quote!(Some(value.into())),
        Taken::Collected => quote!(runtime::list(values)),
    };
    quote! {
        #docs
        #alias
        #signature {
            #target = #value;
            self
        }
    }
}

/// The two formatters break a wide parameter list at different widths, so a wide one gets a
/// `where` clause, which both put on lines of its own.
fn signature(cx: &Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(&field.rust);
    let ty = rust_type(&field.ty);
    match taken(cx, &field.ty) {
        Taken::Plain => quote!(pub fn #name(mut self, value: #ty) -> Self),
        Taken::Into => {
            let text = format!(
                "pub fn {name}(mut self, value: impl Into<{}>) -> Self",
                plain_text(&ty)
            );
            if layout::fits(&text) {
                quote!(pub fn #name(mut self, value: impl Into<#ty>) -> Self)
            } else {
                quote!(pub fn #name<T>(mut self, value: T) -> Self where T: Into<#ty>)
            }
        }
        Taken::Collected => {
            let items = items_type(field);
            quote!(pub fn #name<I>(mut self, values: I) -> Self where I: IntoIterator<Item: Into<#items>>)
        }
    }
}

/// `new`, with the required fields as arguments.
pub(super) fn constructor(
    cx: &Context<'_>,
    required: &[&Field],
    body: &TokenStream,
) -> TokenStream {
    let docs = constructor_docs(required);
    let aliases = required
        .iter()
        .filter(|field| field.wire.as_str() != "new")
        .map(|field| alias(field.wire.as_str(), field.rust.as_str()));
    let parameters: Vec<_> = required.iter().map(|field| parameter(cx, field)).collect();
    let flat: Vec<_> = parameters.iter().map(plain_text).collect();
    let flat = format!("pub fn new({}) -> Self", flat.join(", "));
    // A comment among the parameters makes both formatters put each on a line of its own.
    let comment = (!layout::fits(&flat)).then(|| quote!(#[comment = " Required inputs."]));
    quote! {
        #docs
        #(#aliases)*
        pub fn new(#comment #(#parameters),*) -> Self #body
    }
}

fn constructor_docs(required: &[&Field]) -> TokenStream {
    if required.is_empty() {
        return super::docs::markdown("Nothing set yet.");
    }
    let start = Docs::default().markdown(
        "Takes the required inputs, in the documentation's order; the optional ones have setters.",
    );
    let items = required.iter().fold(start, |docs, field| {
        let notes = field_notes(field);
        docs.item(field.rust.as_str(), &field.description)
            .markdown_in_item(&notes)
    });
    items.tokens()
}

fn parameter(cx: &Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(&field.rust);
    let ty = rust_type(&field.ty);
    match taken(cx, &field.ty) {
        Taken::Plain => quote!(#name: #ty),
        Taken::Into => quote!(#name: impl Into<#ty>),
        Taken::Collected => {
            let items = items_type(field);
            quote!(#name: impl IntoIterator<Item = impl Into<#items>>)
        }
    }
}

/// The initial value of a field in `new`, as a field of a struct literal, with its width.
pub(super) fn initial(cx: &Context<'_>, field: &Field, is_required: bool) -> (TokenStream, usize) {
    let name = field_ident(&field.rust);
    let tokens = match (is_required, taken(cx, &field.ty)) {
        (false, _) => quote!(#name: None),
        (true, Taken::Plain) => quote!(#name),
        (true, Taken::Into) => quote!(#name: #name.into()),
        (true, Taken::Collected) => quote!(#name: #name.into_iter().map(Into::into).collect()),
    };
    let width = plain_text(&tokens).len() + 2;
    (tokens, width)
}

fn items_type(field: &Field) -> TokenStream {
    match &field.ty {
        crate::api::Type::List(items) => rust_type(items),
        ty => rust_type(ty),
    }
}

/// Tokens as a formatter would print them, near enough to measure: only generic types and paths.
pub(super) fn plain_text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    spaced
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" :", ":")
        .replace(" . ", ".")
        .replace(" (", "(")
        .replace("( )", "()")
}
