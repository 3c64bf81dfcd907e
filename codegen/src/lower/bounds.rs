//! The bounds of a field's values, and the keys of each type.

use super::context::Context;
use crate::ast::{Given, Spanned, Text, TypeRefDoc};
use crate::codes;
use crate::model::{Bounds, Limit, Scalar};
use crate::source::Span;

const NUMBERS: [&str; 6] = ["int32", "int64", "uint16", "uint32", "uint64", "number"];
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

fn check_lengths(cx: &mut Context<'_>, doc: &TypeRefDoc) {
    let (Some(least), Some(most)) = (&doc.min_length, &doc.max_length) else {
        return;
    };
    if least.value > most.value && doc.name.value == "string" {
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

/// Lowers the minimum and the maximum of a number.
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
            None => "write an integer".to_owned(),
            Some(Limit::Whole(number)) if number < least || number > most => {
                format!("write a number from {least} to {most}, or remove `{key}`")
            }
            Some(_) => return limit,
        };
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            number.span,
            format!(
                "`{key}: {}` is not a value of the type `{}`",
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
            "`minimum` is greater than `maximum`",
            "make `minimum` the smaller of the two",
        );
    }
    (minimum, maximum)
}

/// Returns the minimum and the maximum of an integer type.
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

/// Lowers a regular expression, and reports an invalid one.
fn pattern(cx: &mut Context<'_>, text: &Text) -> Option<String> {
    match regex_lite::Regex::new(text) {
        Ok(_) => Some(text.value.clone()),
        Err(error) => {
            cx.report(
                codes::INVALID_PATTERN,
                text.span,
                format!("invalid regular expression `{}`: {error}", text.value),
                "correct it; in single quotes, a backslash is not escaped",
            );
            None
        }
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
            let of_items = is_collection(doc) && (types == ["string"] || types.contains(&"number"));
            let fix = if of_items {
                ", or move it to `items`".to_owned()
            } else {
                format!(", or change the type to {}", one_of(types))
            };
            cx.misplaced(key, span, &format!("the type `{name}`"), &fix);
        }
    }
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
fn keys(doc: &TypeRefDoc) -> [(&'static str, Option<Span>, &'static [&'static str]); 10] {
    fn span<T>(value: Option<&Spanned<T>>) -> Option<Span> {
        value.map(|value| value.span)
    }
    let collection = &["list", "map"][..];
    let object = &["object"][..];
    let string = &["string"][..];
    let items = doc.items.as_ref().map(|items| items.span);
    [
        ("items", items, collection),
        ("min_items", span(doc.min_items.as_deref()), collection),
        ("max_items", span(doc.max_items.as_deref()), collection),
        ("fields", span(doc.fields.as_deref()), object),
        ("rust", span(doc.rust.as_deref()), object),
        ("min_length", span(doc.min_length.as_deref()), string),
        ("max_length", span(doc.max_length.as_deref()), string),
        ("pattern", span(doc.pattern.as_deref()), string),
        ("minimum", span(doc.minimum.as_deref()), &NUMBERS_AND_IDS),
        ("maximum", span(doc.maximum.as_deref()), &NUMBERS),
    ]
}
