//! The items of a description, to which its facts belong.

use super::normalise::step;
use super::plan::{Definition, Plan};
use super::select::Selection;
use crate::openapi::document::{Document, Schema};
use std::collections::BTreeMap;

/// The names of the imported items, by pointer; nothing for the items that are not imported.
#[derive(Clone, Debug, Default)]
pub(super) struct Items(BTreeMap<String, Option<String>>);

impl Items {
    /// Returns the items of an import: the operations, the schemas and the shared types that they need,
    /// what all of them refer to, and the rest of the API.
    pub(super) fn of(
        plan: &Plan<'_>,
        selected: &[usize],
        reached: &[usize],
        schema_parent: &str,
        selection: &Selection,
    ) -> Self {
        let document = plan.document;
        let mut items = Self::default();
        for index in selected {
            let operation = &document.operations[*index];
            items.add(&operation.pointer, operation.endpoint());
            for name in plan.names_reached_by(*index) {
                items.add(&step(schema_parent, &name), name);
            }
        }
        // The source can have a shared type first in an operation that is not imported.
        for shared in reached.iter().map(|index| &plan.shared[*index]) {
            let mut add = |schema: &Schema| {
                if items.owner(&schema.pointer).is_none() {
                    items.add(&schema.pointer, shared.name.clone());
                }
            };
            match shared.definition {
                Definition::Schema(schema) => add(schema),
                Definition::Parameters(index) => {
                    let parameters = document.operations[index].parameters.iter();
                    parameters.map(|parameter| &parameter.schema).for_each(add);
                }
            }
        }
        items.add_followed(document);
        let operations = document.operations.iter().map(|known| &known.pointer);
        let schemas = document.schemas.iter().map(|(_, schema)| &schema.pointer);
        let followed = document.followed.values().flatten();
        for pointer in operations.chain(schemas).chain(followed) {
            items.leave_out(pointer);
        }
        if *selection != Selection::All {
            items.leave_out("/paths");
        }
        items.add("", "the API".to_owned());
        items
    }

    pub(super) fn add(&mut self, pointer: &str, name: String) {
        self.0.insert(pointer.to_owned(), Some(name));
    }

    /// Adds the values that the imported items refer to, under the name of the first one.
    fn add_followed(&mut self, document: &Document) {
        let imported: Vec<_> = self.0.clone().into_iter().collect();
        for (pointer, name) in imported {
            for followed in document.followed.get(&pointer).into_iter().flatten() {
                let known = self.0.entry(followed.clone());
                known.or_insert_with(|| name.clone());
            }
        }
    }

    /// Adds an item that is not imported, unless it is a part of one that is.
    fn leave_out(&mut self, pointer: &str) {
        if self.owner(pointer).is_none() {
            self.0.insert(pointer.to_owned(), None);
        }
    }

    /// Returns the name of the imported item to which a value belongs.
    pub(super) fn owner(&self, pointer: &str) -> Option<&str> {
        let mut end = pointer.len();
        loop {
            if let Some(name) = self.0.get(&pointer[..end]) {
                return name.as_deref();
            }
            end = pointer[..end].rfind('/')?;
        }
    }
}
