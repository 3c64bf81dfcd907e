//! The bounds of a field's values, and the keys of each type.

pub(super) mod limits;

use super::context::Context;
use super::patterns;
use super::syntax::meaning;
use crate::ast::{ApiDoc, Given, IdsDoc, Spanned, Text, TypeRefDoc};
use crate::codes;
use crate::model::{Bounds, Scalar, TextFormat};
use crate::source::Span;

const NUMBERS: [&str; 6] = ["int32", "int64", "uint16", "uint32", "uint64", "number"];
const INTEGERS: [&str; 5] = ["int32", "int64", "uint16", "uint32", "uint64"];
const NUMBERS_AND_IDS: [&str; 7] = [
    "int32", "int64", "uint16", "uint32", "uint64", "number", "id",
];

/// Lowers the bounds of a field: of its length, and of the values inside.
pub(super) fn lower(cx: &mut Context<'_>, doc: &TypeRefDoc) -> Bounds {
    check_counts(cx, doc);
    let mut innermost = doc;
    while let Some(items) = &innermost.items {
        innermost = items;
        for (key, bound) in [
            ("min_items", &items.min_items),
            ("max_items", &items.max_items),
        ] {
            if let Some(bound) = bound.as_ref().filter(|_| is_collection(items)) {
                cx.misplaced(
                    key,
                    bound.span,
                    "a list or a map inside another one",
                    ": only the length of the outermost is checked",
                );
            }
        }
    }
    let text = TextKeys::of(cx, innermost);
    if text.is_own {
        check_lengths(cx, &text);
    }
    let value = |spanned: &Given<u32>| spanned.as_ref().map(|spanned| spanned.value);
    let (minimum, maximum) = limits::lower(cx, innermost);
    Bounds {
        min_items: value(&doc.min_items),
        max_items: value(&doc.max_items),
        format: text.format(),
        min_length: text.min_length.map(|length| length.value),
        max_length: text.max_length.map(|length| length.value),
        minimum,
        maximum,
        pattern: if text.is_own {
            text.pattern.and_then(|text| patterns::lower(cx, text))
        } else {
            text.pattern.map(|pattern| pattern.value.clone())
        },
    }
}

/// The keys that refine a text: those of the field, or, for an id without any, those of all ids.
pub(super) struct TextKeys<'d> {
    format: Option<&'d Text>,
    pub(super) min_length: Option<&'d Spanned<u32>>,
    pub(super) max_length: Option<&'d Spanned<u32>>,
    pub(super) pattern: Option<&'d Text>,
    /// `true` for the keys of the field.
    is_own: bool,
}

impl<'d> TextKeys<'d> {
    /// Returns the keys of a type; none for a type that is not text.
    pub(super) fn of(cx: &Context<'d>, doc: &'d TypeRefDoc) -> Self {
        let is_id = doc.name.as_str() == Scalar::Id.word();
        let has_keys = doc.format.is_some()
            || doc.min_length.is_some()
            || doc.max_length.is_some()
            || doc.pattern.is_some();
        match cx.ids() {
            Some(ids) if is_id && !has_keys => Self::of_ids(ids),
            _ if is_id || doc.name.as_str() == Scalar::String.word() => Self {
                format: doc.format.as_deref(),
                min_length: doc.min_length.as_deref(),
                max_length: doc.max_length.as_deref(),
                pattern: doc.pattern.as_deref(),
                is_own: true,
            },
            _ => Self {
                format: None,
                min_length: None,
                max_length: None,
                pattern: None,
                is_own: true,
            },
        }
    }

    fn of_ids(ids: &'d IdsDoc) -> Self {
        Self {
            format: ids.format.as_deref(),
            min_length: ids.min_length.as_deref(),
            max_length: ids.max_length.as_deref(),
            pattern: ids.pattern.as_deref(),
            is_own: false,
        }
    }

    /// Returns the format; `None` for `any`, and for a word that the parser reports.
    pub(super) fn format(&self) -> Option<TextFormat> {
        let word = self.format?;
        meaning(word, &TextFormat::ALL)
    }
}

