//! Credentials of single operations.

use crate::auth::credential::{Basic, Credential, Token};
use crate::auth::header::AuthScheme;
use crate::auth::source::CredentialSource;
use crate::error::config::ConfigurationError;

/// The credential with which an operation is sent.
#[derive(Clone, Copy, Debug)]
pub enum OperationAuth {
    /// The credential of the client.
    Client,
    /// No credential.
    Anonymous,
    /// Another credential.
    Named(&'static NamedAuth),
}

/// The facts of a credential that some operations need instead of that of the client.
#[derive(Debug)]
pub struct NamedAuth {
    pub(crate) name: &'static str,
    pub(crate) scheme: AuthScheme,
    pub(crate) advice: &'static str,
    /// The environment variables of its parts; empty if there are none.
    pub(crate) variables: &'static [&'static str],
}

impl NamedAuth {
    /// Creates the facts of a credential.
    #[must_use]
    pub const fn new(name: &'static str, scheme: AuthScheme) -> Self {
        Self {
            name,
            scheme,
            advice: "",
            variables: &[],
        }
    }

    /// Adds the advice for the case that the server refuses the credential.
    #[must_use]
    pub const fn with_advice(self, advice: &'static str) -> Self {
        Self { advice, ..self }
    }

    /// Adds the environment variables of the credential: of its token, or of its user and its password.
    #[must_use]
    pub const fn with_variables(self, variables: &'static [&'static str]) -> Self {
        Self { variables, ..self }
    }

    /// Returns the credential made of the values of its variables.
    pub(crate) fn source(
        &self,
        values: Vec<String>,
    ) -> Result<CredentialSource, ConfigurationError> {
        let token = Token::from_values(values.clone());
        match (token, Basic::from_values(values)) {
            (Some(token), _) => token.into_source(self.scheme),
            (None, Some(basic)) => basic.into_source(self.scheme),
            (None, None) => Err(ConfigurationError::new(format!(
                "the credential `{}` has no environment variables",
                self.name
            ))),
        }
    }

    /// Returns the error for a client without the credential.
    pub(crate) fn missing(&self, operation: &str) -> ConfigurationError {
        let name = self.name;
        ConfigurationError::new(format!(
            "the operation `{operation}` needs the credential `{name}`, which the client does not \
             have: pass it to `ClientBuilder::with_credential::<{name}>`"
        ))
    }
}

/// The credentials of single operations, each with its source or the reason why it is invalid.
#[derive(Default)]
pub(crate) struct NamedCredentials(Vec<(&'static NamedAuth, Source)>);

type Source = Result<CredentialSource, ConfigurationError>;

impl NamedCredentials {
    /// Sets a credential, in place of an earlier one with its name.
    pub(crate) fn set(&mut self, auth: &'static NamedAuth, source: Source) {
        self.0.retain(|(named, _)| named.name != auth.name);
        self.0.push((auth, source));
    }

    /// Returns the names of the credentials.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(named, _)| named.name).collect()
    }

    /// Returns the sources, or the error of the first invalid credential.
    pub(crate) fn sources(
        self,
    ) -> Result<Vec<(&'static NamedAuth, CredentialSource)>, ConfigurationError> {
        let sources = self.0.into_iter().map(|(auth, source)| match source {
            Ok(source) => Ok((auth, source)),
            Err(error) => {
                let message = format!("the credential `{}` is invalid: {error}", auth.name);
                Err(ConfigurationError::new(message))
            }
        });
        sources.collect()
    }
}
