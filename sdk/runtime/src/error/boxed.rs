//! The type of the cause of an error.

/// The cause of an error, of any type.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;
