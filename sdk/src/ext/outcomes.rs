//! What came of an update for each threat: an answer of 200 can hide a partial failure.

use std::collections::HashSet;
use std::error::Error;
use std::fmt;

use crate::runtime::{Id, Response};
use crate::{UpdateOutcome, UpdateThreatIncident, UpdateThreatIncidentDetail};

/// At most so many failed threats are written out in a message.
const SHOWN: usize = 5;

/// What an answer says of the threats, summed up: [`outcomes`](Response::outcomes) makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ThreatOutcomes {
    /// How many threats the server counts as affected.
    pub affected: u64,
    /// How many threats have an entry in the answer.
    pub told: u64,
    /// How many affected threats have no entry, so that nobody can tell what became of them.
    pub untold: u64,
    /// What became of the incident status, in entries for each outcome.
    pub status: OutcomeCounts,
    /// What became of the analyst verdict, in entries for each outcome.
    pub verdict: OutcomeCounts,
    /// The entries by which a threat is not as asked for, in the answer's order.
    pub failed: Vec<FailedThreat>,
    /// How many errors the server reports beside the threats.
    pub errors: usize,
}

/// How many entries of an answer have each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutcomeCounts {
    /// The value was changed.
    pub updated: u64,
    /// The threat had the value before. It is as asked for, though this call may not have done it.
    pub already_set: u64,
    /// The value stayed as it was, for no stated reason.
    pub not_changed: u64,
    /// The threat did not meet the conditions.
    pub conditions_not_met: u64,
    /// The token lacks the permission.
    pub missing_permissions: u64,
    /// Outcomes that this version of the SDK does not know. They count as not updated.
    pub unrecognized: u64,
    /// The entry says nothing of this value.
    pub absent: u64,
}

/// A threat that is not as asked for, as far as the answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailedThreat {
    /// The threat, where the answer names it.
    pub threat_id: Option<Id>,
    /// What became of the incident status.
    pub status: Option<UpdateOutcome>,
    /// What became of the analyst verdict, where the answer says it.
    pub verdict: Option<UpdateOutcome>,
}

impl Response<UpdateThreatIncident> {
    /// What the answer says of the threats, summed up.
    ///
    /// `already_set` is a success here: the threat is as asked for, although this call did not
    /// change it. After a request was repeated because the first attempt ended in doubt, it may
    /// have been that attempt that set the value.
    ///
    /// A server may report `not_changed` for the verdict although the request has none. That counts
    /// as a failure, because the answer alone cannot tell; look at
    /// [`status`](ThreatOutcomes::status) when only the status matters.
    #[must_use]
    pub fn outcomes(&self) -> ThreatOutcomes {
        let data = &self.json_body.data;
        let mut outcomes = ThreatOutcomes {
            affected: data.affected,
            errors: self.json_body.errors.len(),
            ..ThreatOutcomes::default()
        };
        let mut threats = HashSet::new();
        for detail in &data.details {
            // A second entry for a threat says nothing of another one.
            let is_new = detail
                .threat_id
                .as_ref()
                .is_none_or(|id| threats.insert(id));
            outcomes.told += u64::from(is_new);
            outcomes.status.count(detail.result.as_ref());
            outcomes.verdict.count(detail.analyst_verdict.as_ref());
            if !is_as_asked(detail) {
                outcomes.failed.push(FailedThreat::new(detail));
            }
        }
        outcomes.untold = outcomes.affected.saturating_sub(outcomes.told);
        outcomes
    }

    /// Whether the answer shows that every threat is now as asked for.
    ///
    /// It does when there is an entry in `details` for each affected threat, all their outcomes
    /// are `updated` or `already_set`, and `errors` is empty. It does not when the answer leaves
    /// that open: without `details`, with fewer entries than threats, or with an outcome that this
    /// version of the SDK does not know. [`outcomes`](Self::outcomes) says which it is.
    ///
    /// The answer does not repeat the request: a verdict that was asked for and that it says nothing
    /// about is not missed. `outcomes().verdict.absent` counts the entries without one.
    ///
    /// It is about the threats that the server found. A threat that no longer matches the filter
    /// has no entry: compare [`told`](ThreatOutcomes::told) with the number you expect.
    #[must_use]
    pub fn all_updated(&self) -> bool {
        self.outcomes().all_updated()
    }

    /// The answer itself when [`all_updated`](Self::all_updated) holds, otherwise an error that
    /// says what failed and keeps the answer.
    ///
    /// # Errors
    ///
    /// [`PartialFailureError`] when a threat was not updated, or the answer cannot tell.
    pub fn require_all_updated(self) -> Result<Self, PartialFailureError> {
        let outcomes = self.outcomes();
        if outcomes.all_updated() {
            return Ok(self);
        }
        Err(PartialFailureError(Box::new(Failure {
            outcomes,
            response: self,
        })))
    }
}

