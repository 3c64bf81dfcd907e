//! The headers of responses.

use super::Express;
use super::fields::RustNames;
use super::keys::Keys;
use super::responses::outputs_of;
use super::scalars::{integer_word, text_word};
use crate::lower::is_header;
use crate::openapi::document::{Header, Kind, Operation, Response, Schema, Status};
use crate::openapi::import::normalise::step;
use crate::openapi::node::Node;
use std::collections::BTreeSet;

impl Express<'_, '_> {
    /// Returns the headers of the successful responses.
    pub(super) fn response_headers(&mut self, operation: &Operation) -> Vec<Node> {
        let responses = outputs_of(operation).into_iter();
        let mut seen = BTreeSet::new();
        let mut used = RustNames::default();
        let mut headers = Vec::new();
        for (response, header) in responses.flat_map(|response| {
            response
                .headers
                .iter()
                .map(move |header| (response, header))
        }) {
            if !is_header(&header.name) {
                let text = format!(
                    "`{}` is not the name of a header; it is left out",
                    header.name
                );
                self.report.lose("response header", &response.pointer, text);
                continue;
            }
            if seen.insert(header.name.to_ascii_lowercase()) {
                headers.push(self.header(response, header, &mut used));
            }
        }
        let is_redirect = |response: &&Response| matches!(response.status, Status::Code(300..400));
        let redirect = outputs_of(operation).into_iter().find(is_redirect);
        if let Some(redirect) = redirect.filter(|_| !self.own.is_here())
            && seen.insert("location".to_owned())
        {
            let header = Header {
                name: "Location".to_owned(),
                description: Some("The address of the result.".to_owned()),
                schema: None,
            };
            let mut node = self.header(redirect, &header, &mut used);
            if let Node::Map(entries) = &mut node {
                entries.retain(|(key, _)| key != "description");
                entries.push((
                    "description".to_owned(),
                    Node::text("The address of the result."),
                ));
            }
            headers.push(node);
        }
        headers
    }

    fn header(&mut self, response: &Response, header: &Header, used: &mut RustNames) -> Node {
        let mut keys = Keys::default();
        keys.text("name", &header.name);
        let pointer = step(&step(&response.pointer, "headers"), &header.name);
        let rust = if self.own.is_here() {
            let given = self.own.text(self.report, &pointer, "x-rust-name");
            given.map(str::to_owned)
        } else {
            used.take_header(&header.name)
        };
        if let Some(rust) = rust {
            keys.text("rust_name", rust);
        }
        let schema = header
            .schema
            .as_ref()
            .map(|schema| self.plan.inline(schema));
        let word = match schema.map(word) {
            Some(Some(word)) => word,
            Some(None) => {
                let text = format!(
                    "the header `{}` is a list or an object; it is read as a text",
                    header.name
                );
                self.report.lose("structured header", &pointer, text);
                "string"
            }
            None => "string",
        };
        if word != "string" {
            keys.text("type", word);
        }
        let own = header.description.as_deref();
        keys.put("description", self.description("header", &header.name, own));
        keys.node()
    }
}

/// Returns the word for the type of a header; nothing for a list or an object.
fn word(schema: &Schema) -> Option<&'static str> {
    match &schema.kind {
        Kind::Boolean => Some("boolean"),
        Kind::Integer(numbers) => Some(integer_word(numbers)),
        Kind::Number(_) => Some("number"),
        Kind::Text(text) => text_word(text)
            .filter(|word| *word != "json_string")
            .or(Some("string")),
        Kind::List(_) | Kind::Map(_) | Kind::Object { .. } => None,
        _ => Some("string"),
    }
}
