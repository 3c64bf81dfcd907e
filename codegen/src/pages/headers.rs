//! The documented headers of a response.

use super::markdown::{cell, code_cell};
use super::page::Page;
use crate::model::{Header, Headers};

/// Lists the headers, unless there are none.
pub(super) fn section(page: &mut Page, headers: &Headers) {
    let Headers {
        name: _,
        list,
        shared: _,
    } = headers;
    if list.is_empty() {
        return;
    }
    page.section("Response Headers");
    let rows: Vec<_> = list.iter().map(row).collect();
    page.table(&["Header", "Type", "In Rust", "Description"], &rows);
}

fn row(header: &Header) -> Vec<String> {
    let Header {
        wire,
        rust,
        ty,
        description,
    } = header;
    vec![
        code_cell(wire.as_str()),
        ty.word().to_owned(),
        code_cell(rust.bare()),
        cell(description),
    ]
}
