//! Every operation against the facts of the vendor's description: a request with every input set, and
//! responses in every completeness.
//!
//! `facts.json` has names, types, bounds, values and permissions, and no sentence.

mod facts;
mod metadata;
mod requests;
mod responses;
mod samples;
mod validate;
