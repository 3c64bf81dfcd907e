//! The bodies of error responses, as types.

use serde::de::DeserializeOwned;

use crate::auth::redaction::Authorization;
use crate::error::{ApiError, BodyError};
use crate::response::json;

impl ApiError {
    /// Reads the body as a type: one that the operation documents for this status, or any other that
    /// is read from JSON. Unknown members are ignored, as in the body of a success.
    ///
    /// The errors in the error envelope of the API are in [`errors`](Self::errors) already.
    ///
    /// # Errors
    ///
    /// Returns an error with the path if the body does not fit the type, and without one if the body
    /// is not JSON, for example the page of a proxy.
    ///
    /// ```
    /// use sdk_runtime::error::{ApiError, Error};
    /// use sdk_runtime::values::Json;
    ///
    /// fn holder(error: &ApiError) -> Option<Json> {
    ///     match error.status_code {
    ///         409 => error.body_as().ok(),
    ///         _ => None,
    ///     }
    /// }
    /// # let _ = holder;
    /// ```
    pub fn body_as<T: DeserializeOwned>(&self) -> Result<T, BodyError> {
        json::json(self.body.as_bytes()).map_err(|problem| {
            // Its secrets are replaced already; its text may have characters for terminals.
            let problem = Authorization::none().redact_problem(problem);
            BodyError::new(self.status_code, self.body.is_truncated(), problem)
        })
    }
}
