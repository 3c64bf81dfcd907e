//! Shared types as elements.

use super::super::element::{Element, Scale, listed};
use super::super::kind::Kind;
use super::Context;
use super::fields::{self, Owner};
use super::{unions, values};
use crate::model::{
    Condition, Direction, Enum, EnumValue, External, Object, Openness, Selection, Success, TypeDef,
    TypeKind,
};

/// Returns a shared type as an element. The values of an enum go in the direction of its operations.
pub(super) fn shared(cx: &Context<'_>, def: &TypeDef, reached: Direction) -> Element {
    let TypeDef {
        name,
        renamed_from,
        module: _,
        description,
        condition,
        kind,
        origin,
    } = def;
    let (direction, parts) = match kind {
        TypeKind::Enum(values) => (reached, of_enum(name.as_str(), values)),
        TypeKind::Object(object) => (object.direction, of_object(cx, object)),
        TypeKind::Union(union) => (union.direction, unions::of(cx, name.as_str(), union)),
        TypeKind::External(external) => (reached, of_external(external)),
    };
    let (shape, word) = match kind {
        TypeKind::Enum(_) => (Kind::Shape, "enum"),
        TypeKind::Object(_) => (Kind::Shape, "object"),
        TypeKind::Union(_) => (Kind::Shape, "union"),
        TypeKind::External(_) => (Kind::ExternalShape, "hand-written"),
    };
    let has_direction = matches!(kind, TypeKind::Object(_) | TypeKind::Union(_));
    let facts = [
        Some(Element::fact(Kind::Description, description)),
        Some(Element::fact(shape, word)),
        Element::optional(Kind::FormerTypeName, renamed_from.as_ref()),
        self::condition(condition),
        has_direction.then(|| self::direction(direction)),
    ];
    Element::group(Kind::Type, name.as_str())
        .at("")
        .in_file(&origin.0)
        .formerly(renamed_from.as_ref())
        .going(direction)
        .in_rust(name.as_str(), "")
        .with(facts.into_iter().flatten())
        .with(parts)
}

/// Returns the features that compile an item.
pub(super) fn condition(condition: &Condition) -> Option<Element> {
    match condition {
        Condition::Always => None,
        Condition::AnyOf(features) => Some(Element::fact(Kind::Condition, &listed(features))),
    }
}

fn of_object(cx: &Context<'_>, object: &Object) -> Vec<Element> {
    let Object {
        name,
        direction,
        description: _,
        selection,
        fields,
    } = object;
    let owner = Owner {
        ty: name.as_str(),
        kind: Kind::Field,
        direction: *direction,
    };
    let selection = selection
        .iter()
        .map(|selection| self::selection(name.as_str(), selection));
    let fields = fields.iter().map(|field| fields::field(cx, field, owner));
    selection
        .chain(fields)
        .chain(fields::orders(object, owner.direction))
        .collect()
}

/// Returns the direction of an object or a union.
fn direction(direction: Direction) -> Element {
    let ways: &[_] = match direction {
        Direction::Sent => &["sent"],
        Direction::Received => &["received"],
        Direction::TwoWay => &["sent", "received"],
    };
    let set = ways.iter().map(|way| (*way).to_owned()).collect();
    Element::fact(Kind::Direction, &ways.join(" and ")).scaled(Scale::Set(set))
}

fn selection(owner: &str, selection: &Selection) -> Element {
    let Selection {
        everything,
        description,
    } = selection;
    Element::group(Kind::Selection, "")
        .scaled(Scale::Restriction)
        .in_rust(owner, everything.as_str())
        .with([
            Element::fact(Kind::SelectionName, everything.as_str())
                .at("everything")
                .in_rust(owner, everything.as_str()),
            Element::fact(Kind::Description, description),
        ])
}

fn of_external(external: &External) -> Vec<Element> {
    let External {
        path,
        wire,
        content,
    } = external;
    let parts = [
        Some(Element::fact(Kind::ExternalPath, path)),
        Some(Element::fact(Kind::ExternalWire, wire.word())),
        Element::optional(Kind::Content, content.as_ref()),
    ];
    parts.into_iter().flatten().collect()
}

fn of_enum(name: &str, values: &Enum) -> Vec<Element> {
    let Enum {
        openness,
        wire,
        values,
    } = values;
    let (kind, word) = match openness {
        Openness::Open => (Kind::OpenValue, "open"),
        Openness::Closed => (Kind::ClosedValue, "closed"),
    };
    let order: Vec<_> = values
        .iter()
        .map(|value| (value.wire.to_string(), value.wire.to_string()))
        .collect();
    let order = Element::fact(
        Kind::ValueOrder,
        &listed(order.iter().map(|(name, _)| name)),
    )
    .scaled(Scale::Order(order));
    let is_closed = *openness == Openness::Closed;
    let facts = [
        Element::fact(Kind::Openness, word).scaled(Scale::Restricts(is_closed)),
        Element::fact(Kind::EnumWire, wire.word()).scaled(Scale::Values(values::of_scalar(*wire))),
        order,
    ];
    let values = values.iter().map(|value| self::value(name, kind, value));
    facts.into_iter().chain(values).collect()
}

fn value(owner: &str, kind: Kind, value: &EnumValue) -> Element {
    let EnumValue {
        wire,
        renamed_from,
        deprecated,
        rust,
        success,
        description,
        since,
    } = value;
    let former = match kind {
        Kind::ClosedValue => Kind::FormerClosedValue,
        _ => Kind::FormerValue,
    };
    let success = success.map(|success| match success {
        Success::Done => "done",
        Success::AlreadySet => "already set",
    });
    let parts = [
        Some(Element::fact(Kind::Description, description)),
        Some(Element::fact(Kind::VariantName, rust.as_str())),
        Element::optional(Kind::Success, success),
        Element::optional(Kind::Since, since.as_ref()),
        Element::optional(Kind::Deprecation, deprecated.as_ref().map(|note| &note.0)),
        Element::optional(former, renamed_from.as_ref()),
    ];
    Element::group(kind, wire.as_str())
        .formerly(renamed_from.as_ref())
        .in_rust(owner, rust.as_str())
        .on_wire(format!("\"{wire}\""))
        .with(parts.into_iter().flatten())
}
