//! The description as bytes, and the path that its operations share.

use super::MOST_BYTES;
use super::normalise::step;
use super::report::Broken;
use crate::lower::is_base;
use crate::openapi::document::Document;
use crate::openapi::node::Node;
use std::collections::BTreeMap;

/// Reads the tree of a description. Returns it with the pointers of the keys that it has several times.
pub(super) fn read(bytes: &[u8]) -> Result<(Node, Vec<String>), Vec<Broken>> {
    let broken = |message: String| vec![Broken::new("", message)];
    if bytes.len() > MOST_BYTES {
        let message = format!(
            "the description has more than {} MiB",
            MOST_BYTES / 1024 / 1024
        );
        return Err(broken(message));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(broken("the description is not encoded in UTF-8".to_owned()));
    };
    let mut root = Node::read(text)
        .map_err(|error| broken(format!("the description is neither JSON nor YAML: {error}")))?;
    let mut duplicates = Vec::new();
    keep_last(&mut root, "", &mut duplicates);
    Ok((root, duplicates))
}

/// Keeps the last of equal keys, and adds their pointers to a list.
fn keep_last(node: &mut Node, pointer: &str, duplicates: &mut Vec<String>) {
    match node {
        Node::Map(entries) => {
            let mut last: BTreeMap<String, usize> = BTreeMap::new();
            for (index, (key, _)) in entries.iter().enumerate() {
                if last.insert(key.clone(), index).is_some() {
                    duplicates.push(step(pointer, key));
                }
            }
            if last.len() < entries.len() {
                let mut index = 0;
                entries.retain(|(key, _)| {
                    index += 1;
                    last.get(key) == Some(&(index - 1))
                });
            }
            for (key, value) in entries {
                keep_last(value, &step(pointer, key), duplicates);
            }
        }
        Node::List(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                keep_last(item, &step(pointer, &index.to_string()), duplicates);
            }
        }
        _ => {}
    }
}

/// Returns the base path of a new spec: that of the server, and the segments that most paths share.
pub(super) fn base_path(document: &Document) -> String {
    let shared = common_prefix(document);
    format!("{}{shared}", document.base_path)
}

/// Returns the segments with which most paths begin, as long as they look like a prefix of versions.
pub(super) fn common_prefix(document: &Document) -> String {
    let mut prefix = String::new();
    let count = document.operations.len();
    loop {
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        for operation in &document.operations {
            let rest = operation
                .path
                .strip_prefix(prefix.as_str())
                .and_then(|rest| rest.strip_prefix('/'));
            // The last segment is the resource itself.
            if let Some((segment, _)) = rest
                .and_then(|rest| rest.split_once('/'))
                .filter(|(segment, _)| is_base(&format!("/{segment}")))
            {
                *next.entry(segment).or_default() += 1;
            }
        }
        let most = next.into_iter().max_by_key(|(_, uses)| *uses);
        match most.filter(|(_, uses)| count > 1 && uses * 10 >= count * 9) {
            Some((segment, _)) => prefix = format!("{prefix}/{segment}"),
            None => return prefix,
        }
    }
}
