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
    for (path, at) in paths.entries() {
        if path.starts_with("x-") {
            continue;
        }
        let Some(item) = reader.resolved(at) else {
            continue;
        };
        for (method, at) in item.entries() {
            if !METHODS.contains(&method) {
                continue;
            }
            if !matches!(at.node, Node::Map(_)) {
                reader.broken(&at.pointer, "an operation must be an object");
                continue;
            }
            operations.push(operation(reader, path, method, &item, &at));
        }
    }
    Ok(operations)
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
