//! Error objects of formats that an API does not document: proxies, gateways and frameworks send
//! them.

use std::collections::BTreeMap;

use crate::json::Json;

/// The members with the text of an error in common formats, the best first: OAuth, RFC 9457, and
/// what frameworks and gateways write.
const TEXTS: [&str; 11] = [
    "message",
    "error_description",
    "errorMessage",
    "detail",
    "description",
    "msg",
    "error",
    "errors",
    "title",
    "reason",
    "cause",
];

/// The most levels that are searched for a text.
const MAX_DEPTH: usize = 4;

/// The most entries of a list that are shown.
const MAX_ENTRIES: usize = 5;

/// Returns the text without white space around it; `None` if it is blank.
pub(super) fn not_blank(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty()).then_some(text)
}

/// Returns the text of an error object from members of other formats; `None` without such a member.
pub(super) fn other_text(raw: &Json) -> Option<String> {
    text_of_members(raw.as_object()?, MAX_DEPTH)
}

/// Returns `true` if at most one member, which holds the code, is not blank.
pub(super) fn has_code_only(raw: &Json) -> bool {
    let is_set = |value: &&Json| match value {
        Json::Null => false,
        Json::Bool(_) | Json::Number(_) => true,
        Json::String(text) => not_blank(text).is_some(),
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
    };
    let members = raw.as_object();
    members.is_none_or(|members| members.values().filter(is_set).count() <= 1)
}

fn text_of_members(members: &BTreeMap<String, Json>, depth: usize) -> Option<String> {
    let text = |name: &str| text_of(members.get(name)?, depth.checked_sub(1)?);
    let found = TEXTS.iter().find_map(|name| text(name))?;
    // OAuth: `error` is the kind, `error_description` the text.
    let kind = members
        .get("error")
        .and_then(Json::as_str)
        .and_then(not_blank);
    // FastAPI: `loc` is the path of the value.
    let path = members.get("loc").and_then(Json::as_array).map(|path| {
        let steps = path.iter().map(|step| match step {
            Json::String(text) => text.clone(),
            step => step.to_string(),
        });
        steps.collect::<Vec<_>>().join(".")
    });
    Some(match path.as_deref().and_then(not_blank).or(kind) {
        Some(before) if before != found => format!("{before}: {found}"),
        _ => found,
    })
}

fn text_of(value: &Json, depth: usize) -> Option<String> {
    match value {
        Json::String(text) => not_blank(text).map(str::to_owned),
        Json::Array(items) => {
            let texts: Vec<_> = items
                .iter()
                .filter_map(|item| text_of(item, depth))
                .take(MAX_ENTRIES)
                .collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        Json::Object(members) => text_of_members(members, depth),
        Json::Null | Json::Bool(_) | Json::Number(_) => None,
    }
}
