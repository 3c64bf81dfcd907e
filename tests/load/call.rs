//! The calls: one for each threat, of different kinds.

use sentinelone_sdk::retry::{AttemptHistory, RetryPolicy};
use sentinelone_sdk::{
    AddThreatNote, AnalystVerdict, Client, Error, IncidentStatus, SendOptions, ThreatFilter,
    UpdateThreatAnalystVerdict, UpdateThreatIncident,
};

/// The id of the first threat.
const FIRST: u64 = 1_488_938_160_000_000_000;

/// The result of a call, as the caller knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// The threat has the value.
    Done,
    /// The threat was left alone.
    Untouched,
    /// The response was lost.
    Unknown,
}

/// The result of a call, with its attempts.
#[derive(Clone, Copy, Debug)]
pub struct Reported {
    pub knowledge: Knowledge,
    /// The number of attempts that failed.
    pub failed: u64,
    pub attempts: u64,
}

/// The kind of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Status,
    Verdict,
    /// It is never sent again after it may have been carried out.
    Note,
}

/// A call for one threat.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    at: usize,
}

impl Call {
    pub fn new(at: usize) -> Self {
        Self { at }
    }

    /// Returns the id of the threat.
    pub fn id(self) -> String {
        (FIRST + self.at as u64).to_string()
    }

    pub fn kind(self) -> Kind {
        match self.at % 4 {
            0 | 1 => Kind::Status,
            2 => Kind::Verdict,
            _ => Kind::Note,
        }
    }

    /// Returns the options: every eighth status is not sent again, so that lost responses stay lost.
    fn options(self) -> SendOptions {
        if self.at.is_multiple_of(8) {
            SendOptions::new().with_retry_policy(RetryPolicy::never())
        } else {
            SendOptions::new()
        }
    }

    /// Sends the request.
    pub async fn send(self, client: &Client) -> Reported {
        let filter = ThreatFilter::new().ids([self.id()]);
        let options = self.options();
        match self.kind() {
            Kind::Status => {
                let request = UpdateThreatIncident::new(IncidentStatus::InProgress, filter);
                let sent = client.send_with(&request, options).await;
                reported(sent, |response| {
                    (
                        request.require_all_updated(response).is_ok(),
                        response.attempts().clone(),
                    )
                })
            }
            Kind::Verdict => {
                let verdict = AnalystVerdict::TruePositive;
                let request = UpdateThreatAnalystVerdict::new(verdict, filter);
                let sent = client.send_with(&request, options).await;
                reported(sent, |response| {
                    (
                        request.require_all_updated(response).is_ok(),
                        response.attempts().clone(),
                    )
                })
            }
            Kind::Note => {
                let request = AddThreatNote::new("Seen by the load test", filter);
                let sent = client.send_with(&request, options).await;
                reported(sent, |response| {
                    let is_done = response.json_body.data.affected == 1;
                    (is_done, response.attempts().clone())
                })
            }
        }
    }
}

/// Summarizes the result of a call; `done` judges a response.
fn reported<R>(sent: Result<R, Error>, done: impl Fn(&R) -> (bool, AttemptHistory)) -> Reported {
    match sent {
        Ok(response) => {
            let (is_done, history) = done(&response);
            let attempts = u64::from(history.count());
            Reported {
                knowledge: if is_done {
                    Knowledge::Done
                } else {
                    Knowledge::Untouched
                },
                failed: attempts - 1,
                attempts,
            }
        }
        Err(error) => {
            let attempts = error.attempts().map_or(0, AttemptHistory::count);
            let attempts = u64::from(attempts);
            Reported {
                knowledge: if error.is_ambiguous() {
                    Knowledge::Unknown
                } else {
                    Knowledge::Untouched
                },
                failed: attempts,
                attempts,
            }
        }
    }
}
