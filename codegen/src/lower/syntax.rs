//! The syntax of header names, media types and Rust paths.

use super::context::Context;
use super::names;
use crate::ast::Text;
use crate::codes;
use crate::model::{RustPath, WireName};

/// Returns the meaning of a word of a closed list. The parser rejects other words.
pub(super) fn meaning<T: Copy>(word: &Text, known: &[(&str, T)]) -> Option<T> {
    let found = known.iter().find(|(known, _)| *known == word.as_str());
    found.map(|(_, meaning)| *meaning)
}

/// Returns `true` if HTTP allows a header of this name.
pub(crate) fn is_header(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Lowers a header name, and reports an invalid one.
pub(super) fn header_name(cx: &mut Context<'_>, name: &Text) -> WireName {
    if !is_header(name) {
        cx.report(
            codes::INVALID_HEADER,
            name.span,
            format!("invalid header name `{}`", name.value),
            "use letters, digits and hyphens",
        );
    }
    WireName::new(name.value.clone())
}

/// Returns `true` for a valid media type: two tokens separated by a slash, followed by parameters.
pub(crate) fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-*".contains(&byte);
        !word.is_empty() && word.bytes().all(is_token)
    };
    let is_printable = text
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic());
    let kind = text.split(';').next().unwrap_or_default().trim_end();
    let is_type = kind
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_word(kind) && is_word(subtype));
    is_type && is_printable
}

/// Lowers the media type of a body, and reports an invalid one.
pub(super) fn media_type(cx: &mut Context<'_>, text: Option<&Text>) -> Option<String> {
    let text = text?;
    if !is_media_type(text) {
        cx.report(
            codes::INVALID_MEDIA_TYPE,
            text.span,
            format!("invalid media type `{}`", text.value.escape_debug()),
            "write a type and a subtype, such as `application/json`",
        );
    }
    Some(text.value.clone())
}

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of multipart bodies.
pub(crate) const MULTIPART: &str = "multipart/form-data";

/// Returns the type and subtype of a media type, in lower case and without parameters.
pub(crate) fn essence(text: &str) -> String {
    let kind = text.split(';').next().unwrap_or_default();
    kind.trim().to_ascii_lowercase()
}

/// Returns `true` for a media type of JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let kind = essence(media_type);
    let subtype = kind.split_once('/').map_or("", |(_, subtype)| subtype);
    matches!(subtype, "json" | "x-json") || subtype.ends_with("+json")
}

/// The media type of a JSON body without another.
pub(crate) const JSON: &str = "application/json";

/// Lowers the media type of a JSON body, if it is not the usual one. Reports one of another format,
/// because the body is JSON nevertheless; a response can have a range, such as `*/*`.
pub(super) fn json_media_type(
    cx: &mut Context<'_>,
    text: Option<&Text>,
    is_response: bool,
) -> Option<String> {
    let errors = cx.error_count();
    let found = media_type(cx, text)?;
    let text = text?;
    let is_range = is_response && essence(&found).ends_with("/*");
    if !is_json(&found) && !is_range && cx.error_count() == errors {
        cx.report(
            codes::INVALID_MEDIA_TYPE,
            text.span,
            format!("the body is JSON, and `{}` is not a media type of JSON", text.value),
            "write `application/json`, or a media type that ends with `+json`; a body in another format has the type `text` or `bytes`",
        );
    }
    Some(found).filter(|found| found != JSON)
}

/// Lowers a Rust path, and reports an invalid one.
pub(super) fn rust_path(cx: &mut Context<'_>, path: &Text) -> Option<RustPath> {
    let found = names::rust_path(path);
    if found.is_none() {
        cx.report(
            codes::INVALID_RUST_PATH,
            path.span,
            format!("invalid Rust path `{}`", path.value),
            "write identifiers separated by `::`, such as `crate::ext::AgentTags`",
        );
    }
    found
}
