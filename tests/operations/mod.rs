//! Every operation against the facts of the vendor's description: a request with every input set, and
//! responses in every completeness.
//!
//! `facts.json` has names, types, bounds, values and permissions, and no sentence. The examples of the spec and
//! the hand-written values are tested here, too.

mod agent_tags;
mod cursor;
mod examples;
mod facts;
mod metadata;
mod requests;
mod responses;
mod samples;
mod validate;
