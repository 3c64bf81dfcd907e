//! The names of operations: the summary, or the verb and the path.

use super::{Plan, Taken, Words};
use crate::lower::names;
use crate::openapi::document::Operation;
use crate::openapi::import::record::Record;
use crate::openapi::import::report::Report;
use heck::ToSnakeCase;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum length of a summary that becomes a name.
const LONGEST_SUMMARY: usize = 40;
/// The maximum length of a name.
pub(super) const LONGEST: usize = 59;

pub(super) fn choose(
    plan: &Plan<'_>,
    record: &Record,
    taken: &Taken,
    report: &mut Report,
) -> Vec<String> {
    let operations = &plan.document.operations;
    let mut used = BTreeSet::new();
    let mut names = vec![String::new(); operations.len()];
    for (name, operation) in names.iter_mut().zip(operations) {
        let endpoint = operation.endpoint();
        let whole = format!(
            "{} {}{}",
            operation.method, plan.document.base_path, operation.path
        );
        let by_hand = taken.operations.get(&whole);
        let id = operation.id.as_deref();
        let id =
            id.filter(|id| names::type_name(id).is_some() && !used.contains(&id.to_snake_case()));
        let known = record
            .operations
            .of_source(&endpoint)
            .map(|entry| entry.name.as_str())
            .or(by_hand.map(String::as_str));
        if let Some(known) = known.or(id) {
            known.clone_into(name);
            used.insert(known.to_snake_case());
        }
    }
    let of_summaries = count(operations.iter().filter_map(of_summary));
    let of_paths = count(
        operations
            .iter()
            .map(|operation| of_path(plan, operation, false)),
    );
    for (name, operation) in names.iter_mut().zip(operations) {
        if !name.is_empty() {
            continue;
        }
        let summary = of_summary(operation).filter(|name| of_summaries.get(name) == Some(&1));
        let path = of_path(plan, operation, false);
        let candidates = summary
            .into_iter()
            .chain(if of_paths.get(&path) == Some(&1) {
                [path.clone(), of_path(plan, operation, true)]
            } else {
                [of_path(plan, operation, true), path.clone()]
            });
        let mut free = candidates.filter(|name| !used.contains(&name.to_snake_case()));
        *name = free.next().unwrap_or_else(|| numbered(&path, &used));
        used.insert(name.to_snake_case());
    }
    for (name, operation) in names.iter().zip(operations) {
        let path = of_path(plan, operation, false);
        let number = name.strip_prefix(path.as_str()).unwrap_or_default();
        if number.parse::<u32>().is_ok() && names.contains(&path) {
            let text = format!("another operation has the name `{path}`; this one has a number");
            report.note("name clash", &operation.pointer, text);
        }
    }
    names
}

/// Returns a name with the first free number.
pub(super) fn numbered(name: &str, used: &BTreeSet<String>) -> String {
    let mut number = 2_u32;
    loop {
        let candidate = format!("{name}{number}");
        if !used.contains(&candidate.to_snake_case()) {
            return candidate;
        }
        number += 1;
    }
}

fn count(names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// Returns the path below the base path.
pub(in crate::openapi::import) fn below<'d>(plan: &Plan<'_>, operation: &'d Operation) -> &'d str {
    let path = operation.path.strip_prefix(plan.base_path.as_str());
    path.filter(|path| path.starts_with('/'))
        .unwrap_or(&operation.path)
}

fn of_summary(operation: &Operation) -> Option<String> {
    let summary = operation.summary.as_deref()?.trim().trim_end_matches('.');
    let is_short = summary.chars().count() <= LONGEST_SUMMARY;
    let name = Words::camel(summary);
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase());
    (is_short && is_name && Words::begins_with_verb(summary)).then_some(name)
}

/// Returns the verb and the words of the path: `GetThreatNoteById`.
fn of_path(plan: &Plan<'_>, operation: &Operation, with_parameters: bool) -> String {
    let verb = match operation.method.as_str() {
        "GET" => "Get",
        "POST" => "Post",
        "PUT" => "Put",
        "PATCH" => "Patch",
        "DELETE" => "Delete",
        "HEAD" => "Head",
        "OPTIONS" => "Options",
        _ => "Trace",
    };
    let segments: Vec<_> = below(plan, operation)
        .split('/')
        .filter(|word| !word.is_empty())
        .collect();
    let mut words = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let Some((before, rest)) = segment.split_once('{') else {
            words.push(Words::camel(segment));
            continue;
        };
        words.push(Words::camel(before));
        let parameter = rest.split('}').next().unwrap_or_default();
        if at + 1 == segments.len() && !with_parameters {
            words.push("ById".to_owned());
        } else if with_parameters {
            words.push(format!("By{}", Words::camel(parameter)));
        }
    }
    // The words at the end are the most specific.
    while verb.len() + words.iter().map(String::len).sum::<usize>() > LONGEST && words.len() > 1 {
        words.remove(0);
    }
    let mut name = format!("{verb}{}", words.concat());
    if name == verb {
        name.push_str("Root");
    }
    name.truncate(LONGEST);
    name
}
