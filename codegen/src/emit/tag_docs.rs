//! The documentation of tags: sections of the operations module, and a note on each request.

use super::conditions;
use super::docs::{Docs, code, escaped};
use super::tokens::{TokenStream, quote};
use crate::model::{Api, Condition, Operation};

/// The documentation of the operations module: a section for each tag, with links to the requests.
/// A request that is not compiled has no link.
pub(super) fn of_module(api: &Api) -> TokenStream {
    let start = Docs::default().markdown("The requests, by tag.").tokens();
    let sections = api.tags.iter().map(|tag| {
        let heading = format!("# {}", escaped(&tag.name));
        let docs = Docs::default().markdown(&heading).prose(&tag.description);
        let docs = match &tag.feature {
            Some(feature) => docs.markdown(&format!("They need the feature {}.", code(feature))),
            None => docs,
        };
        let has_tag = |operation: &&Operation| operation.tags.contains(&tag.name);
        section(docs, api.operations.iter().filter(has_tag))
    });
    let sections: Vec<_> = sections.collect();
    let mut others = api.operations.iter();
    let has_others = others.any(|operation| operation.tags.is_empty());
    let others = has_others.then(|| {
        let untagged = api.operations.iter();
        let untagged = untagged.filter(|operation| operation.tags.is_empty());
        section(Docs::default().markdown("# Other requests"), untagged)
    });
    quote!(#start #(#sections)* #others)
}

fn section<'a>(docs: Docs, operations: impl Iterator<Item = &'a Operation>) -> TokenStream {
    let lead = docs.tokens();
    let mut lines: Vec<_> = operations
        .map(|operation| (&operation.name, operation))
        .collect();
    lines.sort_by_key(|(name, _)| *name);
    let lines = lines.into_iter().map(|(name, operation)| {
        let title = escaped(operation.title.trim_end_matches('.'));
        let on = format!(" * [`{name}`][]: {title}.");
        let off = format!(" * `{name}`: {title}.");
        conditions::doc_line(&operation.condition, &on, &off)
    });
    let lines: Vec<_> = lines.collect();
    let apart = (!lines.is_empty()).then(|| quote!(#[doc = ""]));
    quote!(#[doc = ""] #lead #apart #(#lines)*)
}

/// Adds the tags of an operation to its documentation, and the features that compile it.
pub(super) fn add(operation: &Operation, docs: Docs) -> Docs {
    let tags: Vec<_> = operation.tags.iter().map(|tag| code(tag)).collect();
    let tags = match &tags[..] {
        [] => return docs,
        [tag] => format!("Tag: {tag}."),
        tags => format!("Tags: {}.", tags.join(", ")),
    };
    match &operation.condition {
        Condition::Always => docs.markdown(&tags),
        Condition::AnyOf(features) => {
            let features: Vec<_> = features.iter().map(|feature| code(feature)).collect();
            let features = features.join(" or ");
            docs.markdown(&format!("{tags} Needs the feature {features}."))
        }
    }
}
