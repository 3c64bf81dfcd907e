//! The authentication of an API, and the credentials of single operations.

use super::context::Context;
use super::environment;
use super::syntax::{header_name, is_header, meaning};
use crate::ast::{ApiDoc, AuthDoc, CredentialDoc, OperationDoc, Text};
use crate::codes;
use crate::model::{Auth, Credential, OperationAuth, TypeName, WireName};
use crate::suggest::suggestion;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Header,
    Bearer,
    Basic,
    Query,
    Cookie,
    Anonymous,
}

const SCHEMES: [(&str, Scheme); 6] = [
    ("header", Scheme::Header),
    ("bearer", Scheme::Bearer),
    ("basic", Scheme::Basic),
    ("query", Scheme::Query),
    ("cookie", Scheme::Cookie),
    ("none", Scheme::Anonymous),
];

/// Returns the scheme of a credential; the parser rejects other words.
fn scheme(doc: &AuthDoc) -> Scheme {
    let scheme = doc.scheme.as_ref();
    let scheme = scheme.and_then(|scheme| meaning(scheme, &SCHEMES));
    scheme.unwrap_or(Scheme::Header)
}

/// Lowers the scheme of a credential.
pub(super) fn lower(cx: &mut Context<'_>, doc: &AuthDoc) -> Auth {
    let scheme = scheme(doc);
    for (key, text, wanted, word) in [
        ("header", &doc.header, Scheme::Header, "header"),
        ("prefix", &doc.prefix, Scheme::Header, "header"),
        ("parameter", &doc.parameter, Scheme::Query, "query"),
        ("cookie", &doc.cookie, Scheme::Cookie, "cookie"),
    ] {
        if let Some(text) = text.as_ref().filter(|_| scheme != wanted) {
            let item = format!("a scheme different from `{word}`");
            cx.misplaced(key, text.span, &item, "");
        }
    }
    let found =
        match scheme {
            Scheme::Header => token(cx, doc),
            Scheme::Bearer => Some(Auth::Token {
                header: WireName::new("Authorization"),
                prefix: "Bearer".to_owned(),
            }),
            Scheme::Basic => Some(Auth::Basic),
            Scheme::Query => needed(
                cx,
                doc,
                doc.parameter.as_deref(),
                "query parameter",
                "parameter: api_key",
            )
            .map(|name| Auth::Query {
                parameter: parameter(cx, name),
            }),
            Scheme::Cookie => needed(cx, doc, doc.cookie.as_deref(), "cookie", "cookie: session")
                .map(|name| Auth::Cookie {
                    cookie: cookie(cx, name),
                }),
            Scheme::Anonymous => None,
        };
    found.unwrap_or(Auth::Anonymous)
}

fn token(cx: &mut Context<'_>, doc: &AuthDoc) -> Option<Auth> {
    let Some(header) = &doc.header else {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            "the header of the token is missing",
            "add `header`, such as `header: Authorization`, or another `scheme`",
        );
        return None;
    };
    let prefix = doc.prefix.as_ref();
    Some(Auth::Token {
        header: header_name(cx, header),
        prefix: prefix.map_or_else(String::new, |prefix| auth_prefix(cx, prefix)),
    })
}

/// Returns the name that a scheme needs, or reports that it is missing.
fn needed<'a>(
    cx: &mut Context<'_>,
    doc: &AuthDoc,
    name: Option<&'a Text>,
    noun: &str,
    example: &str,
) -> Option<&'a Text> {
    if name.is_none() {
        cx.report(
            codes::INCOMPLETE_FACT,
            doc.span,
            format!("the name of the {noun} is missing"),
            format!("add it, such as `{example}`"),
        );
    }
    name
}

fn parameter(cx: &mut Context<'_>, name: &Text) -> WireName {
    WireName::new(cx.text(name, "the parameter"))
}

fn cookie(cx: &mut Context<'_>, name: &Text) -> WireName {
    if !is_header(name) {
        let message = format!("invalid cookie name `{}`", name.value.escape_debug());
        let help = "use letters, digits, `-` and `_`";
        cx.report(codes::INVALID_HEADER, name.span, message, help);
    }
    WireName::new(name.value.clone())
}

fn auth_prefix(cx: &mut Context<'_>, prefix: &Text) -> String {
    if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = format!("invalid token prefix `{}`", prefix.value.escape_debug());
        cx.report(
            codes::INVALID_AUTH_PREFIX,
            prefix.span,
            message,
            "write one word, such as `Bearer`",
        );
    }
    prefix.value.clone()
}

