//! Lies about each cell of the table: a class left out, and a class too many.

use crate::diff::Tried;
use crate::diff::cells::{self, Cell, Way};
use crate::diff::observe::Observed;
use codegen::diff::table::{Row, TABLE};
use codegen::diff::{Action as A, Class, Kind as K};
use std::collections::BTreeSet;

/// Lies that nothing can notice, because another change with this class always comes with the cell.
const MASKED: &[(K, A, Class, &str)] = &[
    (K::Conversion, A::Added, Class::SourceBreaking, VARIANT),
    (K::Conversion, A::Removed, Class::Additive, VARIANT),
    (K::Discriminator, A::Added, Class::WireBreaking, CASES),
    (K::Discriminator, A::Added, Class::WireAdditive, CASES),
    (K::Discriminator, A::Added, Class::Behaviour, CASES),
    (K::Discriminator, A::Removed, Class::WireBreaking, CASES),
    (K::Discriminator, A::Removed, Class::WireAdditive, CASES),
    (K::Discriminator, A::Removed, Class::Behaviour, CASES),
    (K::VariantCase, A::Added, Class::WireBreaking, CASES),
    (K::VariantCase, A::Removed, Class::WireBreaking, CASES),
    (K::Direction, A::Loosened, Class::Additive, REACHED),
    (K::Direction, A::Tightened, Class::SourceBreaking, REACHED),
    (K::Direction, A::Changed, Class::SourceBreaking, REACHED),
    (K::Direction, A::Changed, Class::Additive, REACHED),
    (K::Storage, A::Added, Class::Additive, CYCLE),
    (K::Storage, A::Removed, Class::SourceBreaking, CYCLE),
    (K::BodyKind, A::Added, Class::Additive, BODY),
    (K::BodyKind, A::Removed, Class::SourceBreaking, BODY),
    (K::BodyKind, A::Changed, Class::WireBreaking, PLACES),
    (K::ExtraMembers, A::Added, Class::WireBreaking, BODY),
    (K::ExtraMembers, A::Removed, Class::WireBreaking, BODY),
    (K::WholeBody, A::Added, Class::SourceBreaking, RESPONSE),
    (K::WholeBody, A::Removed, Class::SourceBreaking, RESPONSE),
    (K::Batches, A::Added, Class::Behaviour, BATCH),
    (K::Batches, A::Removed, Class::Behaviour, BATCH),
    (K::OutcomeEntry, A::Added, Class::Behaviour, ENTRIES),
    (K::OutcomeEntry, A::Removed, Class::Behaviour, ENTRIES),
    (K::PageItem, A::Changed, Class::WireBreaking, ITEMS),
];
const VARIANT: &str = "a variant with the same type comes or goes";
const CASES: &str = "the JSON of each variant and the discriminator change together";
const REACHED: &str = "a field with the type comes or goes";
const CYCLE: &str = "the field that closes the cycle comes or goes";
const BODY: &str = "the members of the body come and go with it, and so does its kind";
const PLACES: &str = "the locations of the inputs change with it";
const RESPONSE: &str = "the form of the response changes with it";
const ENTRIES: &str = "the fields of the outcomes change with their entries";
const BATCH: &str = "the batch of the operation comes or goes";
const ITEMS: &str = "the list or its type changes";

/// Returns the lies that no comparison with the observations notices.
pub fn believed(tried: &[(Tried, Observed)]) -> Vec<String> {
    let mut believed = Vec::new();
    for cell in cells::all() {
        let concerned: Vec<_> = tried
            .iter()
            .filter(|(tried, _)| tried.changes.iter().any(|change| cell.decides(change)))
            .collect();
        if concerned.is_empty() {
            continue;
        }
        for class in Class::ALL {
            let (sent, received) = lie(&cell, class);
            let is_noticed = concerned.iter().any(|(tried, observed)| {
                let row = Row {
                    kinds: &[cell.kind],
                    actions: &cell.actions,
                    sent: &sent,
                    received: &received,
                };
                let rows = [row];
                let table: Vec<&[Row<'_>]> = std::iter::once(&rows[..]).chain(TABLE).collect();
                tried.classes(&table) != observed.classes
            });
            let is_masked = MASKED.iter().any(|(kind, action, of, _)| {
                *kind == cell.kind && cell.actions.contains(action) && *of == class
            });
            match (is_noticed, is_masked) {
                (false, false) if !is_no_lie(&cell, class) => {
                    believed.push(format!("{cell}: {class}"));
                }
                _ => {}
            }
        }
    }
    believed
}

/// Documentation is not the news of a change with another effect.
fn is_no_lie(cell: &Cell, class: Class) -> bool {
    let has_other = |classes: &[Class]| classes.iter().any(|class| *class != Class::Documentation);
    class == Class::Documentation && (has_other(cell.row.sent) || has_other(cell.row.received))
}

/// Returns the classes of a cell by direction with one class more or less.
fn lie(cell: &Cell, class: Class) -> (Vec<Class>, Vec<Class>) {
    let toggled = |classes: &[Class]| {
        let mut classes: BTreeSet<_> = classes.iter().copied().collect();
        if !classes.remove(&class) {
            classes.insert(class);
        } else if classes.is_empty() {
            classes.insert(match class {
                Class::Documentation => Class::Additive,
                _ => Class::Documentation,
            });
        }
        classes.into_iter().collect()
    };
    let (sent, received) = (cell.row.sent, cell.row.received);
    match cell.way {
        Way::Either => (toggled(sent), toggled(received)),
        Way::Sent => (toggled(sent), received.to_vec()),
        Way::Received => (sent.to_vec(), toggled(received)),
    }
}
