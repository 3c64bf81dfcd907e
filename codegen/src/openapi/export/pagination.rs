//! `x-pagination`: the way from a page of a listing to the next one.

use super::Context;
use super::field_paths::{in_body, wire_path};
use crate::json::Json;
use crate::model::{FieldName, Operation, PageInput, PageInputs, PageStyle, Pagination, Step};

pub(super) fn member(cx: &Context<'_>, operation: &Operation, pages: &Pagination) -> Json {
    let Pagination {
        style,
        items,
        item: _,
        total,
    } = pages;
    let body = |steps: &[Step]| Json::Text(in_body(cx, operation, steps));
    let input = |names: &[FieldName]| {
        let fields = &operation.request.fields;
        Json::Text(wire_path(cx, fields, names.iter()))
    };
    let number = |input_of: &PageInput| {
        // The schema of the input has its presence.
        let PageInput {
            path,
            is_required: _,
        } = input_of;
        input(path)
    };
    let numbers = |inputs: &PageInputs| {
        let PageInputs { position, limit } = inputs;
        (number(position), limit.as_ref().map(number))
    };
    let way = match style {
        PageStyle::Cursor { cursor, next } => {
            Json::object([("cursor", input(cursor)), ("next", body(next))])
        }
        PageStyle::Offset(inputs) => {
            let (offset, limit) = numbers(inputs);
            Json::known([
                ("style", Some(Json::text("offset"))),
                ("offset", Some(offset)),
                ("limit", limit),
            ])
        }
        PageStyle::Page {
            inputs,
            first,
            total_pages,
        } => {
            let (page, limit) = numbers(inputs);
            Json::known([
                ("style", Some(Json::text("page"))),
                ("page", Some(page)),
                ("first_page", Some(Json::number(*first))),
                ("limit", limit),
                ("total_pages", total_pages.as_deref().map(body)),
            ])
        }
        PageStyle::Link => Json::object([("style", Json::text("link"))]),
        PageStyle::NextUrl { next } => {
            Json::object([("style", Json::text("next_url")), ("next", body(next))])
        }
    };
    let items = (!items.is_empty()).then(|| body(items));
    way.and(Json::known([
        ("items", items),
        ("total", total.as_deref().map(body)),
    ]))
}
