//! The outputs of an operation: status, reason, and the possible bodies.

use super::context::Context;
use super::fields::{self, Settled};
use super::namespace::{Kind, Namespace};
use super::{names, syntax};
use crate::ast::{FieldDoc, OperationDoc, Text, TypeRefDoc};
use crate::codes;
use crate::model::{
    Direction, Field, FieldName, Location, Output, OutputSource, Presence, ResponseKind, Scalar,
    Statuses, Type, TypeName, VariantName,
};
use crate::source::Span;
use crate::suggest::suggestion;
use std::collections::BTreeMap;

/// Lowers the parts of the response, and determines how its body is read.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    name: &TypeName,
) -> (Vec<Output>, ResponseKind) {
    let is_body = |output: &&FieldDoc| output.location_word() == "body";
    let several = doc.outputs.iter().filter(is_body).count() > 1;
    let mut outputs: Vec<Output> = Vec::new();
    let mut bodies = Namespace::new(Kind::Body);
    let mut used = UsedStatuses::default();
    let mut is_misplaced = false;
    for output in &doc.outputs {
        check_keys(cx, output);
        match output.location_word() {
            "status" => line(cx, output, OutputSource::Status, &mut outputs),
            "reason" => line(cx, output, OutputSource::Reason, &mut outputs),
            "body" => {
                let made = body(cx, output, name, several, &mut bodies);
                if let Some(OutputSource::Body { statuses, .. }) =
                    made.as_ref().map(|made| &made.source)
                {
                    used.take(cx, statuses, output);
                }
                outputs.extend(made);
            }
            _ => {
                is_misplaced = true;
                unknown_location(cx, output);
            }
        }
    }
    for (source, word) in [
        (OutputSource::Status, "status"),
        (OutputSource::Reason, "reason"),
    ] {
        // The missing output may be the one with the unknown location.
        if !is_misplaced && !outputs.iter().any(|output| output.source == source) {
            let help = format!("add an output with `from: {word}`");
            cx.report(
                codes::MISSING_OUTPUT,
                doc.name.span,
                format!("the outputs lack the {word}"),
                help,
            );
        }
    }
    let response = response(&outputs);
    if response == ResponseKind::ByStatus {
        cx.take_type_name(&fields::nested_type(name.as_str(), "body"), doc.name.span);
    }
    (outputs, response)
}

/// Reports the keys that rename an input or a member: the name of an output depends on its location.
fn check_keys(cx: &mut Context<'_>, doc: &FieldDoc) {
    for (key, span) in [
        ("rust_name", doc.rust_name.as_ref().map(|text| text.span)),
        (
            "renamed_from",
            doc.renamed_from.as_ref().map(|text| text.span),
        ),
        ("nullable", doc.nullable.as_ref().map(|flag| flag.span)),
        ("const", doc.constant.as_ref().map(|value| value.span)),
    ] {
        if let Some(span) = span {
            cx.misplaced(key, span, "an output of an operation", "");
        }
    }
}

fn unknown_location(cx: &mut Context<'_>, doc: &FieldDoc) {
    let word = doc.location_word();
    let span = doc.location.as_ref();
    let span = span.map_or(doc.name.span, |word| word.span);
    cx.report(
        codes::UNKNOWN_PLACE,
        span,
        format!("`{word}` is not a part of a response"),
        suggestion(word, &["status", "reason", "body"]),
    );
}

/// Lowers a part of the status line.
fn line(cx: &mut Context<'_>, doc: &FieldDoc, source: OutputSource, outputs: &mut Vec<Output>) {
    let (name, word, part) = if source == OutputSource::Status {
        ("status_code", "uint16", "status")
    } else {
        ("reason", "string", "reason")
    };
    if outputs.iter().any(|known| known.source == source) {
        cx.report(
            codes::DUPLICATE_PLACE,
            doc.name.span,
            format!("a response has only one {part}"),
            "remove one of them",
        );
        return;
    }
    check_name(cx, doc, name, part);
    for (key, span) in [
        ("status", doc.status.as_ref().map(|status| status.span)),
        ("media_type", doc.media_type.as_ref().map(|text| text.span)),
    ] {
        if let Some(span) = span {
            cx.misplaced(key, span, &format!("the {part}"), "");
        }
    }
    let mut right = doc.clone();
    if doc.ty.name.as_str() != word && cx.is_type(&doc.ty.name) {
        wrong_type(cx, doc, word);
        // Other errors of the wrong type are not reported.
        right.ty = plain_type(&doc.ty, word);
    }
    let nested = TypeName::new(names::UNMADE);
    let field = output_field(cx, &right, FieldName::new(name), nested, Location::Member);
    check_required(cx, doc, &field, "every response");
    outputs.push(Output { source, field });
}

