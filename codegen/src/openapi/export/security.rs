//! Authentication as security schemes.

use crate::json::Json;
use crate::model::Auth;

/// The name of the only scheme.
const NAME: &str = "credential";

/// Returns the schemes that requests need.
pub(super) fn requirements(auth: &Auth) -> Json {
    Json::List(match auth {
        Auth::Anonymous => Vec::new(),
        Auth::Token { .. } | Auth::Basic => {
            vec![Json::object([(NAME, Json::List(Vec::new()))])]
        }
    })
}

/// Returns the components, by name.
pub(super) fn schemes(auth: &Auth) -> Option<Json> {
    let scheme = match auth {
        Auth::Anonymous => return None,
        Auth::Basic => http("basic"),
        Auth::Token { header, prefix } if is_bearer(header.as_str(), prefix) => http("bearer"),
        Auth::Token { header, prefix } => {
            let text = format!("The token, after the word `{prefix}` and a space.");
            let has_prefix = !prefix.is_empty();
            Json::known([
                ("type", Some(Json::text("apiKey"))),
                ("in", Some(Json::text("header"))),
                ("name", Some(Json::text(header.as_str()))),
                ("description", has_prefix.then_some(Json::Text(text))),
                ("x-prefix", has_prefix.then(|| Json::text(prefix))),
            ])
        }
    };
    Some(Json::object([(NAME, scheme)]))
}

fn is_bearer(header: &str, prefix: &str) -> bool {
    header.eq_ignore_ascii_case("authorization") && prefix == "Bearer"
}

fn http(scheme: &str) -> Json {
    Json::object([("type", Json::text("http")), ("scheme", Json::text(scheme))])
}
