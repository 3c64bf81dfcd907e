//! The environment variables that configure a client, and the advice for a refused credential.

use super::context::Context;
use crate::ast::{AuthDoc, EnvironmentDoc, Given, Text, VariablesDoc};
use crate::codes;
use crate::model::{Auth, Environment};

/// Lowers the variables, and reports those that do not apply to the scheme.
pub(super) fn lower(cx: &mut Context<'_>, doc: &EnvironmentDoc, auth: &Auth) -> Environment {
    let mut variables = vec![&doc.base_url];
    variables.extend(credential(cx, &doc.credential, auth));
    for (position, variable) in variables.iter().enumerate() {
        check(cx, variable, variables.get(..position).unwrap_or_default());
    }
    let name = |text: &Given<String>| text.as_ref().map(|text| text.value.clone());
    Environment {
        base_url: doc.base_url.value.clone(),
        token: name(&doc.credential.token),
        user: name(&doc.credential.user),
        password: name(&doc.credential.password),
    }
}

/// Returns the variables of the client.
pub(super) fn names(doc: &EnvironmentDoc) -> impl Iterator<Item = &Text> {
    let VariablesDoc {
        token,
        user,
        password,
        ..
    } = &doc.credential;
    let credential = [token, user, password].into_iter().flatten();
    std::iter::once(&doc.base_url).chain(credential.map(|text| &**text))
}

/// Returns the variables of a credential, and reports those that do not apply to its scheme.
pub(super) fn credential<'a>(
    cx: &mut Context<'_>,
    doc: &'a VariablesDoc,
    auth: &Auth,
) -> Vec<&'a Text> {
    let (wanted, scheme): (&[&str], _) = match auth {
        Auth::Token { .. } | Auth::Query { .. } | Auth::Cookie { .. } => {
            (&["token"], "authentication with a token")
        }
        Auth::Basic => (&["user", "password"], "the scheme `basic`"),
        Auth::Anonymous => (&[], "an API without authentication"),
    };
    let mut variables: Vec<&Text> = Vec::new();
    let given = [
        ("token", &doc.token),
        ("user", &doc.user),
        ("password", &doc.password),
    ];
    for (key, text) in given {
        match text {
            Some(text) if wanted.contains(&key) => variables.push(text),
            Some(text) => cx.misplaced(key, text.span, scheme, ""),
            None if wanted.contains(&key) => cx.report(
                codes::INCOMPLETE_FACT,
                doc.span,
                format!("the variable of the {key} is missing"),
                format!("add `{key}: NAME_OF_THE_VARIABLE`"),
            ),
            None => {}
        }
    }
    variables
}

/// Checks that a name is valid in every shell, and not used twice.
pub(super) fn check(cx: &mut Context<'_>, variable: &Text, before: &[&Text]) {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts_well = !variable.is_empty() && !variable.starts_with(|c: char| c.is_ascii_digit());
    if !starts_well || !variable.bytes().all(is_name) {
        let name = variable.value.escape_debug();
        cx.report(
            codes::INVALID_VARIABLE,
            variable.span,
            format!("invalid environment variable `{name}`"),
            "use letters, digits and `_`, and do not start with a digit",
        );
    } else if before.iter().any(|other| other.value == variable.value) {
        cx.report(
            codes::INVALID_VARIABLE,
            variable.span,
            format!("the variable `{}` is used twice", variable.value),
            "use a separate variable for each value",
        );
    }
}

/// Lowers the advice for a refused credential, which becomes part of a one-line message.
pub(super) fn advice(cx: &mut Context<'_>, doc: Option<&AuthDoc>, auth: &Auth) -> String {
    let Some(text) = doc.and_then(|doc| doc.advice.as_ref()) else {
        return String::new();
    };
    if *auth == Auth::Anonymous {
        cx.misplaced("advice", text.span, "an API without authentication", "");
    }
    let advice = cx.text(text, "the advice");
    let words: Vec<_> = advice.split_whitespace().collect();
    words.join(" ")
}