/// Lowers the credentials of single operations.
pub(super) fn credentials(cx: &mut Context<'_>, api: &ApiDoc) -> Vec<Credential> {
    let mut used: Vec<&Text> = Vec::new();
    if let Some(variables) = &api.environment {
        used.extend(environment::names(variables));
    }
    let lowered = api.credentials.iter();
    lowered
        .map(|doc| {
            let auth = lower(cx, &doc.auth);
            if scheme(&doc.auth) == Scheme::Anonymous {
                let span = doc
                    .auth
                    .scheme
                    .as_ref()
                    .map_or(doc.name.span, |word| word.span);
                let message = format!("the credential `{}` has no scheme", doc.name.value);
                let help =
                    "write another `scheme`; an operation without a credential has `auth: none`";
                cx.report(codes::INCOMPLETE_FACT, span, message, help);
            }
            Credential {
                name: cx.type_name(&doc.name),
                description: cx.text(&doc.description, "the description"),
                advice: environment::advice(cx, Some(&doc.auth), &auth),
                variables: variables(cx, doc, api, &auth, &mut used),
                auth,
            }
        })
        .collect()
}

/// Lowers the environment variables of a credential.
fn variables<'a>(
    cx: &mut Context<'_>,
    doc: &'a CredentialDoc,
    api: &ApiDoc,
    auth: &Auth,
    used: &mut Vec<&'a Text>,
) -> Vec<String> {
    let Some(variables) = &doc.environment else {
        return Vec::new();
    };
    if api.environment.is_none() {
        let item = "a credential of an API without `environment`";
        let fix = ", or add `environment` to the API";
        cx.misplaced("environment", variables.span, item, fix);
    }
    let wanted = environment::credential(cx, variables, auth);
    for variable in &wanted {
        environment::check(cx, variable, used);
        used.push(variable);
    }
    wanted.iter().map(|text| text.value.clone()).collect()
}

/// Lowers the credential of an operation.
pub(super) fn of_operation(
    cx: &mut Context<'_>,
    doc: &OperationDoc,
    api: &ApiDoc,
) -> OperationAuth {
    let Some(name) = &doc.auth else {
        return OperationAuth::Client;
    };
    let is_anonymous = api
        .auth
        .as_ref()
        .is_none_or(|auth| scheme(auth) == Scheme::Anonymous);
    if name.value == "none" {
        if is_anonymous {
            let item = "an operation of an API without authentication";
            cx.misplaced("auth", name.span, item, "");
        }
        return OperationAuth::Anonymous;
    }
    let mut known: Vec<_> = api
        .credentials
        .iter()
        .map(|doc| doc.name.as_str())
        .collect();
    if !known.contains(&name.as_str()) {
        known.push("none");
        let help = suggestion(name, &known);
        let message = format!("`api.yaml` has no credential `{}`", name.value);
        cx.report(codes::UNKNOWN_ITEM, name.span, message, help);
    }
    OperationAuth::Named(TypeName::new(name.value.clone()))
}

/// Returns the scheme of the credential with which an operation is sent.
fn scheme_of<'a>(doc: &OperationDoc, api: &'a ApiDoc) -> Option<&'a AuthDoc> {
    let Some(name) = &doc.auth else {
        return api.auth.as_ref();
    };
    let mut credentials = api.credentials.iter();
    let found = credentials.find(|credential| credential.name.value == name.value);
    found.map(|credential| &credential.auth)
}

/// Returns the header that the credential of an operation sets, in lower case.
pub(super) fn header_of(doc: &OperationDoc, api: &ApiDoc) -> Option<String> {
    let auth = scheme_of(doc, api)?;
    match scheme(auth) {
        Scheme::Header => auth
            .header
            .as_ref()
            .map(|header| header.to_ascii_lowercase()),
        Scheme::Bearer | Scheme::Basic => Some("authorization".to_owned()),
        Scheme::Cookie => Some("cookie".to_owned()),
        Scheme::Query | Scheme::Anonymous => None,
    }
}

/// Returns the query parameter that the credential of an operation sets.
pub(super) fn parameter_of(doc: &OperationDoc, api: &ApiDoc) -> Option<String> {
    let auth = scheme_of(doc, api)?;
    let parameter = auth.parameter.as_ref()?;
    (scheme(auth) == Scheme::Query).then(|| parameter.value.clone())
}
