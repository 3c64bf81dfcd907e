//! The documented errors of an operation.

use super::page::Page;
use super::{fields, words};
use crate::model::ErrorResponse;
use crate::openapi::Context;

/// Lists the errors, unless there are none.
pub(super) fn section(cx: &Context<'_>, page: &mut Page, errors: &[ErrorResponse]) {
    if errors.is_empty() {
        return;
    }
    page.section("Errors");
    for error in errors {
        let ErrorResponse {
            statuses,
            description,
            body,
        } = error;
        let statuses = words::statuses(statuses);
        let Some(body) = body else {
            page.item(0, &format!("**{statuses}**"), description, &[]);
            continue;
        };
        let ty = words::ty(cx, &body.ty);
        let facts = fields::facts_of_value(body);
        page.item(
            0,
            &format!("**{statuses}** (body: {ty})"),
            description,
            &facts,
        );
        fields::members(cx, page, 1, &body.ty);
    }
}
