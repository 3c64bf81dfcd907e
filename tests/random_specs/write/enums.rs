//! The values of an enum.

use super::Entries;
use crate::random_specs::model::EnumValue;
use crate::random_specs::node::Node;

pub(super) fn value(value: &EnumValue, is_integer: bool) -> Node {
    let mut entries = Entries::default();
    let literal = |text: &str| {
        if is_integer {
            Node::Bare(text.to_owned())
        } else {
            Node::Text(text.to_owned())
        }
    };
    entries.node("value", literal(&value.value));
    entries.maybe_text("name", value.name.as_deref());
    entries.maybe_text("since", value.since.as_deref());
    entries.maybe_text("deprecated", value.deprecated.as_deref());
    if let Some(old) = &value.renamed_from {
        entries.node("renamed_from", literal(old));
    }
    entries.maybe_text("success", value.success);
    entries.text("description", &value.description);
    entries.map()
}
