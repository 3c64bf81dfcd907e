//! The body of a request, and the formats of bodies.

use super::parameters::{BodyParameters, style};
use super::reader::{At, Reader};
use super::{Version, schemas};
use crate::lower::{FORM, JSON, MULTIPART, essence};
use crate::openapi::document::{Body, Content, Encoding, Kind, Location, Schema};
use crate::openapi::node::Node;

pub(super) fn body<'a>(
    reader: &mut Reader<'a>,
    operation: &At<'a>,
    parameters: BodyParameters<'a>,
) -> Option<Body> {
    if reader.version == Version::OpenApi3 {
        let at = reader.resolved(operation.get("requestBody")?)?;
        return Some(Body {
            is_required: at.node.is_true("required"),
            description: at.node.text_of("description").map(str::to_owned),
            contents: contents(reader, &at),
            pointer: at.pointer,
        });
    }
    let media_types = media_types(reader, operation, "consumes");
    if !parameters.form.is_empty() {
        let is_multipart = media_types.iter().any(|media| essence(media) == MULTIPART)
            || parameters.form.iter().any(|field| field.schema.is_binary());
        let media_type = if is_multipart { MULTIPART } else { FORM };
        let kind = Kind::Object {
            properties: parameters.form,
            additional: None,
        };
        return Some(Body {
            is_required: true,
            description: None,
            contents: vec![Content {
                media_type: media_type.to_owned(),
                schema: Some(Schema::of(kind, &operation.pointer)),
                encodings: parameters.encodings,
            }],
            pointer: operation.pointer.clone(),
        });
    }
    let at = parameters.body?;
    let schema = at
        .get("schema")
        .map(|schema| schemas::schema(reader, &schema));
    Some(Body {
        is_required: at.node.is_true("required"),
        description: at.node.text_of("description").map(str::to_owned),
        contents: with_schema(media_types, schema.as_ref()),
        pointer: at.pointer,
    })
}

/// Returns the media types of an operation of Swagger 2.0, or those of the whole document.
pub(super) fn media_types(reader: &Reader<'_>, operation: &At<'_>, key: &str) -> Vec<String> {
    let list = operation.get(key).or_else(|| reader.root().get(key));
    let items = list.iter().flat_map(|list| list.node.items());
    items.filter_map(Node::as_text).map(str::to_owned).collect()
}

/// Returns a content of each media type.
pub(super) fn with_schema(media_types: Vec<String>, schema: Option<&Schema>) -> Vec<Content> {
    let media_types = if media_types.is_empty() {
        vec![JSON.to_owned()]
    } else {
        media_types
    };
    let contents = media_types.into_iter().map(|media_type| Content {
        media_type,
        schema: schema.cloned(),
        encodings: Vec::new(),
    });
    contents.collect()
}

/// Reads the contents of a body of OpenAPI 3.
pub(super) fn contents<'a>(reader: &mut Reader<'a>, at: &At<'a>) -> Vec<Content> {
    let mut contents = Vec::new();
    for (media_type, at) in at.get("content").iter().flat_map(At::entries) {
        let schema = at
            .get("schema")
            .map(|schema| schemas::schema(reader, &schema));
        contents.push(Content {
            media_type: media_type.to_owned(),
            schema,
            encodings: encodings(reader, &at),
        });
    }
    contents
}

fn encodings<'a>(reader: &mut Reader<'a>, content: &At<'a>) -> Vec<Encoding> {
    let encodings = content.get("encoding");
    let encodings = encodings.iter().flat_map(At::entries);
    let read = |(field, at): (&str, At<'a>)| {
        if let Some(headers) = at.get("headers") {
            let text = format!("the headers of the part `{field}` are left out");
            let report = &mut reader.report;
            report.lose("headers of a part", &headers.pointer, text);
        }
        Encoding {
            field: field.to_owned(),
            style: style(reader, Location::Query, &at),
            media_type: at.node.text_of("contentType").map(str::to_owned),
            pointer: at.pointer,
        }
    };
    encodings.map(read).collect()
}
