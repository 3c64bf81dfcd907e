//! The names of shared types.

use super::operation_names::{LONGEST, numbered};
use super::walk::Owner;
use super::{Definition, Plan, Taken, Unnamed, Words, operation_names};
use crate::lower::RESERVED_TYPES;
use crate::openapi::document::Kind;
use crate::openapi::import::record::Record;
use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn choose(plan: &mut Plan<'_>, record: &Record, taken: &Taken, unnamed: &Unnamed<'_>) {
    let mut names = Names::new(plan, taken);
    let mut left = record.types();
    for shared in &mut plan.shared {
        let recorded = shared.sources.iter().find_map(|source| left.take(source));
        if let Some((source, name)) = recorded {
            names.used.insert(name.to_snake_case());
            shared.name = name;
            // The recorded source stays, so that the record does not change.
            shared.sources.insert(0, source);
        }
    }
    if plan.document.is_own {
        keep(plan, &mut names);
    }
    let candidates = candidates(plan, unnamed);
    adopt(plan, taken, &candidates);
    let uses: BTreeMap<&String, usize> =
        candidates
            .iter()
            .fold(BTreeMap::new(), |mut counts, (_, list, is_ranked)| {
                if let (Some(first), false) = (list.first(), is_ranked) {
                    *counts.entry(first).or_default() += 1;
                }
                counts
            });
    for (index, list, is_ranked) in &candidates {
        if !plan.shared[*index].name.is_empty() {
            continue;
        }
        // Types of one plain name all get more words; the most used enum keeps it.
        let is_ambiguous =
            !is_ranked && list.first().is_some_and(|first| uses.get(first) > Some(&1));
        let list = if is_ambiguous && list.len() > 1 {
            &list[1..]
        } else {
            &list[..]
        };
        let free = list.iter().find(|name| names.is_free(name));
        let longest = list.last().map_or("Type", String::as_str);
        let name = free
            .cloned()
            .unwrap_or_else(|| numbered(longest, &names.used));
        names.used.insert(name.to_snake_case());
        plan.shared[*index].name = name;
    }
}

/// Keeps the names of the types in the description of a spec.
fn keep(plan: &mut Plan<'_>, names: &mut Names) {
    for shared in &mut plan.shared {
        let [source] = shared.sources.as_slice() else {
            continue;
        };
        let is_possible = crate::lower::names::type_name(source).is_some();
        if shared.name.is_empty() && is_possible && names.used.insert(source.to_snake_case()) {
            shared.name.clone_from(source);
        }
    }
}

/// Gives shared types the names of equal types that are written by hand.
fn adopt(plan: &mut Plan<'_>, taken: &Taken, candidates: &[(usize, Vec<String>, bool)]) {
    for (index, names, _) in candidates {
        let shared = &plan.shared[*index];
        if !shared.name.is_empty() {
            continue;
        }
        let Definition::Schema(schema) = shared.definition else {
            continue;
        };
        let found = match &schema.kind {
            Kind::Enum(values) => {
                let values: BTreeSet<_> = values.iter().map(|(text, _)| text.clone()).collect();
                let equal = taken.enums.iter().filter(|(_, known)| *known == values);
                let mut equal = equal.filter(|(name, _)| names.contains(name));
                equal.next().map(|(name, _)| name.clone())
            }
            Kind::Object { properties, .. } => {
                let fields: BTreeSet<_> = properties
                    .iter()
                    .map(|property| property.name.clone())
                    .collect();
                let equal = taken
                    .objects
                    .iter()
                    .filter(|(_, known)| fields.is_subset(known));
                let is_it = |name: &String, known: &BTreeSet<String>| {
                    names.contains(name) && fields.len() * 10 >= known.len() * 9
                        || fields.len() >= WIDE && fields.len() + 3 > known.len()
                };
                let mut equal = equal.filter(|(name, known)| is_it(name, known));
                equal.next().map(|(name, _)| name.clone())
            }
            _ => None,
        };
        if let Some(name) = found {
            plan.shared[*index].name = name;
            plan.shared[*index].is_adopted = true;
        }
    }
}

/// The number of equal fields from which two objects are the same type under any name.
const WIDE: usize = 12;

/// The used names, in `snake_case`: types that differ in case only would share a file.
struct Names {
    used: BTreeSet<String>,
}