impl ThreatOutcomes {
    /// As [`Response::all_updated`].
    #[must_use]
    pub fn all_updated(&self) -> bool {
        !self.cannot_tell() && self.failed.is_empty() && self.errors == 0
    }

    /// Whether the answer leaves open what became of threats: it has no entry at all, or fewer
    /// than threats were affected.
    #[must_use]
    pub fn cannot_tell(&self) -> bool {
        self.told == 0 || self.untold > 0
    }
}

impl OutcomeCounts {
    fn count(&mut self, outcome: Option<&UpdateOutcome>) {
        let count = match outcome {
            Some(UpdateOutcome::Updated) => &mut self.updated,
            Some(UpdateOutcome::AlreadySet) => &mut self.already_set,
            Some(UpdateOutcome::NotChanged) => &mut self.not_changed,
            Some(UpdateOutcome::ConditionsNotMet) => &mut self.conditions_not_met,
            Some(UpdateOutcome::MissingPermissions) => &mut self.missing_permissions,
            Some(UpdateOutcome::Unrecognized(_)) => &mut self.unrecognized,
            None => &mut self.absent,
        };
        *count += 1;
    }
}

/// Every request sets the status, so an entry has to say what became of it.
fn is_as_asked(detail: &UpdateThreatIncidentDetail) -> bool {
    let is_done = |outcome: &UpdateOutcome| {
        matches!(outcome, UpdateOutcome::Updated | UpdateOutcome::AlreadySet)
    };
    detail.result.as_ref().is_some_and(is_done)
        && detail.analyst_verdict.as_ref().is_none_or(is_done)
}

impl FailedThreat {
    fn new(detail: &UpdateThreatIncidentDetail) -> Self {
        Self {
            threat_id: detail.threat_id.clone(),
            status: detail.result.clone(),
            verdict: detail.analyst_verdict.clone(),
        }
    }
}

/// Such as `1488938160436018741 (status: updated, verdict: missing_permissions)`.
impl fmt::Display for FailedThreat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.threat_id {
            Some(id) => write!(f, "{}", id.escape_debug()),
            None => f.write_str("a threat without an id"),
        }?;
        match &self.status {
            Some(status) => write!(f, " (status: {}", status.as_ref().escape_debug()),
            None => f.write_str(" (status: not told"),
        }?;
        if let Some(verdict) = &self.verdict {
            write!(f, ", verdict: {}", verdict.as_ref().escape_debug())?;
        }
        f.write_str(")")
    }
}

/// The server answered with success, but not every threat was updated, or the answer cannot tell.
#[derive(Debug)]
pub struct PartialFailureError(Box<Failure>);

#[derive(Debug)]
struct Failure {
    outcomes: ThreatOutcomes,
    response: Response<UpdateThreatIncident>,
}

impl PartialFailureError {
    /// What the answer says of the threats.
    #[must_use]
    pub fn outcomes(&self) -> &ThreatOutcomes {
        &self.0.outcomes
    }

    /// The answer.
    #[must_use]
    pub fn response(&self) -> &Response<UpdateThreatIncident> {
        &self.0.response
    }

    /// The answer, without the error around it.
    #[must_use]
    pub fn into_response(self) -> Response<UpdateThreatIncident> {
        self.0.response
    }
}

impl fmt::Display for PartialFailureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcomes = self.outcomes();
        let mut separator = "";
        let mut part = |f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>| -> fmt::Result {
            write!(f, "{separator}{text}")?;
            separator = "; ";
            Ok(())
        };
        if !outcomes.failed.is_empty() {
            let failed = outcomes.failed.len();
            let all = outcomes.told;
            part(
                f,
                format_args!(
                    "{failed} of {all} threats are not as asked for: {}",
                    List(&outcomes.failed)
                ),
            )?;
        }
        if outcomes.told == 0 {
            let affected = outcomes.affected;
            part(
                f,
                format_args!(
                    "the answer does not tell what became of any threat ({affected} affected)"
                ),
            )?;
        } else if outcomes.untold > 0 {
            let untold = outcomes.untold;
            part(
                f,
                format_args!("the answer does not tell what became of {untold} more"),
            )?;
        }
        if let Some(error) = self.response().json_body.errors.first() {
            let error = error.to_string();
            let error = error.escape_debug();
            part(f, format_args!("the server reports errors: {error}"))?;
        }
        match &self.response().headers.x_rqid {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl Error for PartialFailureError {}

/// The first of the failed threats, and how many more there are.
struct List<'a>(&'a [FailedThreat]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, threat) in self.0.iter().take(SHOWN).enumerate() {
            write!(f, "{}{threat}", if position == 0 { "" } else { ", " })?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, ", and {more} more"),
        }
    }
}
