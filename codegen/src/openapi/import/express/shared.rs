//! The files of shared types.

use super::keys::Keys;
use super::{Express, Scope, enums, overlay};
use crate::model::Direction;
use crate::openapi::document::{Kind, Property, Schema};
use crate::openapi::import::plan::{Definition, filter_parameters};
use crate::openapi::node::Node;

impl Express<'_, '_> {
    /// Returns the contents of the file of a shared type.
    pub(in crate::openapi::import) fn shared(&mut self, index: usize) -> Node {
        let shared = &self.plan.shared[index];
        let (name, definition) = (shared.name.clone(), shared.definition);
        let mut keys = Keys::default();
        keys.text("type", &name);
        match definition {
            Definition::Schema(schema) => {
                let own = schema.description.as_deref();
                keys.put("description", self.description("type", &name, own));
                self.overlay(&mut keys, &schema.pointer, &overlay::TYPE);
                let listed = enums::of_spec(self, &schema.pointer);
                match (&schema.kind, listed) {
                    (_, Some(listed)) => keys.extend(listed),
                    (Kind::Enum(values), _) => {
                        keys.text("kind", "open_enum");
                        keys.put("values", enums::values(self, values));
                    }
                    (Kind::Union(union), _) => self.variants(&mut keys, index, &name, union),
                    (Kind::IntegerEnum(values), _) => {
                        keys.text("kind", "open_enum");
                        let is_small = values
                            .iter()
                            .all(|known| i32::try_from(known.value).is_ok());
                        keys.text("wire", if is_small { "int32" } else { "int64" });
                        keys.put("values", enums::integers(self, values));
                    }
                    (
                        Kind::Object {
                            properties,
                            additional,
                        },
                        _,
                    ) => {
                        let additional = additional.as_deref();
                        self.object_type(&mut keys, index, properties, additional);
                    }
                    _ => self.external(&mut keys, schema),
                }
            }
            Definition::Parameters(operation) => {
                let operation = &self.plan.document.operations[operation];
                let parameters = filter_parameters(self.plan, operation);
                let properties = parameters.into_iter().map(|parameter| {
                    let mut schema = parameter.schema.clone();
                    schema.is_nullable = false;
                    schema.description = parameter.description.clone().or(schema.description);
                    schema.is_deprecated |= parameter.is_deprecated;
                    Property {
                        name: parameter.name.clone(),
                        is_required: false,
                        schema,
                    }
                });
                let properties: Vec<_> = properties.collect();
                keys.put("description", self.description("type", &name, None));
                self.object_type(&mut keys, index, &properties, None);
            }
        }
        keys.node()
    }

    /// Adds the keys of a handwritten type in the description of a spec.
    fn external(&mut self, keys: &mut Keys, schema: &Schema) {
        let Some(rust) = self.own.text(self.report, &schema.pointer, "x-rust-path") else {
            return;
        };
        let scope = Scope {
            parent: "",
            property: "",
            direction: Direction::TwoWay,
            is_parameter: false,
            is_inner: false,
            shared: None,
        };
        let wire = self.ty(schema, scope);
        keys.text("kind", "external");
        keys.text("rust", rust);
        keys.text("wire", wire.word("type"));
        if let Some(content) = self.own.text(self.report, &schema.pointer, "x-content") {
            keys.text("content", content);
        }
    }

    fn object_type(
        &mut self,
        keys: &mut Keys,
        index: usize,
        properties: &[Property],
        additional: Option<&Schema>,
    ) {
        let scope = Scope {
            parent: &self.plan.shared[index].name,
            property: "",
            direction: self.reach.direction(index),
            is_parameter: false,
            is_inner: false,
            shared: Some(index),
        };
        keys.text("kind", "object");
        self.fields(keys, properties, additional, scope);
    }
}
