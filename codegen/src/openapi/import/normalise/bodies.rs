//! The body of a request, and the formats of bodies.

use super::parameters::BodyParameters;
use super::reader::{At, Reader};
use super::{Version, schemas};
use crate::openapi::document::{Body, Content, Kind, Schema, Style};
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
        let is_multipart = media_types
            .iter()
            .any(|media| media == "multipart/form-data")
            || parameters.form.iter().any(|field| is_file(&field.schema));
        let media_type = if is_multipart {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        };
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
                styles: parameters.form_styles,
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

/// Returns `true` for the content of a file.
fn is_file(schema: &Schema) -> bool {
    matches!(&schema.kind, Kind::Text(text) if text.format.as_deref() == Some("binary"))
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
        vec!["application/json".to_owned()]
    } else {
        media_types
    };
    let contents = media_types.into_iter().map(|media_type| Content {
        media_type,
        schema: schema.cloned(),
        styles: Vec::new(),
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
        let encodings = at.get("encoding");
        let styles = encodings
            .iter()
            .flat_map(At::entries)
            .filter_map(|(name, at)| {
                let is_joined = *at.node.get("explode")? == Node::Bool(false);
                is_joined.then(|| (name.to_owned(), Style::Comma))
            });
        contents.push(Content {
            media_type: media_type.to_owned(),
            schema,
            styles: styles.collect(),
        });
    }
    contents
}
