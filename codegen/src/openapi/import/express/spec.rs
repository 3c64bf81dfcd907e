//! The facts of a whole API in the description of a spec.

use super::keys::Keys;
use super::{credentials, overlay};
use crate::openapi::document::{Document, Scheme};
use crate::openapi::import::own::{Own, Shape};
use crate::openapi::import::report::Report;
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// Adds the keys of `api.yaml` that OpenAPI has no word for.
pub(super) fn add(keys: &mut Keys, document: &Document, own: Own<'_>, report: &mut Report) {
    if !own.is_here() {
        return;
    }
    let named = named_credentials(document, own, report);
    if !named.is_empty() {
        keys.put("credentials", Node::List(named));
    }
    for (key, value) in own.keys(report, "", &overlay::API) {
        keys.put(key, value);
    }
    if let Some(envelope) = error_envelope(own) {
        keys.put("error_envelope", envelope);
    }
    let Some(tags) = own.member(report, "", "tags", Shape::Mappings) else {
        return;
    };
    let is_feature = |tag: &Node| tag.get("x-feature").is_some();
    keys.flag("tag_features", tags.items().iter().any(is_feature));
    let tags = tags.items().iter().map(|tag| {
        let entries = tag.entries().iter().map(|(key, value)| {
            let key = key.strip_prefix("x-").unwrap_or(key);
            (key.to_owned(), value.clone())
        });
        Node::Map(entries.collect())
    });
    keys.put("tags", Node::List(tags.collect()));
}

/// Returns the keys of `auth`: the scheme of the client is the one that the whole description requires.
pub(super) fn auth(document: &Document, own: Own<'_>, report: &mut Report) -> Keys {
    let mut keys = Keys::default();
    let of_client = |scheme: &&Scheme| document.security.first() == Some(&scheme.name);
    match document.schemes.iter().find(of_client) {
        Some(scheme) => keys.extend(scheme_of(scheme, own, report)),
        None => keys.text("scheme", "none"),
    }
    if let Some(advice) = own.text(report, "", "x-auth-advice") {
        keys.text("advice", advice);
    }
    keys
}

/// Returns the credentials that operations name.
fn named_credentials(document: &Document, own: Own<'_>, report: &mut Report) -> Vec<Node> {
    let is_named = |scheme: &&Scheme| document.security.first() != Some(&scheme.name);
    let named = document.schemes.iter().filter(is_named);
    let credentials = named.map(|scheme| {
        let mut keys = Keys::default();
        keys.text("credential", &scheme.name);
        keys.extend(scheme_of(scheme, own, report));
        for (key, value) in own.keys(report, &scheme.pointer, &overlay::CREDENTIAL) {
            keys.put(key, value);
        }
        keys.node()
    });
    credentials.collect()
}

fn scheme_of(scheme: &Scheme, own: Own<'_>, report: &mut Report) -> Keys {
    let mut keys = credentials::known(&scheme.kind).unwrap_or_default();
    if let Some(prefix) = own.text(report, &scheme.pointer, "x-prefix") {
        keys.text("prefix", prefix);
    }
    keys
}

/// Returns the keys of an error body, by their meaning.
fn error_envelope(own: Own<'_>) -> Option<Node> {
    let content = own.at("/components/responses/Error/content")?;
    let schema = content.get("application/json")?.get("schema")?;
    let mut keys = Keys::default();
    let properties = schema.get("properties")?;
    let mut error = properties;
    if let [(name, list)] = properties.entries()
        && let Some(choices) = list.get("anyOf")
    {
        keys.text("errors", name);
        error = choices.items().last()?.get("properties")?;
    }
    for (name, property) in error.entries() {
        if let Some(meaning) = property.text_of("x-meaning") {
            keys.text(meaning, name);
        }
    }
    Some(keys.node())
}

/// Returns `deviations.yaml` with the deviations of these operations and types.
pub(in crate::openapi::import) fn deviations(
    own: Own<'_>,
    names: &BTreeSet<&str>,
    report: &mut Report,
) -> Option<Node> {
    let (member, shape) = overlay::DEVIATIONS;
    let list = own.member(report, "", member, shape)?;
    let mut entries: Vec<(Keys, Vec<Node>)> = Vec::new();
    for deviation in list.items() {
        let item = deviation.text_of("item").unwrap_or_default();
        let owner = item.split('.').next().unwrap_or_default();
        if !names.contains(owner) {
            continue;
        }
        let mut keys = Keys::default();
        for (key, value) in deviation.entries().iter().filter(|(key, _)| key != "item") {
            keys.put(key, value.clone());
        }
        let node = keys.clone().node();
        match entries
            .iter_mut()
            .find(|(known, _)| known.clone().node() == node)
        {
            Some((_, items)) => items.push(Node::text(item)),
            None => entries.push((keys, vec![Node::text(item)])),
        }
    }
    let entries = entries.into_iter().map(|(mut keys, items)| {
        keys.put("items", Node::List(items));
        keys.node()
    });
    let entries: Vec<_> = entries.collect();
    let file = ("deviations".to_owned(), Node::List(entries));
    (!file.1.items().is_empty()).then(|| Node::Map(vec![file]))
}
