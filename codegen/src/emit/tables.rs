//! The tables of objects: each field under its name on the wire, and what it must keep to.

use super::extra;
use super::idents::{field_ident, ident};
use super::numbers;
use crate::model::{Field, Limit, ListStyle, Location, Object, Presence, Scalar, Secrecy, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The table from which the runtime makes the walks over the fields: sending, checking, showing.
pub(super) fn table(object: &Object, prefix: &TokenStream, has_extra: bool) -> TokenStream {
    let name = ident(object.name.as_str());
    let selection = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        let advice = format!("{}::{}()", object.name, selection.everything);
        quote!(selection #prefix #flag => #advice;)
    });
    let extra = has_extra.then(|| extra::row(prefix));
    let rows = object.fields.iter().map(|field| row(field, prefix));
    quote!(runtime::object! { #name; #selection #extra #(#rows)* })
}

fn row(field: &Field, prefix: &TokenStream) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
    let presence = match field.presence {
        Presence::Required => quote!(required),
        Presence::Optional => quote!(optional),
    };
    let rules = rules(field).into_iter();
    let rules = rules.map(|rule| quote!(, #rule));
    quote!(#presence #wire => #prefix #name #(#rules)*;)
}

/// What the runtime is to know of a field beside its value.
fn rules(field: &Field) -> Vec<TokenStream> {
    let place = match field.location {
        Location::Member => None,
        Location::Path => Some("in_path"),
        Location::Query => Some("in_query"),
        Location::Header => Some("in_header"),
        Location::JsonBody => Some("as_body"),
        Location::RawBody => Some("as_raw_body"),
    };
    let bounds = &field.bounds;
    let counts = [
        ("min_items", bounds.min_items),
        ("max_items", bounds.max_items),
        ("min_length", bounds.min_length),
        ("max_length", bounds.max_length),
    ];
    let counts = counts
        .into_iter()
        .filter_map(|(rule, value)| Some(call(rule, &numbers::whole(value?))));
    // The least value of an id is recorded, and checked by the server alone.
    let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
    let limits = [
        (bounds.minimum, "at_least", "number_at_least"),
        (bounds.maximum, "at_most", "number_at_most"),
    ];
    let limits = limits.into_iter().filter_map(|(limit, whole, decimal)| {
        Some(match limit.filter(|_| !is_id)? {
            Limit::Whole(value) => call(whole, &numbers::whole(value)),
            Limit::Decimal(value) => call(decimal, &numbers::decimal(value)),
        })
    });
    let pattern = bounds.pattern.as_ref();
    let pattern = pattern.map(|pattern| quote!(pattern(runtime::pattern!(#pattern))));
    let word = |is_there: bool, word: &str| {
        let word = ident(word);
        is_there.then(|| quote!(#word()))
    };
    place
        .and_then(|place| word(true, place))
        .into_iter()
        .chain(word(
            field.list_style == ListStyle::Comma,
            "comma_separated",
        ))
        .chain(counts)
        .chain(limits)
        .chain(pattern)
        .chain(word(field.secrecy == Secrecy::Hidden, "sensitive"))
        .chain(word(!field.selects, "selects_nothing"))
        .collect()
}

fn call(rule: &str, value: &TokenStream) -> TokenStream {
    let rule = ident(rule);
    quote!(#rule(#value))
}
