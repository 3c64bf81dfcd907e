//! The page of an operation.

use super::markdown::{code, codes};
use super::page::Page;
use super::{deviations, errors, examples, fields, headers, metadata, outcomes, outputs};
use super::{pagination, preview, words};
use crate::model::{Body, BodyKind, Field, Object, Operation, OperationAuth};
use crate::openapi::Context;

pub(super) fn page(cx: &Context<'_>, operation: &Operation) -> String {
    let Operation {
        name,
        module: _,
        renamed_from: _,
        deprecated,
        title,
        description,
        tags: _,
        condition: _,
        method: _,
        path: _,
        auth: _,
        metadata,
        pagination,
        outcomes,
        preview,
        request,
        body,
        outputs,
        // It follows from the outputs.
        response: _,
        errors,
        headers,
        examples,
        origin,
    } = operation;
    let mut page = Page::new(origin, title);
    page.description(description);
    if let Some(deprecated) = deprecated {
        page.block(&words::deprecation(deprecated));
    }
    endpoint(&mut page, operation);
    page.section("Inputs");
    inputs(cx, &mut page, request, body.as_ref());
    outputs::sections(cx, &mut page, outputs);
    headers::section(&mut page, headers);
    errors::section(cx, &mut page, errors);
    metadata::section(&mut page, metadata);
    if let Some(pagination) = pagination {
        pagination::section(cx, &mut page, operation, pagination);
    }
    if let Some(outcomes) = outcomes {
        outcomes::section(cx, &mut page, operation, outcomes);
    }
    if let Some(preview) = preview {
        preview::section(&mut page, preview);
    }
    if !examples.is_empty() {
        page.section("Examples");
        for example in examples {
            examples::section(cx, &mut page, operation, example);
        }
    }
    deviations::section(cx, &mut page, name.as_str());
    page.finish()
}

/// Lists method and path, and what concerns the request as a whole.
fn endpoint(page: &mut Page, operation: &Operation) {
    page.section("Endpoint");
    page.fact("URL", &code(&operation.path));
    page.fact("Method", &code(operation.method.word()));
    page.fact("In Rust", &code(operation.name.as_str()));
    if let Some(former) = &operation.renamed_from {
        page.fact("Formerly in Rust", &code(former.as_str()));
    }
    match &operation.auth {
        OperationAuth::Client => {}
        OperationAuth::Anonymous => page.fact("Credential", "none"),
        OperationAuth::Named(name) => page.fact("Credential", &code(name.as_str())),
    }
    if !operation.tags.is_empty() {
        page.fact("Tags", &codes(&operation.tags));
    }
    if let Some(features) = words::features(&operation.condition) {
        page.fact("Compiled with one of the features", &features);
    }
    metadata::permissions(page, &operation.metadata);
}

/// Lists the inputs: the members of a body below the body.
fn inputs(cx: &Context<'_>, page: &mut Page, request: &Object, body: Option<&Body>) {
    let Object {
        name: _,
        direction: _,
        description: _,
        selection,
        fields,
    } = request;
    if let Some(selection) = selection {
        page.block(&fields::selection(selection));
    }
    if fields.is_empty() && body.is_none() {
        page.block("None.");
        return;
    }
    let is_member = |field: &&Field| field.location.is_in_body();
    let Some(body) = body else {
        return fields::list(cx, page, 0, fields);
    };
    let Body {
        wire,
        kind,
        media_type,
    } = body;
    let media_type = media_type.as_ref();
    let media_type = media_type.map(|media_type| format!("Media type: {}.", code(media_type)));
    if !kind.is_inline() {
        fields::list(cx, page, 0, fields);
        if let Some(media_type) = &media_type {
            page.block(media_type);
        }
        return;
    }
    let first = fields.iter().position(|field| is_member(&field));
    let (before, after) = fields.split_at(first.unwrap_or(fields.len()));
    fields::list(cx, page, 0, before);
    let kind = match kind {
        BodyKind::Members | BodyKind::Json | BodyKind::Raw => "object",
        BodyKind::Fields | BodyKind::Form => "form",
        BodyKind::Parts => "multipart",
    };
    let facts: Vec<_> = media_type.into_iter().collect();
    let start = format!(
        "{} ({kind}) – Required",
        super::markdown::name(wire.as_str())
    );
    page.item(0, &start, "", &facts);
    fields::list(cx, page, 1, after.iter().filter(is_member));
    fields::list(cx, page, 0, after.iter().filter(|field| !is_member(field)));
}
