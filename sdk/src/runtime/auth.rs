//! What a client authenticates with; nothing shows it but its header.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};

use super::provider::{Kept, TokenProvider};
use super::redaction::Authorization;
use super::walk::HIDDEN;
use super::{Api, ConfigurationError};

/// What a client authenticates with: [`Token`], [`Basic`] or [`Anonymous`].
pub trait Credential: fmt::Debug + Send + sealed::Sealed {
    /// The header it is sent in.
    #[doc(hidden)]
    fn authorization<A: Api>(&self) -> Result<Authorization, ConfigurationError>;

    /// The credential as a client keeps it.
    #[doc(hidden)]
    fn keep<A: Api>(self) -> Result<Kept, ConfigurationError>
    where
        Self: Sized,
    {
        Ok(Kept::Fixed(Arc::new(self.authorization::<A>()?)))
    }

    /// The credential from the values of its environment variables, unless their number is wrong.
    #[doc(hidden)]
    fn from_values(values: Vec<String>) -> Option<Self>
    where
        Self: Sized;
}

mod sealed {
    /// Credentials are those of the runtime.
    pub trait Sealed {}

    impl Sealed for super::Token {}
    impl Sealed for super::Basic {}
    impl Sealed for super::Anonymous {}
}

/// A token, such as an API key. It comes bare: white space around it and the prefix of the API in
/// front of it, in any case, are taken off.
#[derive(Clone)]
pub struct Token(Source);

/// Where a token comes from.
#[derive(Clone)]
enum Source {
    Text(String),
    Provider(Arc<dyn TokenProvider>),
}

impl Token {
    /// A token that the provider is asked for before each attempt.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self(Source::Provider(Arc::new(provider)))
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(token: T) -> Self {
        Self(Source::Text(token.into()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl Credential for Token {
    fn authorization<A: Api>(&self) -> Result<Authorization, ConfigurationError> {
        let name = HeaderName::from_bytes(A::AUTH_HEADER.as_bytes()).map_err(|error| {
            ConfigurationError::because("the header of the token is none", error)
        })?;
        let Source::Text(text) = &self.0 else {
            return Err(ConfigurationError::new("the token is not there yet"));
        };
        let token = bare(text, A::AUTH_PREFIX);
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
        let value = HeaderValue::try_from(format!("{}{space}{token}", A::AUTH_PREFIX))
            .map_err(|_| ConfigurationError::new("the token cannot be sent in a header"))?;
        Ok(Authorization::new(name, value, &[token]))
    }

    fn from_values(values: Vec<String>) -> Option<Self> {
        let [token] = <[String; 1]>::try_from(values).ok()?;
        Some(Self(Source::Text(token)))
    }

    fn keep<A: Api>(self) -> Result<Kept, ConfigurationError> {
        match self.0 {
            Source::Provider(provider) => Ok(Kept::Provided(provider)),
            Source::Text(_) => Ok(Kept::Fixed(Arc::new(self.authorization::<A>()?))),
        }
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

/// A user with a password, sent with every request by the scheme `Basic`.
#[derive(Clone)]
pub struct Basic {
    user: String,
    password: String,
}

impl Basic {
    /// The user, which holds no colon, and the password, which may be empty.
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

/// Some APIs take a key for the user and no password, so neither shows.
impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl Credential for Basic {
    fn authorization<A: Api>(&self) -> Result<Authorization, ConfigurationError> {
        let Self { user, password } = self;
        let problem = if user.is_empty() && password.is_empty() {
            Some("user and password are empty: give both")
        } else if user.contains(':') {
            Some("the user holds a colon, which would end it: give it apart from the password")
        } else if user.chars().chain(password.chars()).any(char::is_control) {
            Some("the user or the password holds a line break or another control character")
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
    fn authorization<A: Api>(&self) -> Result<Authorization, ConfigurationError> {
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
    use crate::runtime::ConfigurationError;
    use crate::runtime::testing::Example;

    fn header_value(credential: &impl Credential) -> Result<HeaderValue, ConfigurationError> {
        let mut headers = HeaderMap::new();
        credential.authorization::<Example>()?.apply(&mut headers);
        Ok(headers.remove("authorization").unwrap())
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
            let value = header_value(&Token::from(token)).unwrap();
            assert_eq!(value.as_bytes(), b"ApiToken abc", "{token:?}");
            assert!(value.is_sensitive());
        }
        let value = header_value(&Token::from("ApiTokenabc")).unwrap();
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
    fn what_basic_cannot_carry_is_refused_without_being_shown() {
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
    fn nobody_needs_no_header() {
        let mut headers = HeaderMap::new();
        let nobody = Anonymous::from(()).authorization::<Example>().unwrap();
        nobody.apply(&mut headers);
        assert!(headers.is_empty());
    }
}
