//! Swagger 2.0, OpenAPI 3.0 and 3.1 to one [`Document`].

mod api;
mod bodies;
mod choices;
mod combined;
mod enums;
mod operations;
mod parameters;
mod reader;
mod responses;
mod scalars;
mod schemas;
mod siblings;
mod type_words;

pub(super) use reader::{Reader, step};

use super::report::Broken;
use crate::openapi::document::Document;
use crate::openapi::index::Index;
use crate::openapi::node::Node;

/// The versions of the format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    Swagger2,
    OpenApi3,
}

impl Version {
    /// Returns the pointer to the named schemas.
    pub(super) fn schemas(self) -> &'static str {
        match self {
            Self::Swagger2 => "/definitions",
            Self::OpenApi3 => "/components/schemas",
        }
    }
}

/// Reads a description. Errors and notes remain in the reader, which knows their pointers.
/// `is_own` honours the members `x-` of this generator.
pub(super) fn document<'a>(
    index: &'a Index<'a>,
    is_own: bool,
) -> Result<(Document, Reader<'a>), Broken> {
    let version = version(index.root())?;
    let mut reader = Reader::new(index, version, is_own);
    let mut document = api::read(&mut reader);
    document.schemas = schemas::all(&mut reader);
    document.operations = operations::all(&mut reader)?;
    reader.check_repetition()?;
    for (_, at) in reader
        .root()
        .get("webhooks")
        .iter()
        .flat_map(reader::At::entries)
    {
        let text = "a request that the server sends is left out";
        reader.report.lose("webhook", &at.pointer, text);
    }
    document.tags = api::tags(&reader, &document.operations);
    document.followed = std::mem::take(&mut reader.followed);
    Ok((document, reader))
}

fn version(root: &Node) -> Result<Version, Broken> {
    let word = |key: &str| root.get(key).map(Node::shown);
    match (word("swagger"), word("openapi")) {
        (Some(swagger), _) if swagger == "2.0" || swagger == "2" => Ok(Version::Swagger2),
        (_, Some(openapi)) if openapi == "3" || openapi.starts_with("3.") => Ok(Version::OpenApi3),
        (None, None) => Err(Broken::new(
            "",
            "not an OpenAPI document: it has neither the key `swagger` nor the key `openapi`",
        )),
        (swagger, openapi) => Err(Broken::new(
            "",
            format!(
                "version `{}` is not supported: use Swagger 2.0, OpenAPI 3.0 or 3.1",
                swagger.or(openapi).unwrap_or_default()
            ),
        )),
    }
}