/// Returns a type without refinements, which replaces another one.
fn plain_type(other: &TypeRefDoc, word: &str) -> TypeRefDoc {
    TypeRefDoc {
        span: other.span,
        name: Text {
            value: word.to_owned(),
            span: other.name.span,
        },
        items: None,
        fields: None,
        additional: None,
        nullable: None,
        rust: None,
        min_items: None,
        max_items: None,
        format: None,
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        encoding: None,
        pattern: None,
        example: None,
        description: None,
    }
}

fn check_name(cx: &mut Context<'_>, doc: &FieldDoc, name: &str, part: &str) {
    if doc.name.as_str() != name {
        let message = format!("the output from the {part} must be named `{name}`");
        cx.report(
            codes::WRONG_OUTPUT_NAME,
            doc.name.span,
            message,
            format!("write `name: {name}`"),
        );
    }
}

fn wrong_type(cx: &mut Context<'_>, doc: &FieldDoc, word: &str) {
    cx.report(
        codes::MISPLACED_TYPE,
        doc.ty.name.span,
        format!("`{}` must be of type `{word}`", doc.name.value),
        format!("write `type: {word}`"),
    );
}

fn check_required(cx: &mut Context<'_>, doc: &FieldDoc, field: &Field, which: &str) {
    if field.presence == Presence::Optional {
        let message = format!("{which} has `{}`, so it must be required", doc.name.value);
        cx.report(
            codes::OPTIONAL_OUTPUT,
            doc.name.span,
            message,
            "add `required: true`",
        );
    }
}

fn output_field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    rust: FieldName,
    nested: TypeName,
    location: Location,
) -> Field {
    let settled = Settled {
        rust,
        nested,
        location,
        direction: Direction::Received,
    };
    fields::lower_one(cx, doc, settled)
}

/// Lowers a body. A single body has a fixed name; each of several bodies is a variant.
fn body(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    operation: &TypeName,
    several: bool,
    bodies: &mut Namespace,
) -> Option<Output> {
    let word = doc.ty.name.as_str();
    let variant = if several {
        variant(cx, doc, bodies)
    } else {
        None
    };
    if !several {
        match word {
            "text" => check_name(cx, doc, "text_body", "body as text"),
            "bytes" => check_name(cx, doc, "stream", "body as bytes"),
            "nothing" => {}
            // The name depends on the type, which is unknown.
            _ if !cx.is_type(word) => {}
            _ => check_name(cx, doc, "json_body", "body"),
        }
    } else if word == "bytes" {
        cx.report(
            codes::AMBIGUOUS_ANSWER,
            doc.ty.name.span,
            "a stream of bytes cannot be one of several bodies",
            "make it the only output `from: body`, or change its type, for example to `text`",
        );
        return None;
    }
    // The type of a body is named after the operation: `UpdateThreatIncidentBody`.
    let suffix = variant.as_ref().map_or("body", VariantName::as_str);
    let nested = fields::nested_type(operation.as_str(), suffix);
    let location = match word {
        "text" | "nothing" | "bytes" => Location::RawBody,
        _ => Location::JsonBody,
    };
    if let Some(sensitive) = doc
        .sensitive
        .as_ref()
        .filter(|_| location == Location::RawBody)
    {
        let item = format!("a body of type `{word}`");
        cx.misplaced("sensitive", sensitive.span, &item, "");
    }
    let field = output_field(cx, doc, FieldName::new("json_body"), nested, location);
    let which = if several {
        "every response with that status"
    } else {
        "every response"
    };
    if ["text", "bytes"].contains(&word) {
        check_required(cx, doc, &field, which);
    }
    if let Some(text) = doc.media_type.as_ref().filter(|_| word == "nothing") {
        cx.misplaced("media_type", text.span, "the type `nothing`", "");
    }
    let source = OutputSource::Body {
        statuses: statuses(cx, doc, several),
        variant,
        media_type: match location {
            Location::RawBody => syntax::media_type(cx, doc.media_type.as_deref()),
            _ => syntax::json_media_type(cx, doc.media_type.as_deref(), true),
        },
    };
    Some(Output { source, field })
}

