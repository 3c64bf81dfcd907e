//! The directions of types that no operation uses.

use super::{ByName, Way, has_direction, mentioned};
use crate::graph::{mark, reversed};
use crate::model::{Field, Type, TypeDef, TypeKind, TypeName};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the types that no operation uses. Such a type is received if it contains received types only,
/// and none with a selection; otherwise it is sent. One with read-only fields is received, too.
pub(super) fn with_unused(
    by_name: &ByName<'_>,
    mut sent: BTreeSet<TypeName>,
    mut received: BTreeSet<TypeName>,
) -> (BTreeSet<TypeName>, BTreeSet<TypeName>) {
    // In the order of names, because the order of files has no meaning.
    let defs = by_name.values().filter(|def| has_direction(&def.kind));
    let defs: Vec<&TypeDef> = defs.copied().collect();
    let facts = Facts {
        contained: contained(&defs),
        selections: flags(&defs, |def| has_selection(&def.kind)),
        read_only: flags(&defs, |def| has_read_only(def.kind.fields())),
    };
    let is_sent = flags(&defs, |def| sent.contains(&def.name));
    let is_received = flags(&defs, |def| received.contains(&def.name));
    let (is_sent, is_received) = completed(&facts, is_sent, is_received);
    for ((def, is_sent), is_received) in defs.iter().zip(is_sent).zip(is_received) {
        sent.extend(is_sent.then(|| def.name.clone()));
        received.extend(is_received.then(|| def.name.clone()));
    }
    (sent, received)
}

/// The facts about types that decide about their directions, by position.
#[derive(Debug)]
struct Facts {
    /// The types that each type contains.
    contained: Vec<Vec<usize>>,
    /// The types that have a selection.
    selections: Vec<bool>,
    /// The types that have read-only fields.
    read_only: Vec<bool>,
}

/// Completes the types that are sent and those that are received. The latter contain received types only.
fn completed(
    facts: &Facts,
    mut sent: Vec<bool>,
    mut received: Vec<bool>,
) -> (Vec<bool>, Vec<bool>) {
    let contained = &facts.contained;
    let containers = reversed(contained);
    // Each type in a set, and those that contain one, at any depth.
    let around = |set: &[bool]| {
        let mut around = vec![false; set.len()];
        for at in (0..set.len()).filter(|at| set[*at]) {
            mark(&containers, at, &mut around);
        }
        around
    };
    let around_selections = around(&facts.selections);
    let (mut around_sent, mut around_received) = (around(&sent), around(&received));
    let unused: Vec<_> = (0..contained.len())
        .filter(|at| !sent[*at] && !received[*at])
        .collect();
    // What a sent type contains is not sent inside read-only fields, so `sent` does not end this walk.
    let mut sent_with_contained = vec![false; sent.len()];
    for at in unused.iter().copied() {
        if sent[at] || received[at] {
            continue;
        }
        if around_received[at] && !around_sent[at] && !around_selections[at] {
            for added in mark(contained, at, &mut received) {
                mark(&containers, added, &mut around_received);
            }
        } else {
            for added in mark(contained, at, &mut sent_with_contained) {
                sent[added] = true;
                mark(&containers, added, &mut around_sent);
            }
        }
    }
    for at in unused {
        if facts.read_only[at] && !around_selections[at] {
            mark(contained, at, &mut received);
        }
    }
    (sent, received)
}

/// Returns a fact about each type.
fn flags(defs: &[&TypeDef], fact: impl Fn(&TypeDef) -> bool) -> Vec<bool> {
    defs.iter().map(|def| fact(def)).collect()
}

/// Returns the positions of the types that each type contains.
fn contained(defs: &[&TypeDef]) -> Vec<Vec<usize>> {
    let positions = defs.iter().enumerate().map(|(at, def)| (&def.name, at));
    let positions: BTreeMap<_, _> = positions.collect();
    let contained = defs.iter().map(|def| {
        let mut names = Vec::new();
        let fields = def.kind.fields();
        fields.for_each(|field| mentioned(field, Way::Received, &mut names));
        names
            .iter()
            .filter_map(|name| positions.get(name))
            .copied()
            .collect()
    });
    contained.collect()
}

fn has_selection(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Object(object) if object.selection.is_some())
}

/// Returns `true` if one of the fields, or of the inline objects in them, is read-only.
fn has_read_only<'a>(mut fields: impl Iterator<Item = &'a Field>) -> bool {
    fields.any(|field| {
        let inside = match field.ty.innermost() {
            Type::Inline(object) => has_read_only(object.fields.iter()),
            _ => false,
        };
        field.is_read_only() || inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The types that a type contains at any depth, and the type itself.
    fn inside(facts: &Facts, at: usize) -> Vec<usize> {
        mark(
            &facts.contained,
            at,
            &mut vec![false; facts.contained.len()],
        )
    }

    /// The definition, with a walk per type.
    fn by_definition(facts: &Facts, sent: &[bool], received: &[bool]) -> (Vec<bool>, Vec<bool>) {
        let (mut sent, mut received) = (sent.to_vec(), received.to_vec());
        let all = 0..sent.len();
        let unused: Vec<_> = all.filter(|at| !sent[*at] && !received[*at]).collect();
        for at in unused.iter().copied() {
            if sent[at] || received[at] {
                continue;
            }
            let inside = inside(facts, at);
            let is_received = inside.iter().any(|at| received[*at])
                && !inside.iter().any(|at| sent[*at] || facts.selections[*at]);
            let direction = if is_received {
                &mut received
            } else {
                &mut sent
            };
            for at in inside {
                direction[at] = true;
            }
        }
        for at in unused.into_iter().filter(|at| facts.read_only[*at]) {
            let inside = inside(facts, at);
            if !inside.iter().any(|at| facts.selections[*at]) {
                for at in inside {
                    received[at] = true;
                }
            }
        }
        (sent, received)
    }

    /// A generator of numbers below a limit, the same in every run.
    fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
        move |limit| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap_or_default() % limit
        }
    }

    #[test]
    fn random_types_have_the_directions_of_the_definition() {
        let mut number = numbers(1);
        let mut kinds = [0; 3];
        for _ in 0..20_000 {
            let count = 1 + number(8);
            let edges = |number: &mut dyn FnMut(usize) -> usize| {
                let degree = number(3);
                (0..degree).map(|_| number(count)).collect::<Vec<_>>()
            };
            let contained = (0..count).map(|_| edges(&mut number)).collect();
            let mut rare = || (0..count).map(|_| number(5) == 0).collect::<Vec<_>>();
            let facts = Facts {
                contained,
                selections: rare(),
                read_only: rare(),
            };
            let (sent, some) = (rare(), rare());
            // Received types contain received types only.
            let mut received = vec![false; count];
            for at in (0..count).filter(|at| some[*at]) {
                mark(&facts.contained, at, &mut received);
            }
            let expected = by_definition(&facts, &sent, &received);
            for at in (0..count).filter(|at| !sent[*at] && !received[*at]) {
                let kind = usize::from(expected.0[at]) + 2 * usize::from(expected.1[at]);
                kinds[kind - 1] += 1;
            }
            let found = completed(&facts, sent.clone(), received.clone());
            assert_eq!(
                found, expected,
                "{facts:?}, sent: {sent:?}, received: {received:?}"
            );
        }
        assert!(kinds.iter().all(|count| *count > 1_000), "{kinds:?}");
    }
}
