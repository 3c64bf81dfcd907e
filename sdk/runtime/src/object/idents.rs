//! The identifiers in a table.

use std::str::SplitAsciiWhitespace;

/// The identifiers that a `stringify!` lists, without `r#`.
///
/// A table has one list of them: a `stringify!` for each is one more expansion for the compiler. The list is
/// divided when a name is needed, because the compiler would divide it each time it checks the table.
#[derive(Debug)]
pub struct Idents(SplitAsciiWhitespace<'static>);

impl Idents {
    /// Divides a list.
    #[must_use]
    pub fn of(list: &'static str) -> Self {
        Self(list.split_ascii_whitespace())
    }
}

impl Iterator for Idents {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let ident = self.0.next()?;
        Some(ident.strip_prefix("r#").unwrap_or(ident))
    }
}
