//! The title, the servers and the ways of authentication.

use super::Version;
use super::reader::{At, Reader};
use crate::lower::{is_base, is_header};
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
            .map(|at| credentials(reader, &at))
            .unwrap_or_default(),
        ..Document::default()
    }
}

/// The pointer of the base path in Swagger 2.0.
const BASE_PATH: &str = "/basePath";

/// Returns the path of the first server without a slash at its end.
fn base_path(reader: &mut Reader<'_>, root: &At<'_>) -> String {
    let path = match reader.version {
        Version::Swagger2 => {
            if let Some(other) = root.get("basePath")
                && other.node.as_text().is_none()
            {
                let text = "`basePath` is not a text; the base path is left out";
                reader.report.lose("server path", BASE_PATH, text);
            }
            let path = root.node.text_of("basePath").unwrap_or_default();
            path.trim_end_matches('/').to_owned()
        }
        Version::OpenApi3 => {
            let servers = root.get("servers");
            let mut servers = servers.iter().flat_map(At::items);
            let path = servers.next().map(|at| server_path(at.node));
            let path = path.unwrap_or_default();
            for other in servers.filter(|at| server_path(at.node) != path) {
                let text = format!("the server path `{}` is left out", server_path(other.node));
                reader.report.lose("another server", &other.pointer, text);
            }
            path
        }
    };
    let pointer = match reader.version {
        Version::Swagger2 => BASE_PATH,
        Version::OpenApi3 => "/servers/0/url",
    };
    if path.contains(['{', '}']) {
        let text = format!("the server path `{path}` has variables; the base path is left out");
        reader.report.lose("server variable", pointer, text);
        return String::new();
    }
    if path.is_empty() {
        return path;
    }
    let path = format!("/{}", path.trim_start_matches('/'));
    if is_base(&path) {
        return path;
    }
    let text = format!("`{path}` is not a valid path; the base path is left out");
    reader.report.lose("server path", pointer, text);
    String::new()
}

/// Returns `true` if the document has a server with each of these URLs.
pub(super) fn has_servers(reader: &Reader<'_>, servers: &At<'_>) -> bool {
    let root = reader.root();
    let known: Vec<_> = root.get("servers").iter().flat_map(At::items).collect();
    let mut servers = servers.items().into_iter();
    servers.all(|server| {
        let mut known = known.iter();
        known.any(|known| server_url(known.node) == server_url(server.node))
    })
}

/// Returns the path of a server, without a slash at its end.
fn server_path(server: &Node) -> String {
    let url = server_url(server);
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..]).to_owned()
}

/// Returns the URL of a server with the defaults of its variables, without a slash at its end.
fn server_url(server: &Node) -> String {
    let mut url = server.text_of("url").unwrap_or_default().to_owned();
    let variables = server.get("variables").map_or(&[][..], Node::entries);
    for (name, variable) in variables {
        if let Some(value) = variable.text_of("default") {
            url = url.replace(&format!("{{{name}}}"), value);
        }
    }
    url.trim_end_matches('/').to_owned()
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
        let is_name = match of("in") {
            "query" => !key.is_empty(),
            _ => is_header(&key),
        };
        let kind = match (
            of("type"),
            of("in"),
            of("scheme").to_ascii_lowercase().as_str(),
        ) {
            ("apiKey", "header", _) if is_name => SchemeKind::Header(key),
            ("apiKey", "query", _) if is_name => SchemeKind::Query(key),
            ("apiKey", "cookie", _) if is_name => SchemeKind::Cookie(key),
            ("basic", ..) | ("http", _, "basic") => SchemeKind::Basic,
            ("oauth2" | "openIdConnect", ..) | ("http", _, "bearer") => SchemeKind::Bearer,
            ("apiKey", ..) => SchemeKind::Other("apiKey without a valid name".to_owned()),
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

/// Returns the names of the schemes in a list of alternatives: those that are enough alone, or else
/// those of the first combination.
pub(super) fn credentials(reader: &mut Reader<'_>, security: &At<'_>) -> Vec<String> {
    let all = security.node.items().iter().map(Node::entries);
    let (empty, alternatives): (Vec<_>, Vec<_>) = all.partition(|schemes| schemes.is_empty());
    let name = |(name, _): &(String, Node)| name.clone();
    let (report, pointer) = (&mut reader.report, &security.pointer);
    if !empty.is_empty() && !alternatives.is_empty() {
        let text = "the credential is optional; it is always sent";
        report.note("optional credential", pointer, text);
    }
    let alone = alternatives.iter().filter(|schemes| schemes.len() == 1);
    let alone: Vec<_> = alone.copied().flatten().map(name).collect();
    let combined = alternatives.first().filter(|_| alone.is_empty());
    let Some(combined) = combined else {
        return alone;
    };
    let names: Vec<_> = combined.iter().map(name).collect();
    let text = format!(
        "a request needs all of `{}`; it is sent with one of them",
        names.join("`, `")
    );
    report.lose("combined credentials", pointer, text);
    names
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
