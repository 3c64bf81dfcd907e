//! The headers of responses.

use super::fields::RustNames;
use super::keys::Keys;
use super::responses::outputs_of;
use super::{Express, sentences};
use crate::openapi::document::{Header, Kind, Operation, Response, Schema, Status};
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
                headers.push(self.header(header, &mut used));
            }
        }
        let is_redirect = |response: &&Response| matches!(response.status, Status::Code(300..400));
        if outputs_of(operation).iter().any(is_redirect) && seen.insert("location".to_owned()) {
            let header = Header {
                name: "Location".to_owned(),
                description: Some("The address of the result.".to_owned()),
                schema: None,
            };
            let mut node = self.header(&header, &mut used);
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

    fn header(&self, header: &Header, used: &mut RustNames) -> Node {
        let mut keys = Keys::default();
        keys.text("name", &header.name);
        if let Some(rust) = used.take_header(&header.name) {
            keys.text("rust_name", rust);
        }
        let word = header
            .schema
            .as_ref()
            .map_or("string", |schema| word(self.plan.inline(schema)));
        if word != "string" {
            keys.text("type", word);
        }
        let own = header
            .description
            .as_deref()
            .filter(|_| self.with_descriptions);
        let own = own.and_then(sentences::cleaned);
        keys.text(
            "description",
            own.unwrap_or_else(|| sentences::neutral("header", &header.name)),
        );
        keys.node()
    }
}

fn word(schema: &Schema) -> &'static str {
    match &schema.kind {
        Kind::Boolean => "boolean",
        Kind::Integer(numbers) => match numbers.format.as_deref() {
            Some("int32") => "int32",
            _ => "int64",
        },
        Kind::Number(_) => "number",
        Kind::Text(text) => match text.format.as_deref() {
            Some("date-time") => "date-time",
            Some("date") => "date",
            Some("uuid") => "uuid",
            _ => "string",
        },
        _ => "string",
    }
}
