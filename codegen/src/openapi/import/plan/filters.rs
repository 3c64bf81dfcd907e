//! Query parameters that are a shared type: the filter of a body, or the parameters of several
//! operations.

use super::{Definition, Plan, QueryFilter, Shared, digest};
use crate::openapi::document::{Kind, Location, Operation, Parameter, Property, Schema, Style};
use std::collections::{BTreeSet, HashMap};

/// The parameters that select a page or an order. They stay inputs of the request.
const PAGING: [&str; 26] = [
    "limit",
    "offset",
    "page",
    "pagesize",
    "perpage",
    "cursor",
    "skip",
    "skipcount",
    "countonly",
    "sortby",
    "sortorder",
    "sort",
    "order",
    "orderby",
    "fields",
    "next",
    "after",
    "before",
    "startingafter",
    "endingbefore",
    "count",
    "maxresults",
    "pagetoken",
    "marker",
    "direction",
    "start",
];

/// The minimum number of parameters that are worth a type.
const FEWEST: usize = 5;

/// Finds the shared query parameters. Returns the new types, each with an operation that has it.
pub(super) fn find(plan: &mut Plan<'_>) -> Vec<(usize, usize)> {
    let bodies = body_filters(plan);
    let mut groups: HashMap<u64, Vec<usize>> = HashMap::new();
    let document = plan.document;
    for (index, operation) in document.operations.iter().enumerate() {
        let parameters = filter_parameters(plan, operation);
        if parameters.len() < FEWEST {
            continue;
        }
        let style = list_style(&parameters);
        let digest = of_set(plan, &parameters);
        match (bodies.get(&digest), style) {
            (Some(shared), Some(style)) => use_filter(plan, index, *shared, &parameters, style),
            (None, Some(_)) => groups.entry(digest).or_default().push(index),
            (_, None) => {}
        }
    }
    let mut groups: Vec<_> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    groups.sort();
    let mut found = Vec::new();
    for group in groups {
        let sources = group
            .iter()
            .map(|index| format!("{} query", document.operations[*index].endpoint()));
        plan.shared.push(Shared {
            name: String::new(),
            sources: sources.collect(),
            definition: Definition::Parameters(group[0]),
            is_adopted: false,
        });
        let shared = plan.shared.len() - 1;
        found.push((shared, group[0]));
        for index in group {
            let parameters = filter_parameters(plan, &document.operations[index]);
            let style = list_style(&parameters).unwrap_or(Style::Repeat);
            use_filter(plan, index, shared, &parameters, style);
        }
    }
    found
}

fn use_filter(
    plan: &mut Plan<'_>,
    operation: usize,
    shared: usize,
    parameters: &[&Parameter],
    style: Style,
) {
    let names = parameters.iter().map(|parameter| parameter.name.clone());
    let filter = QueryFilter {
        shared,
        names: names.collect(),
        style,
    };
    plan.filters.insert(operation, filter);
}

/// Returns the optional query parameters that do not select a page.
pub(in crate::openapi::import) fn filter_parameters<'d>(
    plan: &Plan<'_>,
    operation: &'d Operation,
) -> Vec<&'d Parameter> {
    let is_paging = |name: &str| {
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        PAGING.contains(&letters.to_ascii_lowercase().as_str())
    };
    let parameters = operation.parameters.iter().filter(|parameter| {
        parameter.location == Location::Query
            && !parameter.is_required
            && !is_paging(&parameter.name)
            && is_plain(plan, &parameter.schema)
    });
    parameters.collect()
}

/// Returns `true` for a scalar and a list of scalars.
fn is_plain(plan: &Plan<'_>, schema: &Schema) -> bool {
    match &plan.inline(schema).kind {
        Kind::List(list) => {
            !matches!(plan.inline(&list.items).kind, Kind::List(_)) && is_plain(plan, &list.items)
        }
        Kind::Named(name) => {
            let found = plan.named(name);
            found.is_some_and(|(schema, _)| {
                matches!(schema.kind, Kind::Enum(_) | Kind::IntegerEnum(_))
            })
        }
        kind => matches!(
            kind,
            Kind::Boolean
                | Kind::Integer(_)
                | Kind::Number(_)
                | Kind::Text(_)
                | Kind::Enum(_)
                | Kind::IntegerEnum(_)
        ),
    }
}

/// Returns the style of all lists; the usual one if there are no lists, and nothing if they differ.
fn list_style(parameters: &[&Parameter]) -> Option<Style> {
    let lists = parameters
        .iter()
        .filter(|parameter| matches!(parameter.schema.kind, Kind::List(_)));
    let styles: BTreeSet<_> = lists.map(|list| format!("{:?}", list.style)).collect();
    let first = parameters
        .iter()
        .find(|parameter| matches!(parameter.schema.kind, Kind::List(_)));
    let style = first.map_or(Style::Repeat, |list| list.style);
    (styles.len() <= 1 && !matches!(style, Style::Tab | Style::Brackets | Style::Json))
        .then_some(style)
}

/// Returns the digest of parameters in any order.
fn of_set(plan: &Plan<'_>, parameters: &[&Parameter]) -> u64 {
    let mut sorted = parameters.to_vec();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    digest::of_parameters(plan, &sorted)
}

/// Returns the shared objects that could be filters, by the digest of their members in any order.
fn body_filters(plan: &Plan<'_>) -> HashMap<u64, usize> {
    let mut found = HashMap::new();
    for (index, shared) in plan.shared.iter().enumerate() {
        let Definition::Schema(Schema {
            kind:
                Kind::Object {
                    properties,
                    additional: None,
                },
            ..
        }) = shared.definition
        else {
            continue;
        };
        let is_filter =
            |property: &Property| !property.is_required && is_plain(plan, &property.schema);
        if properties.len() >= FEWEST && properties.iter().all(is_filter) {
            let parameters: Vec<_> = properties.iter().map(as_parameter).collect();
            let parameters: Vec<_> = parameters.iter().collect();
            found.entry(of_set(plan, &parameters)).or_insert(index);
        }
    }
    found
}

fn as_parameter(property: &Property) -> Parameter {
    Parameter {
        name: property.name.clone(),
        location: Location::Query,
        is_required: false,
        description: None,
        is_deprecated: property.schema.is_deprecated,
        style: Style::Repeat,
        schema: property.schema.clone(),
        pointer: String::new(),
    }
}
