//! The source of the credential of each request.

use std::fmt;
use std::sync::Arc;

use crate::auth::header::{AuthScheme, token_authorization};
use crate::auth::provider::TokenProvider;
use crate::auth::redaction::Authorization;
use crate::deadline::Deadline;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::error::transport::TimeoutError;
use crate::redact::REDACTED;

/// The credential of a client, ready for its requests.
pub enum CredentialSource {
    /// The same for every request.
    Fixed(Arc<Authorization>),
    /// A token requested from the provider before each attempt.
    Provided(Arc<dyn TokenProvider>),
}

impl CredentialSource {
    /// Returns `true` if a rejected token can be replaced by another one.
    pub(crate) fn is_provided(&self) -> bool {
        matches!(self, Self::Provided(_))
    }

    /// Returns the authentication of the next request; `is_rejected` if the server rejected the
    /// last token.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Timeout`] if the provider does not finish before the deadline, and
    /// [`Error::Configuration`] if it fails or its token is invalid.
    pub(crate) async fn authorization(
        &self,
        scheme: AuthScheme,
        deadline: Deadline,
        is_rejected: bool,
    ) -> Result<Arc<Authorization>, Error> {
        let provider = match self {
            Self::Fixed(authorization) => return Ok(Arc::clone(authorization)),
            Self::Provided(provider) => provider,
        };
        let token = if is_rejected {
            provider.fresh_token()
        } else {
            provider.token()
        };
        let Ok(token) = deadline.wait(token).await else {
            return Err(TimeoutError::waiting_for_token(deadline).into());
        };
        let token = token.map_err(|error| {
            ConfigurationError::because("the token provider returned no token", error)
        })?;
        Ok(Arc::new(token_authorization(&token, scheme)?))
    }
}

impl fmt::Debug for CredentialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
