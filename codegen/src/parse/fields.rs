//! Fields, inputs, outputs, their types, and headers.

use super::reader::{self, Mapping};
use super::yaml::{Node, NodeKind};
use crate::diagnostic::Diagnostics;
use crate::document::{FieldDoc, HeaderDoc, Spanned, Text, TypeRefDoc};
use crate::source::Span;

/// Where a field stands decides which of its keys there are.
#[derive(Clone, Copy)]
pub(super) enum Position {
    /// A top-level input: it has `in`.
    Input,
    /// A top-level output: it has `from`.
    Output,
    /// Inside an object.
    Nested,
}

/// The fields of a list node.
pub(super) fn list(node: Node, position: Position, found: &mut Diagnostics) -> Vec<FieldDoc> {
    let nodes = reader::sequence(node, "fields", found);
    nodes
        .into_iter()
        .filter_map(|node| field(node, position, found))
        .collect()
}

pub(super) fn field(node: Node, position: Position, found: &mut Diagnostics) -> Option<FieldDoc> {
    let mut mapping = Mapping::of(node, "a field", found)?;
    let name = mapping.required("name", found);
    let place = match position {
        Position::Input => mapping.required("in", found).map(Some),
        Position::Output => mapping.required("from", found).map(Some),
        Position::Nested => Some(None),
    };
    let ty = type_keys(&mut mapping, found);
    let required = mapping.optional("required", found);
    let selects = mapping.optional("selects", found);
    let since = mapping.optional("since", found);
    let example = mapping.node("example").map(|node| Spanned {
        span: node.span,
        value: node.to_value(),
    });
    let description = mapping.required("description", found);
    mapping.finish(found);
    Some(FieldDoc {
        name: name?,
        place: place?,
        ty: ty?,
        required,
        selects,
        since,
        example,
        description: description?,
    })
}

/// The keys of a type: in a field's own mapping, or in the mapping under `items`.
fn type_keys(mapping: &mut Mapping, found: &mut Diagnostics) -> Option<TypeRefDoc> {
    let name = mapping.required("type", found);
    let items = mapping
        .node_and_key("items")
        .and_then(|(node, span)| Some(Box::new(items(node, span, found)?)));
    let fields = mapping.node_and_key("fields");
    let fields = fields.map(|(node, span)| Spanned {
        span,
        value: list(node, Position::Nested, found),
    });
    let rust = mapping.optional("rust", found);
    let min_items = mapping.optional("min_items", found);
    let max_items = mapping.optional("max_items", found);
    let min_length = mapping.optional("min_length", found);
    let minimum = mapping.optional("minimum", found);
    Some(TypeRefDoc {
        span: mapping.span,
        name: name?,
        items,
        fields,
        rust,
        min_items,
        max_items,
        min_length,
        minimum,
    })
}

/// `items: id` is short for `items: {type: id}`.
fn items(node: Node, span: Span, found: &mut Diagnostics) -> Option<TypeRefDoc> {
    if let NodeKind::Scalar(_) = node.kind {
        let name: Text = reader::scalar(node, "items", found)?;
        return Some(TypeRefDoc {
            span,
            name,
            items: None,
            fields: None,
            rust: None,
            min_items: None,
            max_items: None,
            min_length: None,
            minimum: None,
        });
    }
    let mut mapping = Mapping::of(node, "`items`", found)?;
    let items = type_keys(&mut mapping, found);
    mapping.finish(found);
    items.map(|items| TypeRefDoc { span, ..items })
}

/// A header with its description, or the name of a common one.
pub(super) fn header(node: Node, found: &mut Diagnostics) -> Option<HeaderDoc> {
    if let NodeKind::Scalar(_) = node.kind {
        return Some(HeaderDoc {
            name: reader::scalar(node, "response_headers", found)?,
            description: None,
        });
    }
    let mut mapping = Mapping::of(node, "a header", found)?;
    let name = mapping.required("name", found);
    let description: Option<Text> = mapping.required("description", found);
    mapping.finish(found);
    Some(HeaderDoc {
        name: name?,
        description: Some(description?),
    })
}
