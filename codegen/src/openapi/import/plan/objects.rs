//! Equal inline objects, which become one type.

use super::walk::{self, Owner};
use super::{Definition, Plan, Shared, digest};
use crate::openapi::document::{Kind, Schema};
use std::collections::{BTreeSet, HashMap};

/// An object that appears several times.
#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) shared: usize,
    pub(super) property: &'d str,
    pub(super) owner: Owner<'d>,
    /// The items that have it.
    pub(super) owners: BTreeSet<Owner<'d>>,
    pub(super) count: usize,
    sources: Vec<String>,
}

/// Finds the equal inline objects, the most used first.
pub(super) fn find<'d>(plan: &mut Plan<'d>) -> Vec<Found<'d>> {
    let mut groups: HashMap<u64, (usize, Found<'d>, &'d Schema)> = HashMap::new();
    let mut order = 0;
    let mut addresses = Vec::new();
    let this = &*plan;
    walk::all(this.document, &mut |place, schema| {
        let is_named = place.is_root && matches!(place.owner, Owner::Schema(_));
        if is_named || place.is_root || !matches!(schema.kind, Kind::Object { .. }) {
            return;
        }
        order += 1;
        let digest = digest::of(this, schema, "");
        addresses.push((std::ptr::from_ref(schema).addr(), digest));
        let group = groups.entry(digest);
        let (_, found, _) = group.or_insert_with(|| {
            let found = Found {
                shared: 0,
                property: place.property,
                owner: place.owner,
                owners: BTreeSet::new(),
                count: 0,
                sources: Vec::new(),
            };
            (order, found, schema)
        });
        found.count += 1;
        found.sources.push(place.source(this.document));
        found.owners.insert(place.owner);
    });
    let mut several: Vec<_> = groups
        .into_iter()
        .filter(|(_, (_, found, _))| found.count > 1)
        .collect();
    several.sort_by_key(|(_, (order, ..))| *order);
    let mut list = Vec::new();
    for (digest, (_, mut found, schema)) in several {
        plan.shared.push(Shared {
            name: String::new(),
            sources: std::mem::take(&mut found.sources),
            definition: Definition::Schema(schema),
            is_adopted: false,
        });
        found.shared = plan.shared.len() - 1;
        plan.objects.insert(digest, found.shared);
        list.push(found);
    }
    let at = |digest| plan.objects.get(&digest).copied();
    plan.addresses = addresses
        .into_iter()
        .map(|(address, digest)| (address, at(digest)))
        .collect();
    list.sort_by_key(|one| std::cmp::Reverse(one.count));
    list
}
