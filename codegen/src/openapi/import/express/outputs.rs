//! The outputs of an operation in the description of a spec, which names them.

use super::keys::Keys;
use super::responses::line;
use super::{Express, Scope};
use crate::model::Direction;
use crate::openapi::document::{Kind, Response, Status};
use crate::openapi::import::own::Shape;
use crate::openapi::node::Node;

impl Express<'_, '_> {
    /// Returns the outputs: status, reason and bodies.
    pub(super) fn outputs_of_spec(&mut self, index: usize) -> Vec<Node> {
        let plan = self.plan;
        let operation = &plan.document.operations[index];
        let named = operation.responses.iter();
        let named = named.filter_map(|response| Some((response.name.as_deref()?, response)));
        let mut bodies: Vec<(&str, Vec<&Response>)> = Vec::new();
        for (name, response) in named {
            match bodies.iter_mut().find(|(known, _)| *known == name) {
                Some((_, responses)) => responses.push(response),
                None => bodies.push((name, vec![response])),
            }
        }
        let has_several = bodies.len() > 1;
        let mut outputs = self.lines(&operation.pointer);
        for (name, responses) in bodies {
            let mut keys =
                self.body_of_spec(responses[0], name, &plan.operations[index], has_several);
            let mut statuses = Vec::new();
            for response in &responses {
                match response.status {
                    Status::Code(status) => statuses.push(Node::Number(status.into())),
                    Status::Class(_) | Status::Default if has_several => {
                        statuses.push(Node::text("default"));
                    }
                    Status::Class(_) | Status::Default => {}
                }
            }
            match statuses.len() {
                0 => {}
                1 => keys.put("status", statuses.remove(0)),
                _ => keys.put("status", Node::List(statuses)),
            }
            outputs.push(keys.node());
        }
        outputs
    }

    /// Returns the outputs from the first line of a response.
    fn lines(&mut self, pointer: &str) -> Vec<Node> {
        let given = self
            .own
            .member(self.report, pointer, "x-outputs", Shape::Mappings);
        let given = given.map_or(&[][..], Node::items);
        let lines = [
            ("status_code", "status", "uint16", "The HTTP status code."),
            (
                "reason",
                "reason",
                "string",
                "The reason phrase that follows the status code.",
            ),
        ];
        let lines = lines.map(|(name, from, ty, usual)| {
            let own = given
                .iter()
                .find(|output| output.text_of("from") == Some(from));
            let own = own.and_then(|output| output.text_of("description"));
            let own = own.filter(|_| self.with_descriptions);
            let own = own.and_then(|text| self.sentence(text));
            line(name, from, ty, own.as_deref().unwrap_or(usual))
        });
        lines.into()
    }

    /// Returns the keys of a body without its statuses.
    fn body_of_spec(
        &mut self,
        response: &Response,
        name: &str,
        parent: &str,
        has_several: bool,
    ) -> Keys {
        let mut keys = Keys::default();
        keys.text("name", name);
        keys.text("from", "body");
        let is_optional = self
            .own
            .member(
                self.report,
                &response.pointer,
                "x-optional",
                Shape::Flag(true),
            )
            .is_some();
        let pointer = match response.contents.first() {
            None => {
                keys.text("type", "nothing");
                response.pointer.clone()
            }
            Some(content) => {
                let is_json = crate::lower::is_json(&content.media_type);
                let default = match &content.schema {
                    Some(schema) if is_json || !matches!(schema.kind, Kind::Text(_)) => {
                        let scope = Scope {
                            parent,
                            property: if has_several { name } else { "body" },
                            direction: Direction::Received,
                            is_parameter: false,
                            is_inner: false,
                            shared: None,
                        };
                        keys.extend(self.ty(schema, scope));
                        "application/json"
                    }
                    Some(_) => {
                        keys.text("type", "text");
                        "text/plain"
                    }
                    None if is_json => {
                        keys.text("type", "json");
                        "application/json"
                    }
                    None => {
                        keys.text("type", "bytes");
                        "application/octet-stream"
                    }
                };
                let pointer = content.schema.as_ref().map(|schema| schema.pointer.clone());
                if content.media_type != default {
                    keys.text("media_type", &content.media_type);
                }
                pointer.unwrap_or_default()
            }
        };
        self.overlay(&mut keys, &pointer, &super::overlay::FIELD);
        let content = response.contents.first();
        if let Some(schema) = content.and_then(|content| content.schema.as_ref()) {
            self.samples(&mut keys, schema);
        }
        keys.flag("required", !is_optional);
        let own = response.description.as_deref();
        keys.put("description", self.description("body", name, own));
        keys
    }
}
