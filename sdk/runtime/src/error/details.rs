//! The details of a failed connection.

/// The facts that the HTTP transport knows about a failure.
#[derive(Clone, Debug, Default)]
pub(crate) struct FailureDetails {
    /// The failure, and its remedy.
    pub(crate) reason: Option<String>,
    /// The address of the proxy that failed, without credentials.
    pub(crate) proxy: Option<String>,
    /// The status with which the proxy refused.
    pub(crate) proxy_status: Option<u16>,
    /// `true` if the request could not be read, and not the response.
    pub(crate) is_of_request: bool,
    /// `true` if a retry would fail in the same way.
    pub(crate) is_final: bool,
}
