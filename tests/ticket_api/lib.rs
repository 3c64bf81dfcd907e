//! A ticket tracker: a made-up API that uses the runtime of the SDK.
//!
//! `cargo xtask gen --spec tests/ticket_api/spec --out tests/ticket_api/generated` generates the code;
//! `tests/` calls every operation against a tracker on loopback.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

#[path = "generated/mod.rs"]
#[rustfmt::skip]
mod generated;

pub use generated::*;
