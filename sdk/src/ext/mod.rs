//! Hand-written conveniences on the generated types.

mod agent_tags;
mod cursor;

pub use agent_tags::AgentTags;
pub use cursor::Cursor;
