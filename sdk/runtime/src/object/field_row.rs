//! The row of a field in the table of its object.

use crate::object::field_spec::FieldSpec;

/// The names of a field on the wire and in Rust, and its properties.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub(crate) wire: &'static str,
    rust: &'static str,
    pub(crate) spec: &'static FieldSpec,
    pub(crate) is_read_only: bool,
}

impl FieldRow {
    /// Creates the row of a field that must be set, from its wire name and its Rust name.
    #[must_use]
    pub const fn required(
        wire: &'static str,
        rust: &'static str,
        spec: &'static FieldSpec,
    ) -> Self {
        Self {
            wire,
            rust,
            spec,
            is_read_only: false,
        }
    }

    /// Creates the row of a field that may be unset.
    #[must_use]
    pub const fn optional(
        wire: &'static str,
        rust: &'static str,
        spec: &'static FieldSpec,
    ) -> Self {
        Self::required(wire, rust, spec)
    }

    /// Creates the row of a field that has only one value.
    #[must_use]
    pub const fn fixed(wire: &'static str, rust: &'static str, spec: &'static FieldSpec) -> Self {
        Self::required(wire, rust, spec)
    }

    /// Creates the row of a read-only field.
    #[must_use]
    pub const fn read_only(
        wire: &'static str,
        rust: &'static str,
        spec: &'static FieldSpec,
    ) -> Self {
        Self {
            is_read_only: true,
            ..Self::required(wire, rust, spec)
        }
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        self.rust.strip_prefix("r#").unwrap_or(self.rust)
    }
}
