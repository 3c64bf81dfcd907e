//! Fields, inputs, outputs, their types, and headers.

use crate::ast::{ErrorResponseDoc, FieldDoc, HeaderDoc, OverrideDoc, Spanned, Text, TypeRefDoc};
use crate::parse::mapping::{self, Mapping, Status};
use crate::parse::yaml::{Entry, Node, NodeKind};
use crate::source::Span;

/// Reads a field. An input has `in`, an output has `from`, and a member of an object has neither.
pub(super) fn field(mut mapping: Mapping) -> FieldDoc {
    let location = mapping.optional("in");
    FieldDoc {
        name: mapping.text("name"),
        is_additional: false,
        location: location.or_else(|| mapping.optional("from")),
        keep_slashes: mapping.optional("keep_slashes"),
        status: mapping.entry("status").map(statuses).map(Box::new),
        media_type: mapping.optional("media_type"),
        rust_name: mapping.optional("rust_name"),
        ty: type_ref(&mut mapping),
        without: mapping.spanned_texts("without"),
        overrides: mapping.mappings("overrides", override_of),
        required: mapping.optional("required"),
        nullable: mapping.optional("nullable"),
        read_only: mapping.optional("read_only"),
        sensitive: mapping.optional("sensitive"),
        list_style: mapping.optional("list_style"),
        object_style: mapping.optional("object_style"),
        selects: mapping.optional("selects"),
        constant: mapping.any("const"),
        default: mapping.any("default"),
        since: mapping.optional("since"),
        deprecated: mapping.optional("deprecated"),
        renamed_from: mapping.optional("renamed_from"),
        example: mapping.any("example"),
        description: mapping.prose("description"),
    }
}

fn statuses(entry: Entry) -> Spanned<Vec<Text>> {
    let nodes = one_or_more(entry.value);
    let status = |node: &Node| {
        let status = mapping::scalar::<Status>(node)?;
        Some(Spanned {
            value: status.value.0,
            span: status.span,
        })
    };
    Spanned {
        span: entry.key_span,
        value: nodes.iter().filter_map(status).collect(),
    }
}

/// Reads a documented error.
pub(super) fn error_response(mut mapping: Mapping) -> ErrorResponseDoc {
    let span = mapping.span;
    let status = mapping.entry("status").map(|entry| Spanned {
        span: entry.key_span,
        value: one_or_more(entry.value)
            .iter()
            .filter_map(mapping::scalar)
            .collect(),
    });
    let value = Vec::new();
    ErrorResponseDoc {
        status: status.unwrap_or(Spanned { value, span }),
        ty: type_ref(&mut mapping),
        description: mapping.prose("description"),
    }
}

fn override_of(mut mapping: Mapping) -> OverrideDoc {
    OverrideDoc {
        name: mapping.text("name"),
        bounds: type_ref(&mut mapping),
        list_style: mapping.optional("list_style"),
        deprecated: mapping.optional("deprecated"),
        description: mapping.optional_prose("description"),
    }
}

/// `status: 200` is short for `status: [200]`.
fn one_or_more(node: Node) -> Vec<Node> {
    match node.kind {
        NodeKind::Sequence(nodes) => nodes,
        NodeKind::Scalar(_) | NodeKind::Mapping(_) => vec![node],
    }
}

/// Reads the keys of a type, from the mapping of a field or from the mapping under `items`.
pub(super) fn type_ref(mapping: &mut Mapping) -> TypeRefDoc {
    let additional = additional(mapping);
    TypeRefDoc {
        span: mapping.span,
        name: mapping.text("type"),
        items: mapping.entry("items").map(|entry| Box::new(items(entry))),
        additional: additional.as_ref().map(|members| members.name.span),
        fields: mapping.entry("fields").map(|entry| {
            let nodes = mapping::sequence(entry.value).into_iter();
            let fields = nodes.map(Mapping::of).map(field);
            Box::new(Spanned {
                span: entry.key_span,
                value: fields.chain(additional).collect(),
            })
        }),
        nullable: None,
        rust: mapping.optional("rust"),
        min_items: mapping.optional("min_items"),
        max_items: mapping.optional("max_items"),
        format: mapping.optional("format"),
        min_length: mapping.optional("min_length"),
        max_length: mapping.optional("max_length"),
        minimum: mapping.optional("minimum"),
        maximum: mapping.optional("maximum"),
        exclusive_minimum: mapping.optional("exclusive_minimum"),
        exclusive_maximum: mapping.optional("exclusive_maximum"),
        encoding: mapping.optional("encoding"),
        pattern: mapping.optional("pattern"),
        example: None,
        description: None,
    }
}

/// `items: id` is short for `items: {type: id}`.
fn items(entry: Entry) -> TypeRefDoc {
    let span = entry.key_span;
    let name = name_alone(&entry.value);
    items_of(&mut Mapping::of(entry.value), name, span)
}

fn items_of(mapping: &mut Mapping, name: Option<Text>, span: Span) -> TypeRefDoc {
    let nullable = mapping.optional("nullable");
    let items = type_ref(mapping);
    TypeRefDoc {
        span,
        name: name.unwrap_or(items.name),
        nullable,
        example: mapping.any("example"),
        description: mapping.optional_prose("description"),
        ..items
    }
}

/// Reads the type of the members without a field, as a field of an object: a map.
pub(super) fn additional(mapping: &mut Mapping) -> Option<FieldDoc> {
    let entry = mapping.entry("additional")?;
    let span = entry.key_span;
    let name = name_alone(&entry.value);
    let mut mapping = Mapping::of(entry.value);
    let (rust_name, sensitive) = (mapping.optional("rust_name"), mapping.optional("sensitive"));
    let mut values = items_of(&mut mapping, name, span);
    let text = |value: &str| Text {
        value: value.to_owned(),
        span,
    };
    let description = values.description.take();
    let map = TypeRefDoc {
        span,
        name: text("map"),
        items: Some(Box::new(values)),
        ..type_ref(&mut Mapping::empty(span))
    };
    Some(FieldDoc {
        name: text("additional"),
        is_additional: true,
        ty: map,
        rust_name,
        sensitive,
        description: description.map_or_else(|| text(FURTHER_MEMBERS), |text| *text),
        ..field(Mapping::empty(span))
    })
}

/// The description of additional members without their own.
const FURTHER_MEMBERS: &str = "Further members, by name.";

/// Reads headers: mappings with a description, or the names of common headers.
pub(super) fn headers(mapping: &mut Mapping) -> Vec<HeaderDoc> {
    let nodes = mapping.nodes("response_headers").into_iter();
    nodes.map(header).collect()
}

fn header(node: Node) -> HeaderDoc {
    let name = name_alone(&node);
    let mut mapping = Mapping::of(node);
    HeaderDoc {
        name: name.unwrap_or_else(|| mapping.text("name")),
        rust_name: mapping.optional("rust_name"),
        ty: mapping.optional("type"),
        description: mapping.optional_prose("description"),
    }
}

/// Returns the text of a scalar node.
fn name_alone(node: &Node) -> Option<Text> {
    match node.kind {
        NodeKind::Scalar(_) => mapping::scalar(node),
        NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
    }
}
