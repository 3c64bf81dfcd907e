//! The items of a spec that can deviate, by their paths.

use super::owner;
use crate::model::{
    Api, Bounds, Direction, Field, Header, Object, Operation, Presence, Type, TypeKind,
};
use std::collections::BTreeMap;

/// An item of the spec that can deviate.
pub(super) enum Item<'a> {
    /// A member of an object, an input, an output or a header.
    Field {
        /// The type, as written in the spec.
        ty: String,
        presence: Presence,
        is_output: bool,
        bounds: Option<&'a Bounds>,
    },
    /// A value of an enum.
    Value,
    /// A shared object.
    Object { has_selection: bool },
}

/// Every item by its path.
pub(super) struct Items<'a>(BTreeMap<String, Item<'a>>);

impl<'a> Items<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut items = Self(BTreeMap::new());
        for def in &api.types {
            let name = def.name.as_str();
            match &def.kind {
                TypeKind::Object(object) => items.object(name, object),
                TypeKind::Enum(list) => {
                    let values = list.values.iter();
                    let values =
                        values.map(|value| (format!("{name}.{}", value.wire), Item::Value));
                    items.0.extend(values);
                }
                TypeKind::Union(_) | TypeKind::External(_) => {}
            }
        }
        for operation in &api.operations {
            items.inputs(operation);
            for output in &operation.outputs {
                let parent = format!("{}.outputs", operation.name);
                items.field(&parent, &output.field, true);
            }
            for header in &operation.headers.list {
                items.header(operation, header);
            }
        }
        items
    }

    pub(super) fn get(&self, path: &str) -> Option<&Item<'a>> {
        self.0.get(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns the operations and types, possibly several times.
    pub(super) fn owners(&self) -> impl Iterator<Item = &str> {
        self.paths().map(owner)
    }

    fn object(&mut self, name: &str, object: &'a Object) {
        let is_received = object.direction == Direction::Received;
        for field in &object.fields {
            self.field(name, field, is_received);
        }
        let has_selection = object.selection.is_some();
        self.0
            .insert(name.to_owned(), Item::Object { has_selection });
    }

    /// Adds each input by its path. The path of a body's member starts with that of the body.
    fn inputs(&mut self, operation: &'a Operation) {
        let inputs = format!("{}.inputs", operation.name);
        let members = operation
            .body
            .as_ref()
            .filter(|body| body.kind.is_inline())
            .map(|body| format!("{inputs}.{}", body.wire));
        for field in &operation.request.fields {
            match &members {
                Some(body) if field.location.is_in_body() => self.field(body, field, false),
                _ => self.field(&inputs, field, false),
            }
        }
        if let Some(body) = members {
            let item = Item::Field {
                ty: "object".to_owned(),
                presence: Presence::Required,
                is_output: false,
                bounds: None,
            };
            self.0.insert(body, item);
        }
    }

    fn header(&mut self, operation: &Operation, header: &Header) {
        let item = Item::Field {
            ty: header.ty.word().to_owned(),
            presence: Presence::Optional,
            is_output: true,
            bounds: None,
        };
        let path = format!("{}.headers.{}", operation.name, header.wire);
        self.0.insert(path, item);
    }

    fn field(&mut self, parent: &str, field: &'a Field, is_output: bool) {
        let path = format!("{parent}.{}", field.wire);
        if let Type::Inline(object) = field.ty.innermost() {
            for field in &object.fields {
                self.field(&path, field, is_output);
            }
        }
        let item = Item::Field {
            ty: field.ty.word(),
            presence: field.presence,
            is_output,
            bounds: Some(&field.bounds),
        };
        self.0.insert(path, item);
    }
}
