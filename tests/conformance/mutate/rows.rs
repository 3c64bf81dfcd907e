//! Mutations of the attributes in a row of a table, and of similar constants.

/// The words for locations in a request, each with a different one.
const PLACES: [(&str, &str); 5] = [
    ("in_path()", "in_query()"),
    ("in_query()", "in_header()"),
    ("in_header()", "in_query()"),
    ("as_body()", "as_raw_body()"),
    ("as_raw_body()", "as_body()"),
];

/// The rules of rows.
const RULES: [&str; 22] = [
    "comma_separated",
    "pipe_separated",
    "space_separated",
    "bracketed_items",
    "repeated",
    "bracketed_members",
    "keep_slashes",
    "min_items",
    "max_items",
    "min_length",
    "max_length",
    "at_least",
    "at_most",
    "number_at_least",
    "number_at_most",
    "pattern",
    "digits",
    "md5",
    "sha1",
    "sha256",
    "sensitive",
    "selects_nothing",
];

/// Moves the row to another location: with another word, without one, or with a new one.
pub(super) fn moved(row: &str) -> Vec<String> {
    let place = PLACES.iter().find(|(place, _)| row.contains(place));
    match place {
        Some((place, other)) => vec![
            row.replacen(place, other, 1),
            row.replacen(&format!(", {place}"), "", 1),
        ],
        None => vec![row.replacen(';', ", in_query();", 1)],
    }
}

/// Removes each rule of the row, and changes its value.
pub(super) fn bounded(row: &str) -> Vec<String> {
    let rules = RULES.iter().flat_map(|rule| without(row, rule));
    rules.chain(overrides(row)).collect()
}

/// Removes the differences of members on this use of a shared object, and changes each of them.
fn overrides(row: &str) -> Vec<String> {
    let (start, end) = (", overrides(const { &[", "] })");
    let Some((before, rest)) = row.split_once(start) else {
        return Vec::new();
    };
    let (members, after) = rest.split_once(end).unwrap_or((rest, ""));
    let mut changed = vec![format!("{before}{after}")];
    let names = ["without(\"", "new(\""].into_iter();
    let names = names.flat_map(|name| {
        members
            .match_indices(name)
            .map(move |(at, name)| at + name.len())
    });
    changed.extend(names.map(|at| {
        let (first, last) = members.split_at(at);
        format!("{before}{start}{first}another{last}{end}{after}")
    }));
    changed
}

fn without(row: &str, rule: &str) -> Vec<String> {
    let Some(start) = row.find(&format!(", {rule}(")) else {
        return Vec::new();
    };
    let (before, rest) = row.split_at(start);
    let end = if rule == "pattern" { "\"))" } else { ")" };
    let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
    let (found, after) = rest.split_at(length);
    let mut changed = vec![format!("{before}{after}")];
    if let Some((kept, _)) = found.split_once(end).filter(|_| !found.ends_with("()")) {
        changed.push(format!("{before}{kept}9{end}{after}"));
    }
    changed
}

/// Changes the value type of a header's row.
pub(super) fn parsed(row: &str) -> String {
    if row.contains("parsed \"") {
        row.replacen("parsed \"", "text \"", 1)
    } else {
        row.replacen("text \"", "parsed \"", 1)
    }
}

/// Adds a status to the constant of statuses.
pub(super) fn more_statuses(line: &str) -> String {
    line.replacen("= &[", "= &[299, ", 1)
}

/// Changes the kind of the response's type.
pub(super) fn other_response(line: &str) -> String {
    if line.contains("runtime::Response<") {
        line.replacen("runtime::Response<", "runtime::TextResponse<", 1)
    } else {
        let (before, after) = line.split_once("runtime::").unwrap_or((line, ""));
        let rest = after.find('<').and_then(|at| after.get(at..));
        format!("{before}runtime::Response{}", rest.unwrap_or_default())
    }
}

/// Changes the content of a variant.
pub(super) fn retyped_variant(line: &str) -> String {
    let name = line.split(['(', ',']).next().unwrap_or_default();
    format!("{name}(char),")
}

/// Changes the rule of a received row. It does not follow from the type alone: a list of errors may be absent.
pub(super) fn reflagged(row: &str) -> String {
    let (rule, rest) = row.split_at(row.find('"').unwrap_or_default());
    if rule.contains("required") {
        format!("optional {}", rest.replacen(", or_error;", ";", 1))
    } else {
        format!("required {}", rest.replacen(';', ", or_error;", 1))
    }
}
