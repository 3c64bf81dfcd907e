//! Mutations of the rows whose fields a large object keeps if set, and of their setters.

use super::lines::Lines;
use super::{Edit, Kind};

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

/// Changes the row in a line of a setter, `self.with_(FilterRow::name, value)`, or the variant:
/// `let value = FilterFieldValue::String(value);`.
pub(super) fn stored(lines: &Lines<'_>, at: usize) -> Vec<(Kind, &'static str, Edit)> {
    let edit = |line: String| lines.edit(at..at + 1, vec![line]);
    let row = other_row(lines, at);
    let row = row.map(|line| (Kind::Renamed, "row of the setter", edit(line)));
    let (line, values) = (lines.get(at), "FieldValue::");
    let variant = line.contains(values).then(|| {
        let line = line.replacen(values, &format!("{values}Other"), 1);
        (Kind::Retyped, "variant of the setter", edit(line))
    });
    row.into_iter().chain(variant).collect()
}

/// Replaces the row with another one of the same object, to which a setter below writes, or else above.
fn other_row(lines: &Lines<'_>, at: usize) -> Option<String> {
    let line = lines.get(at);
    let (before, row) = line.split_once("Row::")?;
    let (row, after) = row.split_once(',')?;
    let object = before.rsplit([' ', '(']).next()?;
    let rows = format!("{object}Row::");
    let mut others = (at + 1..lines.len()).chain(0..at).filter_map(|other| {
        let (_, other) = lines.get(other).split_once(&rows)?;
        other.split_once(',').map(|(other, _)| other)
    });
    let other = others.find(|other| *other != row)?;
    Some(format!("{before}Row::{other},{after}"))
}
