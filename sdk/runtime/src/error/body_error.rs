//! The reason why the body of an error response does not fit a type.

use std::fmt;

use crate::error::boxed::BoxError;
use crate::error::decode_problem::DecodeProblem;
use crate::error::one_line::printable;

/// The body of an error response does not fit the type that
/// [`ApiError::body_as`](crate::error::ApiError::body_as) was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub struct BodyError {
    /// Status code of the response.
    pub status_code: u16,
    /// Path in the JSON, such as `holder.id`; `None` if the body is not JSON.
    pub path: Option<String>,
    /// `true` if only the beginning of the body was kept.
    pub is_truncated: bool,
    source: BoxError,
}

impl BodyError {
    /// Reports the problem of a body.
    pub(crate) fn new(status_code: u16, is_truncated: bool, problem: DecodeProblem) -> Self {
        Self {
            status_code,
            path: problem.path,
            is_truncated,
            source: problem.source,
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status_code;
        write!(f, "the body of the error {status} does not fit the type")?;
        if let Some(path) = &self.path {
            write!(f, " at {}", printable(path))?;
        }
        if self.is_truncated {
            f.write_str("; only the beginning of the body was kept")?;
        }
        Ok(())
    }
}
