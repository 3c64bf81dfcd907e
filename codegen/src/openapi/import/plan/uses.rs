//! The role of each named schema.

use super::walk::{self, Owner};
use super::{Definition, Plan, Shared, Use};
use crate::openapi::document::Kind;
use crate::openapi::import::own::Own;
use std::collections::{BTreeSet, HashMap};

/// The references to a named schema.
#[derive(Default)]
struct References<'d> {
    /// The operations of which it is a whole body, in each direction.
    roots: BTreeSet<(Owner<'d>, bool)>,
    others: usize,
}

/// Makes types of the named objects and enums, and of the unions of a spec. An object that is the whole body of one operation, and
/// nothing else, is written there.
pub(super) fn settle(plan: &mut Plan<'_>, own: Own<'_>) {
    let document = plan.document;
    let mut references: HashMap<&str, References<'_>> = HashMap::new();
    walk::all(document, &mut |place, schema| {
        if let Kind::Named(name) = &schema.kind {
            let known = references.entry(name.as_str()).or_default();
            match place.owner {
                Owner::Operation(_) if place.is_root => {
                    known.roots.insert((place.owner, place.is_sent()));
                }
                _ => known.others += 1,
            }
        }
    });
    for (name, schema) in &document.schemas {
        let known = references.get(name.as_str());
        let is_one_body = known.is_some_and(|known| known.roots.len() == 1 && known.others == 0);
        let is_type = match &schema.kind {
            Kind::Object { .. } => !is_one_body || document.is_own,
            Kind::Enum(_) | Kind::IntegerEnum(_) => true,
            Kind::Union(_) => document.is_own,
            _ => own
                .at(&schema.pointer)
                .is_some_and(|raw| raw.get("x-rust-path").is_some()),
        };
        let role = if is_type {
            plan.shared.push(Shared {
                name: String::new(),
                sources: vec![name.clone()],
                definition: Definition::Schema(schema),
                is_adopted: false,
            });
            Use::Type(plan.shared.len() - 1)
        } else {
            Use::Inline
        };
        plan.schemas.insert(name, (schema, role));
    }
}
