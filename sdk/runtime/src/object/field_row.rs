//! The row of a field in the table of its object.

use crate::object::field_spec::FieldSpec;
use crate::object::idents::Idents;

/// The names of a field on the wire and in Rust, and its properties.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub(crate) wire: &'static str,
    pub(crate) spec: &'static FieldSpec,
    pub(crate) is_read_only: bool,
    rust: Listed,
    /// The variant of the values of a field that is kept only if it is set.
    variant: Option<Listed>,
}

/// An identifier by its index in the list of the table.
#[derive(Clone, Copy, Debug)]
struct Listed {
    list: &'static str,
    index: usize,
}

impl Listed {
    const NONE: Self = Self { list: "", index: 0 };

    fn ident(self) -> &'static str {
        Idents::of(self.list).nth(self.index).unwrap_or_default()
    }
}

impl FieldRow {
    /// Creates the row of a field that must be set, from its wire name.
    #[must_use]
    pub const fn required(wire: &'static str, spec: &'static FieldSpec) -> Self {
        Self {
            wire,
            spec,
            is_read_only: false,
            rust: Listed::NONE,
            variant: None,
        }
    }

    /// Creates the row of a field that may be unset.
    #[must_use]
    pub const fn optional(wire: &'static str, spec: &'static FieldSpec) -> Self {
        Self::required(wire, spec)
    }

    /// Creates the row of a field that is kept only if it is set.
    #[must_use]
    pub const fn sparse(wire: &'static str, spec: &'static FieldSpec) -> Self {
        Self {
            variant: Some(Listed::NONE),
            ..Self::required(wire, spec)
        }
    }

    /// Creates the row of a field that has only one value.
    #[must_use]
    pub const fn fixed(wire: &'static str, spec: &'static FieldSpec) -> Self {
        Self::required(wire, spec)
    }

    /// Creates the row of a read-only field.
    #[must_use]
    pub const fn read_only(wire: &'static str, spec: &'static FieldSpec) -> Self {
        Self {
            is_read_only: true,
            ..Self::required(wire, spec)
        }
    }

    /// Gives each row the Rust name of its field, from the list of these names.
    #[must_use]
    pub const fn named<const N: usize>(mut rows: [Self; N], list: &'static str) -> [Self; N] {
        let mut index = 0;
        while index < N {
            rows[index].rust = Listed { list, index };
            index += 1;
        }
        rows
    }

    /// Gives each row of a field that is kept only if it is set the variant of its values, from the list of
    /// these variants.
    #[must_use]
    pub const fn with_variants<const N: usize>(
        mut rows: [Self; N],
        list: &'static str,
    ) -> [Self; N] {
        let mut row = 0;
        let mut index = 0;
        while row < N {
            if rows[row].variant.is_some() {
                rows[row].variant = Some(Listed { list, index });
                index += 1;
            }
            row += 1;
        }
        rows
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        self.rust.ident()
    }

    /// Returns the name of the variant of the field's values; `None` for a field that has a separate
    /// place.
    #[must_use]
    pub fn variant(&self) -> Option<&'static str> {
        self.variant.map(Listed::ident)
    }
}

#[cfg(test)]
mod tests {
    use crate::object::field_row::FieldRow;
    use crate::object::field_spec::FieldSpec;

    #[test]
    fn rows_get_the_names_of_a_list() {
        const ROWS: [FieldRow; 3] = [
            FieldRow::required("id", &FieldSpec::NONE),
            FieldRow::sparse("type", &FieldSpec::NONE),
            FieldRow::sparse("größe", &FieldSpec::NONE),
        ];
        const NAMED: [FieldRow; 3] =
            FieldRow::with_variants(FieldRow::named(ROWS, "id r#type\n größe"), "Text Number");
        assert_eq!(NAMED.map(|row| row.rust()), ["id", "type", "größe"]);
        assert_eq!(
            NAMED.map(|row| row.variant()),
            [None, Some("Text"), Some("Number")]
        );
    }
}
