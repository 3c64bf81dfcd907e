//! The place of a token in a request: a header, the query or a cookie.

use http::header::COOKIE;
use http::{HeaderName, HeaderValue};

use crate::auth::redaction::Authorization;
use crate::error::config::ConfigurationError;

/// The place in which an API expects a credential.
#[derive(Clone, Copy, Debug)]
pub struct AuthScheme {
    place: Place,
    /// The name of the header, in lower case, of the parameter or of the cookie; empty if there is no
    /// credential.
    name: &'static str,
    /// The word in front of a token in a header, without the space between them.
    prefix: &'static str,
}

/// The part of a request that contains a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Header,
    Query,
    Cookie,
}

impl AuthScheme {
    /// Sends the credential in the header `name`, in lower case, after the word `prefix`; both can be
    /// empty.
    #[must_use]
    pub const fn header(name: &'static str, prefix: &'static str) -> Self {
        Self {
            place: Place::Header,
            name,
            prefix,
        }
    }

    /// Sends a token in the query parameter `name`.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self {
            place: Place::Query,
            name,
            prefix: "",
        }
    }

    /// Sends a token in the cookie `name`.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self {
            place: Place::Cookie,
            name,
            prefix: "",
        }
    }

    /// Returns the header that the credential sets, in lower case; empty if it sets none.
    pub(crate) fn header_name(self) -> &'static str {
        match self.place {
            Place::Header => self.name,
            Place::Cookie => COOKIE.as_str(),
            Place::Query => "",
        }
    }

    /// Returns the query parameter that the credential sets; `None` if it sets none.
    pub(crate) fn parameter(self) -> Option<&'static str> {
        (self.place == Place::Query).then_some(self.name)
    }
}

/// Validates a token and returns it in its place.
pub(crate) fn token_authorization(
    text: &str,
    scheme: AuthScheme,
) -> Result<Authorization, ConfigurationError> {
    let token = strip_scheme(text, scheme.prefix);
    if is_quoted(text.trim()) || is_quoted(token) {
        return Err(ConfigurationError::new(
            "the token is in quotes, as some files with variables write it: remove the quotes",
        ));
    }
    if token.is_empty() {
        return Err(ConfigurationError::new(
            "the token is empty: pass the bare token",
        ));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ConfigurationError::new(
            "the token contains a line break, white space or another character that is \
             not allowed in a token: pass the bare token, without a scheme in front of it",
        ));
    }
    let text = match scheme.place {
        Place::Query => return Ok(Authorization::in_query(scheme.name, token)),
        Place::Cookie if token.contains(['"', ',', ';', '\\']) => {
            return Err(ConfigurationError::new(
                "the token contains a quotation mark, a comma, a semicolon or a backslash, \
                 which a cookie cannot contain: pass only the value of the cookie",
            ));
        }
        Place::Cookie => format!("{}={token}", scheme.name),
        Place::Header if scheme.prefix.is_empty() => token.to_owned(),
        Place::Header => format!("{} {token}", scheme.prefix),
    };
    let name = HeaderName::from_bytes(scheme.header_name().as_bytes()).map_err(|error| {
        ConfigurationError::because("`AUTH_HEADER` is not a valid header name", error)
    })?;
    let value = HeaderValue::try_from(text)
        .map_err(|_| ConfigurationError::new("the token cannot be sent in a header"))?;
    Ok(Authorization::new(name, value, &[token]))
}

/// Returns `true` if the text starts or ends with a quotation mark, which no token does.
fn is_quoted(text: &str) -> bool {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’');
    text.starts_with(is_quote) || text.ends_with(is_quote)
}

/// Returns the token without surrounding white space and without the prefix.
fn strip_scheme<'a>(token: &'a str, prefix: &str) -> &'a str {
    let token = token.trim();
    let Some((start, rest)) = token.split_at_checked(prefix.len()) else {
        return token;
    };
    let is_prefix = !prefix.is_empty() && start.eq_ignore_ascii_case(prefix);
    if is_prefix && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        rest.trim_start()
    } else {
        token
    }
}
