//! The list of errors in a successful response.

use serde::{Deserialize, Deserializer};

use crate::api::Api;
use crate::error::api_errors::{ErrorDetail, read_list};
use crate::json::Json;

/// Reads the errors in a response: a list, a single error or `null`.
///
/// # Errors
///
/// Returns an error only if the text is not JSON; an item of an undocumented form is kept in
/// [`ErrorDetail::raw`].
pub fn error_list<'de, D: Deserializer<'de>, A: Api>(
    deserializer: D,
) -> Result<Vec<ErrorDetail>, D::Error> {
    Option::<Json>::deserialize(deserializer)
        .map(|list| read_list(&A::ERROR_FORMAT, list.unwrap_or_default()))
}
