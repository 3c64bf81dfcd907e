//! The outcomes that a response reports: for single items, or as a number.

use super::markdown::{code, codes};
use super::page::Page;
use crate::model::{Operation, OutcomeEntries, OutcomePart, Outcomes, Step};
use crate::openapi::{Context, field_paths};

pub(super) fn section(
    cx: &Context<'_>,
    page: &mut Page,
    operation: &Operation,
    outcomes: &Outcomes,
) {
    let Outcomes {
        noun,
        plural,
        affected,
        entries,
        errors,
        ids,
        limited_by,
    } = outcomes;
    let body = |steps: &[Step]| code(&field_paths::in_body(cx, operation, steps));
    page.section("Outcomes");
    page.fact("Items", &format!("{}, plural {}", code(noun), code(plural)));
    page.fact("Number of affected items", &body(affected));
    match entries {
        Some(entries) => self::entries(cx, page, operation, entries),
        None => page.fact("Entries", "none, the response has only the number"),
    }
    if let Some(errors) = errors {
        page.fact("Errors", &body(errors));
    }
    if let Some(ids) = ids {
        page.fact("Requested ids", &code(ids));
    }
    if !limited_by.is_empty() {
        page.fact("Only some of the items with", &codes(limited_by));
    }
}

fn entries(cx: &Context<'_>, page: &mut Page, operation: &Operation, entries: &OutcomeEntries) {
    let OutcomeEntries {
        details,
        entry,
        is_entry_shared: _,
        id,
        value,
        parts,
    } = entries;
    let list = code(&field_paths::in_body(cx, operation, details));
    let entry = code(entry.as_str());
    page.fact("Entries", &format!("{list}, in Rust {entry}"));
    let id = field_paths::in_body(cx, operation, details.iter().chain([id]));
    page.fact("Id of an entry", &code(&id));
    for part in parts {
        let OutcomePart {
            wire,
            member: _,
            requested_by,
        } = part;
        let (outcome, by) = (code(wire.as_str()), code(requested_by));
        let value = code(value.as_str());
        page.fact(
            "Outcome",
            &format!("{outcome} ({value}), requested by {by}"),
        );
    }
}
