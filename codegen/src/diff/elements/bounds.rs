//! The bounds of a value as elements.

use super::super::element::{Element, Scale};
use super::super::kind::Kind;
use crate::model::{Bounds, Limit, Scalar, TextFormat, Type};

/// Returns the bounds of a field.
pub(super) fn of(bounds: &Bounds, ty: &Type) -> impl Iterator<Item = Element> {
    let Bounds {
        min_items,
        max_items,
        format,
        min_length,
        max_length,
        minimum,
        maximum,
        pattern,
    } = bounds;
    // The minimum of an id is documentation only: the server checks it.
    let is_id = matches!(ty.innermost(), Type::Scalar(Scalar::Id));
    let minimum_kind = if is_id {
        Kind::DocumentedMinimum
    } else {
        Kind::Minimum
    };
    let restriction = |element: Element| element.scaled(Scale::Restriction);
    let all = [
        min_items.map(|count| at_least(Kind::MinItems, whole(count))),
        max_items.map(|count| at_most(Kind::MaxItems, whole(count))),
        Element::optional(Kind::Format, format.map(TextFormat::word)).map(restriction),
        min_length.map(|count| at_least(Kind::MinLength, whole(count))),
        max_length.map(|count| at_most(Kind::MaxLength, whole(count))),
        minimum.map(|limit| at_least(minimum_kind, limit)),
        maximum.map(|limit| at_most(Kind::Maximum, limit)),
        Element::optional(Kind::Pattern, pattern.as_ref()).map(restriction),
    ];
    all.into_iter().flatten()
}

fn whole(count: u32) -> Limit {
    Limit::Whole(i128::from(count))
}

fn at_least(kind: Kind, limit: Limit) -> Element {
    Element::fact(kind, &shown(limit)).scaled(Scale::AtLeast(limit))
}

fn at_most(kind: Kind, limit: Limit) -> Element {
    Element::fact(kind, &shown(limit)).scaled(Scale::AtMost(limit))
}

fn shown(limit: Limit) -> String {
    match limit {
        Limit::Whole(number) => number.to_string(),
        Limit::Decimal(number) => number.to_string(),
        Limit::Exclusive(number) => format!("{number}, exclusive"),
    }
}
