//! What a client is set up from, and what to say when its credential is refused.

use super::codes;
use super::context::Context;
use super::fields::misplaced;
use crate::api::{Auth, Environment};
use crate::document::{AuthDoc, EnvironmentDoc, Given, Text};

/// The variables that the scheme takes, and no others.
pub(super) fn lower(cx: &mut Context<'_>, doc: &EnvironmentDoc, auth: &Auth) -> Environment {
    let (wanted, scheme): (&[&str], _) = match auth {
        Auth::Token { .. } => (&["token"], "authentication by a token"),
        Auth::Basic => (&["user", "password"], "the scheme `basic`"),
        Auth::Anonymous => (&[], "an API without authentication"),
    };
    let mut variables = vec![&doc.base_url];
    let given = [
        ("token", &doc.token),
        ("user", &doc.user),
        ("password", &doc.password),
    ];
    for (key, text) in given {
        match text {
            Some(text) if wanted.contains(&key) => variables.push(text),
            Some(text) => misplaced(cx, key, text.span, scheme, ""),
            None if wanted.contains(&key) => cx.report(
                codes::INCOMPLETE_FACT,
                doc.span,
                format!("nothing says which variable holds the {key}"),
                format!("add `{key}: NAME_OF_THE_VARIABLE`"),
            ),
            None => {}
        }
    }
    for (position, variable) in variables.iter().enumerate() {
        check(cx, variable, variables.get(..position).unwrap_or_default());
    }
    let name = |text: &Given<String>| text.as_ref().map(|text| text.value.clone());
    Environment {
        base_url: doc.base_url.value.clone(),
        token: name(&doc.token),
        user: name(&doc.user),
        password: name(&doc.password),
    }
}

/// A name that every shell can set, and that stands for one thing.
fn check(cx: &mut Context<'_>, variable: &Text, before: &[&Text]) {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let starts_well = !variable.is_empty() && !variable.starts_with(|c: char| c.is_ascii_digit());
    if !starts_well || !variable.bytes().all(is_name) {
        let name = variable.value.escape_debug();
        cx.report(
            codes::INVALID_VARIABLE,
            variable.span,
            format!("`{name}` cannot be the name of an environment variable"),
            "use letters, digits and `_`, and start with none of the digits",
        );
    } else if before.iter().any(|other| other.value == variable.value) {
        cx.report(
            codes::INVALID_VARIABLE,
            variable.span,
            format!("the variable `{}` would hold two things", variable.value),
            "give each a variable of its own",
        );
    }
}

/// What to check when the server refuses the credential: it becomes part of a message of one line.
pub(super) fn advice(cx: &mut Context<'_>, doc: Option<&AuthDoc>, auth: &Auth) -> String {
    let Some(text) = doc.and_then(|doc| doc.advice.as_ref()) else {
        return String::new();
    };
    if *auth == Auth::Anonymous {
        misplaced(cx, "advice", text.span, "an API without authentication", "");
    }
    let advice = cx.text(text, "the advice");
    let words: Vec<_> = advice.split_whitespace().collect();
    words.join(" ")
}
