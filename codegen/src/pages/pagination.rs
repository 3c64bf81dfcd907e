//! The way from a page of a listing to the next one.

use super::markdown::code;
use super::page::Page;
use super::words;
use crate::model::{FieldName, Operation, PageInput, PageInputs, PageStyle, Pagination, Step};
use crate::openapi::{Context, field_paths};

pub(super) fn section(
    cx: &Context<'_>,
    page: &mut Page,
    operation: &Operation,
    pagination: &Pagination,
) {
    let Pagination {
        style,
        items,
        item,
        total,
    } = pagination;
    page.section("Pagination");
    let body = |steps: &[Step]| code(&field_paths::in_body(cx, operation, steps));
    let input = |names: &[FieldName]| {
        code(&field_paths::wire_path(
            cx,
            &operation.request.fields,
            names.iter(),
        ))
    };
    match style {
        PageStyle::Cursor { cursor, next } => {
            let (cursor, next) = (input(cursor), body(next));
            page.fact(
                "Next page",
                &format!("the cursor {next} of a page as {cursor}"),
            );
        }
        PageStyle::Offset(inputs) => {
            let position = numbers(page, inputs, &input);
            page.fact(
                "Next page",
                &format!("the number of items so far as {position}"),
            );
        }
        PageStyle::Page {
            inputs,
            first,
            total_pages,
        } => {
            let position = numbers(page, inputs, &input);
            page.fact(
                "Next page",
                &format!("the next number as {position}; the first is {first}"),
            );
            if let Some(total) = total_pages {
                page.fact("Number of pages", &body(total));
            }
        }
        PageStyle::Link => page.fact("Next page", "the URL in the header `Link`"),
        PageStyle::NextUrl { next } => {
            page.fact("Next page", &format!("the URL in {}", body(next)));
        }
    }
    let place = if items.is_empty() {
        "the body".to_owned()
    } else {
        body(items)
    };
    page.fact("Items", &format!("{place}, each {}", words::ty(cx, item)));
    if let Some(total) = total {
        page.fact("Number of items", &body(total));
    }
}

/// Lists the input of the limit, and returns that of the position.
fn numbers(page: &mut Page, inputs: &PageInputs, name: &impl Fn(&[FieldName]) -> String) -> String {
    let PageInputs { position, limit } = inputs;
    // The list of inputs says whether they are required.
    let path = |input: &PageInput| {
        let PageInput {
            path,
            is_required: _,
        } = input;
        name(path)
    };
    if let Some(limit) = limit {
        page.fact("Items on a page", &path(limit));
    }
    path(position)
}
