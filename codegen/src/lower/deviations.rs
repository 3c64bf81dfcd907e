//! Deviations from the sources of the spec, checked against the current spec.

mod check;
mod items;
mod kind;

use super::context::Context;
use super::syntax::meaning;
use crate::ast::{DeviationDoc, Text};
use crate::codes;
use crate::model::{Api, Counterpart, Deviation};
use items::Items;
use std::collections::BTreeSet;

pub(super) fn lower(cx: &mut Context<'_>, docs: &[DeviationDoc], api: &Api) -> Vec<Deviation> {
    if docs.is_empty() {
        return Vec::new();
    }
    let items = Items::of(api);
    // Other errors may be the cause of an entry that does not match.
    let is_sound = cx.error_count() == 0;
    let mut unknown = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut deviations = Vec::new();
    for doc in docs {
        let counterpart = counterpart(doc);
        let Some(kind) = kind::lower(cx, doc, counterpart) else {
            continue;
        };
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
                check::check(cx, path, &kind, counterpart, &items);
            }
            if !seen.insert((path.as_str(), kind.word(), counterpart)) {
                let message = format!(
                    "`{}` already has a deviation of kind `{}`",
                    path.value,
                    kind.word()
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
                counterpart,
                reason: cx.text(&doc.reason, "the reason"),
                evidence: cx.text(&doc.evidence, "the evidence"),
                span: path.span,
            });
        }
    }
    deviations
}

fn counterpart(doc: &DeviationDoc) -> Counterpart {
    let word = doc.differs_from.as_ref();
    let found = word.and_then(|word| meaning(word, &Counterpart::ALL));
    found.unwrap_or(Counterpart::Documentation)
}

/// Returns the operation or the type of a path.
fn owner(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// Returns `false` for a path of an unknown operation or type that an earlier path has too: a renamed
/// operation is one error.
fn is_first_of_unknown(path: &Text, items: &Items<'_>, unknown: &mut BTreeSet<String>) -> bool {
    let owner = owner(path);
    items.owners().any(|known| known == owner) || unknown.insert(owner.to_owned())
}
