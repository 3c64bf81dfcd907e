//! The inputs that a listing has in common with the operation that it previews.

use super::limit::Limit;
use crate::lower::field_path::Objects;
use crate::model::{
    Field, FieldName, Nullability, Object, Operation, PageInputs, PageLimit, PageStyle, Presence,
    PreviewInput, PreviewValue, Storage, Type,
};

/// An input of a request, and the path to it through the objects that are flattened into it.
pub(super) struct Leaf<'a> {
    pub(super) field: &'a Field,
    pub(super) path: Vec<FieldName>,
    /// `true` for a shared object.
    pub(super) is_object: bool,
}

impl Leaf<'_> {
    /// Returns `true` if generated code can take the value from one request and set it in another.
    fn is_plain(&self) -> bool {
        let field = self.field;
        field.presence != Presence::Fixed
            && field.nullability == Nullability::NotNull
            && field.storage == Storage::Inline
            && !field.is_additional()
            && !field.is_read_only()
    }

    /// Returns `true` if a value of this input can be that of an input of the listing.
    fn fits(&self, listed: &Leaf<'_>) -> bool {
        let is_always_set = self.field.presence == Presence::Required;
        let may_be_unset = listed.field.presence == Presence::Optional;
        self.is_plain()
            && listed.is_plain()
            && is_same(&self.field.ty, &listed.field.ty)
            && self.field.secrecy == listed.field.secrecy
            && (is_always_set || may_be_unset)
    }
}

/// An input of the listing, and its value.
pub(super) type Passed<'l> = (&'l Leaf<'l>, PreviewInput);

/// Returns the inputs of a request.
pub(super) fn leaves<'a>(request: &'a Object, objects: &Objects<'_>) -> Vec<Leaf<'a>> {
    request
        .fields
        .iter()
        .flat_map(|field| match &field.ty {
            Type::Inline(object) if field.is_flattened() => {
                let mut inside = leaves(object, objects);
                for leaf in &mut inside {
                    leaf.path.insert(0, field.rust.clone());
                }
                inside
            }
            _ => vec![Leaf {
                field,
                path: vec![field.rust.clone()],
                is_object: objects.direction(&field.ty).is_some()
                    && matches!(field.ty, Type::Shared(_)),
            }],
        })
        .collect()
}

fn is_same(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Scalar(one), Type::Scalar(other))
        | (Type::IntegerText(one), Type::IntegerText(other)) => one == other,
        (Type::List(one), Type::List(other))
        | (Type::Map(one), Type::Map(other))
        | (Type::Nullable(one), Type::Nullable(other)) => is_same(one, other),
        (Type::Shared(one), Type::Shared(other))
        | (Type::External { name: one, .. }, Type::External { name: other, .. }) => one == other,
        // Each operation has its own type.
        _ => false,
    }
}

/// Returns the inputs of the listing that are set: those that both operations have under one name,
/// and shared types that each of them has once. Arguments of the constructor come first.
pub(super) fn passed<'l>(
    own: &[Leaf<'_>],
    listed: &'l [Leaf<'l>],
    listing: &Operation,
    limit: Option<&Limit>,
) -> Vec<Passed<'l>> {
    let positions = positions(listing);
    let is_once = |leaves: &[Leaf<'_>], leaf: &Leaf<'_>| {
        let same = leaves
            .iter()
            .filter(|other| is_same(&other.field.ty, &leaf.field.ty));
        leaf.is_object && same.count() == 1
    };
    let input = |leaf: &'l Leaf<'l>| {
        if let Some(limit) = limit.filter(|limit| limit.path == leaf.path) {
            return Some((leaf, PreviewValue::Limit(limit.items)));
        }
        if positions.contains(&leaf.path.as_slice()) {
            return None;
        }
        let mut fitting = own.iter().filter(|own| own.fits(leaf));
        let named = fitting
            .clone()
            .find(|own| own.field.wire == leaf.field.wire);
        let only = fitting
            .next()
            .filter(|_| is_once(own, leaf) && is_once(listed, leaf));
        let source = named.or(only)?;
        let value = PreviewValue::Passed {
            path: source.path.clone(),
            is_optional: source.field.presence == Presence::Optional,
            is_object: leaf.is_object,
            limit: limit.and_then(|limit| limit_inside(limit, leaf)),
        };
        Some((leaf, value))
    };
    let mut passed: Vec<_> = listed
        .iter()
        .filter_map(input)
        .map(|(leaf, value)| {
            let input = PreviewInput {
                setter: leaf.field.rust.clone(),
                is_argument: leaf.field.presence == Presence::Required,
                value,
            };
            (leaf, input)
        })
        .collect();
    passed.sort_by_key(|(_, input)| !input.is_argument);
    passed
}

/// Returns the number of items on a page inside an input that is an object with it.
fn limit_inside(limit: &Limit, leaf: &Leaf<'_>) -> Option<PageLimit> {
    let (setter, object) = limit.path.split_last()?;
    (leaf.is_object && object == leaf.path).then(|| PageLimit {
        setter: setter.clone(),
        items: limit.items,
    })
}

/// Returns `true` if one of the inputs has the number of items on a page.
pub(super) fn has_limit(inputs: &[Passed<'_>]) -> bool {
    inputs.iter().any(|(_, input)| match &input.value {
        PreviewValue::Limit(_) => true,
        PreviewValue::Passed { limit, .. } => limit.is_some(),
    })
}

/// Returns `true` if one of the inputs is set by a deprecated setter. An argument of the constructor
/// has no setter.
pub(super) fn sets_deprecated(inputs: &[Passed<'_>], limit: Option<&Limit>) -> bool {
    inputs.iter().any(|(leaf, input)| {
        let has_limit = matches!(input.value, PreviewValue::Passed { limit: Some(_), .. });
        let is_setter = !input.is_argument;
        (is_setter && leaf.field.deprecated.is_some())
            || (has_limit && limit.is_some_and(|limit| limit.is_deprecated))
    })
}

/// Returns the inputs that select a page of the listing.
fn positions(listing: &Operation) -> Vec<&[FieldName]> {
    let Some(pages) = &listing.pagination else {
        return Vec::new();
    };
    match &pages.style {
        PageStyle::Cursor { cursor, next: _ } => vec![cursor],
        PageStyle::Offset(inputs) | PageStyle::Page { inputs, .. } => {
            let PageInputs { position, limit } = inputs;
            let limit = limit.iter().map(|limit| limit.path.as_slice());
            std::iter::once(position.path.as_slice())
                .chain(limit)
                .collect()
        }
        PageStyle::Link | PageStyle::NextUrl { .. } => Vec::new(),
    }
}
