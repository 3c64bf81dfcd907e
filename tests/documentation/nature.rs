//! The properties of facts that decide which mutations apply to them.

use crate::documentation::slice::Slice;
use conformance::code::Site;
use conformance::fact::{Key, Section};
use conformance::mutate::{Attributes, Nature, Side};
use conformance::rules;

/// Returns the properties of a fact on one side.
pub fn nature<'k>(slice: &Slice<'_>, side: Side, key: &'k Key) -> Nature<'k> {
    let (spec, written) = (slice.spec(), slice.written());
    let mut neighbours: Vec<&Key> = match side {
        Side::Page => {
            let facts = slice.page().facts.iter();
            let own = slice.page().facts.iter().find(|fact| fact.key == *key);
            let file = own.map(|fact| &fact.place.file);
            let facts = facts.filter(|fact| Some(&fact.place.file) == file);
            facts.map(|fact| &fact.key).collect()
        }
        Side::Spec => spec.facts.iter().map(|fact| &fact.key).collect(),
        Side::Code => written.facts.iter().map(|fact| &fact.key).collect(),
    };
    let code = |key: &Key| written.facts.iter().find(|fact| fact.key == *key);
    let taken_together = |other: &Key| side == Side::Code && written.are_taken_together(key, other);
    neighbours.retain(|other| {
        let is_flat = |key: &Key| {
            let fact = code(key).filter(|_| side == Side::Code);
            fact.is_some_and(|fact| fact.sites.iter().all(|(site, _)| *site == Site::Write))
        };
        let is_near = || other.parent() == key.parent() || taken_together(other);
        *other != key && other.section == key.section && !is_flat(other) && is_near()
    });
    Nature {
        key,
        has_neighbour: !neighbours.is_empty(),
        has_docs: code(key).is_some_and(|fact| fact.docs.is_some()),
        attributes: attributes(slice, side, key),
    }
}

fn attributes(slice: &Slice<'_>, side: Side, key: &Key) -> Attributes {
    match side {
        Side::Page => Attributes::default(),
        Side::Spec => {
            let fact = slice.spec().facts.iter().find(|fact| fact.key == *key);
            let rules = fact.and_then(|fact| fact.rules.as_deref());
            let (place, bounds) = split(rules.unwrap_or_default());
            // The kind of a response follows from its bodies, and their decoding from their types.
            let is_status = key.path == ["status_code"];
            let is_input = key.section == Section::Inputs && key.path.len() == 1;
            Attributes {
                place: is_input || !place.is_empty() && !is_status,
                // The format of ids is that of the whole API.
                bounds: bounds
                    .iter()
                    .any(|rule| rule.contains('(') && *rule != "digits()"),
            }
        }
        Side::Code => {
            let fact = slice.written().facts.iter().find(|fact| fact.key == *key);
            let rules = fact.and_then(|fact| fact.rules.as_deref());
            let (place, bounds) = split(rules.unwrap_or_default());
            let mut sites = fact.iter().flat_map(|fact| &fact.sites);
            Attributes {
                place: !place.is_empty()
                    || sites.any(|(site, _)| matches!(site, Site::Row | Site::KeptRow)),
                bounds: !bounds.is_empty() || key.section == Section::Headers,
            }
        }
    }
}

/// Splits the attributes into those about locations, and the others.
fn split(rules: &[String]) -> (Vec<&String>, Vec<&String>) {
    rules.iter().partition(|rule| rules::is_place(rule))
}
