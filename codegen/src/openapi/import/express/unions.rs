//! Unions, which are shared types.

use super::keys::Keys;
use super::{Express, Scope};
use crate::lower::names;
use crate::openapi::document::{Kind, Schema, Union};
use crate::openapi::import::own::Shape;
use crate::openapi::import::plan::{Distinction, Words};
use crate::openapi::node::Node;
use std::collections::BTreeSet;

impl Express<'_, '_> {
    /// Adds the variants of a union.
    pub(super) fn variants(&mut self, keys: &mut Keys, index: usize, name: &str, union: &Union) {
        keys.text("kind", "union");
        let (property, values) = self.discriminator(index, union);
        if let Some(property) = property {
            keys.text("discriminator", property);
        }
        let scope = Scope {
            parent: name,
            property: "",
            direction: self.reach.direction(index),
            is_parameter: false,
            is_inner: false,
            shared: None,
        };
        let mut used = BTreeSet::new();
        let variants = union.options.iter().zip(values);
        let variants =
            variants.map(|(option, value)| self.variant(scope, option, value, &mut used).node());
        keys.put("variants", Node::List(variants.collect()));
    }

    /// Returns the member that tells the types apart, and its value for each type.
    fn discriminator(&self, index: usize, union: &Union) -> (Option<String>, Vec<Option<Node>>) {
        match self.plan.distinctions.get(&index) {
            Some(Distinction::Value(property, values)) => (
                Some(property.clone()),
                values.iter().cloned().map(Some).collect(),
            ),
            Some(Distinction::Shape) => (None, vec![None; union.options.len()]),
            // The description of a spec has the values.
            None => {
                let property = union.discriminator.as_ref();
                let property = property.map(|found| found.property.as_str());
                let value = |option: &Schema| {
                    let members = self.own.at(&option.pointer)?.get("properties")?;
                    members.get(property?)?.get("const").cloned()
                };
                let values = union.options.iter().map(value).collect();
                (property.map(str::to_owned), values)
            }
        }
    }

    fn variant(
        &mut self,
        scope: Scope<'_>,
        option: &Schema,
        value: Option<Node>,
        used: &mut BTreeSet<String>,
    ) -> Keys {
        let made = self.made_name(option, value.as_ref());
        let name = self.variant_name(option, made.clone(), used);
        let mut keys = Keys::default();
        if let Some(value) = value {
            keys.put("value", value);
        }
        if made.as_deref() != Some(name.as_str()) {
            keys.text("name", &name);
        }
        let scope = Scope {
            property: &name,
            ..scope
        };
        keys.extend(self.ty(option, scope));
        let own = option.description.as_deref();
        keys.put("description", self.description("variant", &name, own));
        keys
    }

    /// Returns the name that a variant has without a given one.
    fn made_name(&self, option: &Schema, value: Option<&Node>) -> Option<String> {
        let shared = self
            .plan
            .shared_at(option)
            .or_else(|| self.plan.shared_enum(option, ""));
        match (value.and_then(Node::as_text), shared) {
            (Some(value), _) => names::variant(value).map(|name| name.to_string()),
            (None, Some(shared)) => {
                let name = names::variant(&self.plan.shared[shared].name)?;
                Some(name.to_string())
            }
            (None, None) => None,
        }
    }

    /// Returns the name of a variant: that of the spec, or a free one.
    fn variant_name(
        &mut self,
        option: &Schema,
        made: Option<String>,
        used: &mut BTreeSet<String>,
    ) -> String {
        let member = "x-rust-variant";
        let own = self
            .own
            .member(self.report, &option.pointer, member, Shape::Text);
        if let Some(own) = own.and_then(Node::as_text) {
            used.insert(own.to_owned());
            return own.to_owned();
        }
        let short = made.unwrap_or_else(|| self.short_name(option));
        let mut name = short.clone();
        let mut number = 2_u32;
        while matches!(name.as_str(), "Self" | "Unrecognized") || !used.insert(name.clone()) {
            name = format!("{short}{number}");
            number += 1;
        }
        name
    }

    /// Returns the name of a variant by the shape of its type.
    fn short_name(&self, option: &Schema) -> String {
        let title = option.title.as_deref().map(Words::camel);
        let is_name = |title: &String| names::given_variant(title).is_some() && title.len() < 40;
        title.filter(is_name).unwrap_or_else(|| {
            let word = match &self.plan.inline(option).kind {
                Kind::Boolean => "Flag",
                Kind::Integer(_) | Kind::Number(_) | Kind::IntegerEnum(_) => "Number",
                Kind::List(_) => "List",
                Kind::Map(_) => "Map",
                Kind::Object { .. } => "Object",
                _ => "Text",
            };
            word.to_owned()
        })
    }
}
