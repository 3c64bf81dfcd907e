//! The body of a request.

use super::fields::RustNames;
use super::keys::Keys;
use super::{Express, Scope, forms, overlay};
use crate::lower::{FORM, JSON, MULTIPART, essence, is_json, is_media_type};
use crate::model::Direction;
use crate::openapi::document::{Body, Content, Kind, Property, Schema};
use crate::openapi::node::Node;

/// The way a body is written.
enum Format {
    Json,
    Text,
    Bytes,
    Form,
}

impl Express<'_, '_> {
    /// Returns the input for the body; nothing if there is none, or if it cannot be expressed.
    pub(super) fn body(&mut self, index: usize, used: &mut RustNames) -> Option<Node> {
        let operation = &self.plan.document.operations[index];
        let body = operation.body.as_ref()?;
        if operation.method == "HEAD" {
            let text = "a HEAD request has no body; it is left out";
            self.report.note("body of HEAD", &body.pointer, text);
            return None;
        }
        let content = self.content(body)?;
        let is_of_spec = self.own.is_here();
        let schema = content.schema.as_ref().map(|schema| &schema.kind);
        match (format(&content.media_type), schema) {
            (Format::Form, _) if is_of_spec => Some(self.json_body(index, body, content, used)),
            (Format::Text | Format::Bytes, Some(Kind::Text(_))) if is_of_spec => {
                Some(self.raw_body(body, content, "text", used))
            }
            (Format::Text | Format::Bytes, None) if is_of_spec => {
                Some(self.raw_body(body, content, "bytes", used))
            }
            (Format::Form, _) => forms::form(self, index, body, content, used),
            (Format::Text, _) => Some(self.raw_body(body, content, "text", used)),
            (Format::Bytes, _) => Some(self.raw_body(body, content, "bytes", used)),
            (Format::Json, _) => Some(self.json_body(index, body, content, used)),
        }
    }