/// Checks `ids` of the API once; fields without such keys use it unchecked.
pub(super) fn check_ids(cx: &mut Context<'_>, doc: &ApiDoc) {
    let Some(ids) = &doc.ids else { return };
    let keys = TextKeys::of_ids(ids);
    if keys.format.is_none()
        && keys.min_length.is_none()
        && keys.max_length.is_none()
        && keys.pattern.is_none()
    {
        cx.report(
            codes::INCOMPLETE_FACT,
            ids.span,
            "`ids` has no key",
            "add `format`, such as `format: digits`, or remove `ids`",
        );
    }
    check_lengths(cx, &keys);
    if let Some(text) = keys.pattern {
        patterns::lower(cx, text);
    }
}

fn is_collection(doc: &TypeRefDoc) -> bool {
    ["list", "map"].contains(&doc.name.as_str())
}

/// Checks the bounds of a list or a map. Empty lists are always rejected, so a maximum of 0 allows none.
fn check_counts(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    // For other types, the key itself is reported.
    let most = doc.max_items.as_ref();
    let Some(most) = most.filter(|_| is_collection(doc)) else {
        return;
    };
    let least = doc.min_items.as_ref();
    let (span, message, help) = match least {
        Some(least) if least.value > most.value => (
            least.span,
            format!(
                "a {} cannot have at least {} and at most {} items",
                doc.name.value, least.value, most.value
            ),
            "make `min_items` the smaller of the two",
        ),
        _ if most.value == 0 => (
            most.span,
            format!("a {} of at most 0 items can never be set", doc.name.value),
            "write 1 or more, or remove the field",
        ),
        _ => return,
    };
    cx.report(codes::IMPOSSIBLE_BOUNDS, span, message, help);
}

fn check_lengths(cx: &mut Context<'_>, keys: &TextKeys<'_>) {
    let (Some(least), Some(most)) = (keys.min_length, keys.max_length) else {
        return;
    };
    if least.value > most.value {
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            least.span,
            format!(
                "a text cannot have at least {} and at most {} characters",
                least.value, most.value
            ),
            "make `min_length` the smaller of the two",
        );
    }
}

/// Reports the keys that do not apply to a type.
pub(super) fn check_keys(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let name = doc.name.as_str();
    if !cx.is_type(name) {
        // The keys of an unknown type are unknown.
        return;
    }
    for (key, span, types) in keys(doc) {
        if let Some(span) = span.filter(|_| !types.contains(&name)) {
            let of_items =
                is_collection(doc) && (types.contains(&"string") || types.contains(&"int32"));
            let fix = if of_items {
                ", or move it to `items`".to_owned()
            } else {
                format!(", or change the type to {}", one_of(types))
            };
            cx.misplaced(key, span, &format!("the type `{name}`"), &fix);
        }
    }
}

/// Returns the first key that refines a type, with its location.
pub(super) fn first_key(doc: &TypeRefDoc) -> Option<(&'static str, Span)> {
    let mut keys = keys(doc).into_iter();
    keys.find_map(|(key, span, _)| Some((key, span?)))
}

/// Lists words as alternatives.
fn one_of(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, others @ [_, ..])) => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

/// Returns the keys that refine a type, with their spans and the types to which they apply.
fn keys(doc: &TypeRefDoc) -> [(&'static str, Option<Span>, &'static [&'static str]); 15] {
    fn span<T>(value: Option<&Spanned<T>>) -> Option<Span> {
        value.map(|value| value.span)
    }
    let collection = &["list", "map"][..];
    let object = &["object"][..];
    let text = &["string", "id"][..];
    let items = doc.items.as_ref().map(|items| items.span);
    [
        ("items", items, collection),
        ("min_items", span(doc.min_items.as_deref()), collection),
        ("max_items", span(doc.max_items.as_deref()), collection),
        ("fields", span(doc.fields.as_deref()), object),
        ("additional", doc.additional, object),
        ("rust", span(doc.rust.as_deref()), object),
        ("format", span(doc.format.as_deref()), text),
        ("min_length", span(doc.min_length.as_deref()), text),
        ("max_length", span(doc.max_length.as_deref()), text),
        ("pattern", span(doc.pattern.as_deref()), text),
        ("encoding", span(doc.encoding.as_deref()), &INTEGERS),
        ("minimum", span(doc.minimum.as_deref()), &NUMBERS_AND_IDS),
        ("maximum", span(doc.maximum.as_deref()), &NUMBERS),
        (
            "exclusive_minimum",
            span(doc.exclusive_minimum.as_deref()),
            &NUMBERS,
        ),
        (
            "exclusive_maximum",
            span(doc.exclusive_maximum.as_deref()),
            &NUMBERS,
        ),
    ]
}
