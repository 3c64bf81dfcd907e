//! Forms: bodies that are encoded like a query.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope};
use crate::model::Direction;
use crate::openapi::document::{Body, Content, Kind, Property, Style};
use crate::openapi::node::Node;

const URL_ENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

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
    let is_multipart = !content.media_type.starts_with(URL_ENCODED);
    let parent = format!("{}Input", express.plan.operations[index]);
    let fields: Vec<_> = properties
        .iter()
        .filter_map(|property| {
            if is_multipart {
                return Some(part(express, property, &parent, used));
            }
            field(express, property, content, &parent, used)
        })
        .collect();
    if fields.is_empty() {
        return None;
    }
    let mut keys = Keys::default();
    let name = if is_multipart { "parts" } else { "form_body" };
    keys.text("name", name);
    keys.text("in", "body");
    keys.text(
        "media_type",
        if is_multipart { MULTIPART } else { URL_ENCODED },
    );
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

/// Returns a part of a multipart body: a file, a text, or JSON.
fn part(
    express: &mut Express<'_, '_>,
    property: &Property,
    parent: &str,
    used: &mut RustNames,
) -> Node {
    let inline = express.plan.inline(&property.schema);
    let is_list = matches!(inline.kind, Kind::List(_));
    let item = match &inline.kind {
        Kind::List(list) => express.plan.inline(&list.items),
        _ => inline,
    };
    let is_file =
        matches!(&item.kind, Kind::Text(text) if text.format.as_deref() == Some("binary"));
    let scope = Scope {
        parent,
        property: &property.name,
        direction: Direction::Sent,
        is_parameter: is_file,
        is_inner: false,
        shared: None,
    };
    let mut plain = property.clone();
    plain.schema.is_nullable = false;
    if is_file {
        // The content of a file has no bounds.
        plain.schema.kind = Kind::Boolean;
        plain.schema.example = None;
        plain.schema.default = None;
    }
    let mut keys = express.field(&plain, scope, used);
    if is_file && is_list {
        keys.text("type", "list");
        keys.text("items", "file");
    } else if is_file {
        keys.text("type", "file");
    }
    keys.remove("nullable");
    keys.node()
}
