//! Authentication as security schemes.

use super::annotations::text;
use crate::json::Json;
use crate::model::{Api, Auth, Credential, OperationAuth};

/// The name of the scheme of the client.
const NAME: &str = "credential";

/// Returns the schemes that requests need.
pub(super) fn requirements(auth: &Auth) -> Json {
    match auth {
        Auth::Anonymous => Json::List(Vec::new()),
        Auth::Token { .. } | Auth::Query { .. } | Auth::Cookie { .. } | Auth::Basic => {
            requirement(NAME)
        }
    }
}

/// Returns the schemes of an operation that is not sent with the credential of the client.
pub(super) fn of_operation(auth: &OperationAuth) -> Option<Json> {
    match auth {
        OperationAuth::Client => None,
        OperationAuth::Anonymous => Some(Json::List(Vec::new())),
        OperationAuth::Named(name) => Some(requirement(name.as_str())),
    }
}

fn requirement(name: &str) -> Json {
    Json::List(vec![Json::object([(name, Json::List(Vec::new()))])])
}

/// Returns the components, by name.
pub(super) fn schemes(api: &Api) -> Option<Json> {
    let of_client = scheme(&api.auth).map(|scheme| (NAME.to_owned(), scheme));
    let named = api.credentials.iter().filter_map(|credential| {
        let Credential {
            name,
            description,
            auth,
            advice,
            variables,
        } = credential;
        let facts = Json::known([
            ("x-description", text(description)),
            ("x-auth-advice", text(advice)),
            ("x-environment", environment(auth, variables).unless_empty()),
        ]);
        Some((name.to_string(), scheme(auth)?.and(facts)))
    });
    Json::Object(of_client.into_iter().chain(named).collect()).unless_empty()
}

/// Returns the variables by the key of the spec language.
fn environment(auth: &Auth, variables: &[String]) -> Json {
    let keys: &[&str] = match auth {
        Auth::Basic => &["user", "password"],
        _ => &["token"],
    };
    let variables = keys.iter().zip(variables);
    Json::Object(
        variables
            .map(|(key, name)| ((*key).to_owned(), Json::text(name)))
            .collect(),
    )
}

fn scheme(auth: &Auth) -> Option<Json> {
    Some(match auth {
        Auth::Anonymous => return None,
        Auth::Basic => http("basic"),
        Auth::Query { parameter } => key("query", parameter.as_str()),
        Auth::Cookie { cookie } => key("cookie", cookie.as_str()),
        Auth::Token { header, prefix } if is_bearer(header.as_str(), prefix) => http("bearer"),
        Auth::Token { header, prefix } => {
            let text = format!("The token, after the word `{prefix}` and a space.");
            let has_prefix = !prefix.is_empty();
            key("header", header.as_str()).and(Json::known([
                ("description", has_prefix.then_some(Json::Text(text))),
                ("x-prefix", has_prefix.then(|| Json::text(prefix))),
            ]))
        }
    })
}

fn is_bearer(header: &str, prefix: &str) -> bool {
    header.eq_ignore_ascii_case("authorization") && prefix == "Bearer"
}

fn http(scheme: &str) -> Json {
    Json::object([("type", Json::text("http")), ("scheme", Json::text(scheme))])
}

fn key(location: &str, name: &str) -> Json {
    Json::object([
        ("type", Json::text("apiKey")),
        ("in", Json::text(location)),
        ("name", Json::text(name)),
    ])
}
