//! The headers of an answer.

use super::context::{Context, Seen};
use super::{codes, facts, fields, names};
use crate::api::{Header, Headers, Scalar, TypeName, WireName};
use crate::document::{ApiDoc, HeaderDoc, OperationDoc};

/// Types that the text of a header can stand for.
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
    let mut seen = Seen::default();
    let mut list = Vec::new();
    for header in &doc.response_headers {
        let common = common(header, api);
        // That of a common header is checked in `api.yaml`.
        let wire = match common {
            Some(common) => WireName::new(common.name.value.clone()),
            None => facts::header_name(cx, &header.name),
        };
        let rust = names::header(&header.name);
        let Some(rust) = rust else {
            if !facts::is_header(&header.name) {
                continue;
            }
            let message = format!("no Rust identifier can be made of `{}`", header.name.value);
            cx.report(
                codes::NO_IDENTIFIER,
                header.name.span,
                message,
                "leave it out: SDK users can read it by its name all the same",
            );
            continue;
        };
        seen.take(cx, "header", &header.name, rust.as_str());
        if let Some(description) = description(cx, header, common, api) {
            let ty = header
                .ty
                .as_ref()
                .or(common.and_then(|common| common.ty.as_ref()));
            let ty = ty.and_then(|ty| facts::meaning(ty, &TYPES));
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

/// The header of `api.yaml` that an operation names.
fn common<'a>(header: &HeaderDoc, api: &'a ApiDoc) -> Option<&'a HeaderDoc> {
    let mut common = api.response_headers.iter();
    common.find(|common| common.name.value == header.name.value)
}

/// A header's own description, or that of the common header it names.
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
