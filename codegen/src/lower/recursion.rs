//! Objects that hold themselves.

use super::codes;
use super::context::Context;
use crate::api::{Type, TypeDef, TypeKind, TypeName};
use crate::document::TypeDoc;
use std::collections::BTreeSet;

/// An object that holds itself would have no end in memory. A list may be empty, so what stands in
/// one is fine.
pub(super) fn check(cx: &mut Context<'_>, types: &[TypeDef], docs: &[TypeDoc]) {
    let mut reported = BTreeSet::new();
    for (def, doc) in types.iter().zip(docs) {
        let circle = circle(types, def);
        if circle.is_empty() || reported.contains(&def.name) {
            continue;
        }
        let others = circle.iter().filter(|name| **name != def.name);
        let others: Vec<_> = others.map(|name| format!("`{name}`")).collect();
        let way = if others.is_empty() {
            String::new()
        } else {
            format!(", by way of {}", others.join(" and "))
        };
        cx.report(
            codes::RECURSIVE_TYPE,
            doc.name.span,
            format!("the object `{}` holds itself{way}", def.name),
            "make one of the fields on the way a list, or give it the type `json`",
        );
        reported.extend(circle);
    }
}

/// The types that an object holds and that hold it.
fn circle(types: &[TypeDef], def: &TypeDef) -> BTreeSet<TypeName> {
    let holds_back = |name: &TypeName| {
        let other = types.iter().find(|other| other.name == *name);
        other.is_some_and(|other| held_by(types, other).contains(&def.name))
    };
    held_by(types, def).into_iter().filter(holds_back).collect()
}

fn held_by(types: &[TypeDef], def: &TypeDef) -> BTreeSet<TypeName> {
    let mut held = BTreeSet::new();
    hold_all(types, def, &mut held);
    held
}

fn hold_all(types: &[TypeDef], def: &TypeDef, held: &mut BTreeSet<TypeName>) {
    if let TypeKind::Object(object) = &def.kind {
        object
            .fields
            .iter()
            .for_each(|field| hold(types, &field.ty, held));
    }
}

fn hold(types: &[TypeDef], ty: &Type, held: &mut BTreeSet<TypeName>) {
    match ty {
        Type::Scalar(_) | Type::List(_) | Type::External { .. } => {}
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| hold(types, &field.ty, held)),
        Type::Shared(name) => {
            if let Some(def) = types.iter().find(|def| def.name == *name)
                && held.insert(name.clone())
            {
                hold_all(types, def, held);
            }
        }
    }
}
