//! Operations.

use super::context::{Context, Modules};
use super::{behaviour, codes, examples, facts, headers, inputs, names, outputs};
use crate::api::{Method, Operation, TypeDef};
use crate::diagnostic::Diagnostic;
use crate::document::{ApiDoc, OperationDoc, Text};
use std::collections::BTreeMap;

const METHODS: [(&str, Method); 5] = [
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &[OperationDoc],
    api: &ApiDoc,
    types: &[TypeDef],
) -> Vec<Operation> {
    let is_sound = cx.found.is_empty();
    check_endpoints(cx, docs);
    let mut modules = Modules::default();
    let objects = behaviour::Objects::of(types);
    docs.iter()
        .map(|doc| {
            cx.check_file("operations", doc.file, &doc.name);
            let operation = operation(cx, doc, api, &objects, is_sound);
            modules.take(cx, &operation.name, &operation.module, doc.name.span);
            operation
        })
        .collect()
}

/// Two operations with one method and path are one operation, copied and not finished.
fn check_endpoints(cx: &mut Context<'_>, docs: &[OperationDoc]) {
    let mut seen = BTreeMap::new();
    for doc in docs {
        // What a parameter is called makes no other path.
        let mut path = doc.path.value.clone();
        for name in facts::path_parameters(&doc.path) {
            path = path.replace(&format!("{{{name}}}"), "{}");
        }
        let first = *seen
            .entry((doc.method.as_str(), path))
            .or_insert(doc.path.span);
        if first != doc.path.span {
            let message = format!(
                "`{} {}` is another operation already",
                doc.method.value, doc.path.value
            );
            let diagnostic = Diagnostic::new(codes::DUPLICATE_ENDPOINT, doc.path.span, message)
                .related(first, "the first one");
            cx.found
                .push(diagnostic.help("change method or path, or remove one of the two"));
        }
    }
}

fn operation(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    objects: &behaviour::Objects<'_>,
    is_sound: bool,
) -> Operation {
    let found = cx.found.len();
    let name = cx.type_name(&doc.name);
    if facts::is_template(cx, &doc.path) {
        inputs::check_path(cx, doc);
    }
    let base = api.base_path.as_ref().map_or("", |base| base.as_str());
    check_base(cx, &doc.path, base);
    let method = method(cx, &doc.method);
    let (request, body) = inputs::lower(cx, doc, api, &name);
    let in_body = |place: &Text| place.value == "body";
    let body_doc = doc
        .inputs
        .iter()
        .find(|input| input.place.as_deref().is_some_and(in_body));
    if let (Some(Method::Get), Some(input)) = (method, body_doc) {
        cx.report(
            codes::BODY_OF_GET,
            input.name.span,
            "a GET request has no body",
            "use another method, or write `in: query`",
        );
    }
    let (outputs, answer) = outputs::lower(cx, doc, &name);
    // What an example says of inputs and outputs depends on them, and on the types.
    let examples = if is_sound && cx.found.len() == found {
        examples::lower(cx, doc, answer)
    } else {
        Vec::new()
    };
    Operation {
        module: names::module(&name),
        renamed_from: cx.old_type_name(&doc.name, doc.renamed_from.as_deref()),
        deprecated: cx.deprecation(doc.deprecated.as_deref()),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        method: method.unwrap_or(Method::Post),
        path: format!("{base}{}", doc.path.value),
        facts: behaviour::facts(cx, doc, &request, objects),
        pagination: None,
        request,
        body,
        outputs,
        answer,
        headers: headers::lower(cx, doc, api, &name),
        examples,
        origin: cx.origin(doc.file),
        name,
    }
}

/// The base path stands in front of each path anyway.
fn check_base(cx: &mut Context<'_>, path: &Text, base: &str) {
    let rest = path.strip_prefix(base).filter(|_| !base.is_empty());
    if let Some(rest) = rest.filter(|rest| rest.starts_with('/')) {
        let message = format!("the path begins with the base path `{base}`, which comes on top");
        let help = format!("write `path: {rest}`");
        cx.report(codes::INVALID_PATH, path.span, message, help);
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
