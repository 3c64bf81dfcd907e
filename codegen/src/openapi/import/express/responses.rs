//! The outputs of an operation.

use super::keys::Keys;
use super::{Express, Scope};
use crate::lower::{is_json, is_media_type};
use crate::model::Direction;
use crate::openapi::document::{Content, Kind, Operation, Response, Schema, Status};
use crate::openapi::node::Node;

/// Returns the schemas of the bodies that the spec has.
pub(super) fn bodies(operation: &Operation) -> Vec<&Schema> {
    let contents = outputs_of(operation)
        .into_iter()
        .filter_map(|response| best(response));
    let schemas = contents.filter_map(|content| content.schema.as_ref());
    schemas.collect()
}

/// Returns the responses that are outputs: those with a status from 200 to 299, or else the default, and
/// redirects with an address as their result.
pub(super) fn outputs_of(operation: &Operation) -> Vec<&Response> {
    let is_success = |status: Status| match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Class(class) => class == 2,
        Status::Default => false,
    };
    if operation.id.is_some() {
        // The description of a spec names its outputs.
        let is_output = |response: &&Response| {
            response.name.is_some() || matches!(response.status, Status::Class(2))
        };
        return operation.responses.iter().filter(is_output).collect();
    }
    let has_success = operation
        .responses
        .iter()
        .any(|response| is_success(response.status));
    let has_redirect = operation.responses.iter().any(is_redirect);
    let is_output = |response: &&Response| {
        let is_only = !has_success && !has_redirect && response.status == Status::Default;
        is_success(response.status) || is_redirect(response) || is_only
    };
    operation.responses.iter().filter(is_output).collect()
}

/// Returns `true` for a response that leads to a result elsewhere.
fn is_redirect(response: &Response) -> bool {
    matches!(response.status, Status::Code(301 | 302 | 303 | 307 | 308))
}

/// Returns the best format of a body.
pub(super) fn best(response: &Response) -> Option<&Content> {
    let rank = |content: &&Content| match form(content) {
        Form::Json => 0,
        Form::Text => 1,
        Form::Bytes => 2,
    };
    response.contents.iter().min_by_key(rank)
}

/// Returns `true` for a response whose body is JSON.
pub(super) fn is_json_body(response: &Response) -> bool {
    best(response).is_some_and(|content| form(content) == Form::Json)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Text,
    Bytes,
}

fn form(content: &Content) -> Form {
    let kind = content.media_type.to_ascii_lowercase();
    if content.schema.as_ref().is_some_and(Schema::is_binary) {
        Form::Bytes
    } else if is_json(&kind) || kind.starts_with("*/") || kind.starts_with("application/*") {
        Form::Json
    } else if kind.starts_with("text/") && content.schema.as_ref().is_none_or(is_text) {
        Form::Text
    } else {
        Form::Bytes
    }
}

fn is_text(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::Text(_) | Kind::Any | Kind::Enum(_))
}

/// One body with the statuses that have it.
struct Output {
    statuses: Vec<u16>,
    is_default: bool,
    keys: Keys,
}

impl Express<'_, '_> {
    /// Returns the outputs: status, reason and bodies.
    pub(super) fn outputs(&mut self, index: usize) -> Vec<Node> {
        let plan = self.plan;
        let operation = &plan.document.operations[index];
        if self.own.is_here() {
            return self.outputs_of_spec(index);
        }
        self.report_others(operation);
        let mut outputs = vec![
            line("status_code", "status", "uint16", "The HTTP status code."),
            line(
                "reason",
                "reason",
                "string",
                "The reason phrase that follows the status code.",
            ),
        ];
        let successes = outputs_of(operation);
        let has_several = successes.len() > 1;
        if has_several {
            self.take_type_name(&format!("{}Body", plan.operations[index]));
        }
        let mut bodies: Vec<Output> = Vec::new();
        for response in successes {
            let variant = variant(response.status);
            let parent = &plan.operations[index];
            let name = if has_several || is_redirect(response) {
                &variant
            } else {
                "body"
            };
            let keys = self.output(response, parent, name, operation.method == "HEAD");
            let (statuses, is_default) = match response.status {
                Status::Code(code) => (vec![code], false),
                Status::Class(_) | Status::Default => (Vec::new(), true),
            };
            let same = bodies
                .iter_mut()
                .find(|known| has_several && is_same(&known.keys, &keys));
            match same {
                Some(known) => {
                    known.statuses.extend(statuses);
                    known.is_default |= is_default;
                }
                None => bodies.push(Output {
                    statuses,
                    is_default,
                    keys,
                }),
            }
        }
        self.finish(&mut bodies, operation);
        outputs.extend(bodies.into_iter().map(|output| output.keys.node()));
        outputs
    }

    /// Reports an operation whose documented responses are errors only.
    fn report_others(&mut self, operation: &Operation) {
        if outputs_of(operation).is_empty() && !operation.responses.is_empty() {
            let text = "no documented response means success; its body is ignored";
            self.report
                .note("no successful response", &operation.pointer, text);
        }
    }

