//! The headers of responses.

use super::Express;
use super::fields::RustNames;
use super::keys::Keys;
use super::responses::outputs_of;
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
            let is_token =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if header.name.is_empty() || !header.name.bytes().all(is_token) {
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
        let word = header
            .schema
            .as_ref()
            .map_or("string", |schema| word(self.plan.inline(schema)));
        if word != "string" {
            keys.text("type", word);
        }
        let own = header.description.as_deref();
        keys.put("description", self.description("header", &header.name, own));
        keys.node()
    }
}

fn word(schema: &Schema) -> &'static str {
    match &schema.kind {
        Kind::Boolean => "boolean",
        Kind::Integer(numbers) => match numbers.format.as_deref() {
            Some("int32") => "int32",
            Some("uint16") => "uint16",
            Some("uint32") => "uint32",
            Some("uint64") => "uint64",
            _ => "int64",
        },
        Kind::Number(_) => "number",
        Kind::Text(text) => match text.format.as_deref() {
            Some("date-time") => "date-time",
            Some("date") => "date",
            Some("id") => "id",
            Some("local-date-time") => "local-date-time",
            Some("uuid") => "uuid",
            _ => "string",
        },
        _ => "string",
    }
}
