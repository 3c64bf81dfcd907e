//! The direction in which each shared object is transferred.

mod unused;

use super::context::Context;
use super::field_keys;
use crate::ast::{FieldDoc, TypeDoc, TypeKindDoc};
use crate::codes;
use crate::model::{
    Access, Direction, Field, Object, Operation, Type, TypeDef, TypeKind, TypeName,
};
use std::collections::{BTreeMap, BTreeSet};

/// The shared types by name.
type ByName<'a> = BTreeMap<&'a TypeName, &'a TypeDef>;

/// Sets the direction of every shared object. Sent objects have setters, received objects have public
/// fields, and objects transferred both ways have both.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    types: &mut [TypeDef],
    docs: &[TypeDoc],
    operations: &mut [Operation],
) {
    let inputs = operations
        .iter()
        .flat_map(|operation| &operation.request.fields);
    // Of types with the same name, the first one counts.
    let by_name = types.iter().rev().map(|def| (&def.name, def)).collect();
    let sent = reachable(&by_name, inputs, Way::Sent);
    let outputs = operations.iter().flat_map(Operation::response_bodies);
    let outputs = outputs.map(|output| &output.field);
    let errors = operations.iter().flat_map(Operation::error_bodies);
    let received = reachable(&by_name, outputs.chain(errors), Way::Received);
    for doc in docs {
        let name = TypeName::new(doc.name.value.clone());
        if received.contains(&name) && !sent.contains(&name) {
            fields_of(&doc.kind).for_each(|field| check_received(cx, field));
        }
    }
    let (sent, received) = unused::with_unused(&by_name, sent, received);
    for (def, doc) in types.iter_mut().zip(docs) {
        let direction = match (sent.contains(&def.name), received.contains(&def.name)) {
            (true, true) => Direction::TwoWay,
            (false, true) => Direction::Received,
            (_, false) => Direction::Sent,
        };
        if direction == Direction::Sent {
            fields_of(&doc.kind).for_each(|field| check_sent(cx, field));
        }
        if let TypeKind::Union(union) = &mut def.kind {
            union.direction = direction;
            for variant in &mut union.variants {
                set_inline(&mut variant.field.ty, direction);
            }
        }
        let TypeKind::Object(object) = &mut def.kind else {
            continue;
        };
        if object.selection.is_some() && direction != Direction::Sent {
            cx.report(
                codes::SELECTION_IN_RESPONSE,
                doc.name.span,
                format!(
                    "`{}` has a `selection`, so it cannot be in a response",
                    def.name
                ),
                "use another type in the response, or remove `selection`",
            );
        }
        set(object, direction);
        cx.take_private_enums(object, doc.name.span);
    }
}

/// Returns the fields of an object, and of the inline objects in a union.
fn fields_of(kind: &TypeKindDoc) -> Box<dyn Iterator<Item = &FieldDoc> + '_> {
    match kind {
        TypeKindDoc::Object { fields, .. } => Box::new(fields.iter()),
        TypeKindDoc::Union { variants, .. } => {
            let variants = variants.iter();
            Box::new(variants.flat_map(|variant| field_keys::inside(&variant.ty)))
        }
        TypeKindDoc::OpenEnum { .. }
        | TypeKindDoc::ClosedEnum { .. }
        | TypeKindDoc::External { .. } => Box::new(std::iter::empty()),
    }
}

/// Reports the keys of inputs in a type that is in responses only, as in an inline output.
fn check_received(cx: &mut Context<'_>, doc: &FieldDoc) {
    // Those of a read-only field are reported already.
    if doc.is_read_only() {
        return;
    }
    for (key, span) in field_keys::of_inputs(doc) {
        cx.misplaced(key, span, "a type that only responses have", "");
    }
    field_keys::inside(&doc.ty).for_each(|field| check_received(cx, field));
}

/// Reports read-only fields in a type that is in requests only: nobody sets them.
fn check_sent(cx: &mut Context<'_>, doc: &FieldDoc) {
    if let Some(flag) = doc.read_only.as_ref().filter(|flag| flag.value) {
        let item = "a type that no response has";
        cx.misplaced("read_only", flag.span, item, ", or the whole field");
    }
    field_keys::inside(&doc.ty).for_each(|field| check_sent(cx, field));
}

/// Returns `true` for the types that are written differently in each direction.
fn has_direction(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Object(_) | TypeKind::Union(_))
}

fn set(object: &mut Object, direction: Direction) {
    object.direction = direction;
    for field in &mut object.fields {
        let direction = match field.access {
            Access::ReadWrite => direction,
            Access::ReadOnly => Direction::Received,
        };
        set_inline(&mut field.ty, direction);
    }
}

fn set_inline(ty: &mut Type, direction: Direction) {
    match ty {
        Type::Scalar(_) | Type::IntegerText(_) | Type::Shared(_) | Type::External { .. } => {}
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            set_inline(inner, direction);
        }
        Type::Inline(object) => set(object, direction),
    }
}

/// The messages in which types are searched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Requests, which do not have read-only fields.
    Sent,
    /// Responses.
    Received,
}

/// Returns the names of the shared objects and unions that are reachable from fields. A chain of types
/// can be as long as a file, so only inline objects are visited recursively.
fn reachable<'a>(
    by_name: &ByName<'_>,
    roots: impl Iterator<Item = &'a Field>,
    way: Way,
) -> BTreeSet<TypeName> {
    let mut names = BTreeSet::new();
    let mut next = Vec::new();
    roots.for_each(|field| mentioned(field, way, &mut next));
    while let Some(name) = next.pop() {
        if let Some(def) = by_name.get(&name).filter(|def| has_direction(&def.kind))
            && names.insert(name)
        {
            let fields = def.kind.fields();
            fields.for_each(|field| mentioned(field, way, &mut next));
        }
    }
    names
}

fn mentioned(field: &Field, way: Way, names: &mut Vec<TypeName>) {
    if way == Way::Sent && field.is_read_only() {
        return;
    }
    match field.ty.innermost() {
        Type::Inline(object) => object
            .fields
            .iter()
            .for_each(|field| mentioned(field, way, names)),
        Type::Shared(name) => names.push(name.clone()),
        _ => {}
    }
}
