//! What the values of a field must keep to, and which of the keys for it go with which type.

use super::codes;
use super::context::Context;
use super::fields::misplaced;
use crate::api::{Bounds, Limit, Scalar};
use crate::document::{Given, Spanned, Text, TypeRefDoc};
use crate::source::Span;

const NUMBERS: [&str; 6] = ["int32", "int64", "uint16", "uint32", "uint64", "number"];
const NUMBERS_AND_IDS: [&str; 7] = [
    "int32", "int64", "uint16", "uint32", "uint64", "number", "id",
];

/// The bounds of a field: those of its length, and those of the values inside.
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
                misplaced(
                    cx,
                    key,
                    bound.span,
                    "a list or a map inside another one",
                    ": only the length of the outermost is checked",
                );
            }
        }
    }
    check_lengths(cx, innermost);
    let value = |spanned: &Given<u32>| spanned.as_ref().map(|spanned| spanned.value);
    let (minimum, maximum) = limits(cx, innermost);
    Bounds {
        min_items: value(&doc.min_items),
        max_items: value(&doc.max_items),
        min_length: value(&innermost.min_length),
        max_length: value(&innermost.max_length),
        minimum,
        maximum,
        pattern: innermost
            .pattern
            .as_ref()
            .filter(|_| innermost.name.value == "string")
            .and_then(|text| pattern(cx, text)),
    }
}

fn is_collection(doc: &TypeRefDoc) -> bool {
    ["list", "map"].contains(&doc.name.as_str())
}

/// A list without items is refused in any case, so a list that can have none cannot be set.
fn check_counts(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    // Beside another type, the key itself is the mistake.
    let most = doc.max_items.as_ref();
    let Some(most) = most.filter(|_| is_collection(doc)) else {
        return;
    };
    let least = doc.min_items.as_ref();
    let (span, message, help) = match least {
        Some(least) if least.value > most.value => (
            least.span,
            format!(
                "no {} holds at least {} and at most {} items",
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

fn check_lengths(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let (Some(least), Some(most)) = (&doc.min_length, &doc.max_length) else {
        return;
    };
    if least.value > most.value && doc.name.value == "string" {
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            least.span,
            format!(
                "no text has at least {} and at most {} characters",
                least.value, most.value
            ),
            "make `min_length` the smaller of the two",
        );
    }
}

/// The least and the greatest value, as the type has them.
fn limits(cx: &mut Context<'_>, doc: &TypeRefDoc) -> (Option<Limit>, Option<Limit>) {
    if !NUMBERS_AND_IDS.contains(&doc.name.as_str()) {
        return (None, None);
    }
    let is_decimal = doc.name.as_str() == Scalar::Number.word();
    let mut limit = |key: &str, number: &Given<serde_yaml::Number>| {
        let number = number.as_ref()?;
        let limit = if is_decimal {
            number
                .as_f64()
                .filter(|number| number.is_finite())
                .map(Limit::Decimal)
        } else {
            whole(number).map(Limit::Whole)
        };
        let (least, most) = range(&doc.name);
        let help = match limit {
            None => "write a whole number".to_owned(),
            Some(Limit::Whole(number)) if number < least || number > most => {
                format!("write a number from {least} to {most}, or remove `{key}`")
            }
            Some(_) => return limit,
        };
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            number.span,
            format!(
                "`{key}: {}` is no value of the type `{}`",
                number.value, doc.name.value
            ),
            help,
        );
        None
    };
    let minimum = limit("minimum", &doc.minimum);
    let maximum = limit("maximum", &doc.maximum);
    let is_empty = match (minimum, maximum) {
        (Some(Limit::Whole(least)), Some(Limit::Whole(most))) => least > most,
        (Some(Limit::Decimal(least)), Some(Limit::Decimal(most))) => least > most,
        _ => false,
    };
    if let Some(number) = doc.minimum.as_ref().filter(|_| is_empty) {
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            number.span,
            "no number is at least `minimum` and at most `maximum`",
            "make `minimum` the smaller of the two",
        );
    }
    (minimum, maximum)
}

/// The least and the greatest value of a type of whole numbers.
fn range(name: &str) -> (i128, i128) {
    match name {
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => (i128::MIN, i128::MAX),
    }
}

fn whole(number: &serde_yaml::Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from))
}

/// A regular expression that can be one.
fn pattern(cx: &mut Context<'_>, text: &Text) -> Option<String> {
    match regex_lite::Regex::new(text) {
        Ok(_) => Some(text.value.clone()),
        Err(error) => {
            cx.report(
                codes::INVALID_PATTERN,
                text.span,
                format!("`{}` is no regular expression: {error}", text.value),
                "correct it; a backslash needs no second one in single quotes",
            );
            None
        }
    }
}

/// Each refinement goes with some types only.
pub(super) fn check_keys(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let name = doc.name.as_str();
    if !cx.is_type(name) {
        // What goes with a type that does not exist cannot be said.
        return;
    }
    for (key, span, types) in keys(doc) {
        if let Some(span) = span.filter(|_| !types.contains(&name)) {
            let of_items = is_collection(doc) && (types == ["string"] || types.contains(&"number"));
            let words: Vec<_> = types.iter().map(|ty| format!("`{ty}`")).collect();
            let way_out = if of_items {
                ", or write it under `items`: it is about each of them".to_owned()
            } else {
                format!(", or change the type to {}", words.join(" or "))
            };
            misplaced(cx, key, span, &format!("the type `{name}`"), &way_out);
        }
    }
}

/// The refinements, where they stand, and the types that they go with.
fn keys(doc: &TypeRefDoc) -> [(&'static str, Option<Span>, &'static [&'static str]); 10] {
    fn place<T>(value: Option<&Spanned<T>>) -> Option<Span> {
        value.map(|value| value.span)
    }
    let collection = &["list", "map"][..];
    let object = &["object"][..];
    let string = &["string"][..];
    let items = doc.items.as_ref().map(|items| items.span);
    [
        ("items", items, collection),
        ("min_items", place(doc.min_items.as_deref()), collection),
        ("max_items", place(doc.max_items.as_deref()), collection),
        ("fields", place(doc.fields.as_deref()), object),
        ("rust", place(doc.rust.as_deref()), object),
        ("min_length", place(doc.min_length.as_deref()), string),
        ("max_length", place(doc.max_length.as_deref()), string),
        ("pattern", place(doc.pattern.as_deref()), string),
        ("minimum", place(doc.minimum.as_deref()), &NUMBERS_AND_IDS),
        ("maximum", place(doc.maximum.as_deref()), &NUMBERS),
    ]
}
