//! Objects that hold themselves.

use super::codes;
use super::context::Context;
use crate::api::{Type, TypeDef, TypeKind, TypeName};
use crate::document::TypeDoc;
use std::collections::BTreeMap;

/// How many types on the way a message names.
const MOST_NAMED: usize = 5;

/// An object that holds itself would have no end in memory. A list may be empty, so what stands in
/// one is fine.
pub(super) fn check(cx: &mut Context<'_>, types: &[TypeDef], docs: &[TypeDoc]) {
    for mut circle in circles(&graph(types)) {
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
            format!("the object `{}` holds itself{way}", types[*first].name),
            "make one of the fields on the way a list, or give it the type `json`",
        );
    }
}

/// Which types each type holds, by position.
fn graph(types: &[TypeDef]) -> Vec<Vec<usize>> {
    let positions = types.iter().enumerate().rev();
    let positions: BTreeMap<_, _> = positions.map(|(at, def)| (&def.name, at)).collect();
    let held = types.iter().map(|def| {
        let mut held = Vec::new();
        if let TypeKind::Object(object) = &def.kind {
            for field in &object.fields {
                hold(&positions, &field.ty, &mut held);
            }
        }
        held
    });
    held.collect()
}

fn hold(positions: &BTreeMap<&TypeName, usize>, ty: &Type, held: &mut Vec<usize>) {
    match ty {
        Type::Scalar(_) | Type::List(_) | Type::External { .. } => {}
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| hold(positions, &field.ty, held)),
        Type::Shared(name) => held.extend(positions.get(name)),
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
