//! The kinds of deviations, with the keys that each needs and allows.

use crate::ast::{DeviationDoc, Given, Text};
use crate::codes;
use crate::lower::context::Context;
use crate::lower::names;
use crate::lower::syntax::meaning;
use crate::model::{BoundKey, Counterpart, DeviationKind, Presence, Scalar, TextFormat};
use crate::suggest::suggestion;

/// The kinds besides the keys of bounds.
const KINDS: [&str; 5] = ["type", "added", "presence", "selection", "order"];
const DOCUMENTED_TYPES: [&str; 8] = [
    "string", "number", "integer", "boolean", "array", "object", "null", "any",
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &DeviationDoc,
    counterpart: Counterpart,
) -> Option<DeviationKind> {
    match doc.kind.as_str() {
        "type" => of_type(cx, doc, counterpart),
        "added" => {
            check_words(cx, doc, None);
            Some(DeviationKind::Added)
        }
        "selection" => {
            check_words(cx, doc, None);
            Some(DeviationKind::Selection)
        }
        "order" => {
            check_words(cx, doc, None);
            Some(DeviationKind::Order)
        }
        "presence" => Some(presence(cx, doc)),
        other => {
            if let Some(key) = meaning(&doc.kind, &BoundKey::ALL) {
                return bound(cx, doc, key);
            }
            let bounds = BoundKey::ALL.iter().map(|(word, _)| *word);
            let known: Vec<_> = KINDS.into_iter().chain(bounds).collect();
            cx.report(
                codes::UNKNOWN_DEVIATION,
                doc.kind.span,
                format!("unknown kind of deviation `{other}`"),
                suggestion(other, &known),
            );
            None
        }
    }
}

fn of_type(
    cx: &mut Context<'_>,
    doc: &DeviationDoc,
    counterpart: Counterpart,
) -> Option<DeviationKind> {
    let documented = needed(cx, doc, "documented", doc.documented.as_deref());
    let spec = needed(cx, doc, "spec", doc.spec.as_deref());
    if let Some(word) = doc.documented.as_deref() {
        let text = word.as_str();
        let (is_known, whose) = match counterpart {
            Counterpart::Documentation => (DOCUMENTED_TYPES.contains(&text), "the documentation"),
            Counterpart::OpenApi => (is_type(text), "the spec language, as an import writes it"),
        };
        if !is_known {
            let words: Vec<_> = match counterpart {
                Counterpart::Documentation => DOCUMENTED_TYPES.to_vec(),
                Counterpart::OpenApi => Scalar::ALL.iter().map(|(word, _)| *word).collect(),
            };
            cx.report(
                codes::UNKNOWN_DEVIATION,
                word.span,
                format!("`{text}` is not a type of {whose}"),
                suggestion(text, &words),
            );
        }
    }
    Some(DeviationKind::Type {
        documented: documented?,
        spec: spec?,
    })
}

/// Returns `true` for a type of the spec language, or a name that a shared type can have.
fn is_type(word: &str) -> bool {
    let is_composite = ["list", "map", "object"].contains(&word);
    is_composite || Scalar::from_word(word).is_some() || names::type_name(word).is_some()
}

fn presence(cx: &mut Context<'_>, doc: &DeviationDoc) -> DeviationKind {
    let is =
        |text: &Given<String>, word: &str| text.as_ref().is_some_and(|text| text.value == word);
    if is(&doc.documented, "required") || is(&doc.spec, "optional") {
        check_words(cx, doc, Some(("required", "optional")));
        return DeviationKind::Presence(Presence::Optional);
    }
    check_words(cx, doc, Some(("optional", "required")));
    DeviationKind::Presence(Presence::Required)
}

fn bound(cx: &mut Context<'_>, doc: &DeviationDoc, key: BoundKey) -> Option<DeviationKind> {
    if doc.documented.is_none() && doc.spec.is_none() {
        let message = format!(
            "a deviation of kind `{}` needs the key `documented` or `spec`",
            key.word()
        );
        let help = "add the bound of the side that has it, or of both";
        cx.report(codes::INCOMPLETE_DEVIATION, doc.kind.span, message, help);
        return None;
    }
    // `Some(None)` is a text that is not a value, which is reported.
    let documented = doc.documented.as_deref().map(|text| value(cx, key, text));
    let spec = doc.spec.as_deref().map(|text| value(cx, key, text));
    let is_sound = documented != Some(None) && spec != Some(None);
    is_sound.then(|| DeviationKind::Bound {
        key,
        documented: documented.flatten(),
        spec: spec.flatten(),
    })
}

/// Returns the value of a bound as the model writes it, and reports a text that is not one.
fn value(cx: &mut Context<'_>, key: BoundKey, text: &Text) -> Option<String> {
    let word = text.as_str();
    let (value, help) = match key {
        BoundKey::MinItems | BoundKey::MaxItems | BoundKey::MinLength | BoundKey::MaxLength => (
            word.parse::<u32>().ok().map(|count| count.to_string()),
            "write an integer from 0 to 4294967295, in quotes".to_owned(),
        ),
        BoundKey::Minimum
        | BoundKey::Maximum
        | BoundKey::ExclusiveMinimum
        | BoundKey::ExclusiveMaximum => (number(word), "write a number, in quotes".to_owned()),
        BoundKey::Format => {
            let words = TextFormat::ALL.map(|(word, _)| word);
            let is_known = words.contains(&word);
            (is_known.then(|| word.to_owned()), suggestion(word, &words))
        }
        BoundKey::Pattern => (Some(word.to_owned()), String::new()),
    };
    if value.is_none() {
        let message = format!("`{word}` is not a value of `{}`", key.word());
        cx.report(codes::UNKNOWN_DEVIATION, text.span, message, help);
    }
    value
}

fn number(word: &str) -> Option<String> {
    if let Ok(whole) = word.parse::<i128>() {
        return Some(whole.to_string());
    }
    let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(|number| number.to_string())
}

/// Returns the text of a key, and reports a missing one.
fn needed(
    cx: &mut Context<'_>,
    doc: &DeviationDoc,
    key: &str,
    text: Option<&Text>,
) -> Option<String> {
    if text.is_none() {
        let message = format!(
            "a deviation of kind `{}` needs the key `{key}`",
            doc.kind.value
        );
        cx.report(
            codes::INCOMPLETE_DEVIATION,
            doc.kind.span,
            message,
            format!("add `{key}: …`"),
        );
    }
    text.map(|text| text.value.clone())
}

/// Reports the keys `documented` and `spec` with a value that the kind does not allow: any for an added
/// item, a selection and an order, and all but one pair of words for presence.
fn check_words(cx: &mut Context<'_>, doc: &DeviationDoc, words: Option<(&str, &str)>) {
    for (key, text, word) in [
        ("documented", &doc.documented, words.map(|words| words.0)),
        ("spec", &doc.spec, words.map(|words| words.1)),
    ] {
        let Some(text) = text.as_ref().filter(|text| word != Some(text.as_str())) else {
            continue;
        };
        let kind = &doc.kind.value;
        let message = format!(
            "`{key}: {}` does not apply to the kind `{kind}`",
            text.value
        );
        let help = word.map_or_else(
            || format!("remove `{key}`"),
            |word| format!("write `{key}: {word}`, or remove `{key}`"),
        );
        cx.report(codes::MISPLACED_DEVIATION_KEY, text.span, message, help);
    }
}
