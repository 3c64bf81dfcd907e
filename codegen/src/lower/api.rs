//! `api.yaml`: the description of the whole API.

use super::context::Context;
use super::namespace::{Kind, Namespace};
use super::syntax::{header_name, rust_path};
use super::{auth, bounds, defaults, environment, headers, metadata, paths, tags};
use crate::ast::{ApiDoc, ErrorEnvelopeDoc, Given, HeaderDoc, Spanned, Text};
use crate::codes;
use crate::model::{Api, Auth, ErrorEnvelope, RustPath, WireName};

/// The path of the runtime in an API that does not set another.
pub(crate) const DEFAULT_RUNTIME: &str = "sdk_runtime";

/// Lowers the API without its types and operations.
pub(super) fn lower(cx: &mut Context<'_>, doc: &ApiDoc) -> Api {
    // First: every name that is used from here on is compared with the reserved ones.
    reserve_names(cx, doc.reserved_names.as_deref());
    if let Some(base) = &doc.base_path {
        paths::check_base(cx, base);
    }
    check_headers(cx, &doc.response_headers);
    bounds::check_ids(cx, doc);
    if let Some(defaults) = &doc.defaults {
        defaults::check(cx, defaults);
    }
    let auth = doc
        .auth
        .as_ref()
        .map_or(Auth::Anonymous, |doc| auth::lower(cx, doc));
    let envelope = doc.error_envelope.as_ref();
    let error_envelope =
        envelope.map_or_else(ErrorEnvelope::default, |keys| lower_envelope(cx, keys));
    Api {
        name: cx.type_name(&doc.name),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        version: doc
            .version
            .as_deref()
            .map(|version| cx.text(version, "the version")),
        runtime: runtime(cx, doc.runtime.as_deref()),
        public_path: public_path(cx, doc.public_path.as_deref()),
        auth_advice: environment::advice(cx, doc.auth.as_ref(), &auth),
        environment: doc
            .environment
            .as_ref()
            .map(|variables| environment::lower(cx, variables, &auth)),
        header_sets: headers::sets(cx, doc),
        tags: tags::lower(cx, doc),
        credentials: auth::credentials(cx, doc),
        auth,
        error_envelope,
        request_id_header: doc
            .request_id_header
            .as_ref()
            .map(|header| header_name(cx, header)),
        rate_limit: doc
            .rate_limit
            .as_ref()
            .and_then(|limit| metadata::rate_limit(cx, limit)),
        types: Vec::new(),
        operations: Vec::new(),
        deviations: Vec::new(),
        origin: cx.origin(doc.file),
    }
}

fn lower_envelope(cx: &mut Context<'_>, doc: &ErrorEnvelopeDoc) -> ErrorEnvelope {
    let mut key = |word: &str, text: &Given<String>| {
        let text = text.as_ref()?;
        if let Some((before, after)) = text.split_once('.').filter(|_| is_path_of_words(text)) {
            let help = if word == "errors" {
                "write one key of the body: the errors are a list or an object under it".to_owned()
            } else {
                format!(
                    "write `errors: {before}` and `{word}: {after}`: an error can be one object"
                )
            };
            let message = format!("`{word}: {}` is a path, not a key", text.value);
            cx.report(codes::UNKNOWN_ITEM, text.span, message, help);
        }
        Some(WireName::new(cx.text(text, "the key")))
    };
    let envelope = ErrorEnvelope {
        errors: key("errors", &doc.errors),
        code: key("code", &doc.code),
        title: key("title", &doc.title),
        detail: key("detail", &doc.detail),
    };
    if envelope.code.is_none() && envelope.title.is_none() && envelope.detail.is_none() {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "`error_envelope` has no key of an error's contents",
            "add `code`, `title` or `detail`",
        );
    }
    envelope
}

/// Returns `true` for words between dots: a key with other characters can have dots.
fn is_path_of_words(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mut words = text.split('.');
    words.all(|word| !word.is_empty() && word.bytes().all(is_letter))
}

/// Reserves the type names of hand-written code.
fn reserve_names(cx: &mut Context<'_>, list: Option<&Spanned<Vec<Text>>>) {
    let Some(list) = list else { return };
    if list.value.is_empty() {
        cx.report(
            codes::EMPTY_LIST,
            list.span,
            "`reserved_names` is empty",
            "add a name, or remove `reserved_names`",
        );
    }
    let mut names = Namespace::new(Kind::ReservedName);
    for name in &list.value {
        names.take_wire(cx, name);
        cx.reserve_type_name(name);
    }
}

/// Checks the common headers, including unused ones.
fn check_headers(cx: &mut Context<'_>, docs: &[HeaderDoc]) {
    headers::check_rust_names(cx, docs);
    let mut names = Namespace::new(Kind::Header);
    for header in docs {
        header_name(cx, &header.name);
        names.take_wire(cx, &header.name);
    }
}

/// Lowers the path of the runtime, which is a crate by default.
fn runtime(cx: &mut Context<'_>, path: Option<&Text>) -> RustPath {
    path.and_then(|path| rust_path(cx, path))
        .unwrap_or_else(|| RustPath::new(DEFAULT_RUNTIME))
}

/// Lowers the path that users of the crate write.
fn public_path(cx: &mut Context<'_>, path: Option<&Text>) -> Option<RustPath> {
    let path = path?;
    let found = rust_path(cx, path)?;
    if path.split("::").next() == Some("crate") {
        cx.report(
            codes::INVALID_RUST_PATH,
            path.span,
            format!(
                "the path `{}` is unavailable to users of the crate",
                path.value
            ),
            "write it as another crate would, such as `pets_sdk`",
        );
    }
    Some(found)
}
