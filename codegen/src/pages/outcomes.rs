//! The outcomes that a response reports for single items.

use super::markdown::{code, codes};
use super::page::Page;
use crate::model::{Operation, OutcomePart, Outcomes, Step};
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
        details,
        entry,
        is_entry_shared: _,
        id,
        value,
        parts,
        errors,
        ids,
        limited_by,
    } = outcomes;
    let body = |steps: &[Step]| code(&field_paths::in_body(cx, operation, steps));
    page.section("Outcomes");
    page.fact("Items", &format!("{}, plural {}", code(noun), code(plural)));
    page.fact("Number of affected items", &body(affected));
    let entries = (body(details), code(entry.as_str()));
    page.fact("Entries", &format!("{}, in Rust {}", entries.0, entries.1));
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
