//! Spans and events of a call, if the feature `tracing` is enabled.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod enabled;

#[cfg(not(feature = "tracing"))]
pub(crate) use disabled::{AttemptTrace, traced};
#[cfg(feature = "tracing")]
pub(crate) use enabled::{AttemptTrace, traced};
