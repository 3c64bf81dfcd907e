//! The credentials of the API and of single operations.

use super::keys::Keys;
use super::{Express, sentences};
use crate::openapi::document::{Document, Operation, Scheme, SchemeKind};
use crate::openapi::import::plan::Words;
use crate::openapi::import::report::Report;
use crate::openapi::node::Node;

/// Returns the scheme of the credential that a client has: the first that operations need.
fn of_client(document: &Document) -> Option<&Scheme> {
    let of_operations = document
        .operations
        .iter()
        .filter_map(|operation| operation.security.as_ref());
    let needed = document
        .security
        .first()
        .or_else(|| of_operations.flatten().next());
    let chosen = document
        .schemes
        .iter()
        .find(|scheme| Some(&scheme.name) == needed);
    chosen.or(document.schemes.first())
}

/// Returns the mapping `auth` of `api.yaml`.
pub(super) fn auth(document: &Document, report: &mut Report) -> Option<Node> {
    let chosen = of_client(document)?;
    Some(keys(chosen, report)?.node())
}

/// Returns the credentials that operations need instead of that of the client.
pub(super) fn others(
    document: &Document,
    with_descriptions: bool,
    report: &mut Report,
) -> Vec<Node> {
    let client = of_client(document).map(|scheme| &scheme.name);
    let is_used = |scheme: &&Scheme| {
        let mut operations = document.operations.iter();
        operations.any(|operation| own(document, operation) == Some(&scheme.name))
    };
    let mut list = Vec::new();
    for scheme in document
        .schemes
        .iter()
        .filter(|scheme| Some(&scheme.name) != client)
    {
        if !is_used(&scheme) {
            let text = format!("no operation needs the credential `{}`", scheme.name);
            report.note("another credential", &scheme.pointer, text);
            continue;
        }
        let (Some(mut keys), name) = (keys(scheme, report), name(&scheme.name)) else {
            continue;
        };
        keys.text("credential", &name);
        let own = scheme.description.as_deref().filter(|_| with_descriptions);
        let own = own.and_then(sentences::cleaned);
        keys.text(
            "description",
            own.unwrap_or_else(|| sentences::neutral("credential", &name)),
        );
        list.push(keys.node());
    }
    list
}

/// Returns the name of a credential in Rust.
fn name(scheme: &str) -> String {
    let camel = Words::camel(scheme);
    let camel = if camel.starts_with(|c: char| c.is_ascii_uppercase()) {
        camel
    } else {
        format!("Key{camel}")
    };
    if camel.ends_with("Key") || camel.ends_with("Token") || camel.ends_with("Credential") {
        camel
    } else {
        format!("{camel}Credential")
    }
}

/// Returns the scheme that an operation needs instead of that of the client.
fn own<'d>(document: &Document, operation: &'d Operation) -> Option<&'d String> {
    let client = of_client(document).map(|scheme| &scheme.name);
    let needed = operation.security.as_ref()?;
    if needed.iter().any(|scheme| Some(scheme) == client) {
        return None;
    }
    needed.first()
}

/// Returns the keys of a way of authentication, and reports an unknown one.
fn keys(scheme: &Scheme, report: &mut Report) -> Option<Keys> {
    match &scheme.kind {
        SchemeKind::Header(header) if header.eq_ignore_ascii_case("Authorization") => {
            let text = "the source does not state the word before the token; add it to `api.yaml` as `prefix`";
            report.note("credential", &scheme.pointer, text);
        }
        SchemeKind::Other(kind) => {
            let text = format!(
                "the credential `{}` of the type `{kind}` is left out",
                scheme.name
            );
            report.lose("credential", &scheme.pointer, text);
        }
        _ => {}
    }
    known(&scheme.kind)
}

/// Returns the keys of a known way of authentication.
pub(super) fn known(kind: &SchemeKind) -> Option<Keys> {
    let mut keys = Keys::default();
    match kind {
        SchemeKind::Header(header) => keys.text("header", header),
        SchemeKind::Query(parameter) => {
            keys.text("scheme", "query");
            keys.text("parameter", parameter);
        }
        SchemeKind::Cookie(cookie) => {
            keys.text("scheme", "cookie");
            keys.text("cookie", cookie);
        }
        SchemeKind::Bearer => keys.text("scheme", "bearer"),
        SchemeKind::Basic => keys.text("scheme", "basic"),
        SchemeKind::Other(_) => return None,
    }
    Some(keys)
}

impl Express<'_, '_> {
    /// Adds the credential of an operation that differs from that of the client.
    pub(super) fn credential(&mut self, keys: &mut Keys, operation: &Operation) {
        if self.own.is_here() {
            if let Some(security) = &operation.security {
                let name = security.first().map_or("none", String::as_str);
                keys.text("auth", name);
            }
            return;
        }
        let document = self.plan.document;
        let is_free = operation.security.as_ref().is_some_and(Vec::is_empty);
        if is_free && self.has_auth && of_client(document).is_some() {
            keys.text("auth", "none");
        }
        let Some(scheme) = own(document, operation) else {
            return;
        };
        let name = name(scheme);
        if self.credentials.contains(&name) {
            keys.text("auth", name);
        } else {
            let text = format!("`api.yaml` does not declare the credential `{name}`");
            self.report
                .lose("credential of an operation", &operation.pointer, text);
        }
    }
}