fn variant(cx: &mut Context<'_>, doc: &FieldDoc, bodies: &mut Namespace) -> Option<VariantName> {
    let made = names::variant(&doc.name);
    if made.is_none() {
        cx.report(
            codes::NO_IDENTIFIER,
            doc.name.span,
            format!(
                "`{}` cannot be converted to a Rust identifier",
                doc.name.value
            ),
            "write letters and digits, such as `created`: the name of a body is used only in Rust",
        );
    }
    let rust = made.as_ref().map_or(names::UNMADE, VariantName::as_str);
    bodies.take(cx, &doc.name, rust);
    made
}

fn statuses(cx: &mut Context<'_>, doc: &FieldDoc, several: bool) -> Statuses {
    let Some(list) = &doc.status else {
        if several {
            cx.report(
                codes::AMBIGUOUS_ANSWER,
                doc.name.span,
                "several bodies need statuses that distinguish them",
                "add `status:` with a number, a list of numbers, or `default`",
            );
        }
        return Statuses::Others;
    };
    let mut numbers = Vec::new();
    let mut has_default = false;
    for text in &list.value {
        match (text.as_str(), text.parse::<u16>()) {
            ("default", _) => has_default = true,
            (_, Ok(status)) if (200..400).contains(&status) => numbers.push(status),
            _ => cx.report(
                codes::INVALID_STATUS,
                text.span,
                format!("`{}` is the status of neither a success nor a redirect", text.value),
                "write a number from 200 to 399, or `default`; the body of any other response is an error, see `error_envelope`",
            ),
        }
    }
    if has_default {
        if let Some(text) = list.value.iter().find(|text| text.value != "default") {
            cx.report(
                codes::INVALID_STATUS,
                text.span,
                "`default` covers all other statuses",
                "remove this status",
            );
        }
        return Statuses::Others;
    }
    if list.value.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            list.span,
            "`status` is empty",
            "add a status, or remove `status`",
        );
    }
    Statuses::These(numbers)
}

/// The statuses that have a body, with their spans.
#[derive(Default)]
struct UsedStatuses(BTreeMap<Option<u16>, Span>);

impl UsedStatuses {
    /// Uses the statuses of a body, or reports the first that another body has.
    fn take(&mut self, cx: &mut Context<'_>, statuses: &Statuses, doc: &FieldDoc) {
        let statuses: Vec<_> = match statuses {
            // A missing status is reported elsewhere.
            Statuses::Others if doc.status.is_none() => return,
            Statuses::Others => vec![None],
            Statuses::These(numbers) => numbers.iter().copied().map(Some).collect(),
        };
        for status in statuses {
            let texts = doc.status.iter().flat_map(|list| &list.value);
            let word = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            let mut spans = texts
                .filter(|text| text.value == word)
                .map(|text| text.span);
            let span = spans.next().unwrap_or(doc.name.span);
            let second = spans.next();
            let first = *self.0.entry(status).or_insert(span);
            let Some(span) = second.or((first != span).then_some(span)) else {
                continue;
            };
            let message = format!("the status `{word}` has several bodies");
            let help = "the status selects the body: use each status once";
            cx.report_clash(codes::AMBIGUOUS_ANSWER, span, message, first, help);
            return;
        }
    }
}

fn response(outputs: &[Output]) -> ResponseKind {
    let bodies = outputs
        .iter()
        .filter(|output| matches!(output.source, OutputSource::Body { .. }));
    let types: Vec<_> = bodies.map(|output| &output.field.ty).collect();
    match types[..] {
        [] | [Type::Scalar(Scalar::Nothing)] => ResponseKind::Nothing,
        [Type::Scalar(Scalar::Text)] => ResponseKind::Text,
        [Type::Scalar(Scalar::Bytes)] => ResponseKind::Stream,
        [_] => ResponseKind::Json,
        _ => ResponseKind::ByStatus,
    }
}
