//! A client from environment variables.

use std::env;
use std::ffi::OsString;

use super::{Api, Client, ClientBuilder, ConfigurationError, Credential, Error, is_blank_text};

impl<A: Api> Client<A> {
    /// A client with the defaults, from the API's environment variables.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] as [`ClientBuilder::from_env`] and [`ClientBuilder::build`] say.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }
}

impl<A: Api> ClientBuilder<A> {
    /// Starts with base URL and credential from the API's environment variables. They are read
    /// now, and not again.
    ///
    /// # Errors
    ///
    /// [`Error::Configuration`] that names each variable that is missing or blank, and never says
    /// what is in one.
    pub fn from_env() -> Result<Self, Error> {
        Ok(read(|name| env::var_os(name))?)
    }
}

/// The builder from what the variables hold.
fn read<A: Api>(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<ClientBuilder<A>, ConfigurationError> {
    let unnamed = || ConfigurationError::new("the API names no environment variables for a client");
    if A::ENV_BASE_URL.is_empty() {
        return Err(unnamed());
    }
    let mut problems = Vec::new();
    let mut value = |name: &str| {
        let found = variable(name).map(OsString::into_string);
        let problem = match found {
            Some(Ok(value)) if !is_blank_text(&value) => return value,
            Some(Ok(_)) => "is empty",
            Some(Err(_)) => "holds something other than text",
            None => "is not set",
        };
        problems.push(format!("the environment variable {name} {problem}"));
        String::new()
    };
    let base_url = value(A::ENV_BASE_URL);
    let credential = [A::ENV_TOKEN, A::ENV_USER, A::ENV_PASSWORD].into_iter();
    let credential = credential.filter(|name| !name.is_empty());
    let credential = credential.map(value).collect();
    if !problems.is_empty() {
        return Err(ConfigurationError::new(problems.join("; ")));
    }
    let credential = A::Credential::from_values(credential).ok_or_else(unnamed)?;
    Ok(ClientBuilder::new(base_url, credential))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{ClientBuilder, read};
    use crate::runtime::testing::{Example, Plain};

    fn refusal(url: Option<&str>, token: Option<&str>) -> String {
        let builder = read::<Example>(|name| match name {
            "EXAMPLE_URL" => url.map(OsString::from),
            "EXAMPLE_TOKEN" => token.map(OsString::from),
            _ => None,
        });
        match builder
            .map_err(crate::Error::from)
            .and_then(ClientBuilder::build)
        {
            Ok(client) => format!("{client:?}"),
            Err(error) => format!("{error} {error:?}"),
        }
    }

    #[test]
    fn both_variables_make_a_client() {
        let shown = refusal(Some("http://localhost:7"), Some("canary"));
        assert!(shown.contains("http://localhost:7"), "{shown}");
    }

    #[test]
    fn what_is_missing_is_named_and_what_is_there_is_not_shown() {
        let url = "http://canary.localhost";
        for (url, token, told) in [
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
                "the token holds a line break",
            ),
        ] {
            let shown = refusal(url, token);
            assert!(shown.starts_with(told), "{shown}");
            assert!(!shown.contains("ary"), "{shown}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_is_refused() {
        use std::os::unix::ffi::OsStringExt;

        let builder = read::<Example>(|_| Some(OsString::from_vec(b"can\xffary".to_vec())));
        let shown = format!("{:?}", builder.unwrap_err());
        assert!(
            shown.contains("EXAMPLE_TOKEN holds something other than text"),
            "{shown}"
        );
        assert!(!shown.contains("ary\""), "{shown}");
    }

    #[test]
    fn an_api_may_name_none() {
        let error = read::<Plain>(|_| None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the API names no environment variables for a client"
        );
    }
}
