//! The examples of the spec, tested like a user of the SDK, which is compiled only once.

pub use sentinelone_sdk as operations;
pub use sentinelone_sdk as types;

#[path = "../../sdk/src/generated/examples/mod.rs"]
#[rustfmt::skip]
mod generated;
