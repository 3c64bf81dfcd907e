//! The classification of failures.

use crate::http::response_head::ResponseHead;
use crate::request::metadata::RefusedResponse;

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
        } else if head.status >= 500 {
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
            (408, true, FailureClass::Final),
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
