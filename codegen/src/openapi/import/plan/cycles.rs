//! Required members that lead back to their own object: no value of such an object could be finite.

use super::{Definition, Plan, Use};
use crate::graph::circles;
use crate::openapi::document::{Kind, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the types that contain themselves through required members. Returns the number of the circle of
/// each.
pub(super) fn find(plan: &Plan<'_>) -> BTreeMap<usize, usize> {
    let shared = plan.shared.iter();
    let edges = shared.map(|shared| match shared.definition {
        Definition::Schema(schema) => {
            let mut found = BTreeSet::new();
            required(plan, &schema.kind, &mut found);
            found.into_iter().collect()
        }
        Definition::Parameters(_) => Vec::new(),
    });
    let circles = circles(&edges.collect::<Vec<_>>());
    let numbered = circles.into_iter().enumerate();
    let numbered =
        numbered.flat_map(|(number, circle)| circle.into_iter().map(move |at| (at, number)));
    numbered.collect()
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
    /// Returns `true` if two types contain each other through required members.
    pub(in crate::openapi::import) fn are_in_a_circle(&self, one: usize, other: usize) -> bool {
        let circle = self.circles.get(&one);
        circle.is_some() && circle == self.circles.get(&other)
    }

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
