//! The credentials of a client. Only their header shows them.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::AUTHORIZATION;

use crate::auth::header::{AuthScheme, token_authorization};
use crate::auth::provider::TokenProvider;
use crate::auth::redaction::Authorization;
use crate::auth::source::CredentialSource;
use crate::error::config::ConfigurationError;
use crate::redact::REDACTED;

/// The credential of a client: [`Token`], [`Basic`] or [`Anonymous`].
///
/// The API determines which of them its clients need. The trait is sealed.
pub trait Credential: fmt::Debug + Send + sealed::Sealed {
    /// Returns the header of the credential.
    #[doc(hidden)]
    fn authorization(&self, scheme: AuthScheme) -> Result<Authorization, ConfigurationError>;

    /// Converts the credential into the form that a client keeps.
    #[doc(hidden)]
    fn into_source(self, scheme: AuthScheme) -> Result<CredentialSource, ConfigurationError>
    where
        Self: Sized,
    {
        Ok(CredentialSource::Fixed(Arc::new(
            self.authorization(scheme)?,
        )))
    }

    /// Returns the credential made of the values of its environment variables; `None` if their
    /// number is wrong.
    #[doc(hidden)]
    fn from_values(values: Vec<String>) -> Option<Self>
    where
        Self: Sized;
}

mod sealed {
    /// Prevents implementations outside the runtime.
    pub trait Sealed {}

    impl Sealed for super::Token {}
    impl Sealed for super::Basic {}
    impl Sealed for super::Anonymous {}
}

/// A token, such as an API key.
///
/// Pass the bare token: surrounding white space and the API's prefix, in upper or lower case, are
/// removed. An empty token, or one with white space or control characters inside, is rejected when
/// the client is built. `Debug` output does not show the token.
///
/// ```
/// use sdk_runtime::auth::Token;
///
/// let token = Token::from("eyJraWQiOiJ0ZXN0In0");
/// assert_eq!(format!("{token:?}"), "***");
/// ```
#[derive(Clone)]
pub struct Token(TokenSource);

/// The source of a token.
#[derive(Clone)]
enum TokenSource {
    Text(String),
    Provider(Arc<dyn TokenProvider>),
}

