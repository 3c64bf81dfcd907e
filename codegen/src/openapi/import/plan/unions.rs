//! Unions, which are shared types if a member or their shapes distinguish the types.

mod distinction;

use super::walk::{self, Owner, Place};
use super::{Definition, Plan, Shared, Use, digest};
use crate::openapi::document::{Kind, Schema, Union};
use crate::openapi::node::Node;
pub(in crate::openapi::import) use distinction::Distinction;

/// A union that has no name in the source.
#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) shared: usize,
    pub(super) property: &'d str,
    pub(super) owner: Owner<'d>,
}

/// A union in the source.
struct Candidate<'d> {
    place: Place<'d>,
    schema: &'d Schema,
    union: &'d Union,
}

impl<'d> Candidate<'d> {
    /// Returns the name of the schema that the union is.
    fn name(&self) -> Option<&'d str> {
        match self.place.owner {
            Owner::Schema(name) if self.place.is_root => Some(name),
            _ => None,
        }
    }
}

/// Finds the unions that can be expressed. All others are any JSON.
pub(super) fn find<'d>(plan: &mut Plan<'d>) -> Vec<Found<'d>> {
    let mut candidates = Vec::new();
    walk::all(plan.document, &mut |place, schema| {
        if let Kind::Union(union) = &schema.kind {
            candidates.push(Candidate {
                place: place.clone(),
                schema,
                union,
            });
        }
    });
    // Named unions come first: the others can contain their names.
    candidates.sort_by_key(|candidate| candidate.name().is_none());
    let mut found = Vec::new();
    for candidate in candidates {
        found.extend(add(plan, candidate));
    }
    found
}

/// Makes a shared type of a union, if it can be expressed. Returns one without a name in the source.
fn add<'d>(plan: &mut Plan<'d>, candidate: Candidate<'d>) -> Option<Found<'d>> {
    let distinction = Distinction::of(plan, candidate.union)?;
    let name = candidate.name();
    let Candidate {
        place,
        schema,
        union,
    } = candidate;
    let digest = digest::of(plan, schema, "");
    if let (None, Some(shared)) = (name, plan.objects.get(&digest)) {
        plan.shared[*shared]
            .sources
            .push(place.source(plan.document));
        return None;
    }
    if !mark(plan, union, &distinction) {
        return None;
    }
    let source = name.map_or_else(|| place.source(plan.document), str::to_owned);
    plan.shared.push(Shared {
        name: String::new(),
        sources: vec![source],
        definition: Definition::Schema(schema),
        is_adopted: false,
    });
    let shared = plan.shared.len() - 1;
    plan.distinctions.insert(shared, distinction);
    if let Some(name) = name {
        plan.schemas.insert(name, (schema, Use::Type(shared)));
        return None;
    }
    plan.objects.insert(digest, shared);
    Some(Found {
        shared,
        property: place.property,
        owner: place.owner,
    })
}

/// Marks the members that tell the types apart, unless another union has marked them differently.
fn mark(plan: &mut Plan<'_>, union: &Union, distinction: &Distinction) -> bool {
    let Distinction::Value(property, values) = distinction else {
        return true;
    };
    let types = union.options.iter();
    let types: Vec<_> = types.filter_map(|option| plan.shared_at(option)).collect();
    let marks = values.iter().map(|value| (property.clone(), value.clone()));
    let marks: Vec<_> = marks.collect();
    let is_free = |(shared, mark): (&usize, &(String, Node))| {
        plan.marks.get(shared).is_none_or(|known| known == mark)
    };
    let are_free = types.len() == marks.len() && types.iter().zip(&marks).all(is_free);
    if are_free {
        plan.marks.extend(types.into_iter().zip(marks));
    }
    are_free
}
