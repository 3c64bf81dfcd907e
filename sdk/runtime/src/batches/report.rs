//! The report of a job: the state of each id.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::batches::counts::BatchCounts;
use crate::batches::groups::{
    ALREADY_SET, DONE, Document, FAILED, FORMAT, Group, NOT_TRIED, Positions, UNKNOWN, WrittenGroup,
};
use crate::batches::state::{ItemState, State};
use crate::json::Json;
use crate::values::id::Id;

/// The reason of an id that the job has not come to.
const NOT_REACHED: &str = "the job has not come to it";

/// The state of each id of a job, which may have taken several runs.
///
/// It is serialized as JSON, with the ids in groups of one state.
#[derive(Clone)]
pub struct BatchReport {
    operation: String,
    /// The request without its ids.
    request: Json,
    ids: Arc<Vec<Id>>,
    states: Vec<State>,
    counts: BatchCounts,
    reasons: Vec<Reason>,
    known: HashMap<Reason, u32>,
}

/// The reason for a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Reason {
    pub(super) outcome: Option<String>,
    pub(super) text: String,
}

impl Reason {
    /// Creates the reason for a state that no outcome in a response tells.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            outcome: None,
            text: text.into(),
        }
    }
}

impl BatchReport {
    /// Creates the report of a job that has not begun.
    pub(super) fn new(operation: &str, request: Json, ids: Vec<Id>) -> Self {
        // Its position is that of `State::NOT_REACHED`.
        let not_reached = Reason::new(NOT_REACHED);
        Self {
            operation: operation.to_owned(),
            request,
            states: vec![State::NOT_REACHED; ids.len()],
            counts: BatchCounts {
                not_tried: ids.len(),
                ..BatchCounts::default()
            },
            ids: Arc::new(ids),
            reasons: vec![not_reached.clone()],
            known: HashMap::from([(not_reached, 0)]),
        }
    }

