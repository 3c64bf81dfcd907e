//! The examples of the spec, tested like a user of the library, which is compiled only once.

pub use ticket_api as operations;
pub use ticket_api as types;

#[path = "../generated/examples/mod.rs"]
#[rustfmt::skip]
mod generated;
