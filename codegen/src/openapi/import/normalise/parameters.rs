//! Parameters of path, query, header and cookie. Swagger 2.0 also has the body among them.

use super::reader::{At, Reader};
use super::{Version, choices, schemas};
use crate::lower::{is_header, is_json};
use crate::openapi::document::{
    Encoding, Kind, Location, Parameter, Property, Schema, Style, Text,
};
use crate::openapi::import::own::parameter_name;
use crate::openapi::node::Node;

/// The parameters of Swagger 2.0 that are the body.
#[derive(Default)]
pub(super) struct BodyParameters<'a> {
    /// The whole body.
    pub(super) body: Option<At<'a>>,
    /// The fields of a form.
    pub(super) form: Vec<Property>,
    pub(super) encodings: Vec<Encoding>,
}

pub(super) fn all<'a>(
    reader: &mut Reader<'a>,
    item: &At<'a>,
    operation: &At<'a>,
) -> (Vec<Parameter>, BodyParameters<'a>) {
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut body = BodyParameters::default();
    // The parameters of an operation replace those of its path.
    for at in [operation, item]
        .into_iter()
        .filter_map(|at| at.get("parameters"))
    {
        let is_own = at.pointer.starts_with(&operation.pointer);
        let mut found = Vec::new();
        for at in at.items() {
            let Some(at) = reader.resolved(at) else {
                continue;
            };
            let name = if reader.is_own {
                parameter_name(at.node)
            } else {
                at.node.get("name").map(Node::shown)
            };
            let Some(name) = name else {
                reader.broken(&at.pointer, "a parameter needs a `name`");
                continue;
            };
            let location = match at.node.text_of("in") {
                Some("path") => Location::Path,
                Some("query") => Location::Query,
                Some("header") => Location::Header,
                Some("cookie") => Location::Cookie,
                Some("body") => {
                    body.body.get_or_insert(at);
                    continue;
                }
                Some("formData") => {
                    body.encodings.push(Encoding {
                        field: name.clone(),
                        style: style(reader, Location::Query, &at),
                        media_type: None,
                        pointer: at.pointer.clone(),
                    });
                    body.form.push(form_field(reader, &name, &at));
                    continue;
                }
                other => {
                    let word = other.unwrap_or_default();
                    reader.broken(&at.pointer, format!("a parameter cannot be in `{word}`"));
                    continue;
                }
            };
            let is_known = |known: &Parameter| known.name == name && known.location == location;
            if location == Location::Header && !is_header(&name) {
                let text = format!("`{name}` is not the name of a header; it is left out");
                reader.report.lose("header", &at.pointer, text);
            } else if found.iter().any(is_known) {
                let text = format!("the parameter `{name}` is listed twice; the first counts");
                reader.report.note("duplicate parameter", &at.pointer, text);
            } else if is_own || !parameters.iter().any(is_known) {
                found.push(parameter(reader, name, location, &at));
            }
        }
        parameters.append(&mut found);
    }
    (parameters, body)
}

fn parameter<'a>(
    reader: &mut Reader<'a>,
    name: String,
    location: Location,
    at: &At<'a>,
) -> Parameter {
    let content = at.get("content");
    let contents = content.iter().flat_map(At::entries);
    let media_type = contents.map(|(media_type, _)| media_type).next();
    let is_json = media_type.is_some_and(is_json);
    let mut schema = match (at.get("schema"), media_type) {
        (Some(schema), _) => schemas::schema(reader, &schema),
        (None, Some(_)) if is_json => Schema::of(Kind::Any, &at.pointer),
        (None, Some(other)) => {
            let text = format!("the parameter `{name}` is a text, not `{other}`");
            let report = &mut reader.report;
            report.lose("media type of a parameter", &at.pointer, text);
            Schema::of(Kind::Text(Text::default()), &at.pointer)
        }
        (None, None) if reader.version == Version::Swagger2 => schemas::schema(reader, at),
        (None, None) => {
            let text = format!("the parameter `{name}` has no schema; it is a text");
            reader.report.note("missing schema", &at.pointer, text);
            Schema::of(Kind::Text(Text::default()), &at.pointer)
        }
    };
    if !is_json && !reader.is_own {
        choices::settle(reader, &mut schema);
    }
    let description = at.node.text_of("description").map(str::to_owned);
    if let Some(example) = at.get("example") {
        schema.example = Some(example.node.clone());
    }
    Parameter {
        is_required: at.node.is_true("required") || location == Location::Path,
        description: description.or_else(|| schema.description.clone()),
        is_deprecated: at.node.is_true("deprecated") || schema.is_deprecated,
        style: if is_json {
            Style::Json
        } else {
            style(reader, location, at)
        },
        name,
        location,
        schema,
        pointer: at.pointer.clone(),
    }
}

/// Returns the encoding of a list or an object in a parameter, or in a field of a form.
pub(super) fn style(reader: &mut Reader<'_>, location: Location, at: &At<'_>) -> Style {
    if reader.version == Version::Swagger2 {
        return match at.node.text_of("collectionFormat") {
            Some("multi") => Style::Repeat,
            Some("pipes") => Style::Pipe,
            Some("ssv") => Style::Space,
            Some("tsv") => Style::Tab,
            _ => Style::Comma,
        };
    }
    let explode = at
        .node
        .get("explode")
        .map(|value| *value == Node::Bool(true));
    let is_form = location == Location::Query || location == Location::Cookie;
    match at.node.text_of("style") {
        Some("pipeDelimited") => Style::Pipe,
        Some("spaceDelimited") => Style::Space,
        Some("deepObject") => Style::Brackets,
        Some("simple") => Style::Comma,
        Some("form") | None => {
            if explode.unwrap_or(is_form) && is_form {
                Style::Repeat
            } else {
                Style::Comma
            }
        }
        Some(other) => {
            let text = format!("the style `{other}` is read as `simple`");
            reader.report.lose("parameter style", &at.pointer, text);
            Style::Comma
        }
    }
}

fn form_field<'a>(reader: &mut Reader<'a>, name: &str, at: &At<'a>) -> Property {
    let schema = schemas::schema(reader, at);
    Property {
        name: name.to_owned(),
        is_required: at.node.is_true("required"),
        schema,
    }
}
