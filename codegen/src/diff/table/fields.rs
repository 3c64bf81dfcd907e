//! The rows of fields.

use super::super::class::Action as A;
use super::super::class::Class::{
    Additive, Behaviour, Deprecation, Documentation, SourceBreaking, WireAdditive, WireBreaking,
};
use super::super::kind::Kind;
use super::super::kind::Kind as K;
use super::row::{ADDED, ANY, CHANGED, REMOVED, Row, all, row};

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
pub(super) const ROWS: &[Row] = &[
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
        &[K::FieldType, K::HeaderType],
        &[A::Replaced],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking, WireAdditive],
    ),
    all(&[K::FieldType, K::HeaderType], CHANGED, &[SourceBreaking]),
    row(
        &[K::FieldType, K::HeaderType],
        &[A::Tightened],
        &[SourceBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(
        &[K::FieldType, K::HeaderType],
        &[A::Loosened],
        &[SourceBreaking],
        &[SourceBreaking, WireAdditive],
    ),
    all(&[K::Location], CHANGED, &[WireBreaking]),
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
    all(&[K::CollectionPresence], &[A::Tightened], &[WireBreaking]),
    all(&[K::CollectionPresence], &[A::Loosened], &[WireAdditive]),
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
    all(&[K::Access], ADDED, &[SourceBreaking, WireBreaking]),
    all(&[K::Access], REMOVED, &[Additive, WireBreaking]),
    row(
        &[K::Secrecy],
        ANY,
        &[Behaviour],
        &[SourceBreaking, Behaviour],
    ),
    row(&[K::Storage], ANY, &[Documentation], &[SourceBreaking]),
    all(
        &[K::KeepsSlashes, K::ListStyle, K::ObjectStyle],
        ANY,
        &[WireBreaking],
    ),
    all(BOUNDS, &[A::Tightened], &[Behaviour, WireBreaking]),
    all(BOUNDS, &[A::Loosened], &[Behaviour, WireAdditive]),
    all(BOUNDS, CHANGED, &[Behaviour, WireBreaking, WireAdditive]),
    all(
        &[K::NullableSelects],
        &[A::Tightened, A::Loosened],
        &[Behaviour, WireBreaking, WireAdditive],
    ),
    all(&[K::Without], &[A::Tightened], &[Behaviour, WireBreaking]),
    all(&[K::Without], &[A::Loosened], &[Behaviour, WireAdditive]),
    // Its bounds may be narrower or wider than those of the shared object.
    all(
        &[K::Override],
        ANY,
        &[Behaviour, WireBreaking, WireAdditive],
    ),
    row(
        &[K::Constant],
        ADDED,
        &[SourceBreaking, WireBreaking],
        &[SourceBreaking, WireAdditive],
    ),
    row(
        &[K::Constant],
        REMOVED,
        &[Additive, WireBreaking],
        &[SourceBreaking, WireBreaking],
    ),
    row(&[K::Constant], CHANGED, &[WireBreaking], &[Behaviour]),
    all(&[K::Selects], &[A::Tightened], &[Behaviour, WireBreaking]),
    all(&[K::Selects], &[A::Loosened], &[Behaviour, WireAdditive]),
    row(
        &[K::Deprecation],
        &[A::AddedRequired, A::RemovedRequired],
        &[Documentation],
        &[Deprecation],
    ),
    all(&[K::Deprecation], &[A::Added, A::Removed], &[Deprecation]),
    // The compiler warns with another text.
    all(&[K::Deprecation], CHANGED, &[Documentation]),
    all(&[K::Arguments], &[A::Reordered], &[SourceBreaking]),
    all(&[K::Arguments], &[A::Swapped], &[WireBreaking]),
    all(
        &[K::FieldOrder],
        &[A::Reordered, A::Swapped],
        &[Documentation],
    ),
];
