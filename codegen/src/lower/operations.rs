//! Operations.

use super::context::{Context, Modules, Seen};
use super::fields::{self, Direction};
use super::{codes, facts, names};
use crate::api::{
    Field, FieldName, Header, Headers, Input, Method, Operation, Output, OutputSource, Presence,
    Scalar, Type, TypeName, WireName,
};
use crate::diagnostic::Diagnostic;
use crate::document::{ApiDoc, FieldDoc, HeaderDoc, OperationDoc, Text};
use std::collections::BTreeMap;

const METHODS: [(&str, Method); 5] = [
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

pub(super) fn lower(cx: &mut Context<'_>, docs: &[OperationDoc], api: &ApiDoc) -> Vec<Operation> {
    check_endpoints(cx, docs);
    let mut modules = Modules::default();
    docs.iter()
        .map(|doc| {
            cx.check_file("operations", doc.file, &doc.name);
            let operation = operation(cx, doc, api);
            modules.take(cx, &operation.name, &operation.module, doc.name.span);
            operation
        })
        .collect()
}

/// Two operations with one method and path are one operation, copied and not finished.
fn check_endpoints(cx: &mut Context<'_>, docs: &[OperationDoc]) {
    let mut seen = BTreeMap::new();
    for doc in docs {
        let endpoint = (doc.method.as_str(), doc.path.as_str());
        let first = *seen.entry(endpoint).or_insert(doc.path.span);
        if first != doc.path.span {
            let message = format!(
                "`{} {}` is another operation already",
                endpoint.0, endpoint.1
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_ENDPOINT, doc.path.span, message)
                .related(first, "the first one");
            cx.found
                .push(diagnostic.help("change method or path, or remove one of the two"));
        }
    }
}

fn operation(cx: &mut Context<'_>, doc: &OperationDoc, api: &ApiDoc) -> Operation {
    let name = cx.type_name(&doc.name);
    facts::check_path(cx, &doc.path, "the path");
    let base = api.base_path.as_ref().map_or("", |base| base.as_str());
    let method = method(cx, &doc.method);
    let body = body(cx, doc, &name);
    if let (Some(Method::Get), Some(input)) = (method, doc.inputs.first()) {
        cx.report(
            codes::BODY_OF_GET,
            input.name.span,
            "a GET request has no body",
            "use another method, or drop the input",
        );
    }
    Operation {
        module: names::module(&name),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        method: method.unwrap_or(Method::Post),
        path: format!("{base}{}", doc.path.value),
        body,
        outputs: outputs(cx, doc, &name),
        headers: headers(cx, doc, api, &name),
        origin: cx.origin(doc.file),
        name,
    }
}

fn method(cx: &mut Context<'_>, text: &Text) -> Option<Method> {
    let found = METHODS.iter().find(|(word, _)| *word == text.as_str());
    if found.is_none() {
        let known: Vec<_> = METHODS.iter().map(|(word, _)| *word).collect();
        let help = crate::parse::suggestion(&text.to_uppercase(), &known);
        cx.report(
            codes::UNKNOWN_METHOD,
            text.span,
            format!("there is no HTTP method `{}`", text.value),
            help,
        );
    }
    found.map(|(_, method)| *method)
}

fn body(cx: &mut Context<'_>, doc: &OperationDoc, name: &TypeName) -> Option<Input> {
    let mut body = None;
    for input in &doc.inputs {
        match input.place.as_ref().map(|place| place.as_str()) {
            Some("body") if body.is_none() => body = lower_body(cx, input, name),
            Some("body") => cx.report(
                codes::DUPLICATE_PLACE,
                input.name.span,
                "an operation has one body",
                "put the fields into one object",
            ),
            _ => {
                let (span, place) = input
                    .place
                    .as_ref()
                    .map_or((input.name.span, ""), |place| (place.span, place.as_str()));
                let message = format!("an input cannot be in `{place}`");
                cx.report(codes::UNKNOWN_PLACE, span, message, "write `in: body`");
            }
        }
    }
    body
}

fn lower_body(cx: &mut Context<'_>, doc: &FieldDoc, name: &TypeName) -> Option<Input> {
    if doc.ty.name.as_str() != "object" {
        cx.report(
            codes::MISPLACED_TYPE,
            doc.ty.name.span,
            "the body of a request is an object with fields",
            "write `type: object` and `fields:`",
        );
        return None;
    }
    let object = fields::request_body(cx, doc, name);
    let docs = doc
        .ty
        .fields
        .as_ref()
        .map_or(&[][..], |fields| &fields.value);
    check_setters(cx, docs, &mut Seen::default());
    Some(Input {
        wire: WireName::new(doc.name.value.clone()),
        object,
    })
}

/// Required inline objects are flattened into the request, so the fields of all of them share one
/// set of names.
fn check_setters(cx: &mut Context<'_>, docs: &[FieldDoc], seen: &mut Seen) {
    for doc in docs {
        match &doc.ty.fields {
            Some(nested) if doc.required.as_ref().is_some_and(|required| required.value) => {
                check_setters(cx, nested, seen);
            }
            _ => {
                if let Some(rust) = names::field(&doc.name) {
                    seen.take_flattened(cx, &doc.name, rust.as_str());
                }
            }
        }
    }
}

fn outputs(cx: &mut Context<'_>, doc: &OperationDoc, name: &TypeName) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for output in &doc.outputs {
        let Some(source) = source(cx, output) else {
            continue;
        };
        if outputs.iter().any(|known| known.source == source) {
            cx.report(
                codes::DUPLICATE_PLACE,
                output.name.span,
                format!(
                    "an answer has one {}",
                    output.place.as_ref().map_or("", |place| &place.value)
                ),
                "remove one of the two",
            );
            continue;
        }
        let field = output_field(cx, output, source, name);
        outputs.push(Output { source, field });
    }
    for (source, word) in [
        (OutputSource::Status, "status"),
        (OutputSource::Reason, "reason"),
        (OutputSource::Body, "body"),
    ] {
        if !outputs.iter().any(|output| output.source == source) {
            let help = format!("add an output with `from: {word}`");
            cx.report(
                codes::MISSING_OUTPUT,
                doc.name.span,
                format!("the outputs lack the {word}"),
                help,
            );
        }
    }
    outputs
}

