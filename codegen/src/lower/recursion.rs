//! Objects that hold themselves.

use super::codes;
use super::context::Context;
use crate::api::{Nullability, Object, Presence, Storage, Type, TypeDef, TypeKind, TypeName};
use crate::document::TypeDoc;
use std::collections::{BTreeMap, BTreeSet};

/// How many types on the way a message names.
const MOST_NAMED: usize = 5;

/// A field that can hold the object around it is kept behind a `Box`. Where all fields on the way are
/// required, no value could ever be written down.
pub(super) fn resolve(cx: &mut Context<'_>, types: &mut [TypeDef], docs: &[TypeDoc]) {
    let groups = circles(&graph(types, Edges::All));
    for mut circle in circles(&graph(types, Edges::Required)) {
        circle.sort_unstable();
        let Some((first, others)) = circle.split_first() else {
            continue;
        };
        let mut others: Vec<_> = others
            .iter()
            .map(|other| format!("`{}`", types[*other].name))
            .collect();
        others.sort_unstable();
        let more = others.len().saturating_sub(MOST_NAMED);
        others.truncate(MOST_NAMED);
        if more > 0 {
            others.push(format!("{more} others"));
        }
        let way = if others.is_empty() {
            String::new()
        } else {
            format!(", by way of {}", others.join(" and "))
        };
        cx.report(
            codes::RECURSIVE_TYPE,
            docs[*first].name.span,
            format!(
                "the object `{}` always holds itself{way}",
                types[*first].name
            ),
            "no such value has an end: make one of the fields on the way optional, a list or a map",
        );
    }
    for group in groups {
        let names: BTreeSet<_> = group.iter().map(|at| types[*at].name.clone()).collect();
        for at in group {
            if let TypeKind::Object(object) = &mut types[at].kind {
                put_in_boxes(object, &names);
            }
        }
    }
}

fn put_in_boxes(object: &mut Object, names: &BTreeSet<TypeName>) {
    for field in &mut object.fields {
        match &mut field.ty {
            Type::Shared(name) if names.contains(name) => field.storage = Storage::Boxed,
            Type::Inline(object) => put_in_boxes(object, names),
            _ => {}
        }
    }
}

/// Which fields count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edges {
    /// Those without which there is no value.
    Required,
    /// Those that keep their value in the struct.
    All,
}

/// Which types each type holds, by position.
fn graph(types: &[TypeDef], edges: Edges) -> Vec<Vec<usize>> {
    let positions = types.iter().enumerate().rev();
    let positions: BTreeMap<_, _> = positions.map(|(at, def)| (&def.name, at)).collect();
    let held = types.iter().map(|def| {
        let mut held = Vec::new();
        if let TypeKind::Object(object) = &def.kind {
            hold(&positions, object, edges, &mut held);
        }
        held
    });
    held.collect()
}

/// A list or a map may be empty, so what stands in one is fine.
fn hold(
    positions: &BTreeMap<&TypeName, usize>,
    object: &Object,
    edges: Edges,
    held: &mut Vec<usize>,
) {
    for field in &object.fields {
        let is_needed =
            field.presence == Presence::Required && field.nullability == Nullability::NotNull;
        if edges == Edges::Required && !is_needed {
            continue;
        }
        match &field.ty {
            Type::Scalar(_) | Type::List(_) | Type::Map(_) | Type::External { .. } => {}
            Type::Inline(object) => hold(positions, object, edges, held),
            Type::Shared(name) => held.extend(positions.get(name)),
        }
    }
}

/// The groups of types that hold each other, and the types that hold themselves: the strongly
/// connected components. Two walks, without recursion: a chain of types can be as long as a file.
fn circles(held: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut holders = vec![Vec::new(); held.len()];
    for (holder, held) in held.iter().enumerate() {
        for at in held {
            holders[*at].push(holder);
        }
    }
    let mut seen = vec![false; held.len()];
    let mut finished = Vec::new();
    for start in 0..held.len() {
        walk(held, start, &mut seen, &mut finished);
    }
    let mut seen = vec![false; held.len()];
    let mut circles = Vec::new();
    for start in finished.into_iter().rev() {
        let mut circle = Vec::new();
        walk(&holders, start, &mut seen, &mut circle);
        if circle.len() > 1 || !circle.is_empty() && held[start].contains(&start) {
            circles.push(circle);
        }
    }
    circles
}

/// Walks as deep as the edges lead, and gives what is new in the order of leaving it.
fn walk(edges: &[Vec<usize>], start: usize, seen: &mut [bool], left: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut way = vec![(start, edges[start].iter())];
    while let Some((at, next)) = way.last_mut() {
        if let Some(to) = next.next() {
            if !std::mem::replace(&mut seen[*to], true) {
                way.push((*to, edges[*to].iter()));
            }
        } else {
            left.push(*at);
            way.pop();
        }
    }
}
