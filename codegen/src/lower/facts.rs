//! `api.yaml`: the facts that hold for the whole API.

use super::context::{Context, Seen};
use super::{codes, environment, names};
use crate::api::{Api, Auth, ErrorEnvelope, RustPath, WireName};
use crate::document::{ApiDoc, AuthDoc, ErrorEnvelopeDoc, Given, HeaderDoc, Text};

/// The API without its types and operations.
pub(super) fn lower(cx: &mut Context<'_>, doc: &ApiDoc) -> Api {
    check_base_path(cx, doc.base_path.as_deref());
    check_headers(cx, &doc.response_headers);
    let auth = doc
        .auth
        .as_ref()
        .map_or(Auth::Anonymous, |auth| lower_auth(cx, auth));
    let envelope = doc.error_envelope.as_ref();
    let error_envelope =
        envelope.map_or_else(ErrorEnvelope::default, |keys| lower_envelope(cx, keys));
    Api {
        name: cx.type_name(&doc.name),
        title: cx.text(&doc.title, "the title"),
        description: cx.text(&doc.description, "the description"),
        runtime: runtime(cx, doc.runtime.as_deref()),
        public_path: public_path(cx, doc.public_path.as_deref()),
        auth_advice: environment::advice(cx, doc.auth.as_ref(), &auth),
        environment: doc
            .environment
            .as_ref()
            .map(|variables| environment::lower(cx, variables, &auth)),
        auth,
        error_envelope,
        request_id_header: doc
            .request_id_header
            .as_ref()
            .map(|header| header_name(cx, header)),
        rate_limit: doc
            .rate_limit
            .as_ref()
            .and_then(|limit| super::behaviour::rate_limit(cx, limit)),
        types: Vec::new(),
        operations: Vec::new(),
        deviations: Vec::new(),
        origin: cx.origin(doc.file),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Header,
    Bearer,
    Basic,
    Anonymous,
}

const SCHEMES: [(&str, Scheme); 4] = [
    ("header", Scheme::Header),
    ("bearer", Scheme::Bearer),
    ("basic", Scheme::Basic),
    ("none", Scheme::Anonymous),
];

fn lower_auth(cx: &mut Context<'_>, doc: &AuthDoc) -> Auth {
    let scheme = doc.scheme.as_ref();
    let scheme = scheme.and_then(|scheme| meaning(scheme, &SCHEMES));
    if let Some(scheme) = scheme.filter(|scheme| *scheme != Scheme::Header) {
        for (key, text) in [("header", &doc.header), ("prefix", &doc.prefix)] {
            if let Some(text) = text {
                let beside = "a scheme other than `header`";
                super::fields::misplaced(cx, key, text.span, beside, "");
            }
        }
        return match scheme {
            Scheme::Bearer => Auth::Token {
                header: WireName::new("Authorization"),
                prefix: "Bearer".to_owned(),
            },
            Scheme::Basic => Auth::Basic,
            Scheme::Header | Scheme::Anonymous => Auth::Anonymous,
        };
    }
    let Some(header) = &doc.header else {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "nothing says which header carries the token",
            "add `header: Authorization`, or another `scheme`",
        );
        return Auth::Anonymous;
    };
    Auth::Token {
        header: header_name(cx, header),
        prefix: doc
            .prefix
            .as_ref()
            .map_or_else(String::new, |prefix| auth_prefix(cx, prefix)),
    }
}

fn lower_envelope(cx: &mut Context<'_>, doc: &ErrorEnvelopeDoc) -> ErrorEnvelope {
    let mut key = |text: &Given<String>| {
        let text = text.as_ref()?;
        Some(WireName::new(cx.text(text, "the key")))
    };
    let envelope = ErrorEnvelope {
        errors: key(&doc.errors),
        code: key(&doc.code),
        title: key(&doc.title),
        detail: key(&doc.detail),
    };
    if envelope.code.is_none() && envelope.title.is_none() && envelope.detail.is_none() {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "nothing says what stands in an error",
            "add `code`, `title` or `detail`",
        );
    }
    envelope
}

