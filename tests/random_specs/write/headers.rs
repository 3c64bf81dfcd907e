//! Response headers, and sets of them.

use super::Entries;
use crate::random_specs::model::{Header, HeaderSet};
use crate::random_specs::node::Node;

pub(super) fn header(header: &Header) -> Node {
    let Some(description) = &header.description else {
        return Node::Text(header.name.clone());
    };
    let mut entries = Entries::default();
    entries.text("name", &header.name);
    entries.maybe_text("rust_name", header.rust_name.as_deref());
    entries.maybe_text("type", header.ty);
    entries.text("description", description);
    entries.map()
}

pub(super) fn set(set: &HeaderSet) -> Node {
    let mut entries = Entries::default();
    entries.text("name", &set.name);
    entries.text("description", &set.description);
    entries.list("response_headers", set.headers.iter().map(header).collect());
    entries.map()
}
