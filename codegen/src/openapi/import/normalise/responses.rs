//! The documented responses of an operation.

use super::bodies::{contents, media_types, with_schema};
use super::reader::{At, Reader};
use super::{Version, schemas};
use crate::openapi::document::{Header, Response, Status};

pub(super) fn all<'a>(reader: &mut Reader<'a>, operation: &At<'a>) -> Vec<Response> {
    let mut responses = Vec::new();
    let envelope = reader.error_content();
    for (status, at) in operation.get("responses").iter().flat_map(At::entries) {
        if status.starts_with("x-") {
            continue;
        }
        let Some(status) = code(status) else {
            let text = format!("`{status}` is not a status; the response is left out");
            reader.report.lose("odd status", &at.pointer, text);
            continue;
        };
        let pointer = at.pointer.clone();
        let Some(at) = reader.resolved(at) else {
            continue;
        };
        let contents = if reader.version == Version::OpenApi3 {
            contents(reader, &at)
        } else {
            let schema = at
                .get("schema")
                .map(|schema| schemas::schema(reader, &schema));
            match schema {
                Some(schema) => {
                    with_schema(media_types(reader, operation, "produces"), Some(&schema))
                }
                None => Vec::new(),
            }
        };
        if at.get("links").is_some() {
            let text = "`links` to other operations are left out";
            reader.report.lose("link", &pointer, text);
        }
        if responses
            .iter()
            .any(|known: &Response| known.status == status)
        {
            let text = "the status is listed twice; the first counts";
            reader.report.note("duplicate status", &pointer, text);
            continue;
        }
        let name = at.node.text_of("x-name").filter(|_| reader.is_own);
        let is_envelope = reader.is_own && at.get("content").map(|own| own.node) == envelope;
        responses.push(Response {
            is_envelope,
            name: name.map(str::to_owned),
            status,
            description: at.node.text_of("description").map(str::to_owned),
            contents,
            headers: headers(reader, &at),
            pointer,
        });
    }
    if responses.is_empty() {
        let text = "the operation documents no response; its body is ignored";
        reader.report.note("no response", &operation.pointer, text);
    }
    responses
}

fn code(status: &str) -> Option<Status> {
    if status.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let class = status
        .strip_suffix("XX")
        .or_else(|| status.strip_suffix("xx"));
    if let Some(class) = class {
        let class = class.parse().ok();
        return class
            .filter(|class| (1..=5).contains(class))
            .map(Status::Class);
    }
    let is_code = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
    let code = status.parse().ok().filter(|_| is_code)?;
    (100..600).contains(&code).then_some(Status::Code(code))
}

fn headers<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, at) in at.get("headers").iter().flat_map(At::entries) {
        let Some(at) = reader.resolved(at) else {
            continue;
        };
        let schema = if reader.version == Version::OpenApi3 {
            at.get("schema")
                .map(|schema| schemas::schema(reader, &schema))
        } else {
            Some(schemas::schema(reader, &at))
        };
        headers.push(Header {
            name: name.to_owned(),
            description: at.node.text_of("description").map(str::to_owned),
            schema,
        });
    }
    headers
}
