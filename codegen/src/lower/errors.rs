//! The documented errors of an operation.

use super::context::Context;
use super::fields::{self, Settled};
use super::{bounds, names};
use crate::ast::{ErrorResponseDoc, FieldDoc, OperationDoc, Spanned, Text, TypeRefDoc};
use crate::codes;
use crate::model::{
    Direction, ErrorResponse, Field, FieldName, Location, Output, OutputSource, Statuses, TypeName,
};
use crate::source::Span;
use std::collections::BTreeMap;

/// The types of a body that has no JSON.
const NOT_JSON: [(&str, &str); 3] = [
    (
        "text",
        "remove `type`: users read the text of any error with `error.body.text()`",
    ),
    (
        "bytes",
        "remove `type`: users read the bytes of any error with `error.body.as_bytes()`",
    ),
    (
        "nothing",
        "remove `type`: the body of an error may be empty",
    ),
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    outputs: &[Output],
    name: &TypeName,
) -> Vec<ErrorResponse> {
    let mut used = UsedStatuses::of_outputs(outputs, doc.name.span);
    let errors = doc.errors.iter();
    errors
        .map(|error| {
            let statuses = used.take_all(cx, &error.status);
            let first = statuses.first().copied().unwrap_or_default();
            ErrorResponse {
                body: body(cx, error, name, first),
                description: cx.text(&error.description, "the description"),
                statuses,
            }
        })
        .collect()
}

/// Lowers the body of an error. The type of an inline object is named after the first status.
fn body(
    cx: &mut Context<'_>,
    doc: &ErrorResponseDoc,
    operation: &TypeName,
    status: u16,
) -> Option<Field> {
    // An absent type has the span of the mapping.
    if doc.ty.name.is_empty() && doc.ty.name.span == doc.ty.span {
        if let Some((key, span)) = bounds::first_key(&doc.ty) {
            cx.misplaced(key, span, "an error without `type`", ", or add `type`");
        }
        return None;
    }
    let mut not_json = NOT_JSON.iter();
    if let Some((word, help)) = not_json.find(|(word, _)| *word == doc.ty.name.as_str()) {
        let message = format!("the body of an error cannot be of type `{word}`");
        cx.report(codes::MISPLACED_TYPE, doc.ty.name.span, message, *help);
        return None;
    }
    let nested = names::nested_type(operation.as_str(), &format!("error{status}"));
    let settled = Settled {
        rust: FieldName::new("body"),
        nested: nested.unwrap_or_else(|| TypeName::new(names::UNMADE)),
        location: Location::JsonBody,
        direction: Direction::Received,
    };
    let name = Spanned {
        value: "errors".to_owned(),
        span: doc.ty.name.span,
    };
    let field = field_of_body(name, doc.ty.clone(), doc.description.clone());
    Some(fields::lower_one(cx, &field, settled))
}

/// Returns the field of a whole body that has a type and a description only.
fn field_of_body(name: Text, ty: TypeRefDoc, description: Text) -> FieldDoc {
    FieldDoc {
        name,
        is_additional: false,
        location: None,
        keep_slashes: None,
        status: None,
        media_type: None,
        rust_name: None,
        ty,
        without: None,
        overrides: Vec::new(),
        required: None,
        nullable: None,
        read_only: None,
        sensitive: None,
        list_style: None,
        object_style: None,
        selects: None,
        constant: None,
        default: None,
        since: None,
        deprecated: None,
        renamed_from: None,
        example: None,
        description,
    }
}

/// The documented statuses of an operation, with their locations.
struct UsedStatuses(BTreeMap<u16, Span>);

impl UsedStatuses {
    /// Returns the statuses of the outputs.
    fn of_outputs(outputs: &[Output], span: Span) -> Self {
        let statuses = outputs.iter().filter_map(|output| match &output.source {
            OutputSource::Body {
                statuses: Statuses::These(numbers),
                ..
            } => Some(numbers),
            _ => None,
        });
        Self(statuses.flatten().map(|status| (*status, span)).collect())
    }

    /// Uses the statuses of an error, and reports those that are not statuses of an error or already
    /// used.
    fn take_all(&mut self, cx: &mut Context<'_>, list: &Spanned<Vec<Spanned<u32>>>) -> Vec<u16> {
        if list.value.is_empty() {
            let help = "add a status code, such as 404, or remove the error";
            cx.report(codes::EMPTY_LIST, list.span, "`status` is empty", help);
        }
        let mut statuses = Vec::new();
        for given in &list.value {
            let status = u16::try_from(given.value).unwrap_or_default();
            if !(300..600).contains(&status) {
                cx.report(
                    codes::INVALID_STATUS,
                    given.span,
                    format!("`{}` is not the status of an error", given.value),
                    "write a number from 300 to 599; a success is an output",
                );
            } else if let Some(&first) = self.0.get(&status) {
                let message = format!("the status `{status}` is described twice");
                let help = "each status is an output or an error, once: remove one of the two";
                cx.report_clash(codes::INVALID_STATUS, given.span, message, first, help);
            } else {
                self.0.insert(status, given.span);
                statuses.push(status);
            }
        }
        statuses
    }
}
