//! The reason why a body could not be decoded.

use std::error::Error as StdError;

use crate::error::boxed::BoxError;

/// The reason why a body could not be decoded, with the path in its JSON.
#[derive(Debug)]
pub struct DecodeProblem {
    /// JSON path, such as `data.items[3].id`; `None` if the problem is not at a value of the JSON.
    pub(crate) path: Option<String>,
    /// The cause.
    pub(crate) source: BoxError,
}

impl<E: StdError + Send + Sync + 'static> From<E> for DecodeProblem {
    fn from(error: E) -> Self {
        Self {
            path: None,
            source: Box::new(error),
        }
    }
}
