//! Operations.

use super::context::Context;
use super::field_path::Objects;
use super::namespace::Modules;
use super::{auth, errors, examples, headers, inputs, metadata, names, paths, responses, tags};
use crate::ast::{ApiDoc, FieldDoc, OperationDoc, Text};
use crate::codes;
use crate::model::{Condition, Method, Operation, TypeDef};
use crate::suggest::suggestion;
use std::collections::BTreeMap;

const METHODS: [(&str, Method); 6] = [
    ("GET", Method::Get),
    ("HEAD", Method::Head),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    docs: &mut [OperationDoc],
    api: &ApiDoc,
    types: &[TypeDef],
) -> Vec<Operation> {
    let is_sound = cx.error_count() == 0;
    check_endpoints(cx, docs, api);
    let mut modules = Modules::default();
    let objects = Objects::of(types);
    docs.iter_mut()
        .map(|doc| {
            cx.check_file("operations", doc.file, &doc.name);
            let operation = operation(cx, doc, api, &objects, is_sound);
            modules.take(cx, &operation.name, &operation.module, doc.name.span);
            release(doc);
            operation
        })
        .collect()
}

/// Frees the parts of an operation that no later pass reads, which are most of it: a large spec is not
/// in memory twice, as written and as meant.
fn release(doc: &mut OperationDoc) {
    doc.inputs = Vec::new();
    doc.errors = Vec::new();
    doc.response_headers = Vec::new();
    doc.examples = Vec::new();
    if doc.outcomes.is_none() {
        doc.outputs = Vec::new();
    }
}

/// Reports operations with the same method and path.
fn check_endpoints(cx: &mut Context<'_>, docs: &[OperationDoc], api: &ApiDoc) {
    let mut seen = BTreeMap::new();
    for doc in docs {
        // The names of parameters do not distinguish paths.
        let whole = format!("{}{}", paths::base(doc, api), doc.path.value);
        let mut path = whole.clone();
        for name in paths::path_parameters(&doc.path) {
            path = path.replace(&format!("{{{name}}}"), "{}");
        }
        let first = *seen
            .entry((doc.method.as_str(), path))
            .or_insert(doc.path.span);
        if first != doc.path.span {
            let message = format!(
                "`{} {whole}` belongs to another operation",
                doc.method.value
            );
            let help = "change the method or the path, or remove one of the operations";
            cx.report_clash(
                codes::DUPLICATE_ENDPOINT,
                doc.path.span,
                message,
                first,
                help,
            );
        }
    }
}

fn operation(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    objects: &Objects<'_>,
    is_sound: bool,
) -> Operation {
    let problems = cx.error_count();
    let name = cx.type_name(&doc.name);
    if paths::is_template(cx, &doc.path) {
        inputs::check_path(cx, doc);
    }
    if let Some(own) = doc.base_path.as_ref().filter(|own| !own.is_empty()) {
        paths::check_base(cx, own);
    }
    let base = paths::base(doc, api);
    check_repeated_base(cx, &doc.path, base);
    let method = method(cx, &doc.method);
    let (request, body) = inputs::lower(cx, doc, api, &name);
    if method == Some(Method::Head) {
        check_head(cx, doc);
    }
    let (outputs, response) = responses::lower(cx, doc, &name);
    let error_responses = errors::lower(cx, doc, &outputs, &name);
    // Examples are checked against inputs, outputs and types, so those must be valid.
    let examples = if is_sound && cx.error_count() == problems {
        examples::lower(cx, doc, response)
    } else {
        Vec::new()
    };
    Operation {
        module: names::module(&name),
        renamed_from: cx.old_type_name(&doc.name, doc.renamed_from.as_deref()),
        deprecated: cx.deprecation(doc.deprecated.as_deref()),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        tags: tags::of_operation(cx, doc, api),
        condition: Condition::Always,
        method: method.unwrap_or(Method::Post),
        path: format!("{base}{}", doc.path.value),
        auth: auth::of_operation(cx, doc, api),
        metadata: metadata::lower(cx, doc, &request, &outputs, objects),
        pagination: None,
        outcomes: None,
        preview: None,
        request,
        body,
        outputs,
        response,
        errors: error_responses,
        headers: headers::lower(cx, doc, api, &name),
        examples,
        origin: cx.origin(doc.file),
        name,
    }
}

/// Reports a path that repeats the base path.
fn check_repeated_base(cx: &mut Context<'_>, path: &Text, base: &str) {
    let rest = path.strip_prefix(base).filter(|_| !base.is_empty());
    if let Some(rest) = rest.filter(|rest| rest.starts_with('/')) {
        let message = format!("the path repeats the base path `{base}`");
        let help = format!("write `path: {rest}`");
        cx.report(codes::INVALID_PATH, path.span, message, help);
    }
}

/// Reports the bodies of a HEAD operation.
fn check_head(cx: &mut Context<'_>, doc: &OperationDoc) {
    let mut inputs = doc.inputs.iter();
    if let Some(input) = inputs.find(|input| input.location_word() == "body") {
        cx.report(
            codes::BODY_OF_HEAD,
            input.name.span,
            "a HEAD request cannot have a body",
            "use another method, or write `in: query`",
        );
    }
    let is_body = |output: &&FieldDoc| {
        output.location_word() == "body" && output.ty.name.as_str() != "nothing"
    };
    if let Some(output) = doc.outputs.iter().find(is_body) {
        cx.report(
            codes::BODY_OF_HEAD,
            output.name.span,
            "the response to a HEAD request has no body",
            "remove the output, and describe `response_headers`; or use another method",
        );
    }
}

fn method(cx: &mut Context<'_>, text: &Text) -> Option<Method> {
    let found = METHODS.iter().find(|(word, _)| *word == text.as_str());
    if found.is_none() {
        let known: Vec<_> = METHODS.iter().map(|(word, _)| *word).collect();
        let help = suggestion(&text.to_uppercase(), &known);
        cx.report(
            codes::UNKNOWN_METHOD,
            text.span,
            format!("unknown HTTP method `{}`", text.value),
            help,
        );
    }
    found.map(|(_, method)| *method)
}
