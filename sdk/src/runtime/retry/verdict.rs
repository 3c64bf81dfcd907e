//! What a failure means for the request.

use crate::runtime::Refusal;
use crate::runtime::error::Head;

/// What a failure means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Verdict {
    /// It did not reach the server.
    NotSent,
    /// The server says that it did nothing.
    Refused,
    /// The server may have carried it out.
    Ambiguous,
    /// The server answered, and would answer the same again.
    Final,
}

impl Verdict {
    /// What an answer means that is no success, when the server refuses requests by these.
    pub(in crate::runtime) fn of(head: &Head, refusals: &[Refusal]) -> Self {
        let refuses = |refusal: &Refusal| {
            let has = |header| head.headers.contains_key(header);
            refusal.status == head.status && refusal.header.is_none_or(has)
        };
        if refusals.iter().any(refuses) {
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

    use super::{Head, Refusal, Verdict};

    #[test]
    fn the_status_and_what_the_api_says_of_it_decide() {
        let refusals = [
            Refusal::status(429),
            Refusal::status(503).with_header("retry-after"),
        ];
        for (status, has_header, verdict) in [
            (429, false, Verdict::Refused),
            (429, true, Verdict::Refused),
            (503, true, Verdict::Refused),
            (503, false, Verdict::Ambiguous),
            (500, true, Verdict::Ambiguous),
            (502, false, Verdict::Ambiguous),
            (504, false, Verdict::Ambiguous),
            (999, false, Verdict::Ambiguous),
            (408, true, Verdict::Final),
            (400, false, Verdict::Final),
            (302, false, Verdict::Final),
            (101, false, Verdict::Final),
        ] {
            let mut headers = HeaderMap::new();
            if has_header {
                headers.insert("retry-after", HeaderValue::from_static("1"));
            }
            let head = Head {
                status,
                reason: String::new(),
                headers,
            };
            assert_eq!(Verdict::of(&head, &refusals), verdict, "{status}");
        }
    }
}