/// What a word of a closed list means. The parser lets no other word through.
pub(super) fn meaning<T: Copy>(word: &Text, known: &[(&str, T)]) -> Option<T> {
    let found = known.iter().find(|(known, _)| *known == word.as_str());
    found.map(|(_, meaning)| *meaning)
}

/// The media type of a body: two words with a slash between them, and parameters behind it.
pub(super) fn media_type(cx: &mut Context<'_>, text: Option<&Text>) -> Option<String> {
    let text = text?;
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
    if !is_type || !is_printable {
        cx.report(
            codes::INVALID_MEDIA_TYPE,
            text.span,
            format!("`{}` is no media type", text.value.escape_debug()),
            "write one such as `application/json`",
        );
    }
    Some(text.value.clone())
}

/// The names in braces.
pub(super) fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    let pieces = path.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}

/// Whether a path is one with parameters in braces, or a report that it is not. What is not in braces
/// needs no encoding.
pub(super) fn is_template(cx: &mut Context<'_>, path: &Text) -> bool {
    let mut plain = String::new();
    let mut names = Vec::new();
    let mut rest = path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            let help = "put the name of an input between two braces: `{name}`";
            let problem = "the path has a brace that does not close";
            cx.report(codes::INVALID_PATH, path.span, problem, help);
            return false;
        };
        let problem = if name.is_empty() || name.contains(['{', '/']) {
            Some(format!("`{{{name}}}` is no parameter"))
        } else if names.contains(&name) {
            Some(format!("the path has `{{{name}}}` twice"))
        } else if before.is_empty() && !names.is_empty() {
            Some(format!(
                "nothing stands between `{{{name}}}` and the parameter before it"
            ))
        } else {
            None
        };
        if let Some(problem) = problem {
            let help = "put the name of an input between two braces, once, with text between two parameters";
            cx.report(codes::INVALID_PATH, path.span, problem, help);
            return false;
        }
        names.push(name);
        // Stands for what the parameter will be.
        plain.extend([before, "x"]);
        rest = behind;
    }
    plain.push_str(rest);
    let plain = Text {
        value: plain,
        span: path.span,
    };
    is_path(cx, &plain, "the path")
}

/// The headers that operations can name, whether they do or not.
fn check_headers(cx: &mut Context<'_>, headers: &[HeaderDoc]) {
    let mut seen = Seen::default();
    for header in headers {
        header_name(cx, &header.name);
        seen.take_wire(cx, "header", &header.name);
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

/// The path that users write, from outside of the crate.
fn public_path(cx: &mut Context<'_>, path: Option<&Text>) -> Option<RustPath> {
    let path = path?;
    let found = rust_path(cx, path)?;
    if path.split("::").next() == Some("crate") {
        cx.report(
            codes::INVALID_RUST_PATH,
            path.span,
            format!("users cannot write the path `{}`", path.value),
            "write it as another crate sees it, such as `pets_sdk`",
        );
    }
    Some(found)
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

/// Whether HTTP allows a header of this name.
pub(super) fn is_header(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// A header name as HTTP allows it.
pub(super) fn header_name(cx: &mut Context<'_>, name: &Text) -> WireName {
    if !is_header(name) {
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
        is_path(cx, path, "the base path");
    }
}

/// Whether a path starts with a slash and needs no encoding, or a report that it does not.
fn is_path(cx: &mut Context<'_>, path: &Text, what: &str) -> bool {
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
        return true;
    };
    let help = if !path.starts_with('/') {
        format!("write `/{}`", path.value)
    } else if path.bytes().all(plain) {
        "put one slash between two words, and none at the end".to_owned()
    } else if path.contains(['{', '}']) {
        "a parameter stands in the `path` of an operation, as `{name}`".to_owned()
    } else {
        "use letters, digits, `-`, `.`, `_` and `~` between slashes".to_owned()
    };
    cx.report(codes::INVALID_PATH, path.span, problem, help);
    false
}
