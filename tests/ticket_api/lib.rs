//! A ticket tracker: a made-up API that uses the runtime of the SDK.
//!
//! `cargo xtask gen --spec tests/ticket_api/spec --out tests/ticket_api/generated` writes the code;
//! `tests/` calls every operation against a tracker on loopback.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

#[path = "generated/mod.rs"]
mod generated;

pub use generated::*;
