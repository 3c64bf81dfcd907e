//! The fields that all errors of a sent request share.

use crate::error::format::ErrorFormat;
use crate::http::header_text::HeaderText;
use crate::http::response_head::ResponseHead;
use crate::retry::history::AttemptHistory;

/// The end of each message that warns against sending the request again.
pub(crate) const MAY_HAVE_ACTED: &str = "; the server may have acted on the request";

/// The response as far as it arrived, and the attempts of the call.
#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorContext {
    pub(crate) status_code: Option<u16>,
    pub(crate) request_id: Option<HeaderText>,
    pub(crate) history: AttemptHistory,
}

impl ErrorContext {
    /// Returns the context of a response that began with `head`.
    pub(crate) fn of(format: &ErrorFormat, head: &ResponseHead) -> Self {
        Self {
            status_code: Some(head.status),
            request_id: head.request_id(format.request_id_header),
            history: AttemptHistory::default(),
        }
    }
}
