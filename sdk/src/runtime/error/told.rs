//! What an error says of itself: what to do about it, and what happened before it.

use std::time::Duration;

use super::{Error, TimeoutPhase};
use crate::runtime::retry::Verdict;
use crate::runtime::{Attempts, HeaderText};

impl Error {
    /// The status code of the answer, where one came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::Connect(_)
            | Self::EndlessPages(_) => None,
            Self::Timeout(error) => error.status_code,
            Self::Transport(error) => error.status_code,
            Self::Decode(error) => Some(error.status_code),
            Self::Api(error) => Some(error.status_code),
        }
    }

    /// The server's id of the request, to be named when asking the vendor, where an answer came.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        match self {
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::Connect(_)
            | Self::EndlessPages(_) => None,
            Self::Timeout(error) => error.request_id.as_ref(),
            Self::Transport(error) => error.request_id.as_ref(),
            Self::Decode(error) => error.request_id.as_ref(),
            Self::Api(error) => error.request_id.as_ref(),
        }
    }

    /// What happened on the way to this error, where the request was to be sent.
    #[must_use]
    pub fn attempts(&self) -> Option<&Attempts> {
        match self {
            Self::InvalidRequest(_) | Self::Configuration(_) | Self::EndlessPages(_) => None,
            Self::Connect(error) => Some(&error.attempts),
            Self::Timeout(error) => Some(&error.attempts),
            Self::Transport(error) => Some(&error.attempts),
            Self::Decode(error) => Some(&error.attempts),
            Self::Api(error) => Some(&error.attempts),
        }
    }

    /// How long the server asks to wait before the request is sent again, where it says so.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after,
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::Connect(_)
            | Self::Timeout(_)
            | Self::Transport(_)
            | Self::Decode(_)
            | Self::EndlessPages(_) => None,
        }
    }

    /// Whether the server does not accept the credential: status 401.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.has_status(&[401])
    }

    /// Whether the server accepts the credential but not for this: status 403.
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.has_status(&[403])
    }

    /// Whether something is wrong with the request: found before it was sent, or by the server with
    /// status 400 or 422.
    #[must_use]
    pub fn is_validation(&self) -> bool {
        matches!(self, Self::InvalidRequest(_)) || self.has_status(&[400, 422])
    }

    /// Whether the server refused because of too many requests: status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(&[429])
    }

    /// Whether time ran out, wherever.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether no connection was made, be it for lack of time.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Connect(_) => true,
            Self::Timeout(error) => error.phase == TimeoutPhase::Connecting,
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::Transport(_)
            | Self::Decode(_)
            | Self::Api(_)
            | Self::EndlessPages(_) => false,
        }
    }

    /// Whether the server may have carried the request out, this time or in an earlier attempt,
    /// although no answer says what came of it: look before you send it again.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        let is_earlier = self.attempts().is_some_and(Attempts::may_have_acted);
        is_earlier || matches!(self, Self::Decode(_)) || self.verdict() == Verdict::Ambiguous
    }

    /// Whether the request can be sent again without harm: it was not sent, or the server says that
    /// it did nothing.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_earlier = self.attempts().is_some_and(Attempts::may_have_acted);
        !is_earlier && matches!(self.verdict(), Verdict::NotSent | Verdict::Refused)
    }

    fn has_status(&self, statuses: &[u16]) -> bool {
        match self {
            Self::Api(error) => statuses.contains(&error.status_code),
            Self::InvalidRequest(_)
            | Self::Configuration(_)
            | Self::Connect(_)
            | Self::Timeout(_)
            | Self::Transport(_)
            | Self::Decode(_)
            | Self::EndlessPages(_) => false,
        }
    }

    /// What the last attempt means for the request.
    pub(in crate::runtime) fn verdict(&self) -> Verdict {
        match self {
            Self::InvalidRequest(_) | Self::Configuration(_) | Self::EndlessPages(_) => {
                Verdict::Final
            }
            Self::Connect(_) => Verdict::NotSent,
            Self::Timeout(error) => match error.phase {
                TimeoutPhase::Waiting | TimeoutPhase::Connecting => Verdict::NotSent,
                TimeoutPhase::Answering => Verdict::Ambiguous,
            },
            Self::Transport(_) => Verdict::Ambiguous,
            Self::Decode(error) if error.ended_early => Verdict::Ambiguous,
            Self::Decode(_) => Verdict::Final,
            Self::Api(error) => error.verdict,
        }
    }

    /// Whether nothing was sent for a reason of the client's own: its limits held the request back
    /// until there was no time left, or its credential could not be had.
    pub(in crate::runtime) fn is_before_sending(&self) -> bool {
        match self {
            Self::Timeout(error) => error.phase == TimeoutPhase::Waiting,
            Self::Configuration(_) => true,
            _ => false,
        }
    }

    /// The same with what happened before.
    pub(in crate::runtime) fn with_attempts(mut self, attempts: Attempts) -> Self {
        match &mut self {
            Self::InvalidRequest(_) | Self::Configuration(_) | Self::EndlessPages(_) => {}
            Self::Connect(error) => error.attempts = attempts,
            Self::Timeout(error) => error.attempts = attempts,
            Self::Transport(error) => error.attempts = attempts,
            Self::Decode(error) => error.attempts = attempts,
            Self::Api(error) => error.attempts = attempts,
        }
        self
    }
}
