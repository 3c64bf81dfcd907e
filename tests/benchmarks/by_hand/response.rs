//! The response: status, the documented headers as text, and the body.

use serde::Deserialize;

/// A response.
#[derive(Debug)]
pub struct Response {
    /// The status code.
    pub status_code: u16,
    /// The documented headers.
    pub headers: Headers,
    /// The body.
    pub body: Body,
}

/// Declares each documented header once.
macro_rules! headers {
    ($($field:ident $wire:literal,)*) => {
        /// The documented headers.
        #[derive(Debug)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub struct Headers {
            $(pub $field: Option<String>,)*
        }

        impl Headers {
            /// Moves the documented headers out of the header map.
            #[must_use]
            pub fn read(headers: &http::HeaderMap) -> Self {
                let text = |name: &str| {
                    let value = headers.get(name)?;
                    value.to_str().ok().map(str::to_owned)
                };
                Self { $($field: text($wire),)* }
            }
        }
    };
}

headers! {
    server "server",
    date "date",
    content_type "content-type",
    transfer_encoding "transfer-encoding",
    connection "connection",
    x_rqid "x-rqid",
    access_control_allow_origin "access-control-allow-origin",
    access_control_allow_credentials "access-control-allow-credentials",
    vary "vary",
    strict_transport_security "strict-transport-security",
    x_frame_options "x-frame-options",
    x_content_type_options "x-content-type-options",
    content_security_policy "content-security-policy",
    cache_control "cache-control",
    pragma "pragma",
    expires "expires",
    content_encoding "content-encoding",
}

/// The body of a response.
#[derive(Debug, Deserialize)]
pub struct Body<D = Detail> {
    /// The result of the update.
    pub data: Data<D>,
    /// The reported errors.
    #[serde(default)]
    pub errors: Option<Vec<serde_json::Value>>,
}

/// The result of the update.
#[derive(Debug, Deserialize)]
pub struct Data<D> {
    /// The number of affected threats.
    pub affected: u64,
    /// The result for each threat.
    #[serde(default = "Vec::new")]
    pub details: Vec<D>,
}

/// The result for one threat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// The result for the status.
    pub result: Option<String>,
    /// The result for the verdict.
    pub analyst_verdict: Option<String>,
    /// The ID of the threat.
    pub threat_id: Option<String>,
}
