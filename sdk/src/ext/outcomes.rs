//! The outcomes of an update, one for each threat: a 200 response can hide a partial failure.

use std::collections::HashSet;
use std::error::Error;
use std::fmt;

use sdk_runtime::error::ErrorDetail;
use sdk_runtime::http::HeaderText;
use sdk_runtime::response::Response;
use sdk_runtime::values::Id;

use crate::{UpdateOutcome, UpdateThreatIncident, UpdateThreatIncidentDetail};

/// The number of failed threats that a message lists.
const SHOWN: usize = 5;

/// The outcomes of an update, summed up; see [`UpdateThreatIncident::outcomes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ThreatOutcomes {
    /// The number of threats that the server counts as affected.
    pub affected: u64,
    /// The number of threats with an entry in the response.
    pub reported: u64,
    /// The number of affected threats without an entry; their outcome is unknown.
    pub unreported: u64,
    /// The outcomes for the incident status, by number of entries.
    pub status: OutcomeCounts,
    /// The outcomes for the analyst verdict, by number of entries.
    pub verdict: OutcomeCounts,
    /// The entries of threats that were not updated as requested, in the order of the response.
    pub failed: Vec<FailedThreat>,
    /// The number of errors that the server reports besides the threats.
    pub errors: usize,
}

/// The number of entries with each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutcomeCounts {
    /// The value was changed.
    pub updated: u64,
    /// The threat already had the requested value; this call may not have set it.
    pub already_set: u64,
    /// The value did not change, for no stated reason.
    pub not_changed: u64,
    /// The threat did not meet the conditions.
    pub conditions_not_met: u64,
    /// The token lacks the permission.
    pub missing_permissions: u64,
    /// Outcomes that this version of the SDK does not know. They count as not updated.
    pub unrecognized: u64,
    /// The entry does not mention the value.
    pub absent: u64,
}

/// A threat that was not updated as requested, according to the response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailedThreat {
    /// The threat, if the entry names it.
    pub threat_id: Option<Id>,
    /// The outcome for the incident status, if the entry has one.
    pub status: Option<UpdateOutcome>,
    /// The outcome for the analyst verdict, if the entry has one.
    pub verdict: Option<UpdateOutcome>,
}

impl UpdateThreatIncident {
    /// Sums up the outcomes in the response to this request.
    ///
    /// `already_set` is a success: the threat has the requested value, although this call did not
    /// change it. After a retry that followed an ambiguous failure, the earlier attempt may have set
    /// the value.
    ///
    /// A server may report `not_changed` for the verdict although the request sets none. That counts
    /// as a failure; look at [`status`](ThreatOutcomes::status) if only the status matters.
    #[must_use]
    pub fn outcomes(&self, response: &Response<Self>) -> ThreatOutcomes {
        let data = &response.json_body.data;
        let mut outcomes = ThreatOutcomes {
            affected: data.affected,
            errors: response.json_body.errors.len(),
            ..ThreatOutcomes::default()
        };
        let mut threats = HashSet::new();
        for detail in &data.details {
            // A second entry for the same threat does not report another one.
            let is_new = detail
                .threat_id
                .as_ref()
                .is_none_or(|id| threats.insert(id));
            outcomes.reported += u64::from(is_new);
            outcomes.status.count(detail.result.as_ref());
            outcomes.verdict.count(detail.analyst_verdict.as_ref());
            if !is_as_requested(detail) {
                outcomes.failed.push(FailedThreat::new(detail));
            }
        }
        outcomes.unreported = outcomes.affected.saturating_sub(outcomes.reported);
        outcomes
    }

    /// Returns `true` if the response proves that every threat was updated as requested.
    ///
    /// It does if `details` has an entry for each affected threat, all outcomes are `updated` or
    /// `already_set`, and `errors` is empty. It does not if anything remains open: no `details`, fewer
    /// entries than threats, or an outcome that this version of the SDK does not know.
    /// [`outcomes`](Self::outcomes) has the reason.
    ///
    /// A requested verdict that the response does not mention is not missed:
    /// `outcomes().verdict.absent` counts the entries without one.
    ///
    /// Only the threats that the server found are judged. A threat that no longer matches the filter
    /// has no entry: compare [`reported`](ThreatOutcomes::reported) with the number you expect.
    #[must_use]
    pub fn all_updated(&self, response: &Response<Self>) -> bool {
        self.outcomes(response).all_updated()
    }

