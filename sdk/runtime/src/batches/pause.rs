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
    /// The error with which the server rejected the credential, which the other batches have as well.
    rejection: Option<String>,
}

impl Pause {
    /// Begins a pause after an error with a `Retry-After`, and ends the job after status 401.
    pub(super) fn after(&mut self, error: Option<&Error>) {
        let Some(error) = error else {
            return;
        };
        if error.is_authentication() {
            self.rejection = Some(error.report().to_string());
        }
        if let Some(pause) = error.retry_after() {
            let end = Instant::now() + pause.min(LONGEST);
            self.end = self.end.max(Some(end));
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.rejection.is_none() && self.end.is_none_or(|end| end <= Instant::now())
    }

    /// Waits for the end of the pause. Returns `false` if the job must not go on.
    pub(super) async fn end(&self) -> bool {
        if let Some(end) = self.end.filter(|_| self.rejection.is_none()) {
            tokio::time::sleep_until(end).await;
        }
        self.rejection.is_none()
    }

    /// Returns the reason for which the job must not go on; `None` if it may.
    pub(super) fn stop_reason(&self) -> Option<String> {
        let error = self.rejection.as_ref()?;
        Some(format!(
            "the job stopped, because of another batch: {error}"
        ))
    }
}
