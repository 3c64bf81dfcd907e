//! Required members that lead back to their own object: no value of such an object could be finite.

use super::{Definition, Plan, Use};
use crate::openapi::document::{Kind, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the types that contain themselves through required members, each with the others of its circle.
pub(super) fn find(plan: &Plan<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let edges: BTreeMap<usize, BTreeSet<usize>> = plan
        .shared
        .iter()
        .enumerate()
        .filter_map(|(index, shared)| match shared.definition {
            Definition::Schema(schema) => {
                let mut found = BTreeSet::new();
                required(plan, &schema.kind, &mut found);
                (!found.is_empty()).then_some((index, found))
            }
            Definition::Parameters(_) => None,
        })
        .collect();
    let reached = |from: usize| {
        let mut seen = BTreeSet::new();
        let mut next = vec![from];
        while let Some(at) = next.pop() {
            for to in edges.get(&at).into_iter().flatten() {
                if seen.insert(*to) {
                    next.push(*to);
                }
            }
        }
        seen
    };
    let all: BTreeMap<_, _> = edges
        .keys()
        .map(|index| (*index, reached(*index)))
        .collect();
    let circles = all
        .iter()
        .filter(|(index, seen)| seen.contains(index))
        .map(|(index, seen)| {
            let others = seen
                .iter()
                .filter(|other| all.get(other).is_some_and(|seen| seen.contains(index)));
            (*index, others.copied().collect())
        });
    circles.collect()
}

/// Adds the types that an object always contains. Lists and maps can be empty.
fn required(plan: &Plan<'_>, kind: &Kind, found: &mut BTreeSet<usize>) {
    let Kind::Object { properties, .. } = kind else {
        return;
    };
    for property in properties {
        if property.is_required && !plan.is_nullable(&property.schema) {
            match plan.shared_at(&property.schema) {
                Some(shared) => drop(found.insert(shared)),
                None => required(plan, &plan.inline(&property.schema).kind, found),
            }
        }
    }
}

impl Plan<'_> {
    /// Returns the shared type of a schema, by its name or its structure.
    pub(in crate::openapi::import) fn shared_at(&self, schema: &Schema) -> Option<usize> {
        let inline = self.inline(schema);
        match &inline.kind {
            Kind::Named(name) => match self.named(name) {
                Some((_, Use::Type(shared))) => Some(shared),
                _ => None,
            },
            _ => self.shared_object(inline),
        }
    }
}
