//! Errors in the configuration of a client.

use std::borrow::Cow;

use crate::error::boxed::BoxError;

/// An invalid base URL, credential, option or certificate.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct ConfigurationError {
    message: Cow<'static, str>,
    source: Option<BoxError>,
}

impl ConfigurationError {
    /// Reports the problem without quoting the rejected value: it may be a secret.
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// Reports the problem and its cause.
    pub(crate) fn because(
        message: impl Into<Cow<'static, str>>,
        source: impl Into<BoxError>,
    ) -> Self {
        Self {
            message: message.into(),
            source: Some(source.into()),
        }
    }
}
