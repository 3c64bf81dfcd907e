//! Mutations of the arms of `ResponseBody::read`.

use super::Kind;
use super::code::Change;
use super::lines::Lines;
use crate::rules::camel_case;

/// Returns the mutations of the arm that begins on a line; it ends there or with its block.
pub(super) fn changes(lines: &Lines<'_>, at: usize, name: &str) -> Vec<Change> {
    let end = if lines.get(at).ends_with('{') {
        lines.indented_block(at).end + 1
    } else {
        at + 1
    };
    let block = at..end;
    let each = |change: &dyn Fn(&str) -> String| {
        let changed = block.clone().map(|index| change(lines.get(index)));
        lines.edit(block.clone(), changed.collect())
    };
    let first = |change: fn(&str) -> String| {
        let line = change(lines.get(at));
        lines.edit(at..at + 1, vec![line])
    };
    let rest = at + 1..end;
    let rest = rest.map(|index| lines.get(index).to_owned());
    let second = std::iter::once(with_status(lines.get(at))).chain(rest);
    let second = lines.edit(at..at, second.collect());
    let name = camel_case(name);
    let (from, to) = (format!("Self::{name})"), format!("Self::{name}Renamed)"));
    vec![
        (Kind::Dropped, "arm", lines.remove(block.clone())),
        (
            Kind::Renamed,
            "arm",
            each(&|line| line.replacen(&from, &to, 1)),
        ),
        (Kind::Moved, "arm", first(with_status)),
        (Kind::Moved, "arm", first(with_more_statuses)),
        (Kind::Moved, "second arm", second),
        (Kind::Rebound, "arm", each(&with_format)),
    ]
}

/// Changes the status of an arm.
fn with_status(arm: &str) -> String {
    let start = arm.find(" =>").unwrap_or_default();
    let indent = arm.len() - arm.trim_start().len();
    format!("{}299{}", &arm[..indent], &arm[start..])
}

/// Adds a status to an arm, or removes one of several.
fn with_more_statuses(arm: &str) -> String {
    let indent = arm.len() - arm.trim_start().len();
    match arm.split_once(" | ") {
        Some((_, rest)) => format!("{}{rest}", &arm[..indent]),
        None => format!("{}298 | {}", &arm[..indent], arm.trim_start()),
    }
}

/// Changes the decoding of an arm.
fn with_format(arm: &str) -> String {
    if arm.contains(".json()") {
        arm.replacen(".json()", ".text()", 1)
    } else if arm.contains(".text()") {
        arm.replacen(".text()", ".json()", 1)
    } else {
        arm.replacen("Ok(", "body.json().map(", 1)
    }
}
