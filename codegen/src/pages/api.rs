//! The page of the whole API: what concerns every operation, and links to the other pages.

use super::markdown::{code, codes, prose};
use super::page::Page;
use super::{metadata, words};
use crate::model::{Api, Auth, Credential, Environment, ErrorEnvelope, HeaderSet, Operation, Tag};
use crate::openapi::Context;

pub(super) fn page(cx: &Context<'_>) -> String {
    let Api {
        name,
        title,
        description,
        version,
        runtime: _,
        public_path,
        auth,
        credentials,
        auth_advice,
        environment,
        error_envelope,
        request_id_header,
        rate_limit,
        header_sets,
        tags,
        types,
        operations,
        // The page of its operation or type has each of them.
        deviations: _,
        origin,
    } = cx.api();
    let mut page = Page::new(origin, title);
    page.description(description);
    page.section("API");
    page.fact("In Rust", &code(name.as_str()));
    if let Some(path) = public_path {
        page.fact("Crate", &code(path.as_str()));
    }
    if let Some(version) = version {
        page.fact("Version", &code(version));
    }
    page.fact("Authentication", &self::auth(auth));
    if !auth_advice.is_empty() {
        page.fact("If the credential is refused", &prose(auth_advice));
    }
    if let Some(environment) = environment {
        variables(&mut page, environment);
    }
    if let Some(header) = request_id_header {
        page.fact("Header of the request id", &code(header.as_str()));
    }
    if let Some(limit) = rate_limit {
        page.fact("Rate limit", &metadata::rate_limit(*limit));
    }
    envelope(&mut page, error_envelope);
    self::credentials(&mut page, credentials);
    self::header_sets(&mut page, header_sets);
    self::operations(&mut page, tags, operations);
    if !types.is_empty() {
        page.section("Types");
        for def in types {
            let link = format!("[{}](types/{}.md)", def.name, def.module);
            page.item(0, &link, "", &[]);
        }
    }
    page.finish()
}

/// Returns the words for a way of authentication.
fn auth(auth: &Auth) -> String {
    match auth {
        Auth::Token { header, prefix } if prefix.is_empty() => {
            format!("a token in the header {}", code(header.as_str()))
        }
        Auth::Token { header, prefix } => {
            let (header, prefix) = (code(header.as_str()), code(prefix));
            format!("a token in the header {header}, after {prefix}")
        }
        Auth::Query { parameter } => {
            format!(
                "a token in the query parameter {}",
                code(parameter.as_str())
            )
        }
        Auth::Cookie { cookie } => format!("a token in the cookie {}", code(cookie.as_str())),
        Auth::Basic => "a user and a password".to_owned(),
        Auth::Anonymous => "none".to_owned(),
    }
}

fn variables(page: &mut Page, environment: &Environment) {
    let Environment {
        base_url,
        token,
        user,
        password,
    } = environment;
    page.fact("Variable of the address", &code(base_url));
    for (label, variable) in [
        ("Variable of the token", token),
        ("Variable of the user", user),
        ("Variable of the password", password),
    ] {
        if let Some(variable) = variable {
            page.fact(label, &code(variable));
        }
    }
}

fn envelope(page: &mut Page, envelope: &ErrorEnvelope) {
    let ErrorEnvelope {
        errors,
        code: error_code,
        title,
        detail,
    } = envelope;
    for (label, key) in [
        ("Key of the errors", errors),
        ("Key of the code of an error", error_code),
        ("Key of the title of an error", title),
        ("Key of the detail of an error", detail),
    ] {
        if let Some(key) = key {
            page.fact(label, &code(key.as_str()));
        }
    }
}

fn credentials(page: &mut Page, credentials: &[Credential]) {
    if credentials.is_empty() {
        return;
    }
    page.section("Credentials of Single Operations");
    for credential in credentials {
        let Credential {
            name,
            description,
            auth,
            advice,
            variables,
        } = credential;
        let advice = (!advice.is_empty()).then(|| format!("If it is refused: {}", prose(advice)));
        let variables =
            (!variables.is_empty()).then(|| format!("Variables: {}.", codes(variables)));
        let auth = format!("Sent as {}.", self::auth(auth));
        let facts: Vec<_> = std::iter::once(auth)
            .chain(advice)
            .chain(variables)
            .collect();
        page.item(0, &code(name.as_str()), description, &facts);
    }
}

fn header_sets(page: &mut Page, sets: &[HeaderSet]) {
    if sets.is_empty() {
        return;
    }
    page.section("Shared Response Headers");
    for set in sets {
        let HeaderSet {
            name,
            description,
            list,
        } = set;
        let names: Vec<_> = list.iter().map(|header| header.wire.to_string()).collect();
        let facts = [format!("Headers: {}.", codes(&names))];
        page.item(0, &code(name.as_str()), description, &facts);
    }
}

/// Lists the operations by tag, and those without one at the end.
fn operations(page: &mut Page, tags: &[Tag], operations: &[Operation]) {
    if operations.is_empty() && tags.is_empty() {
        return;
    }
    page.section("Operations");
    for tag in tags {
        let Tag {
            name,
            description,
            feature,
        } = tag;
        page.subsection(&prose(name));
        page.prose(description);
        if let Some(feature) = feature {
            page.block(&format!("Feature: {}.", code(feature)));
        }
        links(
            page,
            operations
                .iter()
                .filter(|operation| operation.tags.contains(name)),
        );
    }
    let mut untagged = operations
        .iter()
        .filter(|operation| operation.tags.is_empty())
        .peekable();
    if !tags.is_empty() && untagged.peek().is_some() {
        page.subsection("Other Operations");
    }
    links(page, untagged);
}

fn links<'o>(page: &mut Page, operations: impl Iterator<Item = &'o Operation>) {
    for operation in operations {
        let title = prose(&operation.title);
        let link = format!("[{title}](operations/{}.md)", operation.module);
        let deprecated = operation.deprecated.as_ref().map(words::deprecation);
        let facts: Vec<_> = deprecated.into_iter().collect();
        page.item(0, &link, "", &facts);
    }
}
