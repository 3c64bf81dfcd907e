//! The token, which shows up nowhere but in its header.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::error::Head;
use super::{Api, ConfigurationError};

/// What stands in the place of the token when a server sends it back.
const REDACTED: &[u8] = b"***";

/// The authentication header, marked as sensitive.
pub(super) struct Credential {
    name: HeaderName,
    value: HeaderValue,
    token: Box<[u8]>,
}

impl Credential {
    /// The token comes bare: white space around it and the prefix of the API in front of it, in any
    /// case, are taken off.
    pub(super) fn new<A: Api>(token: &str) -> Result<Self, ConfigurationError> {
        let name = HeaderName::from_bytes(A::AUTH_HEADER.as_bytes()).map_err(|error| {
            ConfigurationError::because("the header of the token is none", error)
        })?;
        let token = bare(token, A::AUTH_PREFIX);
        if token.is_empty() {
            return Err(ConfigurationError::new(
                "the token is empty: give the bare token",
            ));
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ConfigurationError::new(
                "the token holds a line break, white space or another character that no token has: \
                 give the bare token, without a scheme in front of it",
            ));
        }
        let space = if A::AUTH_PREFIX.is_empty() { "" } else { " " };
        let mut value = HeaderValue::try_from(format!("{}{space}{token}", A::AUTH_PREFIX))
            .map_err(|_| ConfigurationError::new("the token cannot be sent in a header"))?;
        value.set_sensitive(true);
        let token = token.as_bytes().into();
        Ok(Self { name, value, token })
    }

    /// Adds the header to those of a request.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }

    /// Takes the token out of an answer that becomes an error: errors end up in logs, and a server
    /// may repeat what it was sent.
    pub(super) fn redact(&self, mut head: Head, body: Bytes) -> (Head, Bytes) {
        if let Some(reason) = self.without(head.reason.as_bytes()) {
            head.reason = String::from_utf8_lossy(&reason).into_owned();
        }
        for value in head.headers.values_mut() {
            let clean = self.without(value.as_bytes()).map(HeaderValue::try_from);
            if let Some(Ok(clean)) = clean {
                *value = clean;
            }
        }
        let clean = self.without(&body).map(Bytes::from);
        (head, clean.unwrap_or(body))
    }

    /// The text with the token replaced; none where it does not hold the token.
    fn without(&self, text: &[u8]) -> Option<Vec<u8>> {
        let find = |text: &[u8]| {
            text.windows(self.token.len())
                .position(|part| *part == *self.token)
        };
        find(text)?;
        let mut clean = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = find(rest) {
            let (before, from) = rest.split_at(at);
            clean.extend_from_slice(before);
            clean.extend_from_slice(REDACTED);
            rest = from.get(self.token.len()..).unwrap_or_default();
        }
        clean.extend_from_slice(rest);
        Some(clean)
    }
}

/// The token without white space and prefix around it.
fn bare<'a>(token: &'a str, prefix: &str) -> &'a str {
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue};

    use super::Credential;
    use crate::runtime::ConfigurationError;
    use crate::runtime::error::Head;
    use crate::runtime::testing::Example;

    fn header_value(token: &str) -> Result<HeaderValue, ConfigurationError> {
        let mut headers = HeaderMap::new();
        Credential::new::<Example>(token)?.apply(&mut headers);
        Ok(headers.remove("authorization").unwrap())
    }

    #[test]
    fn what_a_server_repeats_is_taken_out() {
        let credential = Credential::new::<Example>("canary").unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-echo", HeaderValue::from_static("ApiToken canary"));
        headers.insert("x-other", HeaderValue::from_static("cana"));
        let head = Head {
            status: 401,
            reason: "no canary".to_owned(),
            headers,
        };
        let body = Bytes::from_static(b"canary: bad token canarycanary!");
        let (head, body) = credential.redact(head, body);
        assert_eq!(head.reason, "no ***");
        assert_eq!(head.headers["x-echo"], "ApiToken ***");
        assert_eq!(head.headers["x-other"], "cana");
        assert_eq!(&body[..], b"***: bad token ******!");
    }

    #[test]
    fn white_space_and_prefix_come_off() {
        for token in [
            "abc",
            " abc\r\n",
            "ApiToken abc",
            "apitoken  abc",
            "\tAPITOKEN\tabc ",
        ] {
            let value = header_value(token).unwrap();
            assert_eq!(value.as_bytes(), b"ApiToken abc", "{token:?}");
            assert!(value.is_sensitive());
        }
        let value = header_value("ApiTokenabc").unwrap();
        assert_eq!(value.as_bytes(), b"ApiToken ApiTokenabc");
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_shown() {
        for token in [
            "",
            " \n",
            "ApiToken",
            "ApiToken ",
            "se\rcret",
            "se\ncret",
            "se cret",
            "sécret",
        ] {
            let error = header_value(token).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("cret"), "{token:?}");
        }
    }
}
