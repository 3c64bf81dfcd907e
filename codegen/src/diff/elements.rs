//! A spec as elements. Each part of the model is taken apart without `..`, so that a new one cannot be
//! forgotten here.

mod api;
mod bounds;
mod fields;
mod metadata;
mod operations;
mod preview;
mod types;
mod unions;
mod values;

use super::element::Element;
use super::kind::Kind;
use crate::model::{Api, TypeDef, TypeKind, TypeName};
use std::collections::BTreeMap;

/// The model, with the shared types by name.
struct Context<'a> {
    types: BTreeMap<&'a TypeName, &'a TypeDef>,
}

impl<'a> Context<'a> {
    /// The shape of a shared type.
    fn kind(&self, name: &TypeName) -> Option<&'a TypeKind> {
        self.types.get(name).map(|def| &def.kind)
    }
}

/// Returns the elements of an API.
pub(super) fn of(api: &Api) -> Element {
    let types = api.types.iter().map(|def| (&def.name, def)).collect();
    let cx = Context { types };
    let reach = super::reach::Reach::of(api);
    let types = api.types.iter();
    let types = types.map(|def| types::shared(&cx, def, reach.direction(&def.name)));
    let operations = api.operations.iter();
    let operations = operations.map(|operation| operations::operation(&cx, operation));
    Element::group(Kind::Api, "")
        .at("")
        .in_file(&api.origin.0)
        .with(api::facts(api))
        .with(types)
        .with(operations)
}
