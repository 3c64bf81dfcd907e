//! Members with only one value.

use super::Plan;
use crate::openapi::document::{Access, Kind, Property, Schema};
use crate::openapi::node::Node;

impl Plan<'_> {
    /// Returns the only value of a member that is always there, or that tells the types of a union
    /// apart. `shared` is the shared type around it.
    pub(in crate::openapi::import) fn constant(
        &self,
        property: &Property,
        shared: Option<usize>,
    ) -> Option<Node> {
        let marked = shared.and_then(|shared| self.marks.get(&shared));
        if let Some((_, value)) = marked.filter(|(name, _)| *name == property.name) {
            return Some(value.clone());
        }
        let is_settable = property.schema.access != Access::ReadOnly || shared.is_none();
        (property.is_required && is_settable).then(|| self.only_value(&property.schema))?
    }

    /// Returns the only value of a type.
    pub(in crate::openapi::import) fn only_value(&self, schema: &Schema) -> Option<Node> {
        if self.document.is_own || self.is_nullable(schema) {
            return None;
        }
        match &self.target(schema).kind {
            Kind::Constant(value) => Some(value.clone()),
            Kind::Enum(values) => match values.as_slice() {
                [(only, _)] => Some(Node::text(only)),
                _ => None,
            },
            Kind::IntegerEnum(values) => match values.as_slice() {
                [only] => Some(Node::Number(only.value.into())),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the schema behind all names.
    pub(super) fn target<'s>(&'s self, schema: &'s Schema) -> &'s Schema {
        let mut found = schema;
        for _ in 0..=self.schemas.len() {
            let Kind::Named(name) = &found.kind else {
                return found;
            };
            match self.named(name) {
                Some((named, _)) => found = named,
                None => return found,
            }
        }
        found
    }

    /// Returns `true` if a value can be `null`, by itself, by the name it refers to, or as one of the
    /// types of a union.
    pub(in crate::openapi::import) fn is_nullable(&self, schema: &Schema) -> bool {
        let mut found = schema;
        for _ in 0..=self.schemas.len() {
            if found.is_nullable {
                return true;
            }
            match &found.kind {
                Kind::Named(name) => match self.named(name) {
                    Some((named, _)) => found = named,
                    None => return false,
                },
                Kind::Union(union) => {
                    let names = union.options.iter();
                    return names
                        .filter(|option| matches!(option.kind, Kind::Named(_)))
                        .any(|option| self.target(option).is_nullable);
                }
                _ => return false,
            }
        }
        false
    }
}
