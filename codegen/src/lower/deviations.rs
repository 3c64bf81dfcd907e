//! Deviations from the documentation, checked against the current spec.

use super::context::Context;
use crate::ast::{DeviationDoc, Given, Text};
use crate::codes;
use crate::model::{
    Api, Deviation, DeviationKind, Direction, Field, Object, Operation, Presence, Type, TypeKind,
};
use crate::suggest::{nearest, suggestion};
use std::collections::{BTreeMap, BTreeSet};

const KINDS: [&str; 3] = ["type", "added", "presence"];
const DOCUMENTED_TYPES: [&str; 8] = [
    "string", "number", "integer", "boolean", "array", "object", "null", "any",
];

/// An item of the spec that can deviate.
struct Item {
    /// The type, as written in the spec.
    ty: String,
    presence: Presence,
    is_output: bool,
}

pub(super) fn lower(cx: &mut Context<'_>, docs: &[DeviationDoc], api: &Api) -> Vec<Deviation> {
    let items = items(api);
    // Other errors may be the cause of an entry that does not match.
    let is_sound = cx.error_count() == 0;
    let mut unknown = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut deviations = Vec::new();
    for doc in docs {
        let Some(kind) = kind(cx, doc) else { continue };
        if doc.items.is_empty() {
            cx.report(
                codes::EMPTY_LIST,
                doc.kind.span,
                "`items` is empty",
                "add the path of the affected item",
            );
        }
        for path in &doc.items {
            if is_sound && is_first_of_unknown(path, &items, &mut unknown) {
                check(cx, path, &kind, &items);
            }
            if !seen.insert((path.value.clone(), doc.kind.value.clone())) {
                let message = format!(
                    "`{}` already has a deviation of kind `{}`",
                    path.value, doc.kind.value
                );
                cx.report(
                    codes::DUPLICATE_DEVIATION,
                    path.span,
                    message,
                    "remove one of the entries",
                );
            }
            deviations.push(Deviation {
                item: path.value.clone(),
                kind: kind.clone(),
                reason: cx.text(&doc.reason, "the reason"),
                evidence: cx.text(&doc.evidence, "the evidence"),
                span: path.span,
            });
        }
    }
    deviations
}

fn kind(cx: &mut Context<'_>, doc: &DeviationDoc) -> Option<DeviationKind> {
    let mut need = |key: &str, text: &Given<String>| {
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
        text.as_ref().map(|text| text.value.clone())
    };
    match doc.kind.as_str() {
        "type" => {
            let (documented, spec) = (need("documented", &doc.documented), need("spec", &doc.spec));
            let odd = |word: &&Text| !DOCUMENTED_TYPES.contains(&word.as_str());
            if let Some(word) = doc.documented.as_deref().filter(odd) {
                cx.report(
                    codes::UNKNOWN_DEVIATION,
                    word.span,
                    format!("`{}` is not a type of the documentation", word.value),
                    suggestion(word, &DOCUMENTED_TYPES),
                );
            }
            Some(DeviationKind::Type {
                documented: documented?,
                spec: spec?,
            })
        }
        "added" => {
            check_words(cx, doc, None);
            Some(DeviationKind::Added)
        }
        "presence" => {
            let is = |text: &Given<String>, word: &str| {
                text.as_ref().is_some_and(|text| text.value == word)
            };
            if is(&doc.documented, "required") || is(&doc.spec, "optional") {
                check_words(cx, doc, Some(("required", "optional")));
                return Some(DeviationKind::Presence(Presence::Optional));
            }
            check_words(cx, doc, Some(("optional", "required")));
            Some(DeviationKind::Presence(Presence::Required))
        }
        other => {
            let help = suggestion(other, &KINDS);
            cx.report(
                codes::UNKNOWN_DEVIATION,
                doc.kind.span,
                format!("unknown kind of deviation `{other}`"),
                help,
            );
            None
        }
    }
}

/// Reports the keys `documented` and `spec` with a value that the kind does not allow: any for an added
/// item, and all but one pair of words for presence.
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

