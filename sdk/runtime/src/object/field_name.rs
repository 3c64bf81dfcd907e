//! The names of a field.

use crate::object::field_spec::{FieldSpec, Location};

/// The names of a field on the wire and in Rust.
#[derive(Clone, Copy, Debug)]
pub struct FieldName {
    pub(crate) wire: &'static str,
    rust: &'static str,
    pub(crate) location: Location,
}

impl FieldName {
    /// Creates the names of a field from its wire name and the path of the Rust field.
    #[must_use]
    pub const fn new(wire: &'static str, rust: &'static str, spec: &FieldSpec) -> Self {
        Self {
            wire,
            rust,
            location: spec.location,
        }
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        let name = self.rust.rsplit('.').next().unwrap_or_default().trim();
        name.strip_prefix("r#").unwrap_or(name)
    }
}
