//! Enums of text and of integers.

use super::bounds::limits;
use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::{names, syntax};
use crate::ast::{EnumValueDoc, Text};
use crate::codes;
use crate::model::{Enum, EnumValue, Openness, Scalar, Success, VariantName, WireName};
use crate::source::Span;
use std::collections::BTreeMap;

/// Returns the type of an enum's values; the parser rejects other words.
pub(super) fn wire(word: Option<&Text>) -> Scalar {
    let scalar = word.and_then(|word| Scalar::from_word(word));
    scalar.unwrap_or(Scalar::String)
}

/// The words of the key `success`.
const SUCCESSES: [(&str, Success); 2] = [
    ("done", Success::Done),
    ("already_set", Success::AlreadySet),
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &[EnumValueDoc],
    span: Span,
    wire: Scalar,
    openness: Openness,
) -> Enum {
    if docs.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            span,
            "an enum must have at least one value",
            "add one under `values:`",
        );
    }
    check_capitals(cx, docs);
    let mut used = Namespace::new(Kind::EnumValue);
    let values: Vec<_> = docs
        .iter()
        .map(|doc| {
            check_value(cx, doc, wire);
            let rust = variant(cx, doc, &used, wire);
            used.take(cx, &doc.value, rust.as_str());
            EnumValue {
                wire: WireName::new(doc.value.value.clone()),
                renamed_from: doc
                    .renamed_from
                    .as_ref()
                    .map(|old| WireName::new(old.value.clone())),
                deprecated: cx.deprecation(doc.deprecated.as_deref()),
                rust,
                success: doc
                    .success
                    .as_ref()
                    .and_then(|word| syntax::meaning(word, &SUCCESSES)),
                description: cx.text(&doc.description, "the description"),
                since: doc.since.as_ref().map(|since| cx.text(since, "`since`")),
            }
        })
        .collect();
    // A former text is read as the current value, so no other value can have it.
    for doc in docs {
        if let Some(old) = &doc.renamed_from
            && cx.is_renamed(&doc.value, old, codes::DUPLICATE_NAME)
        {
            used.take_old(cx, old);
        }
    }
    Enum {
        openness,
        wire,
        values,
    }
}

/// Reports values that differ in case only, such as `mW` and `MW`, and have no given names: the
/// converted names are `MW` and `Mw`, of which people write the wrong one.
fn check_capitals(cx: &mut Context<'_>, docs: &[EnumValueDoc]) {
    let mut seen: BTreeMap<String, &EnumValueDoc> = BTreeMap::new();
    for doc in docs {
        let lower = doc.value.to_lowercase();
        let Some(first) = seen.get(&lower) else {
            seen.insert(lower, doc);
            continue;
        };
        let is_named = doc.name.is_some() && first.name.is_some();
        if is_named || first.value.value == doc.value.value {
            continue;
        }
        let message = format!(
            "`{}` and `{}` differ in case only, so their names in Rust are easily confused",
            first.value.value, doc.value.value
        );
        let help = "set a different Rust name for both of them: add `name: …`";
        let span = first.value.span;
        cx.report_clash(
            codes::DUPLICATE_RUST_NAME,
            doc.value.span,
            message,
            span,
            help,
        );
    }
}

fn variant(
    cx: &mut Context<'_>,
    doc: &EnumValueDoc,
    used: &Namespace,
    wire: Scalar,
) -> VariantName {
    let converted = || {
        let name = names::variant(&doc.value).filter(|_| wire == Scalar::String)?;
        Some(names::free_variant(name, |name| used.has(name)))
    };
    let (made, code, span, help) = match &doc.name {
        Some(name) => (
            names::given_variant(name),
            codes::INVALID_RUST_NAME,
            name.span,
            "write `name` in UpperCamelCase: ASCII letters and digits, starting with a capital letter",
        ),
        None => (
            converted(),
            codes::NO_IDENTIFIER,
            doc.value.span,
            "add a variant name: `name: …` in UpperCamelCase",
        ),
    };
    made.unwrap_or_else(|| {
        let message = match &doc.name {
            Some(name) => format!("`{}` is not a valid Rust variant name", name.value),
            None => format!(
                "`{}` cannot be converted to a Rust identifier",
                doc.value.value
            ),
        };
        cx.report(code, span, message, help);
        VariantName::new(names::UNMADE)
    })
}

/// Reports a value that is not of the enum's type.
fn check_value(cx: &mut Context<'_>, doc: &EnumValueDoc, wire: Scalar) {
    let given = [
        ("value", Some(&doc.value)),
        ("renamed_from", doc.renamed_from.as_deref()),
    ];
    for (key, value) in given {
        let Some(value) = value else { continue };
        let is_integer = doc.integers.contains(&value.span);
        if wire == Scalar::String {
            if is_integer {
                cx.report(
                    codes::WRONG_TYPE,
                    value.span,
                    format!("`{key}` must be text"),
                    "quote it; for an enum of integers, add `wire` to the type, such as `wire: int32`",
                );
            }
        } else if !is_integer {
            cx.report(
                codes::WRONG_TYPE,
                value.span,
                format!("`{key}` must be an integer"),
                "write it without quotes; for an enum of text, remove `wire`",
            );
        } else {
            check_range(cx, value, wire);
        }
    }
    if let Some(success) = doc.success.as_ref().filter(|_| wire != Scalar::String) {
        let item = "a value of an enum of integers";
        cx.misplaced("success", success.span, item, ": outcomes are text");
    }
}

fn check_range(cx: &mut Context<'_>, value: &Text, wire: Scalar) {
    let (least, most) = limits::range(wire.word());
    let number = value.parse::<i128>().ok();
    if number.is_none_or(|number| number < least || number > most) {
        cx.report(
            codes::IMPOSSIBLE_BOUNDS,
            value.span,
            format!(
                "`{}` is not a value of the type `{}`",
                value.value,
                wire.word()
            ),
            format!("write a number from {least} to {most}, or change `wire`"),
        );
    }
}
