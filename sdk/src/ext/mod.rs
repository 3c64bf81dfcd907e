//! Written by hand beside the generated code: what makes its types convenient.

mod agent_tags;

pub use agent_tags::AgentTags;
