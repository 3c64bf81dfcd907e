//! The ways to tell the types of a union apart.

use crate::openapi::document::{Access, Kind, Property, Schema, Union};
use crate::openapi::import::plan::{Plan, Use};
use crate::openapi::node::Node;
use std::collections::{BTreeMap, BTreeSet};

/// The way to tell the types of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::openapi::import) enum Distinction {
    /// A member with a value for each type, in the order of the types: texts, integers or booleans.
    Value(String, Vec<Node>),
    /// The shapes in JSON.
    Shape,
}

impl Distinction {
    pub(super) fn of(plan: &Plan<'_>, union: &Union) -> Option<Self> {
        if union.options.len() < 2 {
            return None;
        }
        by_value(plan, union).or_else(|| by_shape(plan, union).then_some(Self::Shape))
    }
}

/// Distinguishes shared objects by the values of one member: the one that the source names, or the
/// first that has another value in each.
fn by_value(plan: &Plan<'_>, union: &Union) -> Option<Distinction> {
    let members = if let Some(discriminator) = &union.discriminator {
        vec![discriminator.property.clone()]
    } else {
        let first = members(plan, union.options.first()?)?.iter();
        first.map(|member| member.name.clone()).collect()
    };
    members.into_iter().find_map(|member| {
        let options = union.options.iter();
        let values = options.map(|option| value_of(plan, union, option, &member));
        let values: Vec<_> = values.collect::<Option<_>>()?;
        let different: BTreeSet<_> = values.iter().map(Node::shown).collect();
        let is_clear = different.len() == values.len();
        is_clear.then_some(Distinction::Value(member, values))
    })
}

/// Returns the value of a member that means a type. A source that names the member has the values by
/// the names of the types, or the names are the values.
fn value_of(plan: &Plan<'_>, union: &Union, option: &Schema, member: &str) -> Option<Node> {
    let Kind::Named(name) = &plan.inline(option).kind else {
        return None;
    };
    let (named, Use::Type(_)) = plan.named(name)? else {
        return None;
    };
    if !matches!(named.kind, Kind::Object { .. }) {
        return None;
    }
    let own = members(plan, option)?;
    let own = own.iter().find(|known| known.name == member);
    let only = own.and_then(|member| only_value(plan, member));
    let Some(discriminator) = &union.discriminator else {
        return only;
    };
    let mapping = discriminator.mapping.iter();
    let mut mapped = mapping.filter(|(_, target)| target == name);
    match (mapped.next(), mapped.next()) {
        (Some((value, _)), None) => typed(plan, own, value),
        (None, _) => only.or_else(|| typed(plan, own, name)),
        // A type with several values would need several variants.
        (Some(_), Some(_)) => None,
    }
}

/// Returns the only value that a required member can have, if it is text, an integer or a boolean.
fn only_value(plan: &Plan<'_>, member: &Property) -> Option<Node> {
    let only = plan.only_value(&member.schema);
    only.filter(|value| member.is_required && is_tag(value))
}

fn is_tag(value: &Node) -> bool {
    match value {
        Node::Number(number) => number.is_i64(),
        value => matches!(value, Node::Text(_) | Node::Bool(_)),
    }
}

/// Returns a value that the source has as text, because OpenAPI has no other, in the type of its
/// member.
fn typed(plan: &Plan<'_>, member: Option<&Property>, text: &str) -> Option<Node> {
    let kind = member.map(|member| &plan.target(&member.schema).kind);
    match kind {
        Some(Kind::Integer(_) | Kind::IntegerEnum(_) | Kind::Constant(Node::Number(_))) => {
            let number: i64 = text.parse().ok()?;
            Some(Node::Number(number.into()))
        }
        Some(Kind::Boolean | Kind::Constant(Node::Bool(_))) => text.parse().ok().map(Node::Bool),
        _ => Some(Node::text(text)),
    }
}

/// The shapes of JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// Returns `true` if the shapes of the types differ, and each object has a member that no other has.
fn by_shape(plan: &Plan<'_>, union: &Union) -> bool {
    let options = union.options.iter();
    let Some(shapes) = options
        .map(|option| shapes(plan, option))
        .collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    let mut counts: BTreeMap<Shape, usize> = BTreeMap::new();
    for shape in shapes.iter().flatten() {
        *counts.entry(*shape).or_default() += 1;
    }
    let is_clear = |(shape, count): (&Shape, &usize)| *count == 1 || *shape == Shape::Object;
    let objects = union.options.iter().zip(&shapes);
    let objects = objects.filter(|(_, shapes)| shapes.contains(&Shape::Object));
    let objects: Vec<_> = objects.map(|(option, _)| option).collect();
    let is_different = |object: &&Schema| has_own_member(plan, object, &objects);
    counts.iter().all(is_clear) && (objects.len() < 2 || objects.iter().all(is_different))
}

/// Returns the shapes of a type; an id is text or a number. A union inside has too many.
fn shapes(plan: &Plan<'_>, schema: &Schema) -> Option<Vec<Shape>> {
    let schema = plan.target(schema);
    Some(match &schema.kind {
        Kind::Text(text) if text.minimum.is_some() => vec![Shape::Text, Shape::Number],
        Kind::Text(_) | Kind::Enum(_) | Kind::Constant(Node::Text(_)) => vec![Shape::Text],
        Kind::Integer(_)
        | Kind::Number(_)
        | Kind::IntegerEnum(_)
        | Kind::Constant(Node::Number(_)) => vec![Shape::Number],
        Kind::Boolean | Kind::Constant(_) => vec![Shape::Boolean],
        Kind::List(_) => vec![Shape::List],
        Kind::Map(_) | Kind::Object { .. } => vec![Shape::Object],
        Kind::Any | Kind::Null | Kind::Named(_) | Kind::ErrorList | Kind::Union(_) => return None,
    })
}

/// Returns `true` if an object has a required member that the others lack.
fn has_own_member(plan: &Plan<'_>, object: &Schema, all: &[&Schema]) -> bool {
    let mut names = BTreeSet::new();
    for other in all.iter().filter(|other| !std::ptr::eq(**other, object)) {
        let Some(members) = members(plan, other) else {
            return false;
        };
        names.extend(members.iter().map(|member| &member.name));
    }
    let is_own = |member: &Property| {
        let is_constant = plan.constant(member, plan.shared_at(object)).is_some();
        let is_sent = member.schema.access == Access::Both;
        member.is_required && is_sent && !is_constant && !names.contains(&member.name)
    };
    members(plan, object).is_some_and(|members| members.iter().any(is_own))
}

fn members<'s>(plan: &'s Plan<'_>, schema: &'s Schema) -> Option<&'s [Property]> {
    match &plan.target(schema).kind {
        Kind::Object { properties, .. } => Some(properties),
        _ => None,
    }
}