impl Token {
    /// Returns a token that is requested from `provider` before each attempt.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(TokenSource::Provider(Arc::new(provider)))
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(token: T) -> Self {
        Self(TokenSource::Text(token.into()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Credential for Token {
    fn authorization(&self, scheme: AuthScheme) -> Result<Authorization, ConfigurationError> {
        match &self.0 {
            TokenSource::Text(text) => token_authorization(text, scheme),
            TokenSource::Provider(_) => {
                Err(ConfigurationError::new("the token is not available yet"))
            }
        }
    }

    fn from_values(values: Vec<String>) -> Option<Self> {
        let [token] = <[String; 1]>::try_from(values).ok()?;
        Some(Self(TokenSource::Text(token)))
    }

    fn into_source(self, scheme: AuthScheme) -> Result<CredentialSource, ConfigurationError> {
        match self.0 {
            TokenSource::Provider(provider) => Ok(CredentialSource::Provided(provider)),
            TokenSource::Text(_) => Ok(CredentialSource::Fixed(Arc::new(
                self.authorization(scheme)?,
            ))),
        }
    }
}

/// A user with a password, sent with every request in the `Basic` scheme (RFC 7617).
///
/// `Debug` output shows neither of them: some APIs expect a key as user and no password.
#[derive(Clone)]
pub struct Basic {
    user: String,
    password: String,
}

impl Basic {
    /// Creates the credential. The user must not contain a colon, the password may be empty, and
    /// neither may contain control characters: the client checks that when it is built.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            user: user.into(),
            password: password.into(),
        }
    }
}

impl<U: Into<String>, P: Into<String>> From<(U, P)> for Basic {
    fn from((user, password): (U, P)) -> Self {
        Self::new(user, password)
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Credential for Basic {
    fn authorization(&self, _scheme: AuthScheme) -> Result<Authorization, ConfigurationError> {
        let Self { user, password } = self;
        let problem = if user.is_empty() && password.is_empty() {
            Some("user and password are both empty: pass them to the client")
        } else if user.contains(':') {
            Some("the user contains a colon, which would end it: pass user and password separately")
        } else if user.chars().chain(password.chars()).any(char::is_control) {
            Some("the user or the password contains a line break or another control character")
        } else {
            None
        };
        if let Some(message) = problem {
            return Err(ConfigurationError::new(message));
        }
        let encoded = STANDARD.encode(format!("{user}:{password}"));
        let value = HeaderValue::try_from(format!("Basic {encoded}"))
            .map_err(|_| ConfigurationError::new("user and password cannot be sent in a header"))?;
        let secret = if password.is_empty() { user } else { password };
        Ok(Authorization::new(
            AUTHORIZATION,
            value,
            &[&encoded, secret],
        ))
    }

    fn from_values(values: Vec<String>) -> Option<Self> {
        let [user, password] = <[String; 2]>::try_from(values).ok()?;
        Some(Self { user, password })
    }
}

/// No authentication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anonymous;

impl From<()> for Anonymous {
    fn from((): ()) -> Self {
        Self
    }
}

impl Credential for Anonymous {
    fn authorization(&self, _scheme: AuthScheme) -> Result<Authorization, ConfigurationError> {
        Ok(Authorization::none())
    }

    fn from_values(values: Vec<String>) -> Option<Self> {
        values.is_empty().then_some(Self)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{Anonymous, Basic, Credential, Token};
    use crate::api::Api;
    use crate::error::config::ConfigurationError;
    use crate::test_util::Example;

    fn header_value(credential: &impl Credential) -> Result<HeaderValue, ConfigurationError> {
        let mut headers = HeaderMap::new();
        credential
            .authorization(Example::AUTH_SCHEME)?
            .apply(&mut headers);
        Ok(headers.remove("authorization").unwrap())
    }

    #[test]
    fn white_space_and_prefix_are_removed() {
        for token in [
            "abc",
            " abc\r\n",
            "ApiToken abc",
            "apitoken  abc",
            "\tAPITOKEN\tabc ",
        ] {
            let value = header_value(&Token::from(token)).unwrap();
            assert_eq!(value.as_bytes(), b"ApiToken abc", "{token:?}");
            assert!(value.is_sensitive());
        }
        let value = header_value(&Token::from("ApiTokenabc")).unwrap();
        assert_eq!(value.as_bytes(), b"ApiToken ApiTokenabc");
    }

    #[test]
    fn invalid_tokens_are_rejected_without_being_shown() {
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
            let error = header_value(&Token::from(token)).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("cret"), "{token:?}");
        }
    }

    #[test]
    fn user_and_password_are_encoded_together() {
        let value = header_value(&Basic::from(("Aladdin", "open sesame"))).unwrap();
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(value.is_sensitive());
        assert!(header_value(&Basic::new("key", "")).is_ok());
        assert!(header_value(&Basic::new("", "pass:word")).is_ok());
    }

    #[test]
    fn invalid_users_and_passwords_are_rejected_without_being_shown() {
        for basic in [
            ("", ""),
            ("can:ary", "x"),
            ("x", "can\nary"),
            ("can\0ary", "x"),
        ] {
            let shown = format!("{:?}", Basic::from(basic));
            let error = header_value(&Basic::from(basic)).unwrap_err();
            assert!(
                !format!("{error} {error:?} {shown}").contains("ary"),
                "{basic:?}"
            );
        }
    }

    #[test]
    fn anonymous_adds_no_header() {
        let mut headers = HeaderMap::new();
        let anonymous = Anonymous::from(())
            .authorization(Example::AUTH_SCHEME)
            .unwrap();
        anonymous.apply(&mut headers);
        assert!(headers.is_empty());
    }
}
