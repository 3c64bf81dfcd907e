//! Which way each shared object travels.

use super::codes;
use super::context::Context;
use crate::api::{Field, Flow, Object, Operation, Type, TypeDef, TypeKind, TypeName};
use crate::document::TypeDoc;
use std::collections::{BTreeMap, BTreeSet};

/// What is sent is built by setters, what is received has public fields, and what goes both ways has
/// both.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    types: &mut [TypeDef],
    docs: &[TypeDoc],
    operations: &mut [Operation],
) {
    let inputs = operations
        .iter()
        .flat_map(|operation| &operation.request.fields);
    let sent = reachable(types, inputs);
    let outputs = operations.iter().flat_map(Operation::answer_bodies);
    let received = reachable(types, outputs.map(|output| &output.field));
    let (sent, received) = with_unused(types, sent, received);
    for (def, doc) in types.iter_mut().zip(docs) {
        let TypeKind::Object(object) = &mut def.kind else {
            continue;
        };
        let flow = match (sent.contains(&def.name), received.contains(&def.name)) {
            (true, true) => Flow::TwoWay,
            (false, true) => Flow::Received,
            (_, false) => Flow::Sent,
        };
        if object.selection.is_some() && flow != Flow::Sent {
            cx.report(
                codes::TWO_WAY_TYPE,
                doc.name.span,
                format!("the object `{}` selects, and an answer has it", def.name),
                "make another type for the answer, or remove `selection`",
            );
        }
        set(object, flow);
        cx.take_holder(object, doc.name.span);
    }
}

/// A type that no operation uses goes the way of what it holds, so that it can be made of it: it can
/// be sent unless all that it holds is only received.
fn with_unused(
    types: &[TypeDef],
    mut sent: BTreeSet<TypeName>,
    mut received: BTreeSet<TypeName>,
) -> (BTreeSet<TypeName>, BTreeSet<TypeName>) {
    // In the order of names: that of files has no meaning.
    let by_name: BTreeMap<_, _> = types.iter().map(|def| (&def.name, def)).collect();
    for def in by_name.into_values() {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        if sent.contains(&def.name) || received.contains(&def.name) {
            continue;
        }
        let mut held = reachable(types, object.fields.iter());
        held.insert(def.name.clone());
        let is_received = held.is_disjoint(&sent) && !held.is_disjoint(&received);
        let is_received = is_received && !selects(types, &held);
        if is_received {
            received.append(&mut held);
        } else {
            sent.append(&mut held);
        }
    }
    (sent, received)
}

/// Whether an object selects: then it is there to be sent.
fn selects(types: &[TypeDef], names: &BTreeSet<TypeName>) -> bool {
    types.iter().any(|def| {
        let TypeKind::Object(object) = &def.kind else {
            return false;
        };
        object.selection.is_some() && names.contains(&def.name)
    })
}

fn set(object: &mut Object, flow: Flow) {
    object.flow = flow;
    for field in &mut object.fields {
        set_inline(&mut field.ty, flow);
    }
}

fn set_inline(ty: &mut Type, flow: Flow) {
    match ty {
        Type::Scalar(_) | Type::Shared(_) | Type::External { .. } => {}
        Type::List(items) | Type::Map(items) => set_inline(items, flow),
        Type::Inline(object) => set(object, flow),
    }
}

/// The names of the shared objects that fields lead to. A chain of types can be as long as a file, so
/// this goes without recursion but for objects described in place.
fn reachable<'a>(types: &[TypeDef], roots: impl Iterator<Item = &'a Field>) -> BTreeSet<TypeName> {
    let positions = types.iter().rev().map(|def| (&def.name, def));
    let by_name: BTreeMap<_, _> = positions.collect();
    let mut names = BTreeSet::new();
    let mut next = Vec::new();
    roots.for_each(|field| mentioned(&field.ty, &mut next));
    while let Some(name) = next.pop() {
        if let Some(TypeKind::Object(object)) = by_name.get(&name).map(|def| &def.kind)
            && names.insert(name)
        {
            let fields = object.fields.iter();
            fields.for_each(|field| mentioned(&field.ty, &mut next));
        }
    }
    names
}

fn mentioned(ty: &Type, names: &mut Vec<TypeName>) {
    match ty {
        Type::Scalar(_) | Type::External { .. } => {}
        Type::List(items) | Type::Map(items) => mentioned(items, names),
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| mentioned(&field.ty, names)),
        Type::Shared(name) => names.push(name.clone()),
    }
}