fn source(cx: &mut Context<'_>, doc: &FieldDoc) -> Option<OutputSource> {
    let place = doc.place.as_ref()?;
    let (source, name) = match place.as_str() {
        "status" => (OutputSource::Status, "status_code"),
        "reason" => (OutputSource::Reason, "reason"),
        "body" => (OutputSource::Body, "json_body"),
        _ => {
            let message = format!("an output cannot come from `{}`", place.value);
            cx.report(
                codes::UNKNOWN_PLACE,
                place.span,
                message,
                "write `status`, `reason` or `body`",
            );
            return None;
        }
    };
    if doc.name.as_str() != name {
        let message = format!("the output from the {} is named `{name}`", place.value);
        cx.report(
            codes::WRONG_OUTPUT_NAME,
            doc.name.span,
            message,
            format!("write `name: {name}`"),
        );
    }
    Some(source)
}

fn output_field(
    cx: &mut Context<'_>,
    doc: &FieldDoc,
    source: OutputSource,
    name: &TypeName,
) -> Field {
    let rust = match source {
        OutputSource::Status => FieldName::new("status_code"),
        OutputSource::Reason => FieldName::new("reason"),
        OutputSource::Body => FieldName::new("json_body"),
    };
    // The body of an answer is named after its operation: `UpdateThreatIncidentBody`.
    let nested =
        names::nested_type(name.as_str(), "body").unwrap_or_else(|| TypeName::new(names::UNMADE));
    let field = fields::named_field(cx, doc, rust, &nested, Direction::Received);
    let (fits, expected) = match (source, &field.ty) {
        (OutputSource::Status, ty) => (matches!(ty, Type::Scalar(Scalar::Uint16)), "uint16"),
        (OutputSource::Reason, ty) => (matches!(ty, Type::Scalar(Scalar::String)), "string"),
        (OutputSource::Body, ty) => (matches!(ty, Type::Inline(_)), "object"),
    };
    if !fits {
        let message = format!("`{}` must be of type `{expected}`", doc.name.value);
        cx.report(
            codes::MISPLACED_TYPE,
            doc.ty.name.span,
            message,
            format!("write `type: {expected}`"),
        );
    }
    if field.presence == Presence::Optional {
        let message = format!("every answer has `{}`, so it is required", doc.name.value);
        cx.report(
            codes::OPTIONAL_OUTPUT,
            doc.name.span,
            message,
            "add `required: true`",
        );
    }
    field
}

fn headers(cx: &mut Context<'_>, doc: &OperationDoc, api: &ApiDoc, name: &TypeName) -> Headers {
    let mut seen = Seen::default();
    let mut list = Vec::new();
    for header in &doc.response_headers {
        let wire = facts::header_name(cx, &header.name);
        let rust = names::header(&header.name);
        let Some(rust) = rust else {
            let message = format!("no Rust identifier can be made of `{}`", header.name.value);
            cx.report(
                codes::NO_IDENTIFIER,
                header.name.span,
                message,
                "a name holds ASCII letters and digits, and starts with a letter",
            );
            continue;
        };
        seen.take(cx, "header", &header.name, rust.as_str());
        if let Some(description) = description(cx, header, api) {
            list.push(Header {
                wire,
                rust,
                description,
            });
        }
    }
    let headers = names::nested_type(name.as_str(), "headers")
        .unwrap_or_else(|| TypeName::new(names::UNMADE));
    cx.take_type_name(&headers, doc.name.span);
    Headers {
        name: headers,
        list,
    }
}

/// A header's own description, or that of the common header it names.
fn description(cx: &mut Context<'_>, header: &HeaderDoc, api: &ApiDoc) -> Option<String> {
    if let Some(own) = &header.description {
        return Some(cx.text(own, "the description"));
    }
    let common = api
        .response_headers
        .iter()
        .find(|common| common.name.value == header.name.value);
    if let Some(text) = common.and_then(|common| common.description.as_ref()) {
        return Some(cx.text(text, "the description"));
    }
    let known: Vec<_> = api
        .response_headers
        .iter()
        .map(|common| common.name.as_str())
        .collect();
    let help = if known.is_empty() {
        String::new()
    } else {
        format!("{}; or ", crate::parse::suggestion(&header.name, &known))
    };
    let help = format!(
        "{help}describe it in place: `{{name: {}, description: …}}`",
        header.name.value
    );
    cx.report(
        codes::UNKNOWN_HEADER,
        header.name.span,
        format!("`api.yaml` describes no header `{}`", header.name.value),
        help,
    );
    None
}