    /// Requires that [`all_updated`](Self::all_updated) is `true`.
    ///
    /// # Errors
    ///
    /// Returns [`PartialFailureError`] if a threat was not updated, or if the response is
    /// inconclusive.
    pub fn require_all_updated(
        &self,
        response: &Response<Self>,
    ) -> Result<(), PartialFailureError> {
        let outcomes = self.outcomes(response);
        if outcomes.all_updated() {
            return Ok(());
        }
        Err(PartialFailureError(Box::new(Failure {
            outcomes,
            errors: response.json_body.errors.clone(),
            request_id: response.headers.x_rqid.clone(),
        })))
    }
}

impl ThreatOutcomes {
    /// Returns `true` if every threat was updated as requested; see
    /// [`UpdateThreatIncident::all_updated`].
    #[must_use]
    pub fn all_updated(&self) -> bool {
        !self.is_inconclusive() && self.failed.is_empty() && self.errors == 0
    }

    /// Returns `true` if the outcome of some threats is unknown: the response has no entries, or
    /// fewer than threats were affected.
    #[must_use]
    pub fn is_inconclusive(&self) -> bool {
        self.reported == 0 || self.unreported > 0
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

/// Returns `true` if an entry reports success. Every request sets the status, so an entry without an
/// outcome for it is a failure.
fn is_as_requested(detail: &UpdateThreatIncidentDetail) -> bool {
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

/// Writes for instance `1488938160436018741 (status: updated, verdict: missing_permissions)`.
impl fmt::Display for FailedThreat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.threat_id {
            Some(id) => write!(f, "{}", id.escape_debug()),
            None => f.write_str("a threat without an id"),
        }?;
        match &self.status {
            Some(status) => write!(f, " (status: {}", status.as_ref().escape_debug()),
            None => f.write_str(" (status: not reported"),
        }?;
        if let Some(verdict) = &self.verdict {
            write!(f, ", verdict: {}", verdict.as_ref().escape_debug())?;
        }
        f.write_str(")")
    }
}

/// The server reported success, but not every threat was updated, or the response is inconclusive.
#[derive(Debug)]
pub struct PartialFailureError(Box<Failure>);

#[derive(Debug)]
struct Failure {
    outcomes: ThreatOutcomes,
    errors: Vec<ErrorDetail>,
    request_id: Option<HeaderText>,
}

impl PartialFailureError {
    /// Returns the outcomes in the response.
    #[must_use]
    pub fn outcomes(&self) -> &ThreatOutcomes {
        &self.0.outcomes
    }

    /// Returns the errors that the server reports besides the threats.
    #[must_use]
    pub fn errors(&self) -> &[ErrorDetail] {
        &self.0.errors
    }

    /// Returns the server's id of the request, to quote to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&HeaderText> {
        self.0.request_id.as_ref()
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
            let all = outcomes.reported;
            let list = List(&outcomes.failed);
            part(
                f,
                format_args!("{failed} of {all} threats were not updated as requested: {list}"),
            )?;
        }
        if outcomes.reported == 0 {
            let affected = outcomes.affected;
            part(
                f,
                format_args!(
                    "the response reports no outcome for any threat ({affected} affected)"
                ),
            )?;
        } else if outcomes.unreported > 0 {
            let unreported = outcomes.unreported;
            part(
                f,
                format_args!("the response reports no outcome for {unreported} more"),
            )?;
        }
        if let Some(error) = self.errors().first() {
            let error = error.to_string();
            let error = error.escape_debug();
            part(f, format_args!("the server reports errors: {error}"))?;
        }
        match self.request_id() {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl Error for PartialFailureError {}

/// The first failed threats, and the number of the others.
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
