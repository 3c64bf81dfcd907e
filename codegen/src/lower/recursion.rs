//! Objects that contain themselves.

use super::context::Context;
use crate::ast::TypeDoc;
use crate::codes;
use crate::graph::circles;
use crate::model::{Nullability, Object, Presence, Storage, Type, TypeDef, TypeKind, TypeName};
use std::collections::{BTreeMap, BTreeSet};

/// The maximum number of types of a circle in a message.
const MOST_NAMED: usize = 5;

/// Boxes the fields that can contain the object around them, and reports circles of required fields,
/// which have no finite value.
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
        let path = if others.is_empty() {
            String::new()
        } else {
            format!(", through {}", others.join(" and "))
        };
        cx.report(
            codes::RECURSIVE_TYPE,
            docs[*first].name.span,
            format!(
                "the object `{}` always contains itself{path}",
                types[*first].name
            ),
            "such a value is infinite: make one of the fields of the circle optional, a list or a map",
        );
    }
    for group in groups {
        let names: BTreeSet<_> = group.iter().map(|at| types[*at].name.clone()).collect();
        for at in group {
            if let TypeKind::Object(object) = &mut types[at].kind {
                box_fields(object, &names);
            }
        }
    }
}

fn box_fields(object: &mut Object, names: &BTreeSet<TypeName>) {
    for field in &mut object.fields {
        match &mut field.ty {
            Type::Shared(name) if names.contains(name) => field.storage = Storage::Boxed,
            Type::Inline(object) => box_fields(object, names),
            _ => {}
        }
    }
}

/// The fields that are edges of the graph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edges {
    /// The required, non-null fields.
    Required,
    /// The fields that store their value in the struct.
    All,
}

/// Returns the types that each type contains, by position.
fn graph(types: &[TypeDef], edges: Edges) -> Vec<Vec<usize>> {
    let positions = types.iter().enumerate().rev();
    let positions: BTreeMap<_, _> = positions.map(|(at, def)| (&def.name, at)).collect();
    let contained = types.iter().map(|def| {
        let mut contained = Vec::new();
        if let TypeKind::Object(object) = &def.kind {
            add_contained(&positions, object, edges, &mut contained);
        }
        contained
    });
    contained.collect()
}

/// Adds the types that an object contains. Lists and maps may be empty, so their items do not count.
fn add_contained(
    positions: &BTreeMap<&TypeName, usize>,
    object: &Object,
    edges: Edges,
    contained: &mut Vec<usize>,
) {
    for field in &object.fields {
        let is_needed =
            field.presence == Presence::Required && field.nullability == Nullability::NotNull;
        if edges == Edges::Required && !is_needed {
            continue;
        }
        match &field.ty {
            Type::Scalar(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::IntegerText(_)
            | Type::External { .. } => {}
            Type::Inline(object) => add_contained(positions, object, edges, contained),
            Type::Shared(name) => contained.extend(positions.get(name)),
        }
    }
}