/// Returns the operation or the type of a path.
fn owner(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// Returns `false` for a path of an unknown operation or type that an earlier path has too: a renamed
/// operation is one error.
fn is_first_of_unknown(
    path: &Text,
    items: &BTreeMap<String, Item>,
    unknown: &mut BTreeSet<String>,
) -> bool {
    let owner = owner(path);
    let is_known = items.keys().any(|item| self::owner(item) == owner);
    is_known || unknown.insert(owner.to_owned())
}

/// Reports an entry that does not match the spec: it would hide the next error.
fn check(cx: &mut Context<'_>, path: &Text, kind: &DeviationKind, items: &BTreeMap<String, Item>) {
    let owner = owner(path);
    let owners: BTreeSet<_> = items.keys().map(|item| self::owner(item)).collect();
    if !owners.contains(owner) {
        let owners: Vec<_> = owners.into_iter().collect();
        let near = nearest(owner, &owners).map_or_else(String::new, |near| {
            format!("if it is now `{near}`, rename it in all entries; otherwise ")
        });
        let help = format!("{near}remove its entries: it no longer exists");
        let message = format!("the spec has no operation or type `{owner}`");
        cx.report(codes::STALE_DEVIATION, path.span, message, help);
        return;
    }
    let Some(item) = items.get(path.as_str()) else {
        let known: Vec<_> = items.keys().map(String::as_str).collect();
        let near = nearest(path, &known).map_or_else(String::new, |near| {
            format!("did you mean `{near}`? Otherwise ")
        });
        let help = format!("{near}remove the entry: the item no longer exists");
        cx.report(
            codes::STALE_DEVIATION,
            path.span,
            format!("the spec has no `{}`", path.value),
            help,
        );
        return;
    };
    let help = match kind {
        DeviationKind::Presence(_) if !item.is_output => {
            "remove the entry: only responses can lack a part that the documentation has"
        }
        DeviationKind::Presence(Presence::Required) => {
            "add `required: true` to the field, or remove the entry if it no longer applies"
        }
        DeviationKind::Presence(Presence::Optional | Presence::Fixed) => {
            "remove `required` from the field, or remove the entry if it no longer applies"
        }
        DeviationKind::Type { .. } | DeviationKind::Added => {
            "correct the entry, or remove it if it no longer applies"
        }
    };
    if let Some(problem) = problem(path, kind, item) {
        cx.report(codes::STALE_DEVIATION, path.span, problem, help);
    }
}

/// Returns the reason why an entry does not match its item.
fn problem(path: &Text, kind: &DeviationKind, item: &Item) -> Option<String> {
    Some(match kind {
        DeviationKind::Type { spec, .. } if *spec != item.ty => {
            format!(
                "`{}` has the type `{}` in the spec, not `{spec}`",
                path.value, item.ty
            )
        }
        DeviationKind::Type { documented, spec } if documented == natural(spec) => {
            format!(
                "`{spec}` matches the documented type `{documented}`, so `{}` does not deviate",
                path.value
            )
        }
        DeviationKind::Presence(_) if !item.is_output => {
            format!("`{}` is not a part of responses alone", path.value)
        }
        DeviationKind::Presence(Presence::Required) if item.presence == Presence::Optional => {
            format!("`{}` is not always present in the spec", path.value)
        }
        DeviationKind::Presence(Presence::Optional) if item.presence == Presence::Required => {
            format!("`{}` is always present in the spec", path.value)
        }
        DeviationKind::Type { .. } | DeviationKind::Presence(_) | DeviationKind::Added => {
            return None;
        }
    })
}

/// Returns the documented type that a type of the spec refines; any other documented type is a
/// deviation, including `number` for an integer.
fn natural(spec: &str) -> &str {
    match spec {
        "boolean" => "boolean",
        "number" => "number",
        "int32" | "int64" | "uint16" | "uint32" | "uint64" => "integer",
        "nothing" => "null",
        "list" | "error_list" => "array",
        "object" | "map" => "object",
        "string" | "date-time" | "date" | "local-date-time" | "uuid" | "id" | "json_string"
        | "bytes" | "text" | "file" => "string",
        _ => "",
    }
}

/// Returns every item of the spec by its path.
fn items(api: &Api) -> BTreeMap<String, Item> {
    let mut items = BTreeMap::new();
    for def in &api.types {
        if let TypeKind::Object(object) = &def.kind {
            object
                .fields
                .iter()
                .for_each(|field| add(&mut items, def.name.as_str(), field, is_received(object)));
        }
    }
    for operation in &api.operations {
        add_inputs(&mut items, operation);
        for output in &operation.outputs {
            let parent = format!("{}.outputs", operation.name);
            add(&mut items, &parent, &output.field, true);
        }
        for header in &operation.headers.list {
            let item = Item {
                ty: header.ty.word().to_owned(),
                presence: Presence::Optional,
                is_output: true,
            };
            items.insert(format!("{}.headers.{}", operation.name, header.wire), item);
        }
    }
    items
}

/// Returns `true` for an object that only responses have.
fn is_received(object: &Object) -> bool {
    object.direction == Direction::Received
}

/// Adds each input by its path. The path of a body's member starts with that of the body.
fn add_inputs(items: &mut BTreeMap<String, Item>, operation: &Operation) {
    let inputs = format!("{}.inputs", operation.name);
    let members = operation
        .body
        .as_ref()
        .filter(|body| body.kind.is_inline())
        .map(|body| format!("{inputs}.{}", body.wire));
    for field in &operation.request.fields {
        match &members {
            Some(body) if field.location.is_in_body() => add(items, body, field, false),
            _ => add(items, &inputs, field, false),
        }
    }
    if let Some(body) = members {
        let item = Item {
            ty: "object".to_owned(),
            presence: Presence::Required,
            is_output: false,
        };
        items.insert(body, item);
    }
}

fn add(items: &mut BTreeMap<String, Item>, parent: &str, field: &Field, is_output: bool) {
    let path = format!("{parent}.{}", field.wire);
    if let Type::Inline(object) = field.ty.innermost() {
        object
            .fields
            .iter()
            .for_each(|field| add(items, &path, field, is_output));
    }
    items.insert(
        path,
        Item {
            ty: field.ty.word(),
            presence: field.presence,
            is_output,
        },
    );
}
