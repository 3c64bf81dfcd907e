//! Marks for `render`, and the widths that decide where they go.
//!
//! `prettyplease` breaks a line when it is too long; `rustfmt` also breaks a struct literal or a
//! parameter list whose parts are wide. Where the two differ, a mark makes `prettyplease` break.
//! The marks are comment attributes, which `prettyplease` prints on lines of their own and `render`
//! takes out again.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::quote;

/// Marks the first part of what has to stand one part to a line.
pub(crate) const VERTICAL: &str = "codegen:vertical";
/// Marks an item of an `impl` block that has an empty line before it.
pub(crate) const BLANK_LINE: &str = "codegen:blank-line";
/// Stands between the lines of a doc comment: one attribute for all of them is less to read and to
/// lay out than one for each. No text of a spec has it, because it cannot be seen.
pub(crate) const NEW_LINE: char = '\u{1}';

/// The line width up to which both formatters keep a line.
const LINE_WIDTH: usize = 89;
/// The width of a struct literal's fields up to which `rustfmt` keeps it on one line.
const STRUCT_WIDTH: usize = 18;

/// The width of a whole struct literal up to which `prettyplease` keeps it on one line.
const LITERAL_WIDTH: usize = 28;

/// `Name { a, b: x }`. `width` counts the fields with their separators.
pub(super) fn struct_literal(name: &Ident, fields: &[TokenStream], width: usize) -> TokenStream {
    let is_long = name.to_string().len() + width + " {  }".len() > LITERAL_WIDTH;
    let first = match (width > STRUCT_WIDTH, is_long) {
        (true, _) => quote!(#[comment = #VERTICAL]),
        // `rustfmt` would join what `prettyplease` breaks; a comment keeps both from it.
        (false, true) => quote!(#[comment = " Inputs."]),
        (false, false) => TokenStream::new(),
    };
    quote!(#name { #first #(#fields),* })
}

/// `impl Name { … }`. The parts are moved into it: to quote them would copy every token.
pub(super) fn implementation(
    name: &Ident,
    parts: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let block = Group::new(Delimiter::Brace, parts.collect());
    quote!(impl #name #block)
}

/// Sorts imports as `rustfmt` does: an underscore comes first, then a number by its value.
pub(super) fn import_order(name: &str) -> Vec<(u8, usize, String)> {
    let mut key: Vec<(u8, usize, String)> = Vec::new();
    for c in name.chars() {
        match (c, key.last_mut()) {
            ('0'..='9', Some((1, length, digits))) => {
                *length += 1;
                digits.push(c);
            }
            ('0'..='9', _) => key.push((1, 1, c.to_string())),
            ('_', _) => key.push((0, 0, String::new())),
            _ => key.push((2, 0, c.to_string())),
        }
    }
    key
}

/// Whether a signature of this many characters fits on one line inside an `impl` block.
pub(super) fn fits(signature: &str) -> bool {
    // Four columns of indentation before it, a space and a brace behind it.
    signature.len() + 6 <= LINE_WIDTH
}
