//! The head of a response.

use http::HeaderMap;

use crate::http::header_text::HeaderText;

/// The status line and the headers of a response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseHead {
    /// The status code.
    pub(crate) status: u16,
    /// The reason phrase as on the wire.
    pub(crate) reason: String,
    /// All headers.
    pub(crate) headers: HeaderMap,
}

impl ResponseHead {
    /// Returns `true` if the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the server's id of the request, from the header with this name.
    pub(crate) fn request_id(&self, header: &str) -> Option<HeaderText> {
        self.headers.get(header).map(HeaderText::new)
    }
}
