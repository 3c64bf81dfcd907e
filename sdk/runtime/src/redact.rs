//! The placeholder for sensitive values.

/// Replaces sensitive values in `Debug` output, criteria and errors.
pub(crate) const REDACTED: &str = "***";
