//! Hand-written conveniences on the generated types.

mod agent_tags;
mod outcomes;

pub use agent_tags::AgentTags;
pub use outcomes::{FailedThreat, OutcomeCounts, PartialFailureError, ThreatOutcomes};
