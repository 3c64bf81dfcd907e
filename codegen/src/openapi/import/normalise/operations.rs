//! Operations, in the order of the source.

use super::reader::{At, Reader, step};
use super::{api, bodies, parameters, responses};
use crate::openapi::document::Operation;
use crate::openapi::import::report::Broken;
use crate::openapi::node::Node;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(super) fn all(reader: &mut Reader<'_>) -> Result<Vec<Operation>, Broken> {
    let Some(paths) = reader.root().get("paths") else {
        return Err(Broken::new(
            "",
            "the document has no `paths`, so it has no operations",
        ));
    };
    let mut operations = Vec::new();
    check_object(reader, &paths, "`paths`");
    for (path, at) in paths.entries() {
        if path.starts_with("x-") {
            continue;
        }
        // A note about the path belongs to no operation.
        reader.begin("");
        let Some(item) = reader.resolved(at) else {
            continue;
        };
        if *item.node != Node::Null {
            check_object(reader, &item, "a path");
        }
        let Some(path) = with_slash(reader, path, &paths, &item.pointer) else {
            continue;
        };
        for (method, at) in item.entries() {
            if !METHODS.contains(&method) {
                continue;
            }
            if !check_object(reader, &at, "an operation") {
                continue;
            }
            operations.push(operation(reader, &path, method, &item, &at));
        }
    }
    Ok(operations)
}

/// Returns `true` for an object, and reports any other value.
fn check_object(reader: &mut Reader<'_>, at: &At<'_>, noun: &str) -> bool {
    let is_object = matches!(at.node, Node::Map(_));
    if !is_object {
        reader.broken(&at.pointer, format!("{noun} must be an object"));
    }
    is_object
}

fn operation<'a>(
    reader: &mut Reader<'a>,
    path: &str,
    method: &str,
    item: &At<'a>,
    at: &At<'a>,
) -> Operation {
    let of = |key: &str| at.node.text_of(key).map(str::to_owned);
    reader.begin(&at.pointer);
    reader.follow(step(&item.pointer, "parameters"));
    let (parameters, form) = parameters::all(reader, item, at);
    let body = bodies::body(reader, at, form);
    if let Some(found) = at.get("callbacks") {
        let text = "`callbacks` is left out";
        reader.report.lose("callback", &found.pointer, text);
    }
    // The servers of an operation replace those of its path.
    let servers = at.get("servers").or_else(|| item.get("servers"));
    if let Some(servers) = servers.filter(|servers| !api::has_servers(reader, servers)) {
        let urls = servers.items();
        let urls = urls.iter().filter_map(|at| at.node.text_of("url"));
        let urls: Vec<_> = urls.map(|url| format!("`{url}`")).collect();
        let text = format!(
            "the request goes to the server of the API, not to {}",
            urls.join(" or ")
        );
        reader
            .report
            .lose("server of an operation", &at.pointer, text);
    }
    Operation {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        id: reader.is_own.then(|| of("operationId")).flatten(),
        summary: of("summary"),
        description: of("description"),
        tags: tags(at),
        is_deprecated: at.node.is_true("deprecated"),
        permissions: permissions(at, "required-permissions"),
        optional_permissions: permissions(at, "optional-permissions"),
        security: at.get("security").map(|at| api::credentials(reader, &at)),
        parameters,
        body,
        responses: responses::all(reader, at),
        pointer: at.pointer.clone(),
    }
}

/// Returns a path that begins with a slash; nothing if the document has that one, too.
fn with_slash(
    reader: &mut Reader<'_>,
    path: &str,
    paths: &At<'_>,
    pointer: &str,
) -> Option<String> {
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let whole = format!("/{path}");
    if paths.get(&whole).is_some() {
        let text = format!("the document also has the path `{whole}`; this one is left out");
        reader.report.lose("path without a slash", pointer, text);
        return None;
    }
    let text = format!("the path `{path}` is read as `{whole}`");
    reader.report.note("path without a slash", pointer, text);
    Some(whole)
}

/// Returns the permissions of an extension such as `x-vendor-required-permissions`.
fn permissions(at: &At<'_>, ending: &str) -> Vec<String> {
    let mut entries = at.node.entries().iter();
    let found = entries.find(|(key, _)| key.starts_with("x-") && key.ends_with(ending));
    let mut list = found.map(|(_, list)| texts(list)).unwrap_or_default();
    list.retain(|permission| !permission.trim().is_empty());
    let mut seen = std::collections::BTreeSet::new();
    list.retain(|permission| seen.insert(permission.clone()));
    list
}

fn texts(list: &Node) -> Vec<String> {
    let items = list.items().iter().filter_map(Node::as_text);
    items.map(str::to_owned).collect()
}

/// Returns the tags of an operation, each once.
fn tags(at: &At<'_>) -> Vec<String> {
    let list = at.get("tags").map(|tags| texts(tags.node));
    let mut seen = std::collections::BTreeSet::new();
    let names = list
        .into_iter()
        .flatten()
        .map(|name| name.trim().to_owned());
    names
        .filter(|name| !name.is_empty() && seen.insert(name.clone()))
        .collect()
}
