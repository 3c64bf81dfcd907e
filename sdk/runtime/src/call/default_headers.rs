//! Headers that a client adds to every request, such as those of a gateway.

use std::sync::Arc;

use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_TYPE, HOST, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::redaction::Authorization;
use crate::error::config::ConfigurationError;

/// The headers that describe the message itself, or that the client sets.
const RESERVED: [HeaderName; 14] = [
    ACCEPT,
    ACCEPT_ENCODING,
    AUTHORIZATION,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    HOST,
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    USER_AGENT,
];

/// Shorter values are not searched in errors: `1` or `prod` is not a secret, but a common word.
const MIN_SECRET: usize = 8;

/// The headers of a client. Their values may be secret.
#[derive(Default)]
pub(crate) struct DefaultHeaders {
    headers: HeaderMap,
    secrets: Vec<Box<[u8]>>,
}

impl DefaultHeaders {
    /// Validates the headers. Errors contain names only.
    pub(crate) fn new(
        rows: &[(String, String)],
        auth_headers: &[&str],
    ) -> Result<Self, ConfigurationError> {
        let mut all = Self::default();
        for (name, value) in rows {
            let invalid = |problem: &str| {
                let name = name.escape_debug();
                ConfigurationError::new(format!("the default header `{name}` {problem}"))
            };
            let header = HeaderName::try_from(name.as_str())
                .map_err(|_| invalid("does not have a valid name"))?;
            if RESERVED.contains(&header) || auth_headers.contains(&header.as_str()) {
                return Err(invalid("is set by the client itself: remove it"));
            }
            let value = value.trim();
            let mut header_value = HeaderValue::try_from(value)
                .map_err(|_| invalid("contains a character that is invalid in a header"))?;
            if value.is_empty() {
                return Err(invalid("is empty: give it a value, or remove it"));
            }
            header_value.set_sensitive(true);
            all.headers.insert(header, header_value);
            // A server may echo the whole value, or only the secret behind `Bearer` or `name=`.
            let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '=' | ',');
            let words = value.split(is_between);
            for secret in std::iter::once(value).chain(words) {
                if secret.len() >= MIN_SECRET {
                    all.secrets.push(secret.as_bytes().into());
                }
            }
        }
        Ok(all)
    }

    /// Adds the headers to those of a request, which take precedence.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }

    /// Adds the values to the secrets that errors hide.
    pub(crate) fn protect(&self, authorization: Arc<Authorization>) -> Arc<Authorization> {
        if self.secrets.is_empty() {
            authorization
        } else {
            Arc::new(authorization.with_secrets(&self.secrets))
        }
    }
}
