//! Fields, inputs, outputs, their types, and headers.

use super::reader::{self, Mapping};
use super::yaml::{Entry, Node, NodeKind};
use crate::document::{FieldDoc, HeaderDoc, Spanned, Text, TypeRefDoc};

/// Reads a field. An input has `in`, an output `from`, and a member of an object neither.
pub(super) fn field(mut mapping: Mapping) -> FieldDoc {
    let place = mapping.optional("in");
    FieldDoc {
        name: mapping.text("name"),
        place: place.or_else(|| mapping.optional("from")),
        ty: type_ref(&mut mapping),
        required: mapping.optional("required"),
        selects: mapping.optional("selects"),
        since: mapping.optional("since"),
        example: mapping.node("example").map(|node| Spanned {
            span: node.span,
            value: node.to_value(),
        }),
        description: mapping.text("description"),
    }
}

/// The keys of a type: in a field's own mapping, or in the mapping under `items`.
fn type_ref(mapping: &mut Mapping) -> TypeRefDoc {
    TypeRefDoc {
        span: mapping.span,
        name: mapping.text("type"),
        items: mapping.entry("items").map(|entry| Box::new(items(entry))),
        fields: mapping.entry("fields").map(|entry| {
            let nodes = reader::sequence(entry.value).into_iter();
            Spanned {
                span: entry.key_span,
                value: nodes.map(Mapping::of).map(field).collect(),
            }
        }),
        rust: mapping.optional("rust"),
        min_items: mapping.optional("min_items"),
        max_items: mapping.optional("max_items"),
        min_length: mapping.optional("min_length"),
        minimum: mapping.optional("minimum"),
    }
}

/// `items: id` is short for `items: {type: id}`.
fn items(entry: Entry) -> TypeRefDoc {
    let span = entry.key_span;
    let name = name_alone(&entry.value);
    let mut items = type_ref(&mut Mapping::of(entry.value));
    items.name = name.unwrap_or(items.name);
    TypeRefDoc { span, ..items }
}

/// Headers with their descriptions, or the names of common ones.
pub(super) fn headers(mapping: &mut Mapping) -> Vec<HeaderDoc> {
    let nodes = mapping.nodes("response_headers").into_iter();
    nodes.map(header).collect()
}

fn header(node: Node) -> HeaderDoc {
    let name = name_alone(&node);
    let mut mapping = Mapping::of(node);
    HeaderDoc {
        name: name.unwrap_or_else(|| mapping.text("name")),
        description: mapping.optional("description"),
    }
}

/// The text of a node that is no mapping.
fn name_alone(node: &Node) -> Option<Text> {
    match node.kind {
        NodeKind::Scalar(_) => reader::scalar(node),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}
