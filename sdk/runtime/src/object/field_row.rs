//! The row of a field in the table of its object.

use crate::object::field_spec::FieldSpec;

/// The names of a field on the wire and in Rust, and its properties.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub(crate) wire: &'static str,
    rust: &'static str,
    pub(crate) spec: &'static FieldSpec,
    pub(crate) is_read_only: bool,
    /// The variant of the values of a field that is kept only if set.
    variant: &'static str,
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
            variant: "",
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

    /// Creates the row of a field that is kept only if it is set, with the name of the variant of its
    /// values.
    #[must_use]
    pub const fn sparse(
        wire: &'static str,
        rust: &'static str,
        spec: &'static FieldSpec,
        variant: &'static str,
    ) -> Self {
        Self {
            variant,
            ..Self::required(wire, rust, spec)
        }
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

    /// Returns the name of the variant of the field's values; empty for a field that has a separate
    /// place.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.variant
    }
}
