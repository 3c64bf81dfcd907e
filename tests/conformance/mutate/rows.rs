//! Changes of what a row of a table says beside a name, and of the constants that say the like.

/// What says where in a request something stands, and what would say something else.
const PLACES: [(&str, &str); 5] = [
    ("in_path()", "in_query()"),
    ("in_query()", "in_header()"),
    ("in_header()", "in_query()"),
    ("as_body()", "as_raw_body()"),
    ("as_raw_body()", "as_body()"),
];

/// The rules that a row can have.
const RULES: [&str; 12] = [
    "comma_separated",
    "min_items",
    "max_items",
    "min_length",
    "max_length",
    "at_least",
    "at_most",
    "number_at_least",
    "number_at_most",
    "pattern",
    "sensitive",
    "selects_nothing",
];

/// The row in another place: with another word, without one, or with one where there was none.
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

/// The row without each of its rules, and with another value in each.
pub(super) fn bounded(row: &str) -> Vec<String> {
    RULES.iter().flat_map(|rule| without(row, rule)).collect()
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

/// The row of a header whose text stands for something else.
pub(super) fn parsed(row: &str) -> String {
    if row.contains(", parsed;") {
        row.replacen(", parsed;", ";", 1)
    } else {
        row.replacen(';', ", parsed;", 1)
    }
}

/// The row of an answer with another status.
pub(super) fn with_status(row: &str) -> String {
    let start = row.find(" =>").unwrap_or_default();
    let indent = row.len() - row.trim_start().len();
    format!("{}299{}", &row[..indent], &row[start..])
}

/// The row of an answer that is read in another way.
pub(super) fn with_format(row: &str) -> String {
    if row.contains("=> json ") {
        row.replacen("=> json ", "=> text ", 1)
    } else {
        let (before, after) = row.split_once("=> ").unwrap_or((row, ""));
        let variant = after.split_once(' ').map_or("", |(_, variant)| variant);
        format!("{before}=> json {variant}")
    }
}

/// The constant of the statuses with one more.
pub(super) fn more_statuses(line: &str) -> String {
    line.replacen("= &[", "= &[299, ", 1)
}

/// The type of an answer of another kind.
pub(super) fn other_response(line: &str) -> String {
    if line.contains("runtime::Response<") {
        line.replacen("runtime::Response<", "runtime::TextResponse<", 1)
    } else {
        let (before, after) = line.split_once("runtime::").unwrap_or((line, ""));
        let rest = after.find('<').and_then(|at| after.get(at..));
        format!("{before}runtime::Response{}", rest.unwrap_or_default())
    }
}

/// A variant that holds something else.
pub(super) fn retyped_variant(line: &str) -> String {
    let name = line.split(['(', ',']).next().unwrap_or_default();
    format!("{name}(char),")
}
