//! Digests: equal schemas have equal digests, regardless of their documentation.

use super::{Plan, words};
use crate::openapi::document::{Kind, Numbers, Parameter, Schema, Text};
use std::collections::HashMap;

/// The hash FNV-1a, which is the same on every machine and in every version.
#[derive(Clone, Copy, Debug)]
pub(in crate::openapi::import) struct Hasher(u64);

impl Hasher {
    pub(in crate::openapi::import) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text, and its end.
    pub(in crate::openapi::import) fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn number(&mut self, number: u64) {
        self.add(&number.to_string());
    }

    fn option<T: ToString>(&mut self, value: Option<&T>) {
        match value {
            Some(value) => self.add(&value.to_string()),
            None => self.add("-"),
        }
    }

    pub(in crate::openapi::import) fn finish(self) -> u64 {
        self.0
    }
}

/// Returns the digest of a schema that is the value of a property.
pub(super) fn of(plan: &Plan<'_>, schema: &Schema, property: &str) -> u64 {
    Walk::new(plan).schema(schema, property)
}

/// Returns the digest of parameters as if they were the members of an object.
pub(super) fn of_parameters(plan: &Plan<'_>, parameters: &[&Parameter]) -> u64 {
    let mut hasher = Hasher::new();
    let mut walk = Walk::new(plan);
    hasher.add("object");
    for parameter in parameters {
        walk.member(
            &mut hasher,
            &parameter.name,
            parameter.is_required,
            &parameter.schema,
        );
    }
    hasher.finish()
}

/// Returns the digest of a list of values.
pub(super) fn of_values(kind: &Kind) -> Option<u64> {
    let mut hasher = Hasher::new();
    let mut texts: Vec<_> = match kind {
        Kind::Enum(values) => values.iter().map(|(text, _)| text.clone()).collect(),
        Kind::IntegerEnum(values) => values.iter().map(|known| known.value.to_string()).collect(),
        _ => return None,
    };
    hasher.add(if matches!(kind, Kind::Enum(_)) {
        "texts"
    } else {
        "integers"
    });
    texts.sort();
    for text in texts {
        hasher.add(&text);
    }
    Some(hasher.finish())
}

struct Walk<'p, 'd> {
    plan: &'p Plan<'d>,
    depth: usize,
    /// The digests of names that are no types, each as the value of a property; nothing for the names
    /// that the walk is inside of.
    named: HashMap<(String, String), Option<u64>>,
}

/// The depth of schemas inside each other from which a digest ignores them.
const DEEPEST_DIGEST: usize = 60;

impl<'p, 'd> Walk<'p, 'd> {
    fn new(plan: &'p Plan<'d>) -> Self {
        Self {
            plan,
            depth: 0,
            named: HashMap::new(),
        }
    }

    fn schema(&mut self, schema: &Schema, property: &str) -> u64 {
        let inline = self.plan.inline(schema);
        let name = match &schema.kind {
            Kind::Named(name) if !std::ptr::eq(inline, schema) => name,
            _ => return self.unnamed(schema, property),
        };
        let key = (name.clone(), property.to_owned());
        match self.named.get(&key) {
            Some(Some(known)) => *known,
            Some(None) => {
                let mut hasher = Hasher::new();
                hasher.add("recursive");
                hasher.add(name);
                hasher.finish()
            }
            None => {
                self.named.insert(key.clone(), None);
                let digest = self.unnamed(inline, property);
                self.named.insert(key, Some(digest));
                digest
            }
        }
    }

    /// Returns the digest of a schema behind names that are no types.
    fn unnamed(&mut self, schema: &Schema, property: &str) -> u64 {
        let mut hasher = Hasher::new();
        hasher.add(if schema.is_nullable { "null" } else { "" });
        hasher.option(schema.members.0.as_ref());
        hasher.option(schema.members.1.as_ref());
        if self.depth <= DEEPEST_DIGEST {
            self.depth += 1;
            self.kind(&mut hasher, &schema.kind, property);
            self.depth -= 1;
        }
        hasher.finish()
    }

    fn kind(&mut self, hasher: &mut Hasher, kind: &Kind, property: &str) {
        match kind {
            Kind::Any => hasher.add("any"),
            Kind::Null => hasher.add("null"),
            Kind::ErrorList => hasher.add("errors"),
            Kind::Boolean => hasher.add("boolean"),
            Kind::Named(name) => {
                hasher.add("named");
                hasher.add(name);
            }
            Kind::Integer(numbers) => {
                hasher.add("integer");
                add_numbers(hasher, numbers);
            }
            Kind::Number(numbers) => {
                hasher.add("number");
                add_numbers(hasher, numbers);
            }
            Kind::Text(text) => add_text(hasher, text),
            Kind::Constant(value) => {
                hasher.add("constant");
                hasher.add(&format!("{value:?}"));
            }
            Kind::Enum(_) | Kind::IntegerEnum(_) => {
                hasher.add(&words::stem(property));
                hasher.number(of_values(kind).unwrap_or_default());
            }
            Kind::List(list) => {
                hasher.add("list");
                hasher.option(list.min_items.as_ref());
                hasher.option(list.max_items.as_ref());
                hasher.number(self.schema(&list.items, property));
            }
            Kind::Map(values) => {
                hasher.add("map");
                hasher.number(self.schema(values, property));
            }
            Kind::Object {
                properties,
                additional,
            } => {
                hasher.add("object");
                for property in properties {
                    self.member(
                        hasher,
                        &property.name,
                        property.is_required,
                        &property.schema,
                    );
                }
                if let Some(additional) = additional {
                    hasher.add("additional");
                    hasher.number(self.schema(additional, property));
                }
            }
            Kind::Union(union) => {
                hasher.add("union");
                hasher.option(union.discriminator.as_ref().map(|by| &by.property));
                for (value, name) in union.discriminator.iter().flat_map(|by| &by.mapping) {
                    hasher.add(value);
                    hasher.add(name);
                }
                for option in &union.options {
                    hasher.number(self.schema(option, property));
                }
            }
        }
    }

    fn member(&mut self, hasher: &mut Hasher, name: &str, is_required: bool, schema: &Schema) {
        hasher.add(name);
        hasher.add(if is_required { "required" } else { "" });
        hasher.add(&format!("{:?} {}", schema.access, schema.is_deprecated));
        hasher.number(self.schema(schema, name));
    }
}

fn add_numbers(hasher: &mut Hasher, numbers: &Numbers) {
    hasher.option(numbers.format.as_ref());
    hasher.option(numbers.minimum.as_ref());
    hasher.option(numbers.maximum.as_ref());
    hasher.add(&format!(
        "{} {}",
        numbers.is_above_minimum, numbers.is_below_maximum
    ));
}

fn add_text(hasher: &mut Hasher, text: &Text) {
    hasher.add("text");
    hasher.option(text.format.as_ref());
    hasher.option(text.min_length.as_ref());
    hasher.option(text.max_length.as_ref());
    hasher.option(text.pattern.as_ref());
    hasher.option(text.minimum.as_ref());
    hasher.option(text.maximum.as_ref());
}
