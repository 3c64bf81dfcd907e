//! The pagination of an operation as YAML.

use super::Entries;
use crate::random_specs::model::Pagination;
use crate::random_specs::node::Node;

/// Returns the mapping of the pagination.
pub(super) fn node(pages: &Pagination) -> Node {
    let mut entries = Entries::default();
    for (key, text) in &pages.texts {
        entries.text(key, text);
    }
    entries.bare("first_page", pages.first_page);
    entries.map()
}
