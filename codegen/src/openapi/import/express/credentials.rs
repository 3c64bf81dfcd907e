//! The credentials of the API and of single operations.

use super::keys::Keys;
use super::{Express, sentences};
use crate::openapi::document::{Document, Operation, Scheme, SchemeKind};
use crate::openapi::import::plan::Plan;
use crate::openapi::import::report::Report;
use crate::openapi::node::Node;

/// Returns the scheme of this name, if the spec language has it.
fn supported<'d>(document: &'d Document, name: &str) -> Option<&'d Scheme> {
    let mut schemes = document.schemes.iter();
    schemes.find(|scheme| scheme.name == name && known(&scheme.kind).is_some())
}

/// Returns the names of the schemes that operations need, those of the whole API first.
fn needed(document: &Document) -> impl Iterator<Item = &String> {
    let operations = document.operations.iter();
    let of_operations = operations.filter_map(|operation| operation.security.as_ref());
    document.security.iter().chain(of_operations.flatten())
}

/// Returns the scheme of the credential that a client has: the first that operations need.
fn of_client(document: &Document) -> Option<&Scheme> {
    let declared = document.schemes.iter().map(|scheme| &scheme.name);
    let mut names = needed(document).chain(declared);
    names.find_map(|name| supported(document, name))
}

/// Adds the credential of the client, and those that operations need instead of it.
pub(super) fn add(keys: &mut Keys, plan: &Plan<'_>, with_descriptions: bool, report: &mut Report) {
    let document = plan.document;
    let client = of_client(document).map(|scheme| &scheme.name);
    let mut others = Vec::new();
    for scheme in &document.schemes {
        let Some(mut own) = known(&scheme.kind) else {
            unsupported(document, scheme, report);
            continue;
        };
        let is_client = Some(&scheme.name) == client;
        let mut operations = document.operations.iter();
        if !is_client && !operations.any(|one| self::own(document, one) == Some(&scheme.name)) {
            unused(scheme, report);
            continue;
        }
        if matches!(&scheme.kind, SchemeKind::Header(name) if name.eq_ignore_ascii_case("Authorization"))
        {
            let text = "the source does not state the word before the token; add it to `api.yaml` as `prefix`";
            report.note("credential", &scheme.pointer, text);
        }
        if is_client {
            keys.put("auth", own.node());
            continue;
        }
        let name = name(plan, &scheme.name);
        let given = scheme.description.as_deref().filter(|_| with_descriptions);
        own.text(
            "description",
            sentences::given_or_neutral(given, "credential", name),
        );
        own.text("credential", name);
        others.push(own.node());
    }
    if !others.is_empty() {
        keys.put("credentials", Node::List(others));
    }
}

fn unsupported(document: &Document, scheme: &Scheme, report: &mut Report) {
    if !needed(document).any(|name| *name == scheme.name) {
        return unused(scheme, report);
    }
    if let SchemeKind::Other(kind) = &scheme.kind {
        let text = format!(
            "the credential `{}` of the type `{kind}` is left out",
            scheme.name
        );
        report.lose("credential", &scheme.pointer, text);
    }
}

fn unused(scheme: &Scheme, report: &mut Report) {
    let text = format!("no operation needs the credential `{}`", scheme.name);
    report.note("another credential", &scheme.pointer, text);
}

/// Returns the name of a credential in Rust.
fn name<'p>(plan: &'p Plan<'_>, scheme: &'p str) -> &'p str {
    plan.credentials.get(scheme).map_or(scheme, String::as_str)
}

/// Returns the scheme that an operation needs instead of that of the client.
fn own<'d>(document: &Document, operation: &'d Operation) -> Option<&'d String> {
    let client = of_client(document).map(|scheme| &scheme.name);
    let needed = operation.security.as_ref()?;
    if needed.iter().any(|scheme| Some(scheme) == client) {
        return None;
    }
    let is_supported = |name: &&String| supported(document, name).is_some();
    needed.iter().find(is_supported).or(needed.first())
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
        let name = name(self.plan, scheme);
        if self.credentials.contains(name) {
            keys.text("auth", name);
        } else {
            let text = format!("`api.yaml` does not declare the credential `{name}`");
            self.report
                .lose("credential of an operation", &operation.pointer, text);
        }
    }
}
