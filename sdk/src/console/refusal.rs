//! The refusal of a request, with the error envelope of the API.

use sdk_runtime::mock::Reply;
use serde_json::json;

/// The refusal of a request.
pub(super) struct Refusal {
    status: u16,
    code: u32,
    title: &'static str,
    detail: String,
}

impl Refusal {
    fn new(status: u16, code: u32, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            title,
            detail: detail.into(),
        }
    }

    /// Refuses a request with an invalid or unknown input.
    pub(super) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(400, 4_000_010, "Validation Error", detail)
    }

    /// Refuses a request without a known token.
    pub(super) fn unauthenticated(detail: impl Into<String>) -> Self {
        Self::new(401, 4_010_010, "Authentication Failed", detail)
    }

    /// Refuses a request without a permission.
    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, 4_030_010, "Insufficient permissions", detail)
    }

    /// Refuses a request for something that the console does not have.
    pub(super) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(404, 4_040_010, "Not Found", detail)
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        let Refusal {
            status,
            code,
            title,
            detail,
        } = refusal;
        let error = json!({"code": code, "title": title, "detail": detail});
        Self::error(status).with_json(json!({"errors": [error]}))
    }
}
