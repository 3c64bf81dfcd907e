//! Digests: equal schemas have equal digests, regardless of their documentation.

use super::{Plan, Use, words};
use crate::openapi::document::{Kind, Numbers, Parameter, Schema, Text};

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
    let mut hasher = Hasher::new();
    let mut walk = Walk { plan, depth: 0 };
    walk.schema(&mut hasher, schema, property);
    hasher.finish()
}

/// Returns the digest of parameters as if they were the members of an object.
pub(super) fn of_parameters(plan: &Plan<'_>, parameters: &[&Parameter]) -> u64 {
    let mut hasher = Hasher::new();
    let mut walk = Walk { plan, depth: 0 };
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
}

/// The depth from which a schema no longer counts; names that stand for each other could be endless.
const DEEPEST: usize = 60;

impl Walk<'_, '_> {
    fn schema(&mut self, hasher: &mut Hasher, schema: &Schema, property: &str) {
        let schema = self.plan.inline(schema);
        hasher.add(if schema.is_nullable { "null" } else { "" });
        hasher.option(schema.members.0.as_ref());
        hasher.option(schema.members.1.as_ref());
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        self.kind(hasher, &schema.kind, property);
        self.depth -= 1;
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
                debug_assert!(!matches!(self.plan.named(name), Some((_, Use::Inline))));
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
                self.schema(hasher, &list.items, property);
            }
            Kind::Map(values) => {
                hasher.add("map");
                self.schema(hasher, values, property);
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
                    self.schema(hasher, additional, property);
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
                    self.schema(hasher, option, property);
                }
            }
        }
    }

    fn member(&mut self, hasher: &mut Hasher, name: &str, is_required: bool, schema: &Schema) {
        hasher.add(name);
        hasher.add(if is_required { "required" } else { "" });
        hasher.add(&format!("{:?} {}", schema.access, schema.is_deprecated));
        self.schema(hasher, schema, name);
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