    /// Returns the ids, in the order of the request.
    #[must_use]
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }

    /// Shares the ids.
    pub(super) fn shared_ids(&self) -> Arc<Vec<Id>> {
        Arc::clone(&self.ids)
    }

    /// Iterates over the ids and their states, in the order of the request.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, ItemState<'_>)> {
        let states = self.states.iter().map(|state| self.state(*state));
        self.ids.iter().zip(states)
    }

    /// Returns the state of an id; `None` if it does not belong to the job.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<ItemState<'_>> {
        let at = self.ids.iter().position(|known| known.as_str() == id)?;
        self.states.get(at).map(|state| self.state(*state))
    }

    /// Iterates over the ids whose items may have been updated, to look them up on the server.
    pub fn unknown(&self) -> impl Iterator<Item = &Id> {
        let states = self.states.iter().zip(self.ids.iter());
        let unknown = states.filter(|(state, _)| matches!(state, State::Unknown(_)));
        unknown.map(|(_, id)| id)
    }

    /// Returns the number of ids in each state.
    #[must_use]
    pub fn counts(&self) -> BatchCounts {
        self.counts
    }

    /// Returns the positions of the ids that a run has to send.
    pub(super) fn open(&self, sends_unknown: bool) -> Vec<u32> {
        let is_open = |state: &State| match state {
            State::Done | State::AlreadySet { .. } => false,
            State::Unknown(_) => sends_unknown,
            State::Failed(_) | State::NotTried(_) => true,
        };
        let states = (0..).zip(&self.states);
        states
            .filter(|(_, state)| is_open(state))
            .map(|(at, _)| at)
            .collect()
    }

    /// Sets the state of an id.
    pub(super) fn set(&mut self, at: u32, state: State) {
        if let Some(known) = self.states.get_mut(at as usize) {
            *number(&mut self.counts, *known) -= 1;
            *number(&mut self.counts, state) += 1;
            *known = state;
        }
    }

    /// Sets the reason for which the job did not come to these ids. Those that an earlier run sent keep
    /// their states.
    pub(super) fn leave<'a>(&mut self, positions: impl Iterator<Item = &'a u32>, reason: String) {
        let state = State::NotTried(self.reason(Reason::new(reason)));
        for at in positions {
            if let Some(State::NotTried(_)) = self.states.get(*at as usize) {
                self.set(*at, state);
            }
        }
    }

    /// Returns the position of a reason, which may be new.
    pub(super) fn reason(&mut self, reason: Reason) -> u32 {
        if let Some(at) = self.known.get(&reason) {
            return *at;
        }
        let at = u32::try_from(self.reasons.len()).unwrap_or(u32::MAX);
        self.reasons.push(reason.clone());
        self.known.insert(reason, at);
        at
    }

    fn state(&self, state: State) -> ItemState<'_> {
        let reason = |at: u32| self.reasons.get(at as usize);
        let text = |at| reason(at).map_or("", |reason| &reason.text);
        match state {
            State::Done => ItemState::Done,
            State::AlreadySet {
                perhaps_by_this_job,
            } => ItemState::AlreadySet {
                perhaps_by_this_job,
            },
            State::Failed(at) => ItemState::Failed {
                outcome: reason(at).and_then(|reason| reason.outcome.as_deref()),
                reason: text(at),
            },
            State::Unknown(at) => ItemState::Unknown { reason: text(at) },
            State::NotTried(at) => ItemState::NotTried { reason: text(at) },
        }
    }

    /// Returns the group of some ids with one state.
    pub(super) fn group<'a>(&'a self, state: State, positions: &'a [u32]) -> WrittenGroup<'a> {
        let (word, at) = match state {
            State::Done => (DONE, None),
            State::AlreadySet { .. } => (ALREADY_SET, None),
            State::Failed(at) => (FAILED, Some(at)),
            State::Unknown(at) => (UNKNOWN, Some(at)),
            State::NotTried(at) => (NOT_TRIED, Some(at)),
        };
        let is_own = State::AlreadySet {
            perhaps_by_this_job: true,
        };
        let reason = at.and_then(|at| self.reasons.get(at as usize));
        WrittenGroup {
            state: word,
            perhaps_by_this_job: state == is_own,
            outcome: reason.and_then(|reason| reason.outcome.as_deref()),
            reason: reason.map(|reason| &*reason.text),
            ids: Positions {
                ids: &self.ids,
                positions,
            },
        }
    }

    /// Returns the positions of some ids, or of all, by their states.
    pub(super) fn by_state(&self, positions: impl Iterator<Item = u32>) -> Vec<(State, Vec<u32>)> {
        let mut groups = BTreeMap::<_, Vec<u32>>::new();
        for at in positions {
            let state = self.states.get(at as usize).copied();
            groups
                .entry(state.unwrap_or(State::NOT_REACHED))
                .or_default()
                .push(at);
        }
        groups.into_iter().collect()
    }

    /// Returns the positions of the ids whose items may have been updated.
    pub(super) fn unknown_positions(&self) -> Vec<u32> {
        let states = (0..).zip(&self.states);
        let unknown = states.filter(|(_, state)| matches!(state, State::Unknown(_)));
        unknown.map(|(at, _)| at).collect()
    }

    /// Returns the id at a position.
    pub(super) fn id(&self, at: u32) -> Option<&Id> {
        self.ids.get(at as usize)
    }

    /// Returns the states of some ids.
    pub(super) fn states(&self, positions: &[u32]) -> Vec<State> {
        let states = positions.iter().map(|at| self.states.get(*at as usize));
        states
            .map(|state| state.copied().unwrap_or(State::NOT_REACHED))
            .collect()
    }

    /// Returns `true` if the item at a position may have been updated.
    pub(super) fn is_unknown(&self, at: u32) -> bool {
        let state = self.states.get(at as usize);
        matches!(state, Some(State::Unknown(_)))
    }

    /// Takes over the states of an earlier run. The document has to belong to this job.
    ///
    /// # Errors
    ///
    /// Returns the problem if the document belongs to another job.
    pub(super) fn resume(&mut self, document: Document, journal: Vec<Group>) -> Result<(), String> {
        if document.format != FORMAT {
            return Err(format!("has the unknown format {}", document.format));
        }
        if (&document.operation, &document.request) != (&self.operation, &self.request) {
            let (operation, request) = (document.operation, document.request);
            return Err(format!(
                "belongs to another request: {operation} {request}, not {} {}",
                self.operation, self.request
            ));
        }
        let ids = Arc::clone(&self.ids);
        let positions: HashMap<&str, u32> = ids.iter().map(Id::as_str).zip(0..).collect();
        let count: usize = document.groups.iter().map(|group| group.ids.len()).sum();
        if count != ids.len() {
            return Err(format!(
                "has {count} ids, and the request has {}",
                ids.len()
            ));
        }
        for group in document.groups.into_iter().chain(journal) {
            let state = self.state_of(&group)?;
            for id in &group.ids {
                let at = positions.get(id.as_str());
                let at = at.ok_or_else(|| format!("has the id {id}, and the request does not"))?;
                self.set(*at, state);
            }
        }
        Ok(())
    }

    fn state_of(&mut self, group: &Group) -> Result<State, String> {
        let mut reason = |missing: &str| {
            self.reason(Reason {
                outcome: group.outcome.clone(),
                text: group.reason.clone().unwrap_or_else(|| missing.to_owned()),
            })
        };
        Ok(match group.state.as_str() {
            DONE => State::Done,
            ALREADY_SET => State::AlreadySet {
                perhaps_by_this_job: group.perhaps_by_this_job,
            },
            FAILED => State::Failed(reason("")),
            UNKNOWN => State::Unknown(reason("")),
            NOT_TRIED => State::NotTried(reason(NOT_REACHED)),
            other => return Err(format!("has the unknown state `{other}`")),
        })
    }
}

/// Returns the number of ids in a state.
fn number(counts: &mut BatchCounts, state: State) -> &mut usize {
    match state {
        State::Done => &mut counts.done,
        State::AlreadySet { .. } => &mut counts.already_set,
        State::Failed(_) => &mut counts.failed,
        State::Unknown(_) => &mut counts.unknown,
        State::NotTried(_) => &mut counts.not_tried,
    }
}

impl Serialize for BatchReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let end = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let groups = self.by_state(0..end);
        let groups = groups.iter();
        let groups = groups.map(|(state, positions)| self.group(*state, positions));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("format", &FORMAT)?;
        map.serialize_entry("operation", &self.operation)?;
        map.serialize_entry("request", &self.request)?;
        map.serialize_entry("groups", &groups.collect::<Vec<_>>())?;
        map.end()
    }
}

impl fmt::Debug for BatchReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchReport")
            .field("operation", &self.operation)
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}
