//! The title, the servers and the ways of authentication.

use super::Version;
use super::reader::{At, Reader};
use crate::openapi::document::{Document, Operation, Scheme, SchemeKind};
use crate::openapi::node::Node;

pub(super) fn read(reader: &mut Reader<'_>) -> Document {
    let root = reader.root();
    let info = root.get("info");
    let of_info = |key: &str| {
        let text = info.as_ref().and_then(|info| info.node.get(key));
        text.map(Node::shown)
    };
    Document {
        is_own: reader.is_own,
        title: of_info("title").unwrap_or_default(),
        version: of_info("version").unwrap_or_default(),
        description: of_info("description"),
        base_path: base_path(reader, &root),
        schemes: schemes(reader, &root),
        security: root
            .get("security")
            .map(|at| names(&at))
            .unwrap_or_default(),
        ..Document::default()
    }
}

/// Returns the path of the first server without a slash at its end.
fn base_path(reader: &mut Reader<'_>, root: &At<'_>) -> String {
    let path = match reader.version {
        Version::Swagger2 => root.node.text_of("basePath").unwrap_or_default().to_owned(),
        Version::OpenApi3 => {
            let server = root
                .get("servers")
                .and_then(|at| at.items().into_iter().next());
            let url = server.as_ref().map(|at| server_url(at.node));
            let url = url.unwrap_or_default();
            let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            rest.find('/')
                .map_or(String::new(), |start| rest[start..].to_owned())
        }
    };
    let path = path.trim_end_matches('/').to_owned();
    if path.contains(['{', '}']) {
        let text = format!("the server path `{path}` has variables; the base path is left out");
        reader
            .report
            .lose("server variable", "/servers/0/url", text);
        return String::new();
    }
    if path.is_empty() || path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    }
}

/// Returns the URL of a server with the defaults of its variables.
fn server_url(server: &Node) -> String {
    let mut url = server.text_of("url").unwrap_or_default().to_owned();
    let variables = server.get("variables").map_or(&[][..], Node::entries);
    for (name, variable) in variables {
        if let Some(value) = variable.text_of("default") {
            url = url.replace(&format!("{{{name}}}"), value);
        }
    }
    url
}

fn schemes<'a>(reader: &mut Reader<'a>, root: &At<'a>) -> Vec<Scheme> {
    let list = match reader.version {
        Version::Swagger2 => root.get("securityDefinitions"),
        Version::OpenApi3 => root
            .get("components")
            .and_then(|at| at.get("securitySchemes")),
    };
    let mut found = Vec::new();
    for (name, at) in list.iter().flat_map(At::entries) {
        let Some(at) = reader.resolved(at) else {
            continue;
        };
        let of = |key: &str| at.node.text_of(key).unwrap_or_default();
        let key = of("name").to_owned();
        let kind = match (
            of("type"),
            of("in"),
            of("scheme").to_ascii_lowercase().as_str(),
        ) {
            ("apiKey", "header", _) => SchemeKind::Header(key),
            ("apiKey", "query", _) => SchemeKind::Query(key),
            ("apiKey", "cookie", _) => SchemeKind::Cookie(key),
            ("basic", ..) | ("http", _, "basic") => SchemeKind::Basic,
            ("oauth2" | "openIdConnect", ..) | ("http", _, "bearer") => SchemeKind::Bearer,
            (other, ..) => SchemeKind::Other(other.to_owned()),
        };
        found.push(Scheme {
            name: name.to_owned(),
            kind,
            description: at.node.text_of("description").map(str::to_owned),
            pointer: at.pointer,
        });
    }
    found
}

/// Returns the names of the schemes in a list of alternatives. An empty alternative means none.
pub(super) fn names(security: &At<'_>) -> Vec<String> {
    let alternatives = security.node.items().iter();
    let names = alternatives.flat_map(|all| all.entries().iter().map(|(name, _)| name.clone()));
    names.collect()
}

/// Returns the declared tags, and then those that only operations name.
pub(super) fn tags(reader: &Reader<'_>, operations: &[Operation]) -> Vec<(String, Option<String>)> {
    let list = reader.root().get("tags");
    let declared = list.iter().flat_map(At::items).filter_map(|tag| {
        let description = tag.node.text_of("description").map(str::to_owned);
        Some((tag.node.text_of("name")?.trim().to_owned(), description))
    });
    let used = operations.iter().flat_map(|operation| &operation.tags);
    let all = declared.chain(used.map(|tag| (tag.clone(), None)));
    let mut seen = std::collections::BTreeSet::new();
    all.filter(|(name, _)| !name.is_empty() && seen.insert(name.clone()))
        .collect()
}
