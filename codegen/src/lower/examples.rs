//! Whole examples: a request, and the answer to it.

use super::context::{Context, Seen};
use super::{codes, facts, names, samples};
use crate::api::{Answer, Example, ExampleAnswer};
use crate::document::{ExampleAnswerDoc, ExampleDoc, FieldDoc, OperationDoc, Spanned};
use serde_json::Value;

pub(super) fn lower(cx: &mut Context<'_>, doc: &OperationDoc, answer: Answer) -> Vec<Example> {
    let mut seen = Seen::default();
    doc.examples
        .iter()
        .filter_map(|example| {
            seen.take_wire(cx, "example", &example.name);
            lower_one(cx, doc, example, answer)
        })
        .collect()
}

fn lower_one(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    example: &ExampleDoc,
    answer: Answer,
) -> Option<Example> {
    if !names::is_snake(&example.name) {
        cx.report(
            codes::INVALID_RUST_NAME,
            example.name.span,
            format!("`{}` cannot be the name of an example", example.name.value),
            "write it in snake_case: small ASCII letters, digits and underscores, a letter first",
        );
    }
    let description = cx.text(&example.description, "the description");
    let nothing = Spanned {
        value: serde_yaml::Value::Mapping(serde_yaml::Mapping::default()),
        span: example.name.span,
    };
    let request = example.request.as_deref().unwrap_or(&nothing);
    let what = format!("the request of `{}`", example.name.value);
    let request = samples::object(cx, &doc.inputs, request, &what);
    let kind = answer;
    let answer = example.answer.as_ref();
    let answer = answer.map(|answer| lower_answer(cx, doc, answer, kind));
    Some(Example {
        description,
        request: request?,
        answer: match answer {
            Some(answer) => Some(answer?),
            None => None,
        },
    })
}

fn lower_answer(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    answer: &ExampleAnswerDoc,
    kind: Answer,
) -> Option<ExampleAnswer> {
    let status = u16::try_from(answer.status.value).unwrap_or(0);
    if !(200..300).contains(&status) {
        cx.report(
            codes::INVALID_STATUS,
            answer.status.span,
            format!(
                "`{}` is no status of an answer of success",
                answer.status.value
            ),
            "write a number from 200 to 299",
        );
        return None;
    }
    let has_statuses = bodies(doc).all(|body| body.status.is_some());
    if kind != Answer::Nothing && has_statuses && body_doc(doc, status).is_none() {
        cx.report(
            codes::INVALID_STATUS,
            answer.status.span,
            format!("no output is for an answer of `{status}`"),
            "write a status that an output `from: body` has, or add it there",
        );
        return None;
    }
    let headers = answer.headers.as_ref();
    let headers = headers.map_or_else(|| Some(Vec::new()), |headers| texts(cx, headers))?;
    let body = body_doc(doc, status).filter(|body| body.ty.name.value != "nothing");
    let body = match (body, &answer.body) {
        (_, None) => None,
        (Some(doc), Some(sample)) => {
            let value = samples::json(sample);
            Some(samples::field(cx, doc, sample.span, &value, "the answer")?)
        }
        (None, Some(sample)) => {
            cx.report(
                codes::WRONG_SAMPLE,
                sample.span,
                format!("an answer of {status} has no body"),
                "remove `body`, or describe it in the outputs",
            );
            None
        }
    };
    Some(ExampleAnswer {
        status,
        headers,
        body,
    })
}

fn bodies(doc: &OperationDoc) -> impl Iterator<Item = &FieldDoc> + Clone {
    let is_body = |output: &&FieldDoc| {
        output
            .place
            .as_ref()
            .is_some_and(|place| place.value == "body")
    };
    doc.outputs.iter().filter(is_body)
}

/// The output that is for answers of a status.
fn body_doc(doc: &OperationDoc, status: u16) -> Option<&FieldDoc> {
    let has = |output: &FieldDoc, word: &str| {
        let list = output.status.as_ref();
        list.is_some_and(|list| list.value.iter().any(|text| text.value == word))
    };
    let status = status.to_string();
    let named = bodies(doc).find(|output| has(output, &status));
    named.or_else(|| bodies(doc).find(|output| output.status.is_none() || has(output, "default")))
}

fn texts(
    cx: &mut Context<'_>,
    headers: &Spanned<serde_yaml::Value>,
) -> Option<Vec<(String, String)>> {
    let texts = match samples::json(headers) {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(text) if facts::is_header(&name) => Some((name, text)),
                _ => None,
            })
            .collect::<Option<Vec<_>>>(),
        _ => None,
    };
    if texts.is_none() {
        cx.report(
            codes::WRONG_SAMPLE,
            headers.span,
            "the headers of an answer are names with a text each",
            "write `Name: \"text\"`, one per line; a name has letters, digits and hyphens",
        );
    }
    texts
}
