//! The rows of fields.

use super::super::class::Action as A;
use super::super::class::Class::{
    Additive, Behaviour, Deprecation, Documentation, SourceBreaking, WireAdditive, WireBreaking,
};
use super::super::kind::Kind;
use super::super::kind::Kind as K;
use super::row::{ADDED, ADDED_OR_REMOVED, ANY, CHANGED, REMOVED, Row, all, received, row, sent};

const FIELDS: &[Kind] = &[K::Field, K::Input];

const BOUNDS: &[Kind] = &[
    K::MinItems,
    K::MaxItems,
    K::Format,
    K::MinLength,
    K::MaxLength,
    K::Minimum,
    K::Maximum,
    K::Pattern,
];

/// The rows.
pub(super) const ROWS: &[Row<'static>] = &[
    row(FIELDS, &[A::Added], &[Additive], &[Additive]),
    row(
        FIELDS,
        &[A::AddedRequired],
        &[SourceBreaking],
        &[Additive, WireBreaking],
    ),
    row(FIELDS, &[A::Removed], &[SourceBreaking], &[SourceBreaking]),
    row(
        FIELDS,
        &[A::RemovedRequired],
        &[SourceBreaking],
        &[SourceBreaking, WireAdditive],
    ),
    row(
        FIELDS,
        &[A::Renamed],
        &[Additive, Deprecation, WireBreaking],
        &[SourceBreaking, Additive],
    ),
    row(
        FIELDS,
        &[A::RenamedRequired],
        &[WireBreaking],
        &[SourceBreaking, Additive, WireAdditive],
    ),
    row(
        FIELDS,
        &[A::RenamedOnWire],
        &[WireBreaking],
        &[WireAdditive],
    ),
    row(&[K::FormerName], &[A::Added], &[Additive], &[WireAdditive]),
    row(
        &[K::FormerName],
        &[A::AddedRequired],
        &[Documentation],
        &[WireAdditive],
    ),
    row(
        &[K::FormerName],
        &[A::Removed],
        &[SourceBreaking],
        &[WireBreaking],
    ),
    row(
        &[K::FormerName],
        &[A::RemovedRequired],
        &[Documentation],
        &[WireBreaking],
    ),
    row(
        &[K::FormerName],
        &[A::Changed],
        &[SourceBreaking, Additive],
        &[WireBreaking, WireAdditive],
    ),
    row(
        &[K::FormerName],
        &[A::ChangedRequired],
        &[Documentation],
        &[WireBreaking, WireAdditive],
    ),
    all(&[K::RustName], CHANGED, &[SourceBreaking, Additive]),
    row(
        &[K::FieldType],
        &[A::Replaced],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking, WireAdditive],
    ),
    row(
        &[K::FieldType],
        CHANGED,
        &[SourceBreaking],
        &[SourceBreaking],
    ),
    received(
        &[K::HeaderType],
        &[A::Replaced],
        &[SourceBreaking, WireBreaking, WireAdditive],
    ),
    received(
        &[K::FieldType, K::HeaderType],
        &[A::Tightened],
        &[SourceBreaking, WireBreaking],
    ),
    received(
        &[K::FieldType, K::HeaderType],
        &[A::Loosened],
        &[SourceBreaking, WireAdditive],
    ),
    sent(&[K::Location], CHANGED, &[WireBreaking]),
    row(
        &[K::Presence],
        &[A::Tightened],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(
        &[K::Presence],
        &[A::Loosened],
        &[SourceBreaking, Additive],
        &[SourceBreaking, WireAdditive],
    ),
    received(&[K::CollectionPresence], &[A::Tightened], &[WireBreaking]),
    received(&[K::CollectionPresence], &[A::Loosened], &[WireAdditive]),
    row(
        &[K::Nullability],
        &[A::Added],
        &[Additive],
        &[SourceBreaking],
    ),
    row(
        &[K::Nullability],
        &[A::AddedRequired],
        &[SourceBreaking],
        &[SourceBreaking, WireAdditive],
    ),
    row(
        &[K::Nullability],
        &[A::Removed],
        &[SourceBreaking],
        &[SourceBreaking],
    ),
    row(
        &[K::Nullability],
        &[A::RemovedRequired],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    // Nobody sends a field of a type that is only received.
    row(
        &[K::Access],
        ADDED,
        &[SourceBreaking, WireBreaking],
        &[Documentation],
    ),
    row(
        &[K::Access],
        REMOVED,
        &[Additive, WireBreaking],
        &[Documentation],
    ),
    row(
        &[K::Secrecy],
        ADDED_OR_REMOVED,
        &[Behaviour],
        &[SourceBreaking, Behaviour],
    ),
    row(
        &[K::Storage],
        ADDED_OR_REMOVED,
        &[Documentation],
        &[SourceBreaking],
    ),
    sent(&[K::ListStyle], ANY, &[WireBreaking]),
    sent(
        &[K::KeepsSlashes, K::ObjectStyle],
        ADDED_OR_REMOVED,
        &[WireBreaking],
    ),
    // The bounds of a response are not checked.
    row(
        BOUNDS,
        &[A::Tightened],
        &[Behaviour, WireBreaking],
        &[Documentation],
    ),
    row(
        BOUNDS,
        &[A::Loosened],
        &[Behaviour, WireAdditive],
        &[Documentation],
    ),
    row(
        &[K::Format, K::Pattern],
        CHANGED,
        &[Behaviour, WireBreaking, WireAdditive],
        &[Documentation],
    ),
    sent(
        &[K::NullableSelects],
        &[A::Tightened, A::Loosened],
        &[Behaviour, WireBreaking, WireAdditive],
    ),
    sent(&[K::Without], &[A::Tightened], &[Behaviour, WireBreaking]),
    sent(&[K::Without], &[A::Loosened], &[Behaviour, WireAdditive]),
    row(
        &[K::Constant],
        ADDED,
        &[SourceBreaking, WireBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(
        &[K::Constant],
        REMOVED,
        &[Additive, WireBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    all(&[K::Constant], CHANGED, &[WireBreaking]),
    sent(&[K::Selects], &[A::Tightened], &[Behaviour, WireBreaking]),
    sent(&[K::Selects], &[A::Loosened], &[Behaviour, WireAdditive]),
    row(
        &[K::Deprecation],
        &[A::AddedRequired, A::RemovedRequired],
        &[Documentation],
        &[Deprecation],
    ),
    all(&[K::Deprecation], &[A::Added, A::Removed], &[Deprecation]),
    // The compiler warns with another text.
    all(&[K::Deprecation], CHANGED, &[Documentation]),
    sent(&[K::Arguments], &[A::Reordered], &[SourceBreaking]),
    sent(&[K::Arguments], &[A::Swapped], &[WireBreaking]),
    all(&[K::FieldOrder], &[A::Reordered], &[Documentation]),
];
