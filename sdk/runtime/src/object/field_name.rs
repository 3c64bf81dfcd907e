//! The names of a field.

use crate::object::field_spec::{FieldSpec, Location};

/// The names of a field on the wire and in Rust.
#[derive(Clone, Copy, Debug)]
pub struct FieldName {
    pub(crate) wire: &'static str,
    rust: &'static str,
    pub(crate) location: Location,
    pub(crate) is_read_only: bool,
}

impl FieldName {
    /// Creates the names of a field that must be set, from its wire name and the path of the Rust field.
    #[must_use]
    pub const fn required(wire: &'static str, rust: &'static str, spec: &FieldSpec) -> Self {
        Self {
            wire,
            rust,
            location: spec.location,
            is_read_only: false,
        }
    }

    /// Creates the names of a field that may be unset.
    #[must_use]
    pub const fn optional(wire: &'static str, rust: &'static str, spec: &FieldSpec) -> Self {
        Self::required(wire, rust, spec)
    }

    /// Creates the names of a field that has only one value.
    #[must_use]
    pub const fn fixed(wire: &'static str, rust: &'static str, spec: &FieldSpec) -> Self {
        Self::required(wire, rust, spec)
    }

    /// Creates the names of a read-only field.
    #[must_use]
    pub const fn read_only(wire: &'static str, rust: &'static str, spec: &FieldSpec) -> Self {
        Self {
            is_read_only: true,
            ..Self::required(wire, rust, spec)
        }
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        let name = self.rust.rsplit('.').next().unwrap_or_default().trim();
        name.strip_prefix("r#").unwrap_or(name)
    }
}
