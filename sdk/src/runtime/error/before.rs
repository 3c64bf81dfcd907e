//! Errors before anything is sent.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::Source;
use crate::runtime::Violation;

/// At most so many violations are written out in a message.
const SHOWN: usize = 5;

/// A request that was refused before anything was sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InvalidRequestError {
    /// Name of the operation.
    pub operation: &'static str,
    /// All that is wrong with the request, each with the wire name of the field.
    pub violations: Vec<Violation>,
}

impl InvalidRequestError {
    /// What the checks found.
    pub(in crate::runtime) fn new(operation: &'static str, violations: Vec<Violation>) -> Self {
        Self {
            operation,
            violations,
        }
    }
}

impl fmt::Display for InvalidRequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent", self.operation)?;
        for (position, violation) in self.violations.iter().take(SHOWN).enumerate() {
            f.write_str(if position == 0 { ": " } else { "; " })?;
            fmt::Display::fmt(violation, f)?;
        }
        match self.violations.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl StdError for InvalidRequestError {}

/// Pages that would never end: the server gave a cursor that it had given before.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EndlessPagesError {
    /// Name of the operation.
    pub operation: &'static str,
    /// How many pages came before.
    pub pages: usize,
}

impl EndlessPagesError {
    /// After so many pages.
    pub(in crate::runtime) fn new(operation: &'static str, pages: usize) -> Self {
        Self { operation, pages }
    }
}

impl fmt::Display for EndlessPagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, pages } = self;
        write!(
            f,
            "{operation} gave the same cursor twice within {pages} pages, so that they would never \
             end; no further page was asked for"
        )
    }
}

impl StdError for EndlessPagesError {}

/// Something that the client cannot be built from: its base URL, credential, options or certificates.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigurationError {
    message: Cow<'static, str>,
    source: Option<Source>,
}

impl ConfigurationError {
    /// Says what is wrong without repeating what was given: it may hold a secret.
    pub(in crate::runtime) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// Says what is wrong, and why.
    pub(in crate::runtime) fn because(
        message: impl Into<Cow<'static, str>>,
        source: impl Into<Source>,
    ) -> Self {
        Self {
            message: message.into(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ConfigurationError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref()?.as_ref())
    }
}
