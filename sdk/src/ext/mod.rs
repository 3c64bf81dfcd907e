//! Written by hand beside the generated code: what makes its types convenient.

mod agent_tags;
mod outcomes;

pub use agent_tags::AgentTags;
pub use outcomes::{FailedThreat, OutcomeCounts, PartialFailureError, ThreatOutcomes};
