//! The row of a field in the table of its object.

use crate::object::field_spec::{Access, FieldSpec};
use crate::object::idents::Idents;

/// The names of a field on the wire and in Rust, and its properties.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub(crate) wire: &'static str,
    pub(crate) spec: &'static FieldSpec,
    /// The index of the row in its table and in the lists.
    index: usize,
    /// The Rust names of the fields of the table, as `stringify!` lists them.
    names: &'static str,
    /// The variants of the values of these fields; empty unless the table is that of a large object.
    variants: &'static str,
}

impl FieldRow {
    const NONE: Self = Self {
        wire: "",
        spec: &FieldSpec::NONE,
        index: 0,
        names: "",
        variants: "",
    };

    /// Creates the rows of an object from the wire names, properties and Rust names of its fields.
    ///
    /// One list for each of them is checked faster than a call for each row, whose properties are a constant
    /// that the compiler treats as a function.
    #[must_use]
    pub const fn table<const N: usize>(
        wires: &'static [&'static str; N],
        specs: &'static [FieldSpec; N],
        names: &'static str,
    ) -> [Self; N] {
        Self::with_variants(wires, specs, names, "")
    }

    /// Creates the rows of a large object, which also have the variants of the values of their fields.
    #[must_use]
    pub const fn with_variants<const N: usize>(
        wires: &'static [&'static str; N],
        specs: &'static [FieldSpec; N],
        names: &'static str,
        variants: &'static str,
    ) -> [Self; N] {
        let mut rows = [Self::NONE; N];
        let mut index = 0;
        while index < N {
            rows[index] = Self {
                wire: wires[index],
                spec: &specs[index],
                index,
                names,
                variants,
            };
            index += 1;
        }
        rows
    }

    /// Returns `true` if only the server sets the field.
    pub(crate) fn is_read_only(&self) -> bool {
        self.spec.access == Access::ReadOnly
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        Idents::of(self.names).nth(self.index).unwrap_or_default()
    }

    /// Returns the name of the variant of the field's values in a large object.
    pub(super) fn variant(&self) -> Option<&'static str> {
        Idents::of(self.variants).nth(self.index)
    }
}

#[cfg(test)]
mod tests {
    use crate::object::field_row::FieldRow;
    use crate::object::field_spec::FieldSpec;

    #[test]
    fn rows_get_the_names_of_a_list() {
        const WIRES: &[&str; 3] = &["id", "type", "größe"];
        const SPECS: &[FieldSpec; 3] = &[FieldSpec::NONE; 3];
        const ROWS: [FieldRow; 3] =
            FieldRow::with_variants(WIRES, SPECS, "id r#type\n größe", "required Text Number");
        assert_eq!(ROWS.map(|row| row.wire), *WIRES);
        assert_eq!(ROWS.map(|row| row.rust()), ["id", "type", "größe"]);
        let variants = ["required", "Text", "Number"].map(Some);
        assert_eq!(ROWS.map(|row| row.variant()), variants);
        let rows = FieldRow::table(WIRES, SPECS, "id type größe");
        assert_eq!(rows.map(|row| row.variant()), [None; 3]);
    }
}
