//! Mutations of the rows whose fields a large object keeps if set, and of their setters.

use super::Kind;

/// Changes the variant of a row: `"wire" => Variant(field);`
pub(super) fn retyped(row: &str) -> String {
    row.replacen("=> ", "=> Other", 1)
}

/// Makes the field of a row required, with a separate place.
pub(super) fn required(row: &str) -> String {
    let parts = row.split_once("=> ").and_then(|(wire, value)| {
        let (_, field) = value.split_once('(')?;
        let (name, rules) = field.split_once(')')?;
        Some(format!(
            "    required {}=> {name}{rules}",
            wire.trim_start()
        ))
    });
    parts.unwrap_or_else(|| row.to_owned())
}

/// Changes the number of the row in a line of a setter, and the variant: `.set(4, FilterFieldValue::String(value))`.
pub(super) fn stored(line: &str) -> Vec<(Kind, &'static str, String)> {
    let row = other_row(line).map(|line| (Kind::Renamed, "row of the setter", line));
    let values = "FieldValue::";
    let variant = line.contains(values).then(|| {
        let line = line.replacen(values, &format!("{values}Other"), 1);
        (Kind::Retyped, "variant of the setter", line)
    });
    row.into_iter().chain(variant).collect()
}

/// The number is behind `.set(`, or alone on a line.
fn other_row(line: &str) -> Option<String> {
    let start = match line.split_once(".set(") {
        Some((before, _)) => before.len() + ".set(".len(),
        None => line.len() - line.trim_start().len(),
    };
    let (before, rest) = line.split_at(start);
    let (number, after) = rest.split_once(',')?;
    let number: usize = number.parse().ok()?;
    Some(format!("{before}{},{after}", number + 1))
}
