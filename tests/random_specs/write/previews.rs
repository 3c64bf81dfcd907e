//! The preview of an operation as YAML.

use super::Entries;
use crate::random_specs::model::Preview;
use crate::random_specs::node::Node;

/// Returns the mapping of the preview.
pub(super) fn node(preview: &Preview) -> Node {
    let mut entries = Entries::default();
    entries.text("operation", &preview.listing);
    entries.maybe_text("limit", preview.limit.as_deref());
    entries.maybe_text("count_only", preview.count_only.as_deref());
    entries.map()
}
