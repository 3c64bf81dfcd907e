//! The read-only members of shared types.

use crate::random_specs::model::{Access, Field, Kind, Shared, SharedKind, Spec, Type};
use crate::random_specs::wire_names;

/// Calls a function for each member of a shared object, and of the inline objects in it.
pub fn each(shared: &mut Shared, call: &mut impl FnMut(&mut Field)) {
    if let SharedKind::Object { fields, .. } = &mut shared.kind {
        each_of(fields, call);
    }
}

fn each_of(fields: &mut [Field], call: &mut impl FnMut(&mut Field)) {
    for field in fields {
        call(field);
        each_inside(&mut field.ty, call);
    }
}

fn each_inside(ty: &mut Type, call: &mut impl FnMut(&mut Field)) {
    match &mut ty.kind {
        Kind::List(items) | Kind::Map(items) => each_inside(items, call),
        Kind::Object { fields, .. } => each_of(fields, call),
        Kind::Scalar(_) | Kind::Shared(_) => {}
    }
}

/// Makes the members of types that no response has writable. Then requests may reach further types,
/// until nothing changes.
pub fn settle(spec: &mut Spec) {
    let mut is_changed = true;
    while std::mem::take(&mut is_changed) {
        for at in 0..spec.types.len() {
            if wire_names::flow(spec, at) == (true, false) {
                each(&mut spec.types[at], &mut |field| {
                    is_changed |= std::mem::take(&mut field.access) == Access::ReadOnly;
                });
            }
        }
    }
}
