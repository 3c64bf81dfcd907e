//! The title of a change: one sentence for people.

use super::class::Action;
use super::compare::Difference;
use super::element::Element;
use super::kind::Kind;
use super::state::shortened;

/// Returns a change in one sentence; `around` is the element with those around it.
pub(super) fn of(difference: &Difference<'_>, around: &[&Element]) -> String {
    let is_named = around
        .last()
        .is_some_and(|element| !element.name.is_empty());
    let names = around.iter().rev().map(|element| &element.name);
    let names = names.filter(|name| !name.is_empty());
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    let words = difference.kind.words();
    let (subject, verb) = (subject(words, &names, is_named), verb(difference));
    match becomes(difference) {
        Some(verb) if !names.is_empty() => format!("{} {verb}", names.join(" of ")),
        _ => format!("{subject} {verb}"),
    }
}

/// Returns the element with its owners: "field `ids` of `ThreatFilter`", "value `new` of the enum `Status`".
fn subject(words: &str, names: &[String], is_named: bool) -> String {
    let Some((name, owners)) = names.split_first().filter(|_| is_named) else {
        let owners = names.iter().map(String::as_str);
        let all: Vec<_> = std::iter::once(words).chain(owners).collect();
        return all.join(" of ");
    };
    let (head, owner) = match words.split_once(" of the ") {
        Some((head, owner)) => (head, format!(" of the {owner} ")),
        None => (words, " of ".to_owned()),
    };
    if owners.is_empty() {
        return format!("{words} {name}");
    }
    format!("{head} {name}{owner}{}", owners.join(" of "))
}

/// Returns the verb of a field that becomes required or optional, or a condition of a selection.
fn becomes(difference: &Difference<'_>) -> Option<String> {
    match (difference.kind.family(), difference.action) {
        (Kind::Presence, Action::Tightened | Action::Loosened) => {
            let (before, after) = (difference.before()?, difference.after()?);
            Some(format!("becomes {} (was {})", after.value, before.value))
        }
        (Kind::Selects, Action::Loosened) => Some("counts as a condition now".to_owned()),
        (Kind::Selects, Action::Tightened) => Some("no longer counts as a condition".to_owned()),
        _ => None,
    }
}

fn verb(difference: &Difference<'_>) -> String {
    let word = difference.action.word();
    let value = |element: Option<&Element>| {
        let value = element.map_or("", |element| element.value.as_str());
        (!value.is_empty()).then(|| shortened(value))
    };
    let (before, after) = (difference.before(), difference.after());
    let is_fact = |element: Option<&Element>| element.is_some_and(|fact| fact.name.is_empty());
    if let (Some(before), Some(after)) = (before, after)
        && before.name != after.name
    {
        return format!("{word} from `{}`", before.name);
    }
    let values = (value(before), value(after));
    if values.0 == values.1 {
        return word.to_owned();
    }
    match values {
        (Some(before), Some(after)) => format!("{word}: `{before}` to `{after}`"),
        (None, Some(after_value)) if is_fact(after) => format!("set to `{after_value}`"),
        (None, Some(value)) if after.is_some_and(|after| after.name != value) => {
            format!("{word}: `{value}`")
        }
        (Some(before), None) => format!("{word} (was `{before}`)"),
        (None, _) => word.to_owned(),
    }
}
