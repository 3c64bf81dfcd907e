//! A client from environment variables.

use std::env;
use std::ffi::OsString;

use crate::api::Api;
use crate::auth::credential::Credential;
use crate::auth::named::NamedAuth;
use crate::client::Client;
use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::object::bounds::is_blank_text;

impl<A: Api> Client<A> {
    /// Builds a client with the default options from the API's environment variables.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Configuration`] like [`ClientBuilder::from_env`] and
    /// [`ClientBuilder::build`].
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Returns a builder with base URL and credential from the API's environment variables. The
    /// variables are read once, in this function. A credential of single operations is left out if
    /// none of its variables is set.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Configuration`] if the API defines no environment variables, or if any of
    /// them is unset, blank or not valid Unicode. The message names each of these variables, never
    /// a value.
    pub fn from_env() -> Result<Self, Error> {
        Ok(read(|name| env::var_os(name))?)
    }
}

/// Returns the builder made of the values of the variables.
fn read<A: Api>(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<ClientBuilder<A>, ConfigurationError> {
    let undefined =
        || ConfigurationError::new("the API defines no environment variables for its client");
    if A::ENV_BASE_URL.is_empty() {
        return Err(undefined());
    }
    let mut problems = Vec::new();
    let mut value = |name: &str| {
        let problem = match variable(name).map(OsString::into_string) {
            Some(Ok(value)) if !is_blank_text(&value) => return value,
            Some(Ok(_)) => "is empty",
            Some(Err(_)) => "is not valid Unicode",
            None => "is not set",
        };
        problems.push(format!("the environment variable {name} {problem}"));
        String::new()
    };
    let base_url = value(A::ENV_BASE_URL);
    let credential = [A::ENV_TOKEN, A::ENV_USER, A::ENV_PASSWORD].into_iter();
    let credential = credential.filter(|name| !name.is_empty());
    let credential = credential.map(&mut value).collect();
    // A program may not send the operations that need another credential.
    let is_set = |named: &&&NamedAuth| named.variables.iter().any(|name| variable(name).is_some());
    let named: Vec<_> = A::CREDENTIALS
        .iter()
        .filter(is_set)
        .map(|named| {
            let values = named.variables.iter();
            (*named, values.map(|name| value(name)).collect::<Vec<_>>())
        })
        .collect();
    if !problems.is_empty() {
        return Err(ConfigurationError::new(problems.join("; ")));
    }
    let credential = A::Credential::from_values(credential).ok_or_else(undefined)?;
    let mut builder = ClientBuilder::new(base_url, credential);
    for (auth, values) in named {
        builder.named.set(auth, auth.source(values));
    }
    Ok(builder)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{ClientBuilder, read};
    use crate::test_util::{Example, Plain};

    fn shown(url: Option<&str>, token: Option<&str>) -> String {
        let builder = read::<Example>(|name| match name {
            "EXAMPLE_URL" => url.map(OsString::from),
            "EXAMPLE_TOKEN" => token.map(OsString::from),
            _ => None,
        });
        match builder
            .map_err(crate::error::Error::from)
            .and_then(ClientBuilder::build)
        {
            Ok(client) => format!("{client:?}"),
            Err(error) => format!("{error} {error:?}"),
        }
    }

    #[test]
    fn both_variables_configure_a_client() {
        let shown = shown(Some("http://localhost:7"), Some("canary"));
        assert!(shown.contains("http://localhost:7"), "{shown}");
    }

    #[test]
    fn unset_variables_are_named_and_values_are_not_shown() {
        let url = "http://canary.localhost";
        for (url, token, message) in [
            (
                None,
                Some("canary"),
                "the environment variable EXAMPLE_URL is not set ",
            ),
            (
                Some(url),
                None,
                "the environment variable EXAMPLE_TOKEN is not set ",
            ),
            (
                Some(url),
                Some(" \n"),
                "the environment variable EXAMPLE_TOKEN is empty ",
            ),
            (
                Some(""),
                Some("canary"),
                "the environment variable EXAMPLE_URL is empty ",
            ),
            (
                None,
                None,
                "the environment variable EXAMPLE_URL is not set; \
                 the environment variable EXAMPLE_TOKEN is not set ",
            ),
            (Some(url), Some("can\nary"), "the base URL is plain http"),
            (
                Some("http://localhost"),
                Some("can\nary"),
                "the token contains a line break",
            ),
        ] {
            let shown = shown(url, token);
            assert!(shown.starts_with(message), "{shown}");
            assert!(!shown.contains("ary"), "{shown}");
        }
    }

    #[test]
    fn credentials_of_operations_are_optional_but_complete() {
        let shown = |variables: &'static [(&str, &str)]| {
            let builder = read::<Example>(|name| match name {
                "EXAMPLE_URL" => Some("http://localhost".into()),
                "EXAMPLE_TOKEN" => Some("token".into()),
                _ => {
                    let mut variables = variables.iter();
                    let (_, value) = variables.find(|(known, _)| *known == name)?;
                    Some(value.into())
                }
            });
            let builder = builder.map_err(crate::error::Error::from);
            match builder.and_then(|builder| {
                let shown = format!("{builder:?}");
                builder.build().map(|_| shown)
            }) {
                Ok(shown) => shown,
                Err(error) => format!("{error} {error:?}"),
            }
        };
        for (variables, start) in [
            (&[][..], "credentials: []"),
            (&[("EXAMPLE_KEY", "canary")], "credentials: [\"Key\"]"),
            (
                &[("EXAMPLE_USER", "u"), ("EXAMPLE_PASSWORD", "canary")],
                "credentials: [\"Login\"]",
            ),
            (
                &[("EXAMPLE_USER", "canary")],
                "the environment variable EXAMPLE_PASSWORD is not set",
            ),
            (
                &[("EXAMPLE_KEY", " ")],
                "the environment variable EXAMPLE_KEY is empty",
            ),
            (
                &[("EXAMPLE_KEY", "can\nary")],
                "the credential `Key` is invalid: the token contains a line break",
            ),
        ] {
            let shown = shown(variables);
            assert!(shown.contains(start), "{shown}");
            assert!(!shown.contains("ary"), "{shown}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn invalid_unicode_is_rejected() {
        use std::os::unix::ffi::OsStringExt;

        let builder = read::<Example>(|_| Some(OsString::from_vec(b"can\xffary".to_vec())));
        let shown = format!("{:?}", builder.unwrap_err());
        assert!(
            shown.contains("EXAMPLE_TOKEN is not valid Unicode"),
            "{shown}"
        );
        assert!(!shown.contains("ary\""), "{shown}");
    }

    #[test]
    fn an_api_without_variables_is_an_error() {
        let error = read::<Plain>(|_| None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the API defines no environment variables for its client"
        );
    }
}
