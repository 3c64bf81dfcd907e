//! Constructors and setters of what is sent.

use super::Context;
use super::docs::{Docs, code, escaped, field_docs, field_notes, markdown};
use super::enums::{alias, deprecated};
use super::idents::field_ident;
use super::layout;
use super::rust_types::{Taken, rust_type, stored_type, taken};
use crate::model::{Deprecation, Field, FieldName, Nullability, Scalar, Storage, Type};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeSet;

/// The setters of a field. `target` is where the field stands: `self.fields.ids`.
pub(super) fn setters(cx: &Context<'_>, field: &Field, target: &TokenStream) -> TokenStream {
    let body = body(cx, field, target);
    let setter = setter(cx, field, &body);
    let null = field
        .null_setter()
        .map(|name| null_setter(field, &name, target));
    // Two names on the wire can be one in Rust.
    let old = field.renamed_from.as_ref();
    let old = old.filter(|old| old.rust != field.rust);
    let former = old.map(|old| former_setter(cx, field, &old.rust, &body));
    let all = [Some(setter), null, former];
    all.into_iter().flatten().collect()
}

/// What a setter does with its argument.
fn body(cx: &Context<'_>, field: &Field, target: &TokenStream) -> TokenStream {
    let value = match taken(cx, &field.ty) {
        Taken::Plain => quote!(value),
        Taken::Into => quote!(value.into()),
        Taken::Collected => quote!(runtime::list(values)),
        Taken::Mapped => quote!(runtime::map(values)),
    };
    let value = match field.storage {
        Storage::Inline => value,
        Storage::Boxed => quote!(Box::new(#value)),
    };
    let value = match field.nullability {
        Nullability::NotNull => quote!(Some(#value)),
        Nullability::Nullable => quote!(Some(runtime::Nullable::Value(#value))),
    };
    quote!({
        #target = #value;
        self
    })
}

fn setter(cx: &Context<'_>, field: &Field, body: &TokenStream) -> TokenStream {
    let docs = field_docs(field);
    let alias = alias(field.wire.as_str(), field.rust.as_str());
    let deprecated = deprecated(field.deprecated.as_ref());
    let signature = signature(cx, field, &field.rust);
    quote!(#docs #alias #deprecated #signature #body)
}

fn null_setter(field: &Field, name: &FieldName, target: &TokenStream) -> TokenStream {
    let text = format!(
        "Sends `null` for {}, which is other than leaving it out.",
        code(field.wire.as_str())
    );
    let docs = markdown(&text);
    let deprecated = deprecated(field.deprecated.as_ref());
    let name = field_ident(name);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self) -> Self {
            #target = Some(runtime::Nullable::Null);
            self
        }
    }
}

/// The setter under the name that the field had before.
fn former_setter(
    cx: &Context<'_>,
    field: &Field,
    old: &FieldName,
    body: &TokenStream,
) -> TokenStream {
    let note = format!("renamed to `{}`", field.rust.bare());
    let docs = markdown(&format!(
        "The former name of [`Self::{}`].",
        field.rust.bare()
    ));
    let signature = signature(cx, field, old);
    quote!(#docs #[deprecated(note = #note)] #signature #body)
}

/// The two formatters break a wide parameter list at different widths, so a wide one gets a
/// `where` clause, which both put on lines of its own.
fn signature(cx: &Context<'_>, field: &Field, name: &FieldName) -> TokenStream {
    let name = field_ident(name);
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
            let Items { ty, is_exact } = Items::of(field);
            let item = if is_exact {
                quote!(Item = #ty)
            } else {
                quote!(Item: Into<#ty>)
            };
            quote!(pub fn #name<I>(mut self, values: I) -> Self where I: IntoIterator<#item>)
        }
        Taken::Mapped => {
            let Items { ty, is_exact } = Items::of(field);
            if is_exact {
                return quote! {
                    pub fn #name<I, K>(mut self, values: I) -> Self
                    where
                        I: IntoIterator<Item = (K, #ty)>,
                        K: Into<String>
                };
            }
            quote! {
                pub fn #name<I, K, V>(mut self, values: I) -> Self
                where
                    I: IntoIterator<Item = (K, V)>,
                    K: Into<String>,
                    V: Into<#ty>
            }
        }
    }
}

/// `new`, with the required fields as arguments.
pub(super) fn constructor(
    cx: &Context<'_>,
    required: &[&Field],
    deprecation: Option<&Deprecation>,
    body: &TokenStream,
) -> TokenStream {
    let docs = constructor_docs(required);
    let deprecated = deprecated(deprecation);
    let mut seen = BTreeSet::from(["new"]);
    let aliases = required
        .iter()
        .filter(|field| seen.insert(field.wire.as_str()))
        .map(|field| alias(field.wire.as_str(), field.rust.as_str()));
    let parameters: Vec<_> = required.iter().map(|field| parameter(cx, field)).collect();
    let flat: Vec<_> = parameters.iter().map(plain_text).collect();
    let flat = format!("pub fn new({}) -> Self", flat.join(", "));
    // A comment among the parameters makes both formatters put each on a line of its own.
    let comment = (!layout::fits(&flat)).then(|| quote!(#[comment = " Required inputs."]));
    quote! {
        #docs
        #(#aliases)*
        #deprecated
        pub fn new(#comment #(#parameters),*) -> Self #body
    }
}

fn constructor_docs(required: &[&Field]) -> TokenStream {
    if required.is_empty() {
        return markdown("Nothing set yet.");
    }
    let start = Docs::default().markdown(
        "Takes the required inputs, in the documentation's order; the optional ones have setters.",
    );
    let items = required.iter().fold(start, |docs, field| {
        docs.item(field.rust.as_str(), &field.description)
            .markdown_in_item(&field_notes(field))
            .markdown_in_item(&deprecation_note(field))
    });
    items.tokens()
}

/// Says what to use instead of a field, where nothing that can be deprecated stands for it alone.
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
    let ty = rust_type(&field.ty);
    match taken(cx, &field.ty) {
        Taken::Plain => quote!(#name: #ty),
        Taken::Into => quote!(#name: impl Into<#ty>),
        Taken::Collected => {
            let item = Items::of(field).taken();
            quote!(#name: impl IntoIterator<Item = #item>)
        }
        Taken::Mapped => {
            let item = Items::of(field).taken();
            quote!(#name: impl IntoIterator<Item = (impl Into<String>, #item)>)
        }
    }
}

/// The initial value of a field in `new`, as a field of a struct literal, with its width.
pub(super) fn initial(cx: &Context<'_>, field: &Field, is_required: bool) -> (TokenStream, usize) {
    let name = field_ident(&field.rust);
    let value = match taken(cx, &field.ty) {
        _ if field.nullability == Nullability::Nullable => quote!(#name.into()),
        Taken::Plain => quote!(#name),
        Taken::Into => quote!(#name.into()),
        Taken::Collected => quote!(runtime::list(#name)),
        Taken::Mapped => quote!(runtime::map(#name)),
    };
    let is_boxed = field.storage == Storage::Boxed && field.nullability == Nullability::NotNull;
    let tokens = if !is_required {
        quote!(#name: None)
    } else if is_boxed {
        quote!(#name: Box::new(#value))
    } else if taken(cx, &field.ty) == Taken::Plain && field.nullability == Nullability::NotNull {
        quote!(#name)
    } else {
        quote!(#name: #value)
    };
    let width = plain_text(&tokens).len() + 2;
    (tokens, width)
}

/// How the items of a list or the values of a map are taken.
struct Items {
    ty: TokenStream,
    /// As they are. A literal such as `4` is an `i32` wherever its type is left open, and that does
    /// not become a `u16`.
    is_exact: bool,
}

impl Items {
    fn of(field: &Field) -> Self {
        let (Type::List(items) | Type::Map(items)) = &field.ty else {
            return Self {
                ty: rust_type(&field.ty),
                is_exact: false,
            };
        };
        let is_exact = matches!(
            **items,
            Type::Scalar(
                Scalar::Int32 | Scalar::Int64 | Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64
            )
        );
        Self {
            ty: rust_type(items),
            is_exact,
        }
    }

    fn taken(&self) -> TokenStream {
        let ty = &self.ty;
        if self.is_exact {
            quote!(#ty)
        } else {
            quote!(impl Into<#ty>)
        }
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
