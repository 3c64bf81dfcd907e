//! The tables of objects: each field with its wire name, location and bounds.

use super::idents::{field_ident, ident};
use super::literals;
use super::set_fields::SetFields;
use super::tokens::{TokenStream, quote};
use super::{Context, constants, extra_fields};
use crate::model::{
    Access, Field, Limit, ListStyle, Location, Object, Override, Presence, Scalar, Secrecy,
    Selection, TextFormat, Type,
};

/// The table from which the runtime sends, checks and prints the object: `sparse_object!` for one that
/// keeps only the fields that are set.
pub(super) fn table(
    cx: &Context<'_>,
    object: &Object,
    kept: Option<&SetFields<'_>>,
    has_extra: bool,
    is_read: bool,
) -> TokenStream {
    if let Some(kept) = kept {
        return sparse(cx, object, kept, is_read);
    }
    let name = ident(object.name.as_str());
    let selection = object.selection.as_ref().map(|selection| {
        let flag = ident(selection.everything.as_str());
        let advice = advice(object, selection);
        quote!(selection #flag => #advice;)
    });
    let extra = has_extra.then(extra_fields::row);
    let read = is_read.then(|| quote!(read;));
    let start = quote!(#name; #selection #extra #read);
    let rows = object.rows().map(|field| row(cx, field));
    called("object", std::iter::once(start).chain(rows))
}

fn sparse(cx: &Context<'_>, object: &Object, kept: &SetFields<'_>, is_read: bool) -> TokenStream {
    let name = ident(object.name.as_str());
    let selection = object.selection.as_ref();
    let selection = selection.map(|selection| {
        let advice = advice(object, selection);
        quote!(selection #advice;)
    });
    let read = is_read.then(|| quote!(read;));
    let enums = kept.enums();
    let start = quote!(#name; #selection #read #enums);
    let named: Vec<_> = object
        .rows()
        .filter(|field| !field.is_additional())
        .collect();
    let is_kept = |field: &Field| kept.variant_of(&field.rust).is_some();
    let mut rows = vec![start];
    // Each run of fields that are kept if set follows the names of its first and its last one.
    for run in named.chunk_by(|field, next| is_kept(field) == is_kept(next)) {
        for (index, field) in run.iter().enumerate() {
            let Some(variant) = kept.variant_of(&field.rust) else {
                rows.push(row(cx, field));
                continue;
            };
            if index == 0 {
                rows.push(range(run));
            }
            let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
            let rules = rules(field).into_iter().map(|rule| quote!(, #rule));
            rows.push(quote!(#wire => #variant(#name) #(#rules)*;));
        }
    }
    // A run ends the rows in front of it.
    let ends_with_run = named.last().is_some_and(|field| is_kept(field));
    rows.extend((!ends_with_run).then(|| range(&[])));
    let additional = object.rows().filter(|field| field.is_additional());
    rows.extend(additional.map(|field| row(cx, field)));
    called("sparse_object", rows.into_iter())
}

/// The range of a run of fields that are kept if set.
fn range(run: &[&Field]) -> TokenStream {
    let ends = run.first().zip(run.last()).map(|(first, last)| {
        let (first, last) = (field_ident(&first.rust), field_ident(&last.rust));
        quote!(#first to #last)
    });
    quote!([#ends];)
}

/// The expression that selects everything.
fn advice(object: &Object, selection: &Selection) -> String {
    format!("{}::{}()", object.name, selection.everything)
}

/// A call of a macro of the runtime with its rows.
pub(super) fn called(table: &str, rows: impl Iterator<Item = TokenStream>) -> TokenStream {
    let table = ident(table);
    quote!(runtime::#table! { #(#rows)* })
}

fn row(cx: &Context<'_>, field: &Field) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), field_ident(&field.rust));
    if field.is_additional() {
        let (shown, rules) = (field.rust.bare(), rules(field));
        return quote!(.. #shown => #name #(, #rules)*;);
    }
    let is_hidden = field.secrecy == Secrecy::Hidden;
    let (presence, rules) = match (field.access, field.presence) {
        (Access::ReadOnly, _) => (
            quote!(read_only),
            Vec::from_iter(word(is_hidden, "sensitive")),
        ),
        (_, Presence::Required) => (quote!(required), rules(field)),
        (_, Presence::Optional) => (quote!(optional), rules(field)),
        (_, Presence::Fixed) => (quote!(fixed), rules(field)),
    };
    let constant = constants::expression(cx, field);
    let constant = constant.into_iter().map(|value| quote!(= #value));
    let rules = rules.into_iter();
    let rules = rules.map(|rule| quote!(, #rule));
    quote!(#presence #wire => #name #(#constant)* #(#rules)*;)
}

/// The location, bounds and markers of a field, as the calls that set them.
pub(super) fn rules(field: &Field) -> Vec<TokenStream> {
    let place = match field.location {
        Location::Member => None,
        Location::Path => Some("in_path"),
        Location::Query => Some("in_query"),
        Location::Header => Some("in_header"),
        Location::Form => Some("in_form"),
        Location::Part => Some("in_multipart"),
        Location::JsonBody => Some("as_body"),
        Location::FormBody => Some("as_form"),
        Location::RawBody => Some("as_raw_body"),
    };
    let bounds = &field.bounds;
    let format = bounds.format.map(TextFormat::word);
    let counts = [
        ("min_items", bounds.min_items),
        ("max_items", bounds.max_items),
        ("min_length", bounds.min_length),
        ("max_length", bounds.max_length),
    ];
    let counts = counts
        .into_iter()
        .filter_map(|(rule, value)| Some(call(rule, &literals::whole(value?))));
    // The minimum of an id is documentation only: the server checks it.
    let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
    let limits = [
        (
            bounds.minimum,
            ["at_least", "number_at_least", "number_above"],
        ),
        (
            bounds.maximum,
            ["at_most", "number_at_most", "number_below"],
        ),
    ];
    let limits = limits.into_iter().filter_map(|(limit, rules)| {
        let [whole, decimal, exclusive] = rules;
        Some(match limit.filter(|_| !is_id)? {
            Limit::Whole(value) => call(whole, &literals::whole(value)),
            Limit::Decimal(value) => call(decimal, &literals::decimal(value)),
            Limit::Exclusive(value) => call(exclusive, &literals::decimal(value)),
        })
    });
    let pattern = bounds.pattern.as_ref();
    let pattern = pattern.map(|pattern| quote!(pattern(runtime::pattern!(#pattern))));
    let style = field.list_style.map(ListStyle::rule);
    place
        .and_then(|place| word(true, place))
        .into_iter()
        .chain(word(field.keeps_slashes, "keep_slashes"))
        .chain(style.and_then(|style| word(true, style)))
        .chain(word(field.has_bracketed_members, "bracketed_members"))
        .chain(counts)
        .chain(format.and_then(|format| word(true, format)))
        .chain(limits)
        .chain(pattern)
        .chain(word(field.secrecy == Secrecy::Hidden, "sensitive"))
        .chain(word(!field.selects, "selects_nothing"))
        .chain(overrides(field))
        .collect()
}

/// A rule without a value, if the field has it.
fn word(is_there: bool, word: &str) -> Option<TokenStream> {
    is_there.then(|| {
        let word = ident(word);
        quote!(#word())
    })
}

/// The differences of the members on this use of a shared object.
fn overrides(field: &Field) -> Option<TokenStream> {
    let overrides = field.overrides.iter().map(|member| match member {
        Override::Without(wire) => {
            let wire = wire.as_str();
            quote!(runtime::Override::without(#wire))
        }
        Override::Differs(field) => {
            let wire = field.wire.as_str();
            let rules = rules(field).into_iter();
            quote!(runtime::Override::new(#wire, runtime::FieldSpec::NONE #(.#rules)*))
        }
    });
    (!field.overrides.is_empty()).then(|| quote!(overrides(const { &[#(#overrides),*] })))
}

fn call(rule: &str, value: &TokenStream) -> TokenStream {
    let rule = ident(rule);
    quote!(#rule(#value))
}
