//! Forms: bodies that are encoded like a query.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope};
use crate::model::Direction;
use crate::openapi::document::{Body, Content, Kind, Property, Style};
use crate::openapi::node::Node;

const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// Returns the input for a form, or reports one that cannot be expressed.
pub(super) fn form(
    express: &mut Express<'_, '_>,
    index: usize,
    body: &Body,
    content: &Content,
    used: &mut RustNames,
) -> Option<Node> {
    let inline = content
        .schema
        .as_ref()
        .map(|schema| express.plan.inline(schema));
    let mut schema = inline?;
    if let Kind::Named(name) = &schema.kind {
        schema = express.plan.named(name)?.0;
    }
    let Kind::Object { properties, .. } = &schema.kind else {
        let text = "a form without fixed fields is left out";
        express.report.lose("form", &body.pointer, text);
        return None;
    };
    if !content.media_type.starts_with(URL_ENCODED) {
        let text = format!("a body of the type `{}` is left out", content.media_type);
        express.report.lose("form", &body.pointer, text);
        return None;
    }
    let parent = format!("{}Input", express.plan.operations[index]);
    let fields: Vec<_> = properties
        .iter()
        .filter_map(|property| field(express, property, content, &parent, used))
        .collect();
    if fields.is_empty() {
        return None;
    }
    let mut keys = Keys::default();
    let name = "form_body";
    keys.text("name", name);
    keys.text("in", "body");
    keys.text("media_type", URL_ENCODED);
    keys.text("type", "object");
    keys.flag("required", true);
    keys.put(
        "description",
        express.description("body", name, body.description.as_deref()),
    );
    keys.put("fields", Node::List(fields));
    Some(keys.node())
}

fn field(
    express: &mut Express<'_, '_>,
    property: &Property,
    content: &Content,
    parent: &str,
    used: &mut RustNames,
) -> Option<Node> {
    let inline = express.plan.inline(&property.schema);
    let is_plain = match &inline.kind {
        Kind::List(list) => express.is_scalar(&list.items),
        Kind::Map(values) => express.is_scalar(values),
        _ => express.is_scalar(inline),
    };
    if !is_plain {
        let text = format!(
            "the field `{}` has no text form in a form; it is left out",
            property.name
        );
        express
            .report
            .lose("structured field of a form", &property.schema.pointer, text);
        return None;
    }
    let scope = Scope {
        parent,
        property: &property.name,
        direction: Direction::Sent,
        is_parameter: true,
        is_inner: false,
        shared: None,
    };
    let mut keys = express.field(property, scope, used);
    let style = content
        .styles
        .iter()
        .find(|(name, _)| *name == property.name);
    if keys.word("type") == "list" && style.is_some_and(|(_, style)| *style == Style::Comma) {
        keys.text("list_style", "comma");
    }
    Some(keys.node())
}
