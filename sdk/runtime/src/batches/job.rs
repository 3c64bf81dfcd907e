//! A job: the split of a request, and the effect of a result on the report.

use crate::batches::batched::Batched;
use crate::batches::report::{BatchReport, Reason};
use crate::batches::result::BatchResult;
use crate::batches::saved_request::saved_request;
use crate::batches::state::State;
use crate::error::Error;
use crate::error::validation::InvalidRequestError;
use crate::object::violation::Violation;
use crate::outcomes::requested::Requested;
use crate::outcomes::{ItemOutcome, Outcome, Outcomes};
use crate::values::id::Id;

/// A request that is split.
pub(super) struct Job<O> {
    /// The request without most of its ids.
    pub(super) base: O,
    /// The maximum number of ids in a batch.
    pub(super) size: usize,
    pub(super) is_idempotent: bool,
}

impl<O: Batched> Job<O> {
    /// Splits a request, and returns the job with its report. Every batch is validated.
    ///
    /// # Errors
    ///
    /// Returns [`Error::InvalidRequest`] for a request that cannot be split, or that is invalid.
    pub(super) fn new(request: &O, size: Option<usize>) -> Result<(Self, BatchReport), Error> {
        let facts = const { &O::OUTCOMES };
        let requested = Requested::by(&request, facts);
        if requested.is_limited {
            let path = facts.limited_by.join("` or `");
            return Err(invalid::<O>(
                &path,
                "limits each batch and not the whole: leave it unset, or send the request without batches",
            ));
        }
        let ids = requested.ids;
        let Some(first) = ids.first() else {
            return Err(invalid::<O>(
                facts.ids,
                "is unset, and it is the list that is split: set it, or send the request without batches",
            ));
        };
        let most = const { O::METADATA }
            .batch
            .map_or(1, |batch| batch.max_items);
        let size = size.unwrap_or(most).clamp(1, most.max(1));
        let base = request.with_ids(vec![first.clone()]);
        for ids in ids.chunks(size) {
            base.with_ids(ids.to_vec()).prepare()?;
        }
        let is_idempotent = O::METADATA.idempotency.applies_to(&base);
        let report = BatchReport::new(O::NAME, saved_request(&base, facts.ids), ids);
        let job = Self {
            base,
            size,
            is_idempotent,
        };
        Ok((job, report))
    }
}

fn invalid<O: Batched>(path: &str, message: &str) -> Error {
    let violation = Violation {
        path: path.to_owned(),
        message: message.to_owned(),
    };
    InvalidRequestError::new(O::NAME, vec![violation]).into()
}

/// Marks ids as sent: until the result is known, their items may have been updated. Returns the
/// positions whose items an earlier run may have updated.
pub(super) fn mark_sent(report: &mut BatchReport, positions: &[u32]) -> Vec<u32> {
    let unknown = positions.iter().copied();
    let unknown = unknown.filter(|at| report.is_unknown(*at)).collect();
    let reason = report.reason(Reason::new(
        "there is no response yet: the batch is in flight, or the program ended before",
    ));
    for at in positions {
        report.set(*at, State::Unknown(reason));
    }
    unknown
}

/// Sets the states of the ids of a batch from its result. An error does not prove that the items at
/// the positions `unknown` were not updated by an earlier run.
pub(super) fn apply<O: Batched>(
    report: &mut BatchReport,
    positions: &[u32],
    unknown: &[u32],
    result: &BatchResult<O>,
) {
    let error = match (&result.response, result.outcomes()) {
        (Ok(response), Some(outcomes)) => {
            let doubt = doubt(report, &outcomes);
            let is_repeated = response.attempts().may_have_acted();
            // There is an item for each id, in the order of the request.
            for (at, item) in positions.iter().zip(outcomes.items()) {
                let is_own = is_repeated || unknown.binary_search(at).is_ok();
                let state = match (state(report, item, is_own), doubt) {
                    (State::Done | State::AlreadySet { .. } | State::Unknown(_), Some(doubt)) => {
                        doubt
                    }
                    (state, _) => state,
                };
                report.set(*at, state);
            }
            return;
        }
        (Err(error), _) => error,
        (Ok(_), None) => return,
    };
    let reason = report.reason(Reason::new(error.report().to_string()));
    let state = if error.is_ambiguous() {
        State::Unknown(reason)
    } else if error.is_retryable() {
        State::NotTried(reason)
    } else {
        State::Failed(reason)
    };
    for at in positions {
        let was_unknown = unknown.binary_search(at).is_ok();
        report.set(
            *at,
            if was_unknown {
                State::Unknown(reason)
            } else {
                state
            },
        );
    }
}

/// Returns the state of items that a response does not settle: it contradicts itself, lists errors, or
/// has no entries and does not count each of the ids.
fn doubt<V: Clone + AsRef<str>>(report: &mut BatchReport, outcomes: &Outcomes<V>) -> Option<State> {
    let is_sound = !outcomes.is_contradictory() && outcomes.errors().is_empty();
    if is_sound && outcomes.has_entries() {
        return None;
    }
    let error = outcomes.clone().require_all_updated().err()?;
    Some(State::Unknown(
        report.reason(Reason::new(error.to_string())),
    ))
}

/// Returns the state of an id from its outcome.
fn state<V: AsRef<str>>(
    report: &mut BatchReport,
    item: &ItemOutcome<V>,
    perhaps_by_this_job: bool,
) -> State {
    match &item.outcome {
        Outcome::Done => State::Done,
        Outcome::AlreadySet => State::AlreadySet {
            perhaps_by_this_job,
        },
        Outcome::Failed(value) => {
            let parts = item.parts.iter().filter_map(|part| {
                let value = part.value.as_ref()?;
                Some(format!("{}: {}", part.name, value.as_ref()))
            });
            State::Failed(report.reason(Reason {
                outcome: Some(value.as_ref().to_owned()),
                text: parts.collect::<Vec<_>>().join(", "),
            }))
        }
        Outcome::NotMentioned => {
            State::Unknown(report.reason(Reason::new("the response does not report the outcome")))
        }
    }
}

/// Returns the ids at these positions.
pub(super) fn ids_at(ids: &[Id], positions: &[u32]) -> Vec<Id> {
    let positions = positions.iter();
    let ids = positions.filter_map(|at| ids.get(*at as usize));
    ids.cloned().collect()
}
