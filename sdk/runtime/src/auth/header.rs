//! The header of a token.

use http::{HeaderName, HeaderValue};

use crate::auth::redaction::Authorization;
use crate::error::config::ConfigurationError;

/// The header in which an API expects a token; both fields are empty if it uses none.
#[derive(Clone, Copy, Debug)]
pub struct AuthScheme {
    /// Header of the token, in lower case.
    pub header: &'static str,
    /// Word in front of the token, without the space between them.
    pub prefix: &'static str,
}

/// Validates a token and returns its header.
pub(crate) fn token_authorization(
    text: &str,
    scheme: AuthScheme,
) -> Result<Authorization, ConfigurationError> {
    let name = HeaderName::from_bytes(scheme.header.as_bytes()).map_err(|error| {
        ConfigurationError::because("`AUTH_HEADER` is not a valid header name", error)
    })?;
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
    let space = if scheme.prefix.is_empty() { "" } else { " " };
    let value = HeaderValue::try_from(format!("{}{space}{token}", scheme.prefix))
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
