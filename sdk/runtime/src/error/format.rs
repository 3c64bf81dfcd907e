//! The shape of an API's error responses.

/// The shape of an API's error responses, and the advice in its errors. A name is empty if the API
/// has no such header or key.
#[derive(Clone, Copy, Debug)]
pub struct ErrorFormat {
    /// Response header with the id of the request, in lower case.
    pub request_id_header: &'static str,
    /// Key of the list of errors in a body; empty if the body itself is the error.
    pub list: &'static str,
    /// Key of the code of an error.
    pub code: &'static str,
    /// Key of the title of an error.
    pub title: &'static str,
    /// Key of the detail of an error.
    pub detail: &'static str,
    /// Advice for a rejected credential (401).
    pub auth_advice: &'static str,
}
