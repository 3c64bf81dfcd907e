//! The operations that reach a shared type, and the directions in which they transfer it.

use crate::model::{Api, Direction, Field, Operation, Type, TypeDef, TypeName};
use std::collections::{BTreeMap, BTreeSet};

/// The operations that reach each shared type, by name.
pub(super) struct Reach<'a> {
    sent: Operations<'a>,
    received: Operations<'a>,
}

type Operations<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The types that each type names.
type Edges<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

impl<'a> Reach<'a> {
    /// Follows the types of all operations.
    pub(super) fn of(api: &'a Api) -> Self {
        let types = api.types.iter();
        let edges = types.map(|def| (def.name.as_str(), inside(def))).collect();
        let (mut sent, mut received) = (BTreeMap::new(), BTreeMap::new());
        for operation in &api.operations {
            let inputs = operation.request.fields.iter();
            add(&mut sent, operation, inputs, &edges);
            let outputs = operation.outputs.iter().map(|output| &output.field);
            let outputs = outputs.chain(operation.error_bodies());
            add(&mut received, operation, outputs, &edges);
        }
        Self { sent, received }
    }

    /// Returns the direction in which a type is transferred; both if no operation has it.
    pub(super) fn direction(&self, name: &TypeName) -> Direction {
        let is_in = |all: &Operations<'_>| all.contains_key(name.as_str());
        match (is_in(&self.sent), is_in(&self.received)) {
            (true, false) => Direction::Sent,
            (false, true) => Direction::Received,
            _ => Direction::TwoWay,
        }
    }

    /// Returns the operations that reach a type, sorted.
    pub(super) fn operations(&self, name: &str) -> Vec<String> {
        let all = [&self.sent, &self.received].into_iter();
        let all: BTreeSet<_> = all.filter_map(|all| all.get(name)).flatten().collect();
        all.into_iter().map(|name| (*name).to_owned()).collect()
    }
}

/// Adds an operation to the types that its fields name, at any depth.
fn add<'a>(
    all: &mut Operations<'a>,
    operation: &'a Operation,
    fields: impl Iterator<Item = &'a Field>,
    edges: &Edges<'a>,
) {
    let mut found = BTreeSet::new();
    fields.for_each(|field| named(&field.ty, &mut found));
    let mut waiting: Vec<_> = found.iter().copied().collect();
    while let Some(name) = waiting.pop() {
        all.entry(name).or_default().insert(operation.name.as_str());
        let next = edges.get(name).into_iter().flatten().copied();
        waiting.extend(next.filter(|next| found.insert(next)));
    }
}

fn inside(def: &TypeDef) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let fields = def.kind.fields();
    fields.for_each(|field| named(&field.ty, &mut found));
    found
}

/// Collects the shared types that a type names.
fn named<'a>(ty: &'a Type, found: &mut BTreeSet<&'a str>) {
    match ty {
        Type::Shared(name) | Type::External { name, .. } => {
            found.insert(name.as_str());
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, found),
        Type::Inline(object) => {
            let fields = object.fields.iter();
            fields.for_each(|field| named(&field.ty, found));
        }
        Type::Scalar(_) | Type::IntegerText(_) => {}
    }
}
