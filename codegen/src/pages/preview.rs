//! The listing of the items that a request would affect.

use super::markdown::code;
use super::page::Page;
use crate::model::{CountOnly, Preview};

pub(super) fn section(page: &mut Page, preview: &Preview) {
    let Preview {
        listing,
        // They are the inputs that both operations have.
        inputs: _,
        limit,
        count_only,
        is_deprecated: _,
    } = preview;
    page.section("Preview");
    page.fact("Listing", &code(listing.as_str()));
    if let Some(limit) = limit {
        page.fact("Items on a page", &code(limit));
    }
    if let Some(count) = count_only {
        let CountOnly {
            path,
            setter: _,
            is_deprecated: _,
        } = count;
        page.fact("Without the items", &code(path));
    }
}
