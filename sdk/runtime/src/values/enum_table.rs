//! The known values of an open enum.

use crate::values::unrecognized::Unrecognized;

/// The known values of an enum. A table is checked faster than a `match`, and an API has enums of a hundred
/// values.
#[derive(Debug)]
pub struct EnumTable<T: 'static> {
    /// The values as on the wire, without former ones.
    pub values: &'static [&'static str],
    /// The variants of these values.
    pub variants: &'static [T],
    /// The names of these variants, as `stringify!` lists them.
    pub names: &'static str,
    /// The former values, with the variants that they became.
    pub former: &'static [(&'static str, T)],
    /// Creates the catch-all variant.
    pub unrecognized: fn(Unrecognized) -> T,
}

impl<T> EnumTable<T> {
    /// Returns the variant of a wire value.
    pub(super) fn variant(&self, text: &str) -> Option<&T> {
        if let Some(index) = position(self.values, text) {
            return self.variants.get(index);
        }
        for (value, variant) in self.former {
            if *value == text {
                return Some(variant);
            }
        }
        None
    }
}

/// Returns the index of a value.
#[inline]
pub(super) fn position(values: &[&str], text: &str) -> Option<usize> {
    values.iter().position(|value| *value == text)
}
