//! Fields: the members of objects.

use super::keys::Keys;
use super::{Express, Scope, overlay, samples, scalars};
use crate::lower::names;
use crate::model::Direction;
use crate::openapi::document::{Access, Kind, Property, Schema};
use crate::openapi::import::plan::is_secret;
use crate::openapi::node::Node;
use std::collections::BTreeSet;

/// The advice for an item that the source marks as deprecated, without a reason.
const DEPRECATED: &str = "The API no longer recommends it.";

/// The used Rust names of fields or setters.
#[derive(Debug, Default)]
pub(super) struct RustNames(BTreeSet<String>);

impl RustNames {
    /// Uses the name of a response header. Returns `rust_name` if the default is invalid or used.
    pub(super) fn take_header(&mut self, wire: &str) -> Option<String> {
        let made = names::header(wire).map(|name| name.to_string());
        if made.is_some_and(|name| self.0.insert(name)) {
            return None;
        }
        let name = format!("header_{}", plain(wire));
        self.take(&name, false).or(Some(name))
    }

    /// Uses the name of a field. Returns `rust_name` if the default is invalid or used.
    pub(super) fn take(&mut self, wire: &str, can_be_null: bool) -> Option<String> {
        let null = |name: &str| format!("{}_null", name.trim_start_matches("r#"));
        let is_free = |used: &BTreeSet<String>, name: &str| {
            let is_used = used.contains(name) || can_be_null && used.contains(&null(name));
            !is_used
        };
        let made = names::field(wire).map(|name| name.to_string());
        if let Some(name) = made.as_ref().filter(|name| is_free(&self.0, name)) {
            self.0.insert(name.clone());
            if can_be_null {
                self.0.insert(null(name));
            }
            return None;
        }
        let stem = made.unwrap_or_else(|| plain(wire));
        let stem = stem
            .trim_start_matches("r#")
            .trim_end_matches('_')
            .to_owned();
        let mut number = 1_u32;
        loop {
            let candidate = if number == 1 {
                stem.clone()
            } else {
                format!("{stem}_{number}")
            };
            if names::given_field(&candidate).is_some() && is_free(&self.0, &candidate) {
                self.0.insert(candidate.clone());
                if can_be_null {
                    self.0.insert(null(&candidate));
                }
                return Some(candidate);
            }
            number += 1;
        }
    }
}

/// Makes a name of the ASCII letters and digits of a text.
fn plain(wire: &str) -> String {
    use heck::ToSnakeCase;
    let letters: String = wire
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = letters.to_snake_case();
    match snake.chars().next() {
        None => "field".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("field_{snake}"),
        Some(_) => snake,
    }
}

impl Express<'_, '_> {
    /// Returns the Rust name of a field: that of the spec, or another one if the default is invalid or used.
    pub(super) fn rust_name(
        &mut self,
        pointer: &str,
        wire: &str,
        can_be_null: bool,
        used: &mut RustNames,
    ) -> Option<String> {
        if self.own.is_here() {
            let given = self.own.text(self.report, pointer, "x-rust-name");
            return given.map(str::to_owned);
        }
        used.take(wire, can_be_null)
    }

    /// Adds the fields of an object, and the type of its other members.
    pub(super) fn fields(
        &mut self,
        keys: &mut Keys,
        properties: &[Property],
        additional: Option<&Schema>,
        scope: Scope<'_>,
    ) {
        let mut used = RustNames::default();
        let fields = properties
            .iter()
            .filter(|property| !property.schema.access.is_absent(scope.direction))
            .map(|property| self.field(property, scope, &mut used).node());
        keys.put("fields", Node::List(fields.collect()));
        self.additional(keys, additional, scope, &mut used);
    }

    /// Returns the keys of a field.
    pub(super) fn field(
        &mut self,
        property: &Property,
        scope: Scope<'_>,
        used: &mut RustNames,
    ) -> Keys {
        let schema = &property.schema;
        let scope = Scope {
            property: &property.name,
            is_inner: false,
            ..scope
        };
        let mut keys = Keys::default();
        keys.text("name", &property.name);
        let is_required = self.is_required(property, scope);
        let is_nullable =
            self.is_nullable(schema) && !scope.is_parameter && self.can_be_nullable(schema);
        let can_be_null = is_nullable && !is_required;
        if let Some(rust) = self.rust_name(&schema.pointer, &property.name, can_be_null, used) {
            keys.text("rust_name", rust);
        }
        if let Some(value) = self.plan.constant(property, scope.shared) {
            return self.constant(keys, value, schema, scope);
        }
        let is_read_only = schema.access == Access::ReadOnly && scope.shared.is_some();
        let scope = if is_read_only {
            Scope {
                direction: Direction::Received,
                ..scope
            }
        } else {
            scope
        };
        keys.extend(self.ty(schema, scope));
        keys.flag("required", is_required);
        keys.flag("nullable", is_nullable);
        keys.flag("read_only", is_read_only);
        self.finish_field(&mut keys, schema, scope, is_required);
        keys
    }

