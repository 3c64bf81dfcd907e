//! Random unions, distinguished by a member or by their shapes.

use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{Kind, Shared, SharedKind, Type, Variant};
use serde_json::{Value, json};

/// The values of discriminators; the last two need a name.
const VALUES: [&str; 6] = ["circle", "Circle-2", "type", "", "日本", "unrecognized"];

impl Generator {
    /// Returns the union at an index of the plan, of types that come before it: a required member of
    /// an object never leads back to it.
    pub fn union(&mut self, at: usize) -> SharedKind {
        let objects: Vec<_> = (0..at)
            .filter(|at| self.plan[*at].1 == Class::Object)
            .collect();
        if objects.is_empty() || self.choices.chance(40) {
            return self.union_of_shapes(&objects);
        }
        self.saw("a union with a discriminator");
        let mut values: Vec<_> = VALUES.iter().map(|value| json!(value)).collect();
        if self.choices.chance(50) {
            self.saw("a discriminator of other values than texts");
            let others = [json!(0), json!(i64::MIN), json!(true), json!(false)];
            values.splice(..0, others);
        }
        let count = self.choices.between(1, values.len());
        let variants = values.into_iter().take(count).enumerate();
        let variants = variants.map(|(number, value)| {
            let object = *self.choices.pick(&objects);
            let is_ascii = value.as_str().is_none_or(str::is_ascii);
            let is_named = !is_ascii || self.choices.chance(20);
            Variant {
                value: Some(value),
                name: is_named.then(|| format!("Given{number}")),
                ty: Type::of(Kind::Shared(object)),
                description: self.prose(),
            }
        });
        SharedKind::Union {
            variants: variants.collect(),
            discriminator: Some("the kind".to_owned()),
        }
    }

    fn union_of_shapes(&mut self, objects: &[usize]) -> SharedKind {
        self.saw("a union of shapes");
        let text = *self
            .choices
            .pick(&["string", "date", "uuid", "date-time", "bytes"]);
        let number = *self.choices.pick(&["int32", "uint64", "number"]);
        let inner = match objects {
            [] => Type::of(Kind::Scalar(text)),
            objects => Type::of(Kind::Shared(*self.choices.pick(objects))),
        };
        let mut bounded = Type::of(Kind::Scalar(text));
        if text == "string" {
            bounded.max_length = self.maybe(50, |_| 30);
        }
        let mut list = Type::of(Kind::List(Box::new(inner.clone())));
        list.max_items = self.maybe(50, |_| 4);
        let types = [
            ("Text", bounded),
            ("Count", Type::of(Kind::Scalar(number))),
            ("Flag", Type::of(Kind::Scalar("boolean"))),
            ("Several", list),
            match objects {
                [] => ("ByName", Type::of(Kind::Map(Box::new(inner)))),
                _ => ("Whole", inner),
            },
        ];
        let first = self.choices.below(types.len());
        let types = types.into_iter().cycle().skip(first);
        let count = self.choices.between(1, 5);
        let variants = types.take(count).map(|(name, ty)| Variant {
            value: None,
            name: Some(name.to_owned()),
            ty,
            description: self.prose(),
        });
        SharedKind::Union {
            variants: variants.collect(),
            discriminator: None,
        }
    }

    /// Returns a value of a union.
    pub fn union_of(
        &mut self,
        discriminator: Option<&str>,
        variants: &[Variant],
        types: &[Shared],
        depth: usize,
    ) -> Value {
        if discriminator.is_some() && self.is_unlisted && self.choices.chance(30) {
            return json!({ "the kind": "a kind of tomorrow" });
        }
        let variant = self.choices.pick(variants);
        let mut value = self.value_of(&variant.ty, types, depth);
        if let (Some(name), Some(members)) = (discriminator, value.as_object_mut()) {
            members.insert(name.to_owned(), json!(variant.value));
        }
        value
    }
}
