//! `api.yaml`: the facts that hold for the whole API.

use super::context::Context;
use super::{codes, names};
use crate::api::{Api, Auth, ErrorEnvelope, RustPath, WireName};
use crate::document::{ApiDoc, Text};

/// The API without its types and operations.
pub(super) fn lower(cx: &mut Context<'_>, doc: &ApiDoc) -> Api {
    check_base_path(cx, doc.base_path.as_ref());
    let auth = doc.auth.as_ref().map(|auth| Auth {
        header: header_name(cx, &auth.header),
        prefix: auth
            .prefix
            .as_ref()
            .map_or_else(String::new, |prefix| auth_prefix(cx, prefix)),
    });
    let error_envelope = doc.error_envelope.as_ref().map(|envelope| ErrorEnvelope {
        errors: WireName::new(cx.text(&envelope.errors, "the key")),
        code: WireName::new(cx.text(&envelope.code, "the key")),
        title: WireName::new(cx.text(&envelope.title, "the key")),
        detail: WireName::new(cx.text(&envelope.detail, "the key")),
    });
    Api {
        name: cx.type_name(&doc.name),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        runtime: runtime(cx, doc.runtime.as_ref()),
        auth,
        error_envelope,
        request_id_header: doc
            .request_id_header
            .as_ref()
            .map(|header| header_name(cx, header)),
        types: Vec::new(),
        operations: Vec::new(),
        deviations: Vec::new(),
        origin: cx.origin(doc.file),
    }
}

fn runtime(cx: &mut Context<'_>, path: Option<&Text>) -> RustPath {
    let default = || RustPath::new("crate::runtime");
    let Some(path) = path else { return default() };
    rust_path(cx, path)
        .filter(|found| found.as_str().ends_with("::runtime"))
        .unwrap_or_else(|| {
            if names::rust_path(path).is_some() {
                let message = format!(
                    "the runtime's path `{}` does not end in `::runtime`",
                    path.value
                );
                cx.report(
                    codes::INVALID_RUST_PATH,
                    path.span,
                    message,
                    "write the path of the module, such as `pets_sdk::runtime`",
                );
            }
            default()
        })
}

/// A Rust path, or a report that it is none.
pub(super) fn rust_path(cx: &mut Context<'_>, path: &Text) -> Option<RustPath> {
    let found = names::rust_path(path);
    if found.is_none() {
        let message = format!("`{}` is no Rust path", path.value);
        cx.report(
            codes::INVALID_RUST_PATH,
            path.span,
            message,
            "write identifiers joined by `::`, such as `crate::ext::AgentTags`",
        );
    }
    found
}

/// A header name as HTTP allows it.
pub(super) fn header_name(cx: &mut Context<'_>, name: &Text) -> WireName {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        let message = format!("`{}` cannot be the name of a header", name.value);
        cx.report(
            codes::INVALID_HEADER,
            name.span,
            message,
            "use letters, digits and hyphens",
        );
    }
    WireName::new(name.value.clone())
}

fn auth_prefix(cx: &mut Context<'_>, prefix: &Text) -> String {
    if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = format!(
            "`{}` cannot stand before a token",
            prefix.value.escape_debug()
        );
        cx.report(
            codes::INVALID_AUTH_PREFIX,
            prefix.span,
            message,
            "write one word, such as `Bearer`",
        );
    }
    prefix.value.clone()
}

fn check_base_path(cx: &mut Context<'_>, path: Option<&Text>) {
    let Some(path) = path else { return };
    if path.ends_with('/') {
        let message = format!("the base path `{}` ends in a slash", path.value);
        cx.report(
            codes::INVALID_PATH,
            path.span,
            message,
            "drop the slash at the end: the path of each operation starts with one",
        );
    } else {
        check_path(cx, path, "the base path");
    }
}

/// A path starts with a slash and needs no encoding.
pub(super) fn check_path(cx: &mut Context<'_>, path: &Text, what: &str) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let problem = if !path.starts_with('/') {
        format!("{what} `{}` does not start with a slash", path.value)
    } else if let Some(odd) = path.chars().find(|c| !c.is_ascii() || !plain(*c as u8)) {
        format!(
            "{what} holds `{}`, which a path cannot hold as it is",
            odd.escape_debug()
        )
    } else if path
        .split('/')
        .skip(1)
        .any(|segment| matches!(segment, "" | "." | ".."))
        && path.value != "/"
    {
        format!(
            "{what} `{}` has an empty segment, or one that is only dots",
            path.value
        )
    } else {
        return;
    };
    let help = if !path.starts_with('/') {
        format!("write `/{}`", path.value)
    } else if path.bytes().all(plain) {
        "put one slash between two words, and none at the end".to_owned()
    } else if path.contains(['{', '}']) {
        "the spec language has no path parameters yet: leave the operation out".to_owned()
    } else {
        "use letters, digits, `-`, `.`, `_` and `~` between slashes".to_owned()
    };
    cx.report(codes::INVALID_PATH, path.span, problem, help);
}
