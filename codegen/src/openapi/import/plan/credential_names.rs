//! The names of credentials, which are types in Rust.

use super::operation_names::{LONGEST, numbered};
use super::{Plan, Words};
use crate::lower::RESERVED_TYPES;
use heck::ToSnakeCase;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the name of each scheme. Types keep theirs.
pub(super) fn choose(plan: &Plan<'_>) -> BTreeMap<String, String> {
    let types = plan.shared.iter().map(|shared| shared.name.as_str());
    let operations = plan.operations.iter().map(String::as_str);
    let all = types.chain(operations).chain(RESERVED_TYPES);
    let mut used: BTreeSet<_> = all.map(str::to_snake_case).collect();
    let mut names = BTreeMap::new();
    for scheme in &plan.document.schemes {
        let short = short(&scheme.name);
        let candidates = [short.clone(), format!("{short}Credential")];
        let mut free = candidates.into_iter();
        let free = free.find(|name| !used.contains(&name.to_snake_case()));
        let name = free.unwrap_or_else(|| numbered(&short, &used));
        used.insert(name.to_snake_case());
        names.insert(scheme.name.clone(), name);
    }
    names
}

fn short(scheme: &str) -> String {
    let mut camel = Words::camel(scheme);
    camel.truncate(LONGEST);
    if !camel.starts_with(|c: char| c.is_ascii_uppercase()) {
        camel.insert_str(0, "Key");
    }
    if ["Key", "Token", "Credential"]
        .iter()
        .any(|end| camel.ends_with(end))
    {
        camel
    } else {
        format!("{camel}Credential")
    }
}