    /// Returns the best of the formats of a body.
    fn content<'b>(&mut self, body: &'b Body) -> Option<&'b Content> {
        let rank = |content: &&Content| match format(&content.media_type) {
            Format::Json => 0,
            Format::Form => 1,
            Format::Text => 2,
            Format::Bytes => 3,
        };
        let best = body.contents.iter().min_by_key(rank);
        let Some(best) = best else {
            self.report.lose(
                "body without a format",
                &body.pointer,
                "the body has no media type; it is left out",
            );
            return None;
        };
        for other in body
            .contents
            .iter()
            .filter(|other| !std::ptr::eq(*other, best))
        {
            let text = format!(
                "the body is sent as `{}`, not as `{}`",
                best.media_type, other.media_type
            );
            self.report.note("other media type", &body.pointer, text);
        }
        Some(best)
    }

    fn raw_body(
        &mut self,
        body: &Body,
        content: &Content,
        word: &str,
        used: &mut RustNames,
    ) -> Node {
        let default = if word == "text" {
            "text/plain"
        } else {
            "application/octet-stream"
        };
        let mut keys = Keys::default();
        let name = self.own.text(self.report, &body.pointer, "x-name");
        let name = name.unwrap_or("body").to_owned();
        keys.text("name", &name);
        keys.text("in", "body");
        if content.media_type != default && is_media_type(&content.media_type) {
            keys.text("media_type", &content.media_type);
        }
        let schema = content.schema.as_ref();
        let pointer = schema.map_or("", |schema| schema.pointer.as_str());
        if let Some(rust) = self.rust_name(pointer, &name, false, used) {
            keys.text("rust_name", rust);
        }
        self.overlay(&mut keys, pointer, &overlay::FIELD);
        keys.text("type", word);
        keys.flag("required", body.is_required);
        keys.put(
            "description",
            self.description("body", &name, body.description.as_deref()),
        );
        keys.node()
    }

    fn json_body(
        &mut self,
        index: usize,
        body: &Body,
        content: &Content,
        used: &mut RustNames,
    ) -> Node {
        let name = self.plan.operations[index].clone();
        let any = Schema::of(Kind::Any, &body.pointer);
        let schema = content.schema.as_ref().unwrap_or(&any);
        let inline = self.plan.inline(schema);
        let mut keys = Keys::default();
        let wire = self.own.text(self.report, &body.pointer, "x-name");
        let wire = wire.unwrap_or("json_body").to_owned();
        keys.text("name", &wire);
        keys.text("in", "body");
        if content.media_type != JSON
            && is_media_type(&content.media_type)
            && (is_json(&content.media_type) || self.own.is_here())
        {
            keys.text("media_type", &content.media_type);
        }
        let own = body
            .description
            .as_deref()
            .or(inline.description.as_deref());
        match &inline.kind {
            Kind::Object {
                properties,
                additional,
            } if self.plan.shared_object(inline).is_none() => {
                self.simplified(body, properties);
                keys.text("type", "object");
                keys.flag("required", true);
                let parent = format!("{name}Input");
                let fields = self.members(properties, &parent, used);
                keys.put("fields", Node::List(fields));
                let scope = in_body(&parent, "");
                self.additional(&mut keys, additional.as_deref(), scope, used);
            }
            _ => {
                if let Some(rust) = self.rust_name(&schema.pointer, &wire, false, used) {
                    keys.text("rust_name", rust);
                }
                let scope = Scope {
                    parent: &name,
                    property: &wire,
                    direction: Direction::Sent,
                    is_parameter: false,
                    is_inner: false,
                    shared: None,
                };
                keys.extend(self.ty(schema, scope));
                keys.flag("required", body.is_required);
                self.overlay(&mut keys, &schema.pointer, &overlay::FIELD);
                if self.own.is_here() {
                    self.samples(&mut keys, schema);
                }
            }
        }
        keys.put("description", self.description("body", &wire, own));
        keys.node()
    }

    /// Reports what a body that consists of inputs does not have.
    pub(super) fn simplified(&mut self, body: &Body, properties: &[Property]) {
        let is_needed = properties.iter().any(|property| property.is_required);
        if !body.is_required && !is_needed {
            let text = "the body is always sent, also without members";
            self.report.note("optional body", &body.pointer, text);
        }
    }

    /// Returns the members of an inline body. They are setters of the request, and so are those of
    /// required objects in it.
    fn members(
        &mut self,
        properties: &[Property],
        parent: &str,
        used: &mut RustNames,
    ) -> Vec<Node> {
        let mut fields = Vec::new();
        for property in properties {
            if property.schema.access.is_absent(Direction::Sent) {
                continue;
            }
            let scope = in_body(parent, &property.name);
            let is_flat = property.is_required && !self.is_nullable(&property.schema);
            let inline = self.plan.inline(&property.schema);
            let nested = match &inline.kind {
                Kind::Object {
                    properties,
                    additional,
                } if is_flat && self.plan.shared_object(inline).is_none() => {
                    Some((properties, additional.as_deref()))
                }
                _ => None,
            };
            let Some((nested, additional)) = nested else {
                fields.push(self.field(property, scope, used).node());
                continue;
            };
            // The object itself gets no setter.
            let mut keys = self.field(property, scope, &mut RustNames::default());
            let parent = keys.word("rust").to_owned();
            let parent = if parent.is_empty() {
                super::nested_name(scope, None)
            } else {
                parent
            };
            let names = self.used.clone();
            let flat = self.members(nested, &parent, used);
            self.used = names;
            keys.put("fields", Node::List(flat));
            self.additional(&mut keys, additional, in_body(&parent, ""), used);
            fields.push(keys.node());
        }
        fields
    }
}

/// Returns the scope of a member of an inline body.
fn in_body<'s>(parent: &'s str, property: &'s str) -> Scope<'s> {
    Scope {
        parent,
        property,
        direction: Direction::Sent,
        is_parameter: false,
        is_inner: false,
        shared: None,
    }
}

fn format(media_type: &str) -> Format {
    let kind = essence(media_type);
    match kind.as_str() {
        FORM | MULTIPART => Format::Form,
        "*/*" | "application/*" => Format::Json,
        _ if is_json(&kind) => Format::Json,
        _ if kind.starts_with("text/") => Format::Text,
        _ => Format::Bytes,
    }
}
