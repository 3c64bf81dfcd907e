//! The state of a console.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sdk_runtime::mock::Fault;
use sdk_runtime::values::Id;
use serde_json::Value;

use super::access::Role;
use super::criteria::Criteria;
use super::refusal::Refusal;
use super::threat::ConsoleThreat;

/// The first id that the console assigns.
const FIRST_ID: u64 = 2_000_000_000_000_000_001;

/// Decides about the fault of a request: `None` for a request without one.
pub(super) type FaultSource = Box<dyn FnMut(&str) -> Option<Fault> + Send>;

/// The threats and tokens of a console.
#[derive(Default)]
pub(super) struct State {
    pub(super) threats: BTreeMap<Id, ConsoleThreat>,
    pub(super) tokens: BTreeMap<String, Role>,
    /// The number of requests that were carried out or refused.
    requests: u64,
    /// The number of ids that were assigned.
    ids: u64,
}

impl State {
    /// Returns the id of the next response.
    pub(super) fn next_request_id(&mut self) -> String {
        self.requests += 1;
        format!("console-in-memory-{}", self.requests)
    }

    /// Returns a new id.
    pub(super) fn next_id(&mut self) -> String {
        self.ids += 1;
        (FIRST_ID + self.ids).to_string()
    }

    /// Returns the ids of the threats that a filter selects, in order.
    ///
    /// # Errors
    ///
    /// Returns the refusal of the filter.
    pub(super) fn select(&self, filter: &Value) -> Result<Vec<Id>, Refusal> {
        let criteria = Criteria::read(filter)?;
        criteria.select(&self.threats)
    }
}

/// The state and the faults that the clones of a console share.
#[derive(Clone, Default)]
pub(super) struct Shared {
    state: Arc<Mutex<State>>,
    /// Not a part of the state: a source of faults may ask the console for its threats.
    faults: Arc<Mutex<Option<FaultSource>>>,
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn faults(&self) -> MutexGuard<'_, Option<FaultSource>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