    /// Returns the keys of one body, without its statuses.
    fn output(&mut self, response: &Response, parent: &str, variant: &str, is_head: bool) -> Keys {
        let mut keys = Keys::default();
        keys.text("name", variant);
        keys.text("from", "body");
        let content = best(response).filter(|_| !is_redirect(response) && !is_head);
        if let Some(best) = content {
            for other in response
                .contents
                .iter()
                .filter(|other| !std::ptr::eq(*other, best))
            {
                let text = format!(
                    "the body is read as `{}`, not as `{}`",
                    best.media_type, other.media_type
                );
                self.report
                    .note("other media type", &response.pointer, text);
            }
        }
        let form = content.map(form);
        let default = match form {
            Some(Form::Text) => "text/plain",
            Some(Form::Bytes) => "application/octet-stream",
            _ => "application/json",
        };
        if let Some(content) = content
            .filter(|content| content.media_type != default && is_media_type(&content.media_type))
        {
            keys.text("media_type", &content.media_type);
        }
        match (form, content.and_then(|content| content.schema.as_ref())) {
            (Some(Form::Text), _) => keys.text("type", "text"),
            (Some(Form::Bytes), _) => keys.text("type", "bytes"),
            (Some(Form::Json), Some(schema)) => {
                let scope = Scope {
                    parent,
                    property: variant,
                    direction: Direction::Received,
                    is_parameter: false,
                    is_inner: false,
                    shared: None,
                };
                keys.extend(self.ty(schema, scope));
            }
            (Some(Form::Json), None) => keys.text("type", "json"),
            (None, _) => keys.text("type", "nothing"),
        }
        keys.flag("required", true);
        keys.put(
            "description",
            self.description("body", variant, response.description.as_deref()),
        );
        keys
    }

    /// Names the bodies, and adds the statuses that tell them apart.
    fn finish(&mut self, bodies: &mut Vec<Output>, operation: &Operation) {
        let is_redirect = |output: &Output| output.statuses.iter().any(|status| *status >= 300);
        if let [only] = bodies.as_mut_slice()
            && !is_redirect(only)
        {
            let name = match only.keys.word("type") {
                "text" => "text_body",
                "bytes" => "stream",
                _ => "json_body",
            };
            only.keys.text("name", name);
            let old = only
                .keys
                .get("description")
                .and_then(Node::as_text)
                .unwrap_or_default()
                .to_owned();
            if super::is_neutral(&old) {
                only.keys
                    .text("description", super::sentences::neutral("body", name));
            }
            if only.keys.word("type") == "nothing" {
                bodies.clear();
            }
            return;
        }
        // A stream cannot be one of several bodies.
        if bodies
            .iter()
            .any(|output| output.keys.word("type") == "bytes")
        {
            let text = "one of several bodies is a stream; the others are left out";
            self.report
                .lose("stream among several bodies", &operation.pointer, text);
            bodies.retain(|output| output.keys.word("type") == "bytes");
            bodies.truncate(1);
            return self.finish(bodies, operation);
        }
        for output in bodies {
            let statuses: Vec<_> = output
                .statuses
                .iter()
                .map(|code| Node::Number((*code).into()))
                .collect();
            match statuses.as_slice() {
                _ if output.is_default => output.keys.text("status", "default"),
                [only] => output.keys.put("status", only.clone()),
                _ => output.keys.put("status", Node::List(statuses)),
            }
        }
    }
}

/// Returns `true` for bodies of one type that is not described in place. A redirect equals redirects only.
fn is_same(a: &Keys, b: &Keys) -> bool {
    let plain = |keys: &Keys| {
        let mut keys = keys.clone();
        keys.remove("name");
        keys.remove("description");
        keys.node()
    };
    let is_redirect = |keys: &Keys| keys.word("name") == REDIRECT;
    plain(a) == plain(b) && is_redirect(a) == is_redirect(b)
}

pub(super) fn line(name: &str, from: &str, ty: &str, description: &str) -> Node {
    let mut keys = Keys::default();
    keys.text("name", name);
    keys.text("from", from);
    keys.text("type", ty);
    keys.flag("required", true);
    keys.text("description", description);
    keys.node()
}

/// The name of a redirect among the bodies.
const REDIRECT: &str = "redirect";

/// Returns the name of a body among several.
fn variant(status: Status) -> String {
    let word = match status {
        Status::Code(200) => "ok",
        Status::Code(201) => "created",
        Status::Code(202) => "accepted",
        Status::Code(203) => "non_authoritative",
        Status::Code(204) => "no_content",
        Status::Code(205) => "reset_content",
        Status::Code(206) => "partial_content",
        Status::Code(207) => "multi_status",
        Status::Code(301 | 302 | 303 | 307 | 308) => REDIRECT,
        Status::Code(code) => return format!("status_{code}"),
        Status::Class(_) | Status::Default => "other",
    };
    word.to_owned()
}
