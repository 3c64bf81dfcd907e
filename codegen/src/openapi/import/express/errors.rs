//! The documented errors of an operation.

use super::keys::Keys;
use super::{Express, Scope, responses};
use crate::model::Direction;
use crate::openapi::document::{Kind, Operation, Response, Schema, Status};
use crate::openapi::import::plan::{Envelope, Plan};
use crate::openapi::node::Node;

/// Returns the responses that are errors.
pub(super) fn responses_of(operation: &Operation) -> impl Iterator<Item = &Response> {
    let outputs: Vec<_> = responses::outputs_of(operation)
        .into_iter()
        .map(|response| response.status)
        .collect();
    operation
        .responses
        .iter()
        .filter(move |response| !outputs.contains(&response.status))
}

/// Returns the schema of an error body, unless it is the envelope of the API.
pub(super) fn body<'r>(
    plan: &Plan<'_>,
    envelope: &Envelope,
    response: &'r Response,
) -> Option<&'r Schema> {
    let schema = responses::best(response)?.schema.as_ref()?;
    let is_json = responses::is_json_body(response);
    // The description of a spec states the meaning of the keys in the envelope.
    let is_envelope = if plan.document.is_own {
        response.is_envelope
    } else {
        envelope.is_envelope(plan, schema)
    };
    (is_json && !is_envelope).then_some(schema)
}

/// An error with the responses of a spec that are this error.
struct Error<'r> {
    raw: Option<&'r Node>,
    statuses: Vec<u16>,
    keys: Keys,
}

impl Error<'_> {
    fn node(mut self) -> Node {
        let statuses = self
            .statuses
            .iter()
            .map(|code| Node::Number((*code).into()));
        let mut statuses: Vec<_> = statuses.collect();
        let status = match statuses.as_slice() {
            [_] => statuses.remove(0),
            _ => Node::List(statuses),
        };
        self.keys.put("status", status);
        self.keys.node()
    }
}

impl Express<'_, '_> {
    /// Returns the documented errors, and reports those that the spec cannot name.
    pub(super) fn errors(&mut self, index: usize) -> Vec<Node> {
        let plan = self.plan;
        let operation = &plan.document.operations[index];
        let mut errors: Vec<Error> = Vec::new();
        for response in responses_of(operation) {
            match response.status {
                Status::Code(code) if code >= 300 => {
                    let raw = self.own.at(&response.pointer);
                    let same = errors
                        .iter_mut()
                        .find(|error| raw.is_some() && error.raw == raw);
                    match same {
                        Some(error) => error.statuses.push(code),
                        None => errors.push(Error {
                            raw,
                            statuses: vec![code],
                            keys: self.error(index, response, code),
                        }),
                    }
                }
                _ if self.own.is_here() => {}
                Status::Default | Status::Class(3..)
                    if body(plan, &self.envelope, response).is_none() =>
                {
                    let text = "a group of errors is left out: errors need single statuses";
                    self.report.note("group of errors", &response.pointer, text);
                }
                _ => {
                    let text =
                        "the body of a group of errors is left out: errors need single statuses";
                    self.report.lose("group of errors", &response.pointer, text);
                }
            }
        }
        errors.into_iter().map(Error::node).collect()
    }

    /// Returns the keys of an error without its statuses.
    fn error(&mut self, index: usize, response: &Response, code: u16) -> Keys {
        let mut keys = Keys::default();
        if let Some(schema) = body(self.plan, &self.envelope, response) {
            let parent = self.plan.operations[index].clone();
            let property = format!("error_{code}");
            let scope = Scope {
                parent: &parent,
                property: &property,
                direction: Direction::Received,
                is_parameter: false,
                is_inner: false,
                shared: None,
            };
            // A type that refines nothing would be any JSON.
            let is_any = matches!(self.plan.inline(schema).kind, Kind::Any | Kind::Null);
            if !is_any || self.own.is_here() {
                keys.extend(self.ty(schema, scope));
            }
        }
        let own = response
            .description
            .as_deref()
            .filter(|_| self.with_descriptions);
        let own = own.and_then(|text| self.sentence(text));
        keys.text("description", own.unwrap_or_else(|| meaning(code)));
        keys
    }
}

/// Returns the meaning of a status according to HTTP.
fn meaning(code: u16) -> String {
    let text = match code {
        300 => "There are several representations.",
        301 | 308 => "The address has changed for good.",
        302 | 303 | 307 => "The address has changed for now.",
        304 => "Nothing has changed.",
        400 => "The request is invalid.",
        401 => "The credential is missing or invalid.",
        402 => "A payment is required.",
        403 => "The credential does not permit the request.",
        404 => "The item does not exist.",
        405 => "The method is not allowed for the item.",
        406 => "No representation is acceptable.",
        408 => "The request took too long to arrive.",
        409 => "The request conflicts with the state of the item.",
        410 => "The item no longer exists.",
        412 => "A precondition of the request is not met.",
        413 => "The request is too large.",
        415 => "The media type of the request is not supported.",
        422 => "The contents of the request are invalid.",
        423 => "The item is locked.",
        429 => "There were too many requests.",
        500 => "The server failed.",
        501 => "The server does not support the request.",
        502 => "A server behind the server failed.",
        503 => "The server is not available.",
        504 => "A server behind the server took too long.",
        _ => return format!("The request failed with the status {code}."),
    };
    text.to_owned()
}
