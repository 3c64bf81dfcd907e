//! The row of a field in the table of its object.

use crate::object::field_spec::FieldSpec;

/// The names of a field on the wire and in Rust, and its properties.
#[derive(Clone, Copy, Debug)]
pub struct FieldRow {
    pub(crate) wire: &'static str,
    pub(crate) spec: &'static FieldSpec,
    pub(crate) is_read_only: bool,
    /// The Rust name of the field.
    rust: Word,
    /// The variant of the values of a field that is kept only if it is set.
    variant: Option<Word>,
}

/// A word in a list that `stringify!` returns. It is found when it is needed: the compiler would search the
/// list each time it checks the table.
#[derive(Clone, Copy, Debug)]
struct Word {
    list: &'static str,
    index: usize,
}

impl Word {
    const EMPTY: Self = Self { list: "", index: 0 };

    fn text(self) -> &'static str {
        let mut words = self.list.split_ascii_whitespace();
        words.nth(self.index).unwrap_or_default()
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
            rust: Word::EMPTY,
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
            variant: Some(Word::EMPTY),
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

    /// Gives each row the Rust name of its field, from the list of these names that `stringify!` returns.
    ///
    /// One list for the whole table: a `stringify!` for each name is one more expansion for the compiler.
    #[must_use]
    pub const fn named<const N: usize>(mut rows: [Self; N], list: &'static str) -> [Self; N] {
        let mut index = 0;
        while index < N {
            rows[index].rust = Word { list, index };
            index += 1;
        }
        rows
    }

    /// Gives each row of a field that is kept only if it is set the variant of its values, from the list of
    /// these variants that `stringify!` returns.
    #[must_use]
    pub const fn with_variants<const N: usize>(
        mut rows: [Self; N],
        list: &'static str,
    ) -> [Self; N] {
        let mut row = 0;
        let mut index = 0;
        while row < N {
            if rows[row].variant.is_some() {
                rows[row].variant = Some(Word { list, index });
                index += 1;
            }
            row += 1;
        }
        rows
    }

    /// Returns the name of the setter, or of the constructor's argument.
    pub(crate) fn rust(&self) -> &'static str {
        let name = self.rust.text();
        name.strip_prefix("r#").unwrap_or(name)
    }

    /// Returns the name of the variant of the field's values; `None` for a field that has a separate
    /// place.
    pub(crate) fn variant(&self) -> Option<&'static str> {
        self.variant.map(Word::text)
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
