//! Credentials: their sources, their headers, and their removal from errors.

pub(crate) mod credential;
pub(crate) mod header;
pub(crate) mod named;
pub(crate) mod provider;
pub(crate) mod redaction;
pub(crate) mod secrets;
pub(crate) mod source;

pub use credential::{Anonymous, Basic, Credential, Token};
pub use header::AuthScheme;
pub use named::{NamedAuth, OperationAuth};
pub use provider::{TokenFuture, TokenProvider};