impl Names {
    fn new(plan: &Plan<'_>, taken: &Taken) -> Self {
        let mut used = BTreeSet::new();
        for operation in &plan.operations {
            let names =
                ["", "Body", "Headers", "Input"].map(|suffix| format!("{operation}{suffix}"));
            used.extend(names.iter().map(|name| name.to_snake_case()));
        }
        used.extend(taken.types.iter().map(|name| name.to_snake_case()));
        used.extend(RESERVED_TYPES.iter().map(|name| name.to_snake_case()));
        Self { used }
    }

    fn is_free(&self, name: &str) -> bool {
        let starts_well = name.starts_with(|c: char| c.is_ascii_uppercase());
        starts_well && name.len() <= LONGEST && !self.used.contains(&name.to_snake_case())
    }
}

/// Returns the possible names of each shared type, the best first. Ranked types keep the first name
/// even if others have it.
fn candidates(plan: &Plan<'_>, unnamed: &Unnamed<'_>) -> Vec<(usize, Vec<String>, bool)> {
    let mut list = Vec::new();
    for (index, shared) in plan.shared.iter().enumerate() {
        if let (Definition::Schema(_), [source]) = (shared.definition, shared.sources.as_slice())
            && plan.named(source).is_some()
        {
            list.push((index, of_definition(source), false));
        }
    }
    for found in &unnamed.enums {
        let short = found.stem.to_upper_camel_case();
        let names = [
            short.clone(),
            joined(&module(plan, found.owner), &short),
            with_owner(plan, found.owner, &short),
        ];
        list.push((found.shared, names.into(), true));
    }
    for found in &unnamed.objects {
        let short =
            Words::singular(&Words::camel(found.property).to_snake_case()).to_upper_camel_case();
        let mut modules: BTreeMap<String, usize> = BTreeMap::new();
        for owner in &found.owners {
            *modules.entry(module(plan, *owner)).or_default() += 1;
        }
        let most = modules.iter().max_by_key(|(_, count)| **count);
        let most = most.filter(|(_, count)| **count * 2 >= found.owners.len());
        let first = match (modules.len(), single_member(plan, found.shared)) {
            (1, _) => joined(&module(plan, found.owner), &short),
            (_, Some(member)) => format!("{}{short}", Words::camel(member)),
            _ if GENERIC.contains(&short.as_str()) => match most {
                Some((most, _)) => joined(most, &short),
                None => with_owner(plan, found.owner, &short),
            },
            _ => short.clone(),
        };
        let names = [
            first,
            joined(&module(plan, found.owner), &short),
            with_owner(plan, found.owner, &short),
        ];
        list.push((found.shared, names.into(), true));
    }
    for found in &unnamed.unions {
        let own = Words::singular(&Words::camel(found.property).to_snake_case());
        let own = own.to_upper_camel_case();
        let names = if GENERIC.contains(&own.as_str()) {
            vec![with_owner(plan, found.owner, &own)]
        } else {
            vec![
                own.clone(),
                joined(&module(plan, found.owner), &own),
                with_owner(plan, found.owner, &own),
            ]
        };
        list.push((found.shared, names, true));
    }
    for (shared, operation) in &unnamed.filters {
        let owner = Owner::Operation(*operation);
        let names = [
            format!("{}Query", module(plan, owner)),
            with_owner(plan, owner, "Query"),
        ];
        list.push((*shared, names.into(), true));
    }
    list
}

/// Joins two words, unless the second begins with the first.
fn joined(before: &str, name: &str) -> String {
    if name.starts_with(before) {
        return name.to_owned();
    }
    // `AlertsIncident` and `IncidentStatus` share a word.
    let words = |text: &str| -> Vec<String> {
        text.to_snake_case().split('_').map(str::to_owned).collect()
    };
    let (before_words, own) = (words(before), words(name));
    let most = before_words.len().min(own.len());
    let shared = (1..=most)
        .rev()
        .find(|count| before_words.ends_with(&own[..*count]));
    let mut all = before_words;
    all.extend_from_slice(&own[shared.unwrap_or(0)..]);
    while all.iter().map(String::len).sum::<usize>() > LONGEST && all.len() > 1 {
        all.remove(0);
    }
    all.join("_").to_upper_camel_case()
}

/// Names of properties that mean nothing by themselves.
const GENERIC: [&str; 22] = [
    "Attribute",
    "Body",
    "Config",
    "Content",
    "Data",
    "Detail",
    "Details",
    "Filter",
    "Info",
    "Input",
    "Item",
    "Link",
    "Meta",
    "Metadata",
    "Object",
    "Option",
    "Output",
    "Param",
    "Result",
    "Setting",
    "Value",
    "Query",
];

