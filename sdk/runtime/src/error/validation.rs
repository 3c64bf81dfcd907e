//! Errors of local validation.

use std::fmt;

use crate::object::model::Object;
use crate::object::read::violations;
use crate::object::type_name::type_name;
use crate::object::violation::{Listed, Violation};

/// A request that was rejected before anything was sent.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub struct InvalidRequestError {
    /// Name of the operation.
    pub operation: &'static str,
    /// Everything that is wrong with the request, each with the wire path of the field.
    pub violations: Vec<Violation>,
}

impl InvalidRequestError {
    /// Wraps the violations that validation found.
    pub(crate) fn new(operation: &'static str, violations: Vec<Violation>) -> Self {
        Self {
            operation,
            violations,
        }
    }
}

impl fmt::Display for InvalidRequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent", self.operation)?;
        if self.violations.is_empty() {
            return Ok(());
        }
        write!(f, ": {}", Listed(&self.violations))
    }
}

/// An object of a request, such as a filter, that was checked alone and is invalid.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{object} is invalid: {}", Listed(violations))]
#[non_exhaustive]
pub struct InvalidObjectError {
    /// Name of the object's type.
    pub object: &'static str,
    /// Everything that is wrong with the object, each with the wire path of the field.
    pub violations: Vec<Violation>,
}

/// Checks an object as if it were sent.
///
/// # Errors
///
/// Returns [`InvalidObjectError`] with all violations if there are any.
pub fn validate<T: Object>(object: &T) -> Result<(), InvalidObjectError> {
    let violations = violations(object);
    if violations.is_empty() {
        return Ok(());
    }
    Err(InvalidObjectError {
        object: type_name::<T>(),
        violations,
    })
}
