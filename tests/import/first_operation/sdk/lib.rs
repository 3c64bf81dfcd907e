//! *Update Threat Incident*, imported from a description that this project did not make.

#![deny(missing_docs, warnings)]
#![forbid(unsafe_code)]

/// The generated code.
#[rustfmt::skip]
pub mod generated;