fn single_member<'d>(plan: &Plan<'d>, shared: usize) -> Option<&'d str> {
    let Definition::Schema(schema) = plan.shared[shared].definition else {
        return None;
    };
    match &schema.kind {
        Kind::Object { properties, .. } => match properties.as_slice() {
            [only] => Some(&only.name),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the group of an item: the first tag of an operation, the module of a schema.
fn module(plan: &Plan<'_>, owner: Owner<'_>) -> String {
    let word = match owner {
        Owner::Schema(name) => match split_module(name).0.last() {
            Some(module) => module.clone(),
            None => return of_definition(name).into_iter().next().unwrap_or_default(),
        },
        Owner::Operation(index) => {
            let operation = &plan.document.operations[index];
            let tag = operation.tags.first().cloned();
            tag.unwrap_or_else(|| {
                let mut words = operation_names::below(plan, operation).split('/');
                words
                    .find(|word| !word.is_empty())
                    .unwrap_or("api")
                    .to_owned()
            })
        }
    };
    let name = Words::singular(&Words::camel(&word).to_snake_case()).to_upper_camel_case();
    if name.starts_with(|c: char| c.is_ascii_uppercase()) {
        name
    } else {
        "Api".to_owned()
    }
}

/// Puts the name of the type or operation around it before a name.
fn with_owner(plan: &Plan<'_>, owner: Owner<'_>, name: &str) -> String {
    let before = match owner {
        Owner::Schema(schema) => of_definition(schema).into_iter().next().unwrap_or_default(),
        Owner::Operation(index) => plan.operations[index].clone(),
    };
    joined(&before, name)
}

/// Returns the names of a definition: plain, then with more and more of its modules in front.
fn of_definition(source: &str) -> Vec<String> {
    let (modules, name) = split_module(source);
    let plain = plain_name(&name);
    let mut names = vec![plain.clone()];
    let mut longer = plain;
    for module in modules.iter().rev() {
        let module = Words::singular(&Words::camel(module).to_snake_case()).to_upper_camel_case();
        longer = format!("{module}{longer}");
        names.push(longer.clone());
    }
    // As in the source, including a suffix that tells two apart.
    names.push(Words::camel(source));
    names.retain(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    if names.is_empty() {
        names.push(format!("Type{}", Words::camel(source)));
    }
    names
}

/// Splits `threats.schemas_ThreatsSchema` into the modules and the name.
fn split_module(source: &str) -> (Vec<String>, String) {
    let source = source.rsplit('/').next().unwrap_or(source);
    let mut parts: Vec<_> = source.split('.').map(str::to_owned).collect();
    let name = parts.pop().unwrap_or_default();
    let mut name = name.as_str();
    // A module in lower case before a name in capitals: `sites_SitePut`.
    while let Some((module, rest)) = name.split_once('_') {
        let is_module = module
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if !is_module || !rest.contains(|c: char| c.is_ascii_uppercase()) {
            break;
        }
        if !["", "schemas", "schema", "models", "model"].contains(&module) {
            parts.push(module.to_owned());
        }
        name = rest;
    }
    parts.retain(|part| Words::camel(part).starts_with(|c: char| c.is_ascii_uppercase()));
    (parts, name.to_owned())
}

/// Removes the suffixes of generators: `_many`, `_200`, `Schema`.
fn plain_name(name: &str) -> String {
    let mut name = name.trim_matches('_');
    loop {
        let before = name;
        if let Some((stem, status)) = name.rsplit_once('_')
            && (status == "many"
                || (status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit())))
        {
            name = stem;
        }
        for suffix in ["Schema", "_schema"] {
            name = name
                .strip_suffix(suffix)
                .filter(|stem| !stem.is_empty())
                .unwrap_or(name);
        }
        if name == before {
            return Words::camel(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_lose_the_words_of_generators() {
        for (source, expected) in [
            ("threats.schemas_ThreatSchema_many_200", "Threat"),
            ("_NoDataSchema_400", "NoData"),
            ("sites_SitePutSchema", "SitePut"),
            ("deep_visibility_schemas_QuerySchema_200", "Query"),
            ("api.v2010.account.message", "Message"),
            ("Pet", "Pet"),
            ("Schema", "Schema"),
            ("pet-store", "PetStore"),
        ] {
            assert_eq!(of_definition(source)[0], expected, "{source}");
        }
        assert_eq!(of_definition("threats.schemas_Note")[1], "ThreatNote");
        assert_eq!(of_definition("日本")[0], "Type");
    }
}
