//! The headers of a response.

use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::{fields, names, syntax};
use crate::ast::{ApiDoc, HeaderDoc, OperationDoc, Text};
use crate::codes;
use crate::model::{FieldName, Header, HeaderSet, Headers, Operation, Scalar, TypeName, WireName};
use crate::suggest::{all, did_you_mean, nearest};

/// The types of a header's value.
const TYPES: [(&str, Scalar); 13] = [
    ("string", Scalar::String),
    ("boolean", Scalar::Boolean),
    ("int32", Scalar::Int32),
    ("int64", Scalar::Int64),
    ("uint16", Scalar::Uint16),
    ("uint32", Scalar::Uint32),
    ("uint64", Scalar::Uint64),
    ("number", Scalar::Number),
    ("date-time", Scalar::DateTime),
    ("date", Scalar::Date),
    ("local-date-time", Scalar::LocalDateTime),
    ("uuid", Scalar::Uuid),
    ("id", Scalar::Id),
];

/// Lowers the headers of an operation.
pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    name: &TypeName,
) -> Headers {
    let list = list(cx, &doc.response_headers, api);
    let name = fields::nested_type(name.as_str(), "headers");
    cx.take_type_name(&name, doc.name.span);
    Headers {
        name,
        list,
        shared: None,
    }
}

/// Lowers the sets of headers.
pub(super) fn sets(cx: &mut Context<'_>, api: &ApiDoc) -> Vec<HeaderSet> {
    let mut sets: Vec<HeaderSet> = Vec::new();
    for doc in &api.header_sets {
        let set = HeaderSet {
            name: cx.type_name(&doc.name),
            description: cx.text(&doc.description, "the description"),
            list: list(cx, &doc.response_headers, api),
        };
        if doc.response_headers.is_empty() {
            cx.report(
                codes::EMPTY_LIST,
                doc.name.span,
                format!("the header set `{}` has no headers", doc.name.value),
                "add one under `response_headers:`, or remove the set",
            );
        } else if let Some(first) = shared(&sets, &set.list)
            // A list with an invalid header is shorter.
            && set.list.len() == doc.response_headers.len()
        {
            cx.report(
                codes::DUPLICATE_HEADER_SET,
                doc.name.span,
                format!("the header set `{first}` has the same headers"),
                "remove one of the two sets: an operation can have only one type of headers",
            );
        }
        sets.push(set);
    }
    sets
}

/// Gives operations the types of the sets that have the same headers as they.
pub(super) fn resolve(sets: &[HeaderSet], operations: &mut [Operation]) {
    for headers in operations.iter_mut().map(|one| &mut one.headers) {
        headers.shared = shared(sets, &headers.list).cloned();
    }
}

/// Returns the name of the set that has these headers, in any order.
fn shared<'a>(sets: &'a [HeaderSet], list: &[Header]) -> Option<&'a TypeName> {
    let has_same = |set: &&HeaderSet| {
        set.list.len() == list.len() && set.list.iter().all(|header| list.contains(header))
    };
    sets.iter().find(has_same).map(|set| &set.name)
}

/// Lowers a list of headers.
fn list(cx: &mut Context<'_>, docs: &[HeaderDoc], api: &ApiDoc) -> Vec<Header> {
    check_rust_names(cx, docs);
    let mut used = Namespace::new(Kind::Header);
    let mut list = Vec::new();
    for header in docs {
        let common = common(header, api);
        // The name of a common header is checked in `api.yaml`.
        let wire = match common {
            Some(common) => WireName::new(common.name.value.clone()),
            None => syntax::header_name(cx, &header.name),
        };
        let own = header.rust_name.as_deref();
        let given = own.or(common.and_then(|common| common.rust_name.as_deref()));
        let Some(rust) = rust_name(cx, &header.name, given) else {
            continue;
        };
        used.take(cx, &header.name, rust.as_str());
        if let Some(description) = description(cx, header, common, api) {
            let ty = header
                .ty
                .as_ref()
                .or(common.and_then(|common| common.ty.as_ref()));
            let ty = ty.and_then(|ty| syntax::meaning(ty, &TYPES));
            list.push(Header {
                wire,
                rust,
                ty: ty.unwrap_or(Scalar::String),
                description,
            });
        }
    }
    list
}

/// Returns the struct field of a header: the given name, or the converted one.
fn rust_name(cx: &mut Context<'_>, wire: &Text, given: Option<&Text>) -> Option<FieldName> {
    if let Some(given) = given {
        // An invalid name is reported where it is written: here, or in `api.yaml`.
        return names::given_header(given);
    }
    let made = names::header(wire);
    if made.is_none() && syntax::is_header(wire) {
        let message = format!("`{}` cannot be converted to a Rust identifier", wire.value);
        cx.report(
            codes::NO_IDENTIFIER,
            wire.span,
            message,
            "add a Rust name, `rust_name: …`, or remove the header: SDK users can read it by its name",
        );
    }
    made
}

/// Reports the given names that are not names of struct fields.
pub(super) fn check_rust_names(cx: &mut Context<'_>, docs: &[HeaderDoc]) {
    let given = docs.iter().filter_map(|doc| doc.rust_name.as_deref());
    for name in given.filter(|name| names::given_header(name).is_none()) {
        cx.report(
            codes::INVALID_RUST_NAME,
            name.span,
            format!("`{}` is not a valid Rust field name", name.value),
            "write it in snake_case; keywords and `fields` are reserved",
        );
    }
}

/// Returns the common header to which an operation refers.
fn common<'a>(header: &HeaderDoc, api: &'a ApiDoc) -> Option<&'a HeaderDoc> {
    let mut common = api.response_headers.iter();
    common.find(|common| common.name.value == header.name.value)
}

/// Returns the description of a header, or of the common header to which it refers.
fn description(
    cx: &mut Context<'_>,
    header: &HeaderDoc,
    common: Option<&HeaderDoc>,
    api: &ApiDoc,
) -> Option<String> {
    if let Some(own) = &header.description {
        return Some(cx.text(own, "the description"));
    }
    if let Some(text) = common.and_then(|common| common.description.as_ref()) {
        return Some(cx.text(text, "the description"));
    }
    let known: Vec<_> = api
        .response_headers
        .iter()
        .map(|common| common.name.as_str())
        .collect();
    let here = format!(
        "describe it here: `{{name: {}, description: …}}`",
        header.name.value
    );
    let help = match nearest(&header.name, &known) {
        Some(near) => format!("{} Otherwise {here}", did_you_mean(near)),
        None if known.is_empty() => here,
        None => format!("{}; or {here}", all(&known)),
    };
    cx.report(
        codes::UNKNOWN_HEADER,
        header.name.span,
        format!("`api.yaml` describes no header `{}`", header.name.value),
        help,
    );
    None
}
