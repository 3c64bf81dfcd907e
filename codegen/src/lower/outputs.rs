//! The outputs of an operation: status, reason, and what its body can be.

use super::context::{Context, Seen};
use super::fields::{self, Direction, Settled};
use super::{codes, facts, names};
use crate::api::{
    Answer, Field, FieldName, Output, OutputSource, Place, Presence, Scalar, Statuses, Type,
    TypeName, VariantName,
};
use crate::diagnostic::Diagnostic;
use crate::document::{FieldDoc, OperationDoc, Text, TypeRefDoc};
use crate::source::Span;
use std::collections::BTreeMap;

/// The parts of the answer, and what its body becomes.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    name: &TypeName,
) -> (Vec<Output>, Answer) {
    let is_body = |output: &&FieldDoc| place(output) == "body";
    let several = doc.outputs.iter().filter(is_body).count() > 1;
    let mut outputs: Vec<Output> = Vec::new();
    let mut seen = Seen::default();
    let mut taken = Taken::default();
    let mut is_misplaced = false;
    for output in &doc.outputs {
        check_keys(cx, output);
        match place(output) {
            "status" => line(cx, output, OutputSource::Status, &mut outputs),
            "reason" => line(cx, output, OutputSource::Reason, &mut outputs),
            "body" => {
                let made = body(cx, output, name, several, &mut seen);
                if let Some(OutputSource::Body { statuses, .. }) =
                    made.as_ref().map(|made| &made.source)
                {
                    taken.take(cx, statuses, output);
                }
                outputs.extend(made);
            }
            _ => {
                is_misplaced = true;
                unknown_place(cx, output);
            }
        }
    }
    for (source, word) in [
        (OutputSource::Status, "status"),
        (OutputSource::Reason, "reason"),
    ] {
        // The one that is missing may be the one whose place is misspelled.
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
    let answer = answer(&outputs);
    if answer == Answer::ByStatus {
        cx.take_type_name(&fields::nested_type(name.as_str(), "body"), doc.name.span);
    }
    (outputs, answer)
}

fn place(doc: &FieldDoc) -> &str {
    doc.place.as_ref().map_or("", |place| place.as_str())
}

/// An output is named by its place, so what an input or a member may say of its name would be lost.
fn check_keys(cx: &mut Context<'_>, doc: &FieldDoc) {
    for (key, span) in [
        ("rust_name", doc.rust_name.as_ref().map(|text| text.span)),
        (
            "renamed_from",
            doc.renamed_from.as_ref().map(|text| text.span),
        ),
        ("nullable", doc.nullable.as_ref().map(|flag| flag.span)),
    ] {
        if let Some(span) = span {
            fields::misplaced(cx, key, span, "an output of an operation", "");
        }
    }
}

fn unknown_place(cx: &mut Context<'_>, doc: &FieldDoc) {
    let (span, place) = doc
        .place
        .as_ref()
        .map_or((doc.name.span, ""), |place| (place.span, place.as_str()));
    cx.report(
        codes::UNKNOWN_PLACE,
        span,
        format!("an output cannot come from `{place}`"),
        crate::parse::suggestion(place, &["status", "reason", "body"]),
    );
}

/// A part of the status line.
fn line(cx: &mut Context<'_>, doc: &FieldDoc, source: OutputSource, outputs: &mut Vec<Output>) {
    let (name, word, place) = if source == OutputSource::Status {
        ("status_code", "uint16", "status")
    } else {
        ("reason", "string", "reason")
    };
    if outputs.iter().any(|known| known.source == source) {
        cx.report(
            codes::DUPLICATE_PLACE,
            doc.name.span,
            format!("an answer has one {place}"),
            "remove one of the two",
        );
        return;
    }
    check_name(cx, doc, name, place);
    for (key, span) in [
        ("status", doc.status.as_ref().map(|status| status.span)),
        ("media_type", doc.media_type.as_ref().map(|text| text.span)),
    ] {
        if let Some(span) = span {
            fields::misplaced(cx, key, span, &format!("the {place}"), "");
        }
    }
    let mut right = doc.clone();
    if doc.ty.name.as_str() != word && cx.is_type(&doc.ty.name) {
        wrong_type(cx, doc, word);
        // What else the wrong type lacks is of no interest.
        right.ty = plain_type(&doc.ty, word);
    }
    let nested = TypeName::new(names::UNMADE);
    let field = output_field(cx, &right, FieldName::new(name), nested, Place::Member);
    check_required(cx, doc, &field, "every answer");
    outputs.push(Output { source, field });
}

/// A type without refinements, in the place of another one.
fn plain_type(other: &TypeRefDoc, word: &str) -> TypeRefDoc {
    TypeRefDoc {
        span: other.span,
        name: Text {
            value: word.to_owned(),
            span: other.name.span,
        },
        items: None,
        fields: None,
        rust: None,
        min_items: None,
        max_items: None,
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        pattern: None,
    }
}

fn check_name(cx: &mut Context<'_>, doc: &FieldDoc, name: &str, place: &str) {
    if doc.name.as_str() != name {
        let message = format!("the output from the {place} is named `{name}`");
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
        let message = format!("{which} has `{}`, so it is required", doc.name.value);
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
    place: Place,
) -> Field {
    let settled = Settled {
        rust,
        nested,
        place,
        direction: Direction::Received,
    };
    fields::lower_one(cx, doc, settled)
}

/// A body. The only one has the name of its kind; one of several is a variant of its own.
fn body(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    operation: &TypeName,
    several: bool,
    seen: &mut Seen,
) -> Option<Output> {
    let word = doc.ty.name.as_str();
    let variant = if several {
        variant(cx, doc, seen)
    } else {
        None
    };
    if !several {
        match word {
            "text" => check_name(cx, doc, "text_body", "body as text"),
            "bytes" => check_name(cx, doc, "stream", "body as bytes"),
            "nothing" => {}
            // What a body of an unknown type is called, nobody knows.
            _ if !cx.is_type(word) => {}
            _ => check_name(cx, doc, "json_body", "body"),
        }
    } else if word == "bytes" {
        cx.report(
            codes::AMBIGUOUS_ANSWER,
            doc.ty.name.span,
            "a stream of bytes cannot be one of several bodies",
            "make it the only output `from: body`, or give it another type, such as `text`",
        );
        return None;
    }
    // The body of an answer is named after its operation: `UpdateThreatIncidentBody`.
    let suffix = variant.as_ref().map_or("body", VariantName::as_str);
    let nested = fields::nested_type(operation.as_str(), suffix);
    let place = match word {
        "text" | "nothing" | "bytes" => Place::RawBody,
        _ => Place::JsonBody,
    };
    if let Some(sensitive) = doc.sensitive.as_ref().filter(|_| place == Place::RawBody) {
        let beside = format!("a body of type `{word}`");
        fields::misplaced(cx, "sensitive", sensitive.span, &beside, "");
    }
    let field = output_field(cx, doc, FieldName::new("json_body"), nested, place);
    let which = if several {
        "every answer with its status"
    } else {
        "every answer"
    };
    if word != "nothing" {
        check_required(cx, doc, &field, which);
    }
    if let Some(text) = doc.media_type.as_ref().filter(|_| word == "nothing") {
        fields::misplaced(cx, "media_type", text.span, "the type `nothing`", "");
    }
    let source = OutputSource::Body {
        statuses: statuses(cx, doc, several),
        variant,
        media_type: facts::media_type(cx, doc.media_type.as_deref()),
    };
    Some(Output { source, field })
}

fn variant(cx: &mut Context<'_>, doc: &FieldDoc, seen: &mut Seen) -> Option<VariantName> {
    let made = names::variant(&doc.name);
    if made.is_none() {
        cx.report(
            codes::NO_IDENTIFIER,
            doc.name.span,
            format!("no Rust identifier can be made of `{}`", doc.name.value),
            "a body is named for Rust alone: write letters and digits, such as `created`",
        );
    }
    let rust = made.as_ref().map_or(names::UNMADE, VariantName::as_str);
    seen.take(cx, "body", &doc.name, rust);
    made
}

fn statuses(cx: &mut Context<'_>, doc: &FieldDoc, several: bool) -> Statuses {
    let Some(list) = &doc.status else {
        if several {
            cx.report(
                codes::AMBIGUOUS_ANSWER,
                doc.name.span,
                "an operation with several bodies tells them apart by status",
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
            (_, Ok(status)) if (200..300).contains(&status) => numbers.push(status),
            _ => cx.report(
                codes::INVALID_STATUS,
                text.span,
                format!("`{}` is no status of an answer of success", text.value),
                "write a number from 200 to 299, or `default`; the body of any other answer is an error, see `error_envelope`",
            ),
        }
    }
    if has_default {
        if let Some(text) = list.value.iter().find(|text| text.value != "default") {
            cx.report(
                codes::INVALID_STATUS,
                text.span,
                "`default` stands for all other statuses already",
                "leave this one out",
            );
        }
        return Statuses::Others;
    }
    if list.value.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            list.span,
            "a body has at least one status",
            "name it, or remove `status`",
        );
    }
    Statuses::These(numbers)
}

/// Which statuses have a body already, and where that is said.
#[derive(Default)]
struct Taken(BTreeMap<Option<u16>, Span>);

impl Taken {
    /// Takes the statuses of a body, or reports the first that another body has.
    fn take(&mut self, cx: &mut Context<'_>, statuses: &Statuses, doc: &FieldDoc) {
        let statuses: Vec<_> = match statuses {
            // That nothing is said is a mistake of its own.
            Statuses::Others if doc.status.is_none() => return,
            Statuses::Others => vec![None],
            Statuses::These(numbers) => numbers.iter().copied().map(Some).collect(),
        };
        for status in statuses {
            let texts = doc.status.iter().flat_map(|list| &list.value);
            let word = status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            let mut places = texts
                .filter(|text| text.value == word)
                .map(|text| text.span);
            let span = places.next().unwrap_or(doc.name.span);
            let second = places.next();
            let first = *self.0.entry(status).or_insert(span);
            let Some(span) = second.or((first != span).then_some(span)) else {
                continue;
            };
            let message = format!("the status `{word}` has a body already");
            let diagnostic = Diagnostic::new(codes::AMBIGUOUS_ANSWER, span, message);
            let help = "the status says which body an answer has: name each once";
            cx.found.push(diagnostic.related(first, "here").help(help));
            return;
        }
    }
}

fn answer(outputs: &[Output]) -> Answer {
    let bodies = outputs
        .iter()
        .filter(|output| matches!(output.source, OutputSource::Body { .. }));
    let types: Vec<_> = bodies.map(|output| &output.field.ty).collect();
    match types[..] {
        [] | [Type::Scalar(Scalar::Nothing)] => Answer::Nothing,
        [Type::Scalar(Scalar::Text)] => Answer::Text,
        [Type::Scalar(Scalar::Bytes)] => Answer::Stream,
        [_] => Answer::Json,
        _ => Answer::ByStatus,
    }
}
