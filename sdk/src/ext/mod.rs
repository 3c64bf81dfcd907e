//! Hand-written conveniences on the generated types.

mod agent_tags;

pub use agent_tags::AgentTags;
