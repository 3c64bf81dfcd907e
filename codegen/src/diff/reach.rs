//! The operations that reach a shared type, and the directions in which they transfer it.

use crate::model::{Api, Direction, Field, Operation, Type, TypeDef, TypeName};
use std::collections::{BTreeMap, BTreeSet};

/// The operations that reach each shared type.
pub(super) struct Reach<'a> {
    sent: BTreeMap<&'a TypeName, BTreeSet<&'a str>>,
    received: BTreeMap<&'a TypeName, BTreeSet<&'a str>>,
}

impl<'a> Reach<'a> {
    /// Follows the types of all operations.
    pub(super) fn of(api: &'a Api) -> Self {
        let inside = closure(api);
        let (mut sent, mut received) = (BTreeMap::new(), BTreeMap::new());
        for operation in &api.operations {
            let inputs = operation.request.fields.iter();
            add(&mut sent, operation, inputs, &inside);
            let outputs = operation.outputs.iter().map(|output| &output.field);
            let outputs = outputs.chain(operation.error_bodies());
            add(&mut received, operation, outputs, &inside);
        }
        Self { sent, received }
    }

    /// Returns the direction in which a type is transferred; both if no operation has it.
    pub(super) fn direction(&self, name: &TypeName) -> Direction {
        let is_in = |all: &BTreeMap<&TypeName, _>| all.contains_key(name);
        match (is_in(&self.sent), is_in(&self.received)) {
            (true, false) => Direction::Sent,
            (false, true) => Direction::Received,
            _ => Direction::TwoWay,
        }
    }

    /// Returns the operations that reach a type, sorted.
    pub(super) fn operations(&self, name: &str) -> Vec<String> {
        let of = |all: &BTreeMap<&TypeName, BTreeSet<&'a str>>| {
            let mut found = all.iter();
            let found = found.find(|(known, _)| known.as_str() == name);
            found.map(|(_, all)| all.clone()).unwrap_or_default()
        };
        let all: BTreeSet<_> = of(&self.sent).union(&of(&self.received)).copied().collect();
        all.into_iter().map(str::to_owned).collect()
    }
}

type Closure<'a> = BTreeMap<&'a TypeName, BTreeSet<&'a TypeName>>;

fn add<'a>(
    all: &mut BTreeMap<&'a TypeName, BTreeSet<&'a str>>,
    operation: &'a Operation,
    fields: impl Iterator<Item = &'a Field>,
    inside: &Closure<'a>,
) {
    let mut direct = BTreeSet::new();
    fields.for_each(|field| named(&field.ty, &mut direct));
    for name in direct {
        let reached = inside.get(name).into_iter().flatten().copied();
        for name in std::iter::once(name).chain(reached) {
            all.entry(name).or_default().insert(operation.name.as_str());
        }
    }
}

/// Returns the types inside each type, at any depth.
fn closure(api: &Api) -> Closure<'_> {
    let direct: BTreeMap<_, _> = api
        .types
        .iter()
        .map(|def| (&def.name, inside(def)))
        .collect();
    let all = direct.keys().map(|start| {
        let mut found = BTreeSet::new();
        let mut waiting = vec![*start];
        while let Some(name) = waiting.pop() {
            for next in direct.get(name).into_iter().flatten() {
                if found.insert(*next) {
                    waiting.push(next);
                }
            }
        }
        (*start, found)
    });
    all.collect()
}

fn inside(def: &TypeDef) -> BTreeSet<&TypeName> {
    let mut found = BTreeSet::new();
    let fields = def.kind.fields();
    fields.for_each(|field| named(&field.ty, &mut found));
    found
}

/// Collects the shared types that a type names.
fn named<'a>(ty: &'a Type, found: &mut BTreeSet<&'a TypeName>) {
    match ty {
        Type::Shared(name) | Type::External { name, .. } => {
            found.insert(name);
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, found),
        Type::Inline(object) => {
            let fields = object.fields.iter();
            fields.for_each(|field| named(&field.ty, found));
        }
        Type::Scalar(_) | Type::IntegerText(_) => {}
    }
}
