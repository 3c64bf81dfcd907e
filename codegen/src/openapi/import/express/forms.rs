//! Forms: bodies that are encoded like a query.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope};
use crate::lower::{FORM, JSON, MULTIPART, essence};
use crate::model::Direction;
use crate::openapi::document::{Body, Content, Encoding, Kind, Property};
use crate::openapi::import::report::Report;
use crate::openapi::node::Node;

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
    let Kind::Object {
        properties,
        additional,
    } = &schema.kind
    else {
        let text = "a form without fixed fields is left out";
        express.report.lose("form", &body.pointer, text);
        return None;
    };
    express.simplified(body, properties);
    let is_multipart = essence(&content.media_type) == MULTIPART;
    if let Some(additional) = additional.as_deref().filter(|_| is_multipart) {
        let text = "the further members of the body are left out";
        express
            .report
            .lose("additional members", &additional.pointer, text);
    }
    let parent = format!("{}Input", express.plan.operations[index]);
    let fields: Vec<_> = properties
        .iter()
        .filter(|property| !property.schema.access.is_absent(Direction::Sent))
        .filter_map(|property| {
            if is_multipart {
                return Some(part(express, property, content, &parent, used));
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
    keys.text("media_type", if is_multipart { MULTIPART } else { FORM });
    keys.text("type", "object");
    keys.flag("required", true);
    keys.put(
        "description",
        express.description("body", name, body.description.as_deref()),
    );
    keys.put("fields", Node::List(fields));
    let additional = additional.as_deref().filter(|_| !is_multipart);
    let scope = Scope {
        parent: &parent,
        property: "",
        direction: Direction::Sent,
        is_parameter: true,
        is_inner: false,
        shared: None,
    };
    express.additional(&mut keys, additional, scope, used);
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
    if let Some(encoding) = content.encoding(&property.name) {
        let place = (property.name.as_str(), encoding.pointer.as_str());
        express.styles(&mut keys, encoding.style, &property.schema, place);
    }
    Some(keys.node())
}

/// Returns a part of a multipart body: a file, a text, or JSON.
fn part(
    express: &mut Express<'_, '_>,
    property: &Property,
    content: &Content,
    parent: &str,
    used: &mut RustNames,
) -> Node {
    let inline = express.plan.inline(&property.schema);
    let is_list = matches!(inline.kind, Kind::List(_));
    let item = match &inline.kind {
        Kind::List(list) => express.plan.inline(&list.items),
        _ => inline,
    };
    let is_file = item.is_binary();
    let usual = if express.is_scalar(item) {
        "text/plain"
    } else {
        JSON
    };
    if let Some(encoding) = content.encoding(&property.name) {
        media_type(express.report, encoding, usual, is_file);
    }
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

/// Reports the media type of a part that is not the usual one.
fn media_type(report: &mut Report, encoding: &Encoding, usual: &str, is_file: bool) {
    let Encoding { field, pointer, .. } = encoding;
    let Some(media_type) = &encoding.media_type else {
        return;
    };
    if is_file {
        let text = format!(
            "a caller states the media type of the file `{field}`; the source has `{media_type}`"
        );
        report.note("media type of a file", pointer, text);
    } else if essence(media_type) != usual {
        let text = format!("the part `{field}` is sent as `{usual}`, not as `{media_type}`");
        report.lose("media type of a part", pointer, text);
    }
}
