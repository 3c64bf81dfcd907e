//! Changes of a union, one for each of its facts.

use crate::pages::facts::Change;
use crate::pages::fields::{self, set};
use codegen::model::{Api, Case, Direction, Field, Shape, TypeKind, Union, Variant};

/// Every change besides those of the fields in its variants. A member of the model that is missing here
/// does not compile in [`every_fact`].
pub const CHANGES: [Change<Union>; 7] = [
    ("direction", |union| {
        set(&mut union.direction, Direction::TwoWay)
    }),
    ("discriminator", |union| {
        union.discriminator.take().is_some()
    }),
    ("number of variants", |union| union.variants.pop().is_some()),
    ("name in Rust", |union| {
        let last = union.variants.last().map(|last| last.rust.clone());
        with_first(union, |first| {
            last.is_some_and(|last| set(&mut first.rust, last))
        })
    }),
    ("value", |union| case(union, Case::Value("another".into()))),
    ("shape", |union| case(union, Case::Shape(Shape::Boolean))),
    ("member", |union| {
        let name = union.variants.last().map(|last| last.field.wire.clone());
        name.is_some_and(|name| case(union, Case::Member(name)))
    }),
];

/// The changes of the value of a variant: the other facts of a field are those of members.
const OF_VALUES: [&str; 13] = [
    "description",
    "type",
    "list",
    "map",
    "min_items",
    "max_items",
    "format",
    "min_length",
    "max_length",
    "minimum",
    "maximum",
    "pattern",
    "documentation of items",
];

/// Returns the changes of the value of a variant.
pub fn of_values() -> impl Iterator<Item = Change<Field>> {
    let all = fields::CHANGES.into_iter();
    all.filter(|(name, _)| OF_VALUES.contains(name))
}

/// Returns every union of a spec.
pub fn every_union(api: &mut Api) -> impl Iterator<Item = &mut Union> {
    api.types.iter_mut().filter_map(|def| match &mut def.kind {
        TypeKind::Union(union) => Some(union),
        TypeKind::Object(_) | TypeKind::Enum(_) | TypeKind::External(_) => None,
    })
}

/// Names every member of the model, so that a new one needs a change above.
#[expect(dead_code, reason = "the compiler checks the pattern")]
fn every_fact(union: &Union, variant: &Variant) {
    let Union {
        direction: _,
        discriminator: _,
        variants: _,
    } = union;
    let Variant {
        rust: _,
        case: _,
        field: _,
    } = variant;
}

fn case(union: &mut Union, case: Case) -> bool {
    with_first(union, |first| set(&mut first.case, case))
}

fn with_first(union: &mut Union, change: impl FnOnce(&mut Variant) -> bool) -> bool {
    union.variants.first_mut().is_some_and(change)
}
