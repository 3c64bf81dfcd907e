//! The pause of a job after a batch that the server refused.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::Error;

/// The longest pause, also if the server asks for a longer one.
const LONGEST: Duration = Duration::from_secs(600);

/// The time at which a job may send the next batch.
#[derive(Default)]
pub(super) struct Pause {
    end: Option<Instant>,
    /// `true` after the server rejected the credential, which the other batches have as well.
    is_final: bool,
}

impl Pause {
    /// Begins a pause after an error with a `Retry-After`, and ends the job after status 401.
    pub(super) fn after(&mut self, error: Option<&Error>) {
        let Some(error) = error else {
            return;
        };
        self.is_final |= error.is_authentication();
        if let Some(pause) = error.retry_after() {
            let end = Instant::now() + pause.min(LONGEST);
            self.end = self.end.max(Some(end));
        }
    }

    pub(super) fn is_over(&self) -> bool {
        !self.is_final && self.end.is_none_or(|end| end <= Instant::now())
    }

    /// Waits for the end of the pause. Returns `false` if the job must not go on.
    pub(super) async fn end(&self) -> bool {
        if let Some(end) = self.end.filter(|_| !self.is_final) {
            tokio::time::sleep_until(end).await;
        }
        !self.is_final
    }
}
