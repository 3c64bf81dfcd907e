//! The operations that an import takes.

use super::normalise;
use super::record::Record;
use super::report::Broken;
use super::source;
use crate::openapi::document::{Document, Operation};
use crate::openapi::index::Index;
use crate::suggest::suggestion;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The operations to import. Those in the record are always imported again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Every operation.
    All,
    /// The recorded operations, and those with one of these endpoints or tags.
    Some {
        /// Endpoints, such as `POST /threats`.
        operations: Vec<String>,
        /// Tags.
        tags: Vec<String>,
    },
}

/// Returns the positions of the selected operations.
pub(super) fn select(
    document: &Document,
    selection: &Selection,
    record: &Record,
    base_path: &str,
) -> Result<Vec<usize>, Vec<Broken>> {
    let all = document.operations.iter().enumerate();
    let Selection::Some { operations, tags } = selection else {
        return Ok(all.map(|(index, _)| index).collect());
    };
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    let mut broken = Vec::new();
    for wanted in operations {
        let found = document
            .operations
            .iter()
            .position(|known| is_endpoint(document, known, wanted, base_path));
        match found {
            Some(index) => drop(chosen.insert(index)),
            None => broken.push(unknown(document, wanted)),
        }
    }
    for tag in tags {
        let tagged: Vec<_> = all
            .clone()
            .filter(|(_, known)| has_tag(known, tag))
            .map(|(index, _)| index)
            .collect();
        if tagged.is_empty() {
            let names: BTreeSet<_> = document
                .operations
                .iter()
                .flat_map(|known| &known.tags)
                .collect();
            let names: Vec<_> = names.into_iter().map(String::as_str).collect();
            let help = suggestion(tag, &names);
            broken.push(Broken::new(
                "",
                format!("no operation has the tag `{tag}`: {help}"),
            ));
        }
        chosen.extend(tagged);
    }
    for (index, known) in all {
        if record.operations.of_source(&known.endpoint()).is_some() {
            chosen.insert(index);
        }
    }
    if broken.is_empty() {
        Ok(chosen.into_iter().collect())
    } else {
        Err(broken)
    }
}

fn has_tag(operation: &Operation, tag: &str) -> bool {
    operation
        .tags
        .iter()
        .any(|known| known.eq_ignore_ascii_case(tag))
}

/// Compares an endpoint with a wanted one, whose path can lack the base path.
fn is_endpoint(document: &Document, operation: &Operation, wanted: &str, base_path: &str) -> bool {
    let Some((method, path)) = wanted.trim().split_once(char::is_whitespace) else {
        return false;
    };
    let path = path.trim();
    let whole = format!("{}{}", document.base_path, operation.path);
    let is_path =
        operation.path == path || whole == path || whole.strip_prefix(base_path) == Some(path);
    operation.method.eq_ignore_ascii_case(method) && is_path
}

fn unknown(document: &Document, wanted: &str) -> Broken {
    let endpoints: Vec<_> = document
        .operations
        .iter()
        .map(Operation::endpoint)
        .collect();
    let endpoints: Vec<_> = endpoints.iter().map(String::as_str).collect();
    let near = crate::suggest::nearest(wanted, &endpoints);
    let help = near.map_or_else(
        || "run the command without a selection for a list".to_owned(),
        crate::suggest::did_you_mean,
    );
    Broken::new(
        "",
        format!("the description has no operation `{wanted}`: {help}"),
    )
}

/// Lists the operations of a description by tag, with counts.
///
/// # Errors
///
/// Returns the errors of a document that is not a description.
pub fn listing(bytes: &[u8]) -> Result<String, Vec<Broken>> {
    let (root, _) = source::read(bytes)?;
    let (document, _) =
        normalise::document(&Index::of(&root), false).map_err(|error| vec![error])?;
    let mut tags: Vec<&str> = Vec::new();
    for operation in &document.operations {
        let tag = operation.tags.first().map_or("", String::as_str);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut text = String::new();
    for tag in tags {
        let own = document
            .operations
            .iter()
            .filter(|known| known.tags.first().map_or("", String::as_str) == tag);
        let own: Vec<_> = own.collect();
        let title = if tag.is_empty() { "(no tag)" } else { tag };
        let _ = writeln!(text, "{title} ({})", own.len());
        for operation in own {
            let summary = operation.summary.as_deref().unwrap_or_default();
            let line = format!(
                "  {:<6} {}  {}",
                operation.method,
                operation.path,
                summary.replace('\n', " ")
            );
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    let _ = writeln!(
        text,
        "{} operations in all. Select with --operation, --tag or --all.",
        document.operations.len()
    );
    Ok(text)
}
