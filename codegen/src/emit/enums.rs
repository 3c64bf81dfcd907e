//! Enums, open and closed.

use super::docs::{Docs, prose, since_note};
use super::idents::ident;
use super::literals;
use super::rust_types::scalar_type;
use super::tokens::{Ident, TokenStream, quote};
use crate::model::{Deprecation, Enum, EnumValue, Openness, Success, TypeDef, WireName};

/// The macro of the runtime that declares the enum, with each variant and its wire values.
pub(super) fn items(def: &TypeDef, values: &Enum) -> Vec<TokenStream> {
    let name = ident(def.name.as_str());
    let description = prose(&def.description);
    let variants = values.values.iter().map(|value| variant(values, value));
    // `syn` reads an attribute before the documentation as well.
    let wire = values.is_of_integers().then(|| {
        let integer = scalar_type(values.wire);
        quote!(#[wire(#integer)])
    });
    // A variant alone has no size, and clippy rejects a map to such values.
    let is_alone = values.openness == Openness::Closed && values.values.len() == 1;
    let size = is_alone.then(|| quote!(#[repr(u8)]));
    let declaration = quote! {
        #wire
        #description
        #size
        pub enum #name { #(#variants,)* }
    };
    let table = ident(match (values.openness, values.is_of_integers()) {
        (Openness::Open, false) => "open_enum",
        (Openness::Closed, false) => "closed_enum",
        (Openness::Open, true) => "open_integer_enum",
        (Openness::Closed, true) => "closed_integer_enum",
    });
    let declaration = quote!(runtime::#table! { #declaration });
    let outcomes = values.has_successes().then(|| outcomes(&name, values));
    std::iter::once(declaration).chain(outcomes).collect()
}

/// The values of an enum of outcomes that mean success.
fn outcomes(name: &Ident, values: &Enum) -> TokenStream {
    let [done, already_set] = [Success::Done, Success::AlreadySet].map(|kind| {
        let word = ident(match kind {
            Success::Done => "done",
            Success::AlreadySet => "already_set",
        });
        let values = values.successes(kind);
        values
            .map(|value| quote!(#word #value;))
            .collect::<Vec<_>>()
    });
    quote! {
        runtime::outcome_values! {
            #name;
            #(#done)*
            #(#already_set)*
        }
    }
}

fn variant(values: &Enum, value: &EnumValue) -> TokenStream {
    let name = ident(value.rust.as_str());
    let wire = value.wire.as_str();
    let since = value
        .since
        .as_ref()
        .map(|since| since_note(since))
        .unwrap_or_default();
    let shown = values
        .is_of_integers()
        .then(|| format!("It is `{wire}` on the wire."));
    let description = Docs::default()
        .prose(&value.description)
        .markdown(&shown.unwrap_or_default())
        .markdown(&since)
        .tokens();
    // Rustdoc's search ignores case and underscores.
    let plain = wire.replace('_', "");
    let is_found = plain.eq_ignore_ascii_case(value.rust.as_str());
    let alias = alias(wire, value.rust.as_str()).filter(|_| !is_found);
    let deprecated = deprecated(value.deprecated.as_ref());
    let literal = |wire: &str| literal(values, wire);
    let old = value.renamed_from.iter().map(WireName::as_str).map(literal);
    let wire = literal(wire);
    quote!(#description #alias #deprecated #name = #wire #(| #old)*)
}

/// A value as a literal: a text, or an integer.
fn literal(values: &Enum, wire: &str) -> TokenStream {
    let integer = wire
        .parse::<i128>()
        .ok()
        .filter(|_| values.is_of_integers());
    integer.map_or_else(|| quote!(#wire), literals::whole)
}

/// The `#[deprecated]` attribute, with the advice of the spec.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    deprecation.map(|Deprecation(note)| {
        let note = unlinked(note);
        quote!(#[deprecated(note = #note)])
    })
}

/// Escapes brackets outside of code: to rustdoc the note is Markdown, in which they are links. The
/// compiler shows the note as it is, so nothing else is escaped.
fn unlinked(note: &str) -> String {
    let is_balanced = note.matches('`').count().is_multiple_of(2);
    let pieces = note.split('`').enumerate();
    let pieces = pieces.map(|(at, piece)| {
        if is_balanced && at % 2 == 1 {
            piece.to_owned()
        } else {
            piece.replace('[', r"\[")
        }
    });
    pieces.collect::<Vec<_>>().join("`")
}

/// Makes rustdoc's search find the item by its wire name. The compiler rejects an alias that is
/// empty, equals the item's name, or contains quotes or unusual white space.
pub(super) fn alias(wire: &str, rust: &str) -> Option<TokenStream> {
    let odd = |c: char| c == '"' || c == '\'' || (c.is_whitespace() && c != ' ');
    let rust = rust.trim_start_matches("r#");
    let usable = !wire.is_empty() && wire != rust && !wire.contains(odd) && wire.trim() == wire;
    usable.then(|| quote!(#[doc(alias = #wire)]))
}
