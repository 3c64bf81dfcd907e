//! The classification of failures.

use crate::http::response_head::ResponseHead;
use crate::request::metadata::RefusedResponse;

/// The statuses that say that the server cannot process the request, now or later: 501 Not
/// Implemented, 505 HTTP Version Not Supported, 510 Not Extended, and 511 Network Authentication
/// Required, which is the response of a captive portal (RFC 9110, 15.6; RFC 2774; RFC 6585).
const NOT_IMPLEMENTED: [u16; 4] = [501, 505, 510, 511];

/// The meaning of a failure for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureClass {
    /// The request did not reach the server.
    NotSent,
    /// The server refused the request without acting on it.
    Refused,
    /// The server may have carried the request out.
    Ambiguous,
    /// A retry would fail in the same way.
    Final,
}

impl FailureClass {
    /// Classifies a response with a status other than 2xx; `refused` are the responses by which the
    /// server refuses a request without acting on it.
    pub(crate) fn of(head: &ResponseHead, refused: &[RefusedResponse]) -> Self {
        let matches = |refused: &RefusedResponse| {
            let has = |header| head.headers.contains_key(header);
            refused.status == head.status && refused.header.is_none_or(has)
        };
        if refused.iter().any(matches) {
            Self::Refused
        } else if head.status >= 500 && !NOT_IMPLEMENTED.contains(&head.status) {
            Self::Ambiguous
        } else {
            Self::Final
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{FailureClass, RefusedResponse, ResponseHead};

    #[test]
    fn status_and_refused_responses_determine_the_class() {
        let refused = [
            RefusedResponse::status(429),
            RefusedResponse::status(503).with_header("retry-after"),
        ];
        for (status, has_header, failure_class) in [
            (429, false, FailureClass::Refused),
            (429, true, FailureClass::Refused),
            (503, true, FailureClass::Refused),
            (503, false, FailureClass::Ambiguous),
            (500, true, FailureClass::Ambiguous),
            (502, false, FailureClass::Ambiguous),
            (504, false, FailureClass::Ambiguous),
            (999, false, FailureClass::Ambiguous),
            (501, false, FailureClass::Final),
            (501, true, FailureClass::Final),
            (505, false, FailureClass::Final),
            (506, false, FailureClass::Ambiguous),
            (507, false, FailureClass::Ambiguous),
            (510, false, FailureClass::Final),
            (511, false, FailureClass::Final),
            (520, false, FailureClass::Ambiguous),
            (408, true, FailureClass::Final),
            (425, false, FailureClass::Final),
            (400, false, FailureClass::Final),
            (302, false, FailureClass::Final),
            (101, false, FailureClass::Final),
        ] {
            let mut headers = HeaderMap::new();
            if has_header {
                headers.insert("retry-after", HeaderValue::from_static("1"));
            }
            let head = ResponseHead {
                status,
                reason: String::new(),
                headers,
            };
            assert_eq!(FailureClass::of(&head, &refused), failure_class, "{status}");
        }
    }
}
