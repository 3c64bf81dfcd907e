//! Types of values: the key `type` and the keys that refine it.

use super::keys::Keys;
use super::{Express, Scope, nested_name, scalars};
use crate::openapi::document::{Kind, List, Property, Schema};
use crate::openapi::import::plan::Use;

/// The maximum number of names inside each other that are replaced by their schemas: a file has 64 levels, and
/// a list of objects needs three.
const DEEPEST_EXPANSION: usize = 18;
/// The maximum number of types in a file that replace names, each as often as it is nested.
const MOST_EXPANSIONS: usize = 20_000;

impl Express<'_, '_> {
    /// Returns the keys of a type.
    pub(super) fn ty(&mut self, schema: &Schema, scope: Scope<'_>) -> Keys {
        let shared = self
            .plan
            .shared_object(schema)
            .or_else(|| self.plan.shared_enum(schema, scope.property));
        if let Some(shared) = shared {
            return self.shared_type(shared);
        }
        self.expanded += self.expanding.len();
        let mut keys = Keys::default();
        match &schema.kind {
            Kind::Any | Kind::Null => keys.text("type", json_word(scope)),
            Kind::ErrorList => keys.text("type", "error_list"),
            Kind::Named(name) => return self.named(schema, name, scope),
            Kind::Boolean => keys.text("type", "boolean"),
            Kind::Integer(numbers) => scalars::integer(self, &mut keys, numbers, schema),
            Kind::Number(numbers) => scalars::number(self, &mut keys, numbers, schema),
            Kind::Text(text) => scalars::text(self, &mut keys, text, schema, scope),
            Kind::Enum(_) => keys.text("type", "string"),
            // Enums are shared types.
            Kind::IntegerEnum(_) => keys.text("type", "int64"),
            Kind::Constant(value) => {
                let text = format!(
                    "the value is always `{}`; any value is accepted",
                    value.shown()
                );
                self.report.lose("constant", &schema.pointer, text);
                keys.text("type", scalars::of_constant(value));
            }
            Kind::List(list) => return self.list(schema, list, scope),
            Kind::Map(values) => {
                keys.text("type", "map");
                keys.put("items", self.inner(values, scope).items());
                self.count(&mut keys, schema.members, schema, scope);
            }
            Kind::Object {
                properties,
                additional,
            } => {
                return self.object(schema, properties, additional.as_deref(), scope);
            }
            Kind::Union(union) => {
                let text = format!("the union of {} types is any JSON", union.options.len());
                self.report.lose("union", &schema.pointer, text);
                keys.text("type", json_word(scope));
            }
        }
        keys
    }

    pub(super) fn shared_type(&mut self, shared: usize) -> Keys {
        let mut keys = Keys::default();
        keys.text("type", &self.plan.shared[shared].name);
        keys
    }

    fn named(&mut self, schema: &Schema, name: &str, scope: Scope<'_>) -> Keys {
        let mut keys = Keys::default();
        match self.plan.named(name) {
            Some((_, Use::Type(shared))) => return self.shared_type(shared),
            Some((inline, Use::Inline)) if self.can_expand(name) => {
                self.expanding.push(name.to_owned());
                let keys = self.ty(inline, scope);
                self.expanding.pop();
                return keys;
            }
            Some(_) if self.expanding.iter().any(|known| known == name) => {
                let text =
                    format!("`{name}` contains itself without an object between; it is any JSON");
                self.report
                    .lose("recursive list or map", &schema.pointer, text);
            }
            Some(_) => {
                let text = format!(
                    "`{name}` is nested too deeply, or repeated too often, in lists or maps; it is any JSON"
                );
                self.report
                    .lose("nested list or map", &schema.pointer, text);
            }
            // A reference into nothing is reported elsewhere.
            None => {}
        }
        keys.text("type", json_word(scope));
        keys
    }

    /// Returns `true` if a name can be replaced by its schema. Names can repeat a part of a document any
    /// number of times.
    fn can_expand(&self, name: &str) -> bool {
        self.expanding.len() < DEEPEST_EXPANSION
            && self.expanded < MOST_EXPANSIONS
            && !self.expanding.iter().any(|known| known == name)
    }

    fn list(&mut self, schema: &Schema, list: &List, scope: Scope<'_>) -> Keys {
        let mut keys = Keys::default();
        keys.text("type", "list");
        keys.put("items", self.inner(&list.items, scope).items());
        let bounds = (list.min_items, list.max_items);
        self.count(&mut keys, bounds, schema, scope);
        keys
    }

    /// Adds the bounds of the number of items.
    fn count(
        &mut self,
        keys: &mut Keys,
        (least, most): (Option<u32>, Option<u32>),
        schema: &Schema,
        scope: Scope<'_>,
    ) {
        let is_possible =
            most != Some(0) && least.zip(most).is_none_or(|(least, most)| least <= most);
        if scope.is_inner && (least.is_some() || most.is_some()) {
            let text = "the bounds of a list inside a list or a map are left out";
            self.report
                .lose("bounds of an inner list", &schema.pointer, text);
        } else if is_possible {
            keys.count("min_items", least.filter(|least| *least > 0));
            keys.count("max_items", most);
        } else {
            let text = "no list is within the bounds; they are left out";
            self.report.note("impossible bounds", &schema.pointer, text);
        }
    }

    /// Returns the keys of an item of a list, or a value of a map.
    pub(super) fn inner(&mut self, schema: &Schema, scope: Scope<'_>) -> Keys {
        let scope = Scope {
            is_inner: true,
            ..scope
        };
        let mut keys = self.ty(schema, scope);
        keys.flag(
            "nullable",
            self.is_nullable(schema) && !scope.is_parameter && self.can_be_nullable(schema),
        );
        if self.own.is_here()
            && let Some(example) = &schema.example
        {
            keys.put("example", example.clone());
        }
        if self.with_descriptions
            && let Some(text) = schema
                .description
                .as_deref()
                .and_then(|text| self.sentence(text))
        {
            keys.text("description", text);
        }
        keys
    }

    /// Returns the keys of an inline object.
    fn object(
        &mut self,
        schema: &Schema,
        properties: &[Property],
        additional: Option<&Schema>,
        scope: Scope<'_>,
    ) -> Keys {
        let mut keys = Keys::default();
        let name = nested_name(scope, None);
        let own = self.own.text(self.report, &schema.pointer, "x-rust-type");
        let given = match own {
            Some(own) => Some(own.to_owned()).filter(|own| *own != name),
            None => self.take_type_name(&name),
        };
        keys.text("type", "object");
        if let Some(given) = &given {
            keys.text("rust", given);
        }
        let scope = Scope {
            parent: given.as_deref().unwrap_or(&name),
            is_inner: false,
            is_parameter: scope.is_parameter,
            ..scope
        };
        self.fields(&mut keys, properties, additional, scope);
        keys
    }

    /// Returns `true` for a type that does not include `null` already, and if a spec says so.
    pub(super) fn can_be_nullable(&self, schema: &Schema) -> bool {
        !self.is_any(schema) || self.own.is_here()
    }

    /// Returns `true` if a value can be `null`, by itself or by the name it refers to.
    pub(super) fn is_nullable(&self, schema: &Schema) -> bool {
        self.plan.is_nullable(schema)
    }
}

/// Returns the word for any JSON: a parameter holds it as text.
fn json_word(scope: Scope<'_>) -> &'static str {
    if scope.is_parameter { "string" } else { "json" }
}