    /// Adds the keys of a field with only one value.
    pub(super) fn constant(
        &mut self,
        mut keys: Keys,
        value: Node,
        schema: &Schema,
        scope: Scope<'_>,
    ) -> Keys {
        keys.text("type", scalars::of_constant(&value));
        keys.put("const", value);
        if schema.is_deprecated {
            keys.text("deprecated", DEPRECATED);
        }
        let own = self.own_description(schema);
        let description = self.description("field", scope.property, own.as_deref());
        keys.put("description", description);
        keys
    }

    /// Adds the keys that parameters have, too.
    pub(super) fn finish_field(
        &mut self,
        keys: &mut Keys,
        schema: &Schema,
        scope: Scope<'_>,
        is_required: bool,
    ) {
        let is_text = keys.word("type") == "string" && !self.own.is_here();
        if is_text && (schema.is_secret || is_secret(scope.property)) {
            let text = format!(
                "`{}` is hidden in logs because of its name or format",
                scope.property
            );
            self.report.note("secret", &schema.pointer, text);
            keys.flag("sensitive", true);
        }
        if scope.is_sent()
            && !is_required
            && let Some(default) = self.default_of(schema)
        {
            self.sample(keys, "default", &default, schema);
        }
        if schema.is_deprecated {
            keys.text("deprecated", DEPRECATED);
        } else if !self.own.is_here() && mentions_deprecation(schema.description.as_deref()) {
            let text = format!(
                "the description of `{}` mentions a deprecation",
                scope.property
            );
            self.report
                .note("deprecated in prose", &schema.pointer, text);
        }
        if let Some(example) = self.example_of(schema) {
            self.sample(keys, "example", &example, schema);
        }
        self.overlay(keys, &schema.pointer, &overlay::FIELD);
        let description = self.own_description(schema);
        let description = self.description("field", scope.property, description.as_deref());
        keys.put("description", description);
    }

    /// Adds default and example of a whole body.
    pub(super) fn samples(&mut self, keys: &mut Keys, schema: &Schema) {
        for (key, value) in [("default", &schema.default), ("example", &schema.example)] {
            if let Some(value) = value {
                self.sample(keys, key, value, schema);
            }
        }
    }

    /// Adds a default or an example, if it is a value of the type.
    fn sample(&mut self, keys: &mut Keys, key: &str, value: &Node, schema: &Schema) {
        if *value == Node::Null {
            return;
        }
        if self.own.is_here() {
            keys.put(key, value.clone());
            return;
        }
        if let Some(value) = samples::fitting(self, keys, value) {
            keys.put(key, value);
            return;
        }
        let text = format!(
            "the {key} `{}` is not a value of the type; it is left out",
            shortened(value)
        );
        self.report.note(
            if key == "default" {
                "wrong default"
            } else {
                "wrong example"
            },
            &schema.pointer,
            text,
        );
    }

    fn default_of(&self, schema: &Schema) -> Option<Node> {
        schema.default.clone().or_else(|| match &schema.kind {
            Kind::Named(name) => self
                .plan
                .named(name)
                .and_then(|(named, _)| named.default.clone()),
            _ => None,
        })
    }

    fn example_of(&self, schema: &Schema) -> Option<Node> {
        let inline = self.plan.inline(schema);
        schema.example.clone().or_else(|| inline.example.clone())
    }

    fn own_description(&self, schema: &Schema) -> Option<String> {
        let inline = self.plan.inline(schema);
        schema
            .description
            .clone()
            .or_else(|| inline.description.clone())
    }

    pub(super) fn is_any(&self, schema: &Schema) -> bool {
        matches!(self.plan.inline(schema).kind, Kind::Any | Kind::Null)
    }

    /// Returns `true` if a member is always there. A write-only member of an object that goes both ways
    /// is optional.
    fn is_required(&mut self, property: &Property, scope: Scope<'_>) -> bool {
        let schema = &property.schema;
        let is_write_only =
            schema.access == Access::WriteOnly && scope.direction == Direction::TwoWay;
        if is_write_only {
            let text = format!(
                "`{}` is write-only; it is an optional member in both directions",
                property.name
            );
            self.report.lose("write-only member", &schema.pointer, text);
        }
        let target = self.plan.shared_at(schema);
        let is_circular = scope
            .shared
            .zip(target)
            .is_some_and(|(shared, target)| self.plan.are_in_a_circle(shared, target));
        if property.is_required && is_circular {
            let text = format!(
                "`{}` always contains its own object; it is an optional member",
                property.name
            );
            self.report.note("endless object", &schema.pointer, text);
        }
        property.is_required && !is_write_only && !is_circular
    }
}

fn mentions_deprecation(description: Option<&str>) -> bool {
    description.is_some_and(|text| text.to_ascii_lowercase().contains("deprecated"))
}

fn shortened(value: &Node) -> String {
    let shown = value.shown().replace('`', "'");
    let mut short: String = shown.chars().filter(|c| !c.is_control()).take(40).collect();
    if short.len() < shown.len() {
        short.push('…');
    }
    short
}
