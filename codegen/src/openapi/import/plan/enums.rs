//! Lists of known values: one type for each list of a property.

use super::walk::{self, Owner};
use super::{Definition, Plan, Shared, digest, stem};
use crate::openapi::document::Kind;
use std::collections::HashMap;

/// An enum that has no name in the source.
#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) shared: usize,
    pub(super) stem: String,
    pub(super) owner: Owner<'d>,
    /// The number of uses.
    pub(super) count: usize,
}

/// Finds the enums, the most used of each property first.
pub(super) fn find<'d>(plan: &mut Plan<'d>) -> Vec<Found<'d>> {
    let mut found: Vec<Found<'d>> = Vec::new();
    let mut known: HashMap<(String, u64), usize> = HashMap::new();
    let document = plan.document;
    let mut shared = std::mem::take(&mut plan.shared);
    walk::all(document, &mut |place, schema| {
        // A named schema is a type already.
        let is_named = place.is_root && matches!(place.owner, Owner::Schema(_));
        if is_named || !matches!(schema.kind, Kind::Enum(_) | Kind::IntegerEnum(_)) {
            return;
        }
        let Some(digest) = digest::of_values(&schema.kind) else {
            return;
        };
        let key = (stem(place.property), digest);
        if let Some(at) = known.get(&key) {
            found[*at].count += 1;
            shared[found[*at].shared]
                .sources
                .push(place.source(document));
            return;
        }
        shared.push(Shared {
            name: String::new(),
            sources: vec![place.source(document)],
            definition: Definition::Schema(schema),
            is_adopted: false,
        });
        known.insert(key.clone(), found.len());
        found.push(Found {
            shared: shared.len() - 1,
            stem: key.0,
            owner: place.owner,
            count: 1,
        });
    });
    plan.shared = shared;
    let by_position = known.into_iter().map(|(key, at)| (key, found[at].shared));
    plan.enums = by_position.collect();
    for ((_, digest), shared) in &plan.enums {
        let first = plan.values.entry(*digest).or_insert(*shared);
        *first = (*first).min(*shared);
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.count));
    found
}
