//! Compares each entry with the spec: an entry that does not match would hide the next error.

use super::items::{Item, Items};
use super::owner;
use crate::ast::Text;
use crate::codes;
use crate::lower::context::Context;
use crate::model::{BoundKey, Bounds, Counterpart, DeviationKind, Presence};
use crate::suggest::nearest;
use std::collections::BTreeSet;

/// Reports an entry that does not match the spec.
pub(super) fn check(
    cx: &mut Context<'_>,
    path: &Text,
    kind: &DeviationKind,
    counterpart: Counterpart,
    items: &Items<'_>,
) {
    let Some(item) = items.get(path) else {
        report_unknown(cx, path, items);
        return;
    };
    if let Some((problem, help)) = problem(path, kind, counterpart, item) {
        cx.report(codes::STALE_DEVIATION, path.span, problem, help);
    }
}

fn report_unknown(cx: &mut Context<'_>, path: &Text, items: &Items<'_>) {
    let owner = owner(path);
    let owners: BTreeSet<_> = items.owners().collect();
    let (message, help) = if owners.contains(owner) {
        let known: Vec<_> = items.paths().collect();
        let near = nearest(path, &known).map_or_else(String::new, |near| {
            format!("did you mean `{near}`? Otherwise ")
        });
        let help = format!("{near}remove the entry: the item no longer exists");
        (format!("the spec has no `{}`", path.value), help)
    } else {
        let owners: Vec<_> = owners.into_iter().collect();
        let near = nearest(owner, &owners).map_or_else(String::new, |near| {
            format!("if it is now `{near}`, rename it in all entries; otherwise ")
        });
        let help = format!("{near}remove its entries: it no longer exists");
        (format!("the spec has no operation or type `{owner}`"), help)
    };
    cx.report(codes::STALE_DEVIATION, path.span, message, help);
}

/// The help for an entry whose version of the spec is wrong.
const CORRECT: &str = "correct the entry, or remove it if it no longer applies";

/// Returns the reason why an entry does not match its item, and the fix.
fn problem(
    path: &str,
    kind: &DeviationKind,
    counterpart: Counterpart,
    item: &Item<'_>,
) -> Option<(String, &'static str)> {
    match item {
        Item::Object { has_selection } => match kind {
            DeviationKind::Order => None,
            DeviationKind::Selection if *has_selection => None,
            DeviationKind::Selection => Some((
                format!("`{path}` has no `selection` in the spec"),
                "add `selection` to the type, or remove the entry if it no longer applies",
            )),
            _ => Some((
                format!(
                    "`{path}` is a whole type, and the kind `{}` is about its members",
                    kind.word()
                ),
                "add the name of the member to the path",
            )),
        },
        Item::Value => match kind {
            DeviationKind::Added => None,
            _ => Some((
                format!("`{path}` is a value of an enum, which can be `added` alone"),
                CORRECT,
            )),
        },
        Item::Field {
            ty,
            presence,
            is_output,
            bounds,
        } => match kind {
            DeviationKind::Added => None,
            DeviationKind::Type { documented, spec } => {
                of_type(path, [documented, spec], counterpart, ty)
            }
            DeviationKind::Presence(expected) => {
                of_presence(path, *expected, *presence, *is_output)
            }
            DeviationKind::Bound {
                key,
                documented,
                spec,
            } => of_bound(
                path,
                *key,
                [documented.as_deref(), spec.as_deref()],
                *bounds,
            ),
            DeviationKind::Selection | DeviationKind::Order => Some((
                format!(
                    "`{path}` is not a shared object, which the kind `{}` is about",
                    kind.word()
                ),
                CORRECT,
            )),
        },
    }
}

fn of_type(
    path: &str,
    [documented, spec]: [&str; 2],
    counterpart: Counterpart,
    ty: &str,
) -> Option<(String, &'static str)> {
    let is_same = match counterpart {
        Counterpart::Documentation => documented == natural(spec),
        Counterpart::OpenApi => documented == spec,
    };
    if spec != ty {
        let problem = format!("`{path}` has the type `{ty}` in the spec, not `{spec}`");
        return Some((problem, CORRECT));
    }
    is_same.then(|| {
        let problem = format!(
            "`{spec}` matches the documented type `{documented}`, so `{path}` does not deviate"
        );
        (problem, CORRECT)
    })
}

fn of_presence(
    path: &str,
    expected: Presence,
    presence: Presence,
    is_output: bool,
) -> Option<(String, &'static str)> {
    if !is_output {
        return Some((
            format!("`{path}` is not a part of responses alone"),
            "remove the entry: only responses can lack a part that the documentation has",
        ));
    }
    match (expected, presence) {
        (Presence::Required, Presence::Optional) => Some((
            format!("`{path}` is not always present in the spec"),
            "add `required: true` to the field, or remove the entry if it no longer applies",
        )),
        (Presence::Optional, Presence::Required) => Some((
            format!("`{path}` is always present in the spec"),
            "remove `required` from the field, or remove the entry if it no longer applies",
        )),
        _ => None,
    }
}

fn of_bound(
    path: &str,
    key: BoundKey,
    [documented, spec]: [Option<&str>; 2],
    bounds: Option<&Bounds>,
) -> Option<(String, &'static str)> {
    let current = bounds.and_then(|bounds| bounds.text(key));
    let key = key.word();
    if current.as_deref() != spec {
        let problem = match (&current, spec) {
            (Some(current), Some(spec)) => {
                format!("`{path}` has `{key}: {current}` in the spec, not `{spec}`")
            }
            (Some(current), None) => {
                format!("`{path}` has `{key}: {current}` in the spec, and the entry has no `spec`")
            }
            (None, _) => format!("`{path}` has no `{key}` in the spec"),
        };
        return Some((problem, CORRECT));
    }
    (documented == spec).then(|| {
        let bound = spec.unwrap_or_default();
        let problem =
            format!("`documented` and `spec` are both `{bound}`, so `{path}` does not deviate");
        (problem, CORRECT)
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
