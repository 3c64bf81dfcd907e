//! The headers of a response.

use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::{fields, names, syntax};
use crate::ast::{ApiDoc, HeaderDoc, OperationDoc};
use crate::codes;
use crate::model::{Header, Headers, Scalar, TypeName, WireName};
use crate::suggest::{all, did_you_mean, nearest};

/// The types of a header's value.
const TYPES: [(&str, Scalar); 12] = [
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
    ("uuid", Scalar::Uuid),
    ("id", Scalar::Id),
];

pub(super) fn lower(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
    name: &TypeName,
) -> Headers {
    let mut used = Namespace::new(Kind::Header);
    let mut list = Vec::new();
    for header in &doc.response_headers {
        let common = common(header, api);
        // The name of a common header is checked in `api.yaml`.
        let wire = match common {
            Some(common) => WireName::new(common.name.value.clone()),
            None => syntax::header_name(cx, &header.name),
        };
        let rust = names::header(&header.name);
        let Some(rust) = rust else {
            if !syntax::is_header(&header.name) {
                continue;
            }
            let message = format!(
                "`{}` cannot be converted to a Rust identifier",
                header.name.value
            );
            cx.report(
                codes::NO_IDENTIFIER,
                header.name.span,
                message,
                "remove it: SDK users can read it by its name",
            );
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
    let headers = fields::nested_type(name.as_str(), "headers");
    cx.take_type_name(&headers, doc.name.span);
    Headers {
        name: headers,
        list,
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
