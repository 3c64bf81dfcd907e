//! The differences of one use of a shared object, with the keys of the spec language.

use super::{Context, bounds};
use crate::json::Json;
use crate::model::{Bounds, Deprecation, Field, Override, Type, TypeKind};

/// Returns the members of a use that leave fields of its object out, or override their bounds.
pub(super) fn members(cx: &Context<'_>, field: &Field) -> Json {
    let left_out = field.overrides.iter().filter_map(|member| match member {
        Override::Without(wire) => Some(wire.as_str()),
        Override::Differs(_) => None,
    });
    let differences = field.overrides.iter().filter_map(|member| match member {
        Override::Without(_) => None,
        Override::Differs(member) => Some(difference(of_type(cx, &field.ty, member)?, member)),
    });
    Json::known([
        ("x-without", Json::texts(left_out).unless_empty()),
        (
            "x-overrides",
            Json::List(differences.collect()).unless_empty(),
        ),
    ])
}

/// Returns the member as the shared type has it.
fn of_type<'a>(cx: &Context<'a>, ty: &Type, member: &Field) -> Option<&'a Field> {
    let Type::Shared(name) = ty else { return None };
    let TypeKind::Object(object) = &cx.types.get(name)?.kind else {
        return None;
    };
    let mut fields = object.fields.iter();
    fields.find(|field| !field.is_additional() && field.wire == member.wire)
}

/// Returns the keys whose values differ from those of the shared type.
fn difference(old: &Field, new: &Field) -> Json {
    let Bounds {
        min_items,
        max_items,
        format,
        min_length,
        max_length,
        minimum,
        maximum,
        pattern,
    } = &new.bounds;
    let was = &old.bounds;
    let count = |new: Option<u32>, old| changed(new, old).map(Json::number);
    let (minimum, above) = bounds::inclusive_and_exclusive(changed(*minimum, was.minimum));
    let (maximum, below) = bounds::inclusive_and_exclusive(changed(*maximum, was.maximum));
    let deprecated = changed(deprecation(new), deprecation(old));
    let format = changed(*format, was.format);
    let list_style = changed(new.list_style, old.list_style);
    let description = changed(Some(&new.description), Some(&old.description));
    Json::known([
        ("name", Some(Json::text(new.wire.as_str()))),
        ("min_items", count(*min_items, was.min_items)),
        ("max_items", count(*max_items, was.max_items)),
        ("format", format.map(|format| Json::text(format.word()))),
        ("min_length", count(*min_length, was.min_length)),
        ("max_length", count(*max_length, was.max_length)),
        ("minimum", minimum),
        ("exclusive_minimum", above),
        ("maximum", maximum),
        ("exclusive_maximum", below),
        (
            "pattern",
            changed(pattern.as_ref(), was.pattern.as_ref()).map(Json::text),
        ),
        (
            "list_style",
            list_style.map(|style| Json::text(style.word())),
        ),
        ("deprecated", deprecated.map(Json::text)),
        ("description", description.map(Json::text)),
    ])
}

fn deprecation(field: &Field) -> Option<&str> {
    let deprecated = field.deprecated.as_ref();
    deprecated.map(|Deprecation(note)| note.as_str())
}

/// Returns the new value if it differs from the old one.
fn changed<T: Copy + PartialEq>(new: Option<T>, old: Option<T>) -> Option<T> {
    if new == old { None } else { new }
}
