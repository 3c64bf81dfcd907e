//! The differences that `deviations.yaml` explains, and the entries that explain nothing.

use crate::fact::Place;
use codegen::model::{Deviation, DeviationKind, Presence};

/// The recorded deviations, and the used ones among them.
pub(super) struct Deviations<'a> {
    all: &'a [(Deviation, Place)],
    used: Vec<bool>,
}

impl<'a> Deviations<'a> {
    pub(super) fn new(all: &'a [(Deviation, Place)]) -> Self {
        let used = vec![false; all.len()];
        Self { all, used }
    }

    /// Returns `true` if an entry explains that type in the spec for the documented type.
    pub(super) fn explain_type(&mut self, item: &str, documented: &str, spec: &str) -> bool {
        self.explain(item, |kind| {
            let entry = DeviationKind::Type {
                documented: documented.to_owned(),
                spec: spec.to_owned(),
            };
            *kind == entry
        })
    }

    /// Returns `true` if an entry explains that the item is undocumented.
    pub(super) fn explain_added(&mut self, item: &str) -> bool {
        self.explain(item, |kind| *kind == DeviationKind::Added)
    }

    /// Returns `true` if an entry explains that the item has that presence in the spec alone.
    pub(super) fn explain_presence(&mut self, item: &str, spec: Presence) -> bool {
        self.explain(item, |kind| *kind == DeviationKind::Presence(spec))
    }

    /// Merges the uses of another comparison of the same entries.
    pub(super) fn merge(&mut self, other: &Self) {
        for (used, other) in self.used.iter_mut().zip(&other.used) {
            *used |= other;
        }
    }

    fn explain(&mut self, item: &str, fits: impl Fn(&DeviationKind) -> bool) -> bool {
        let mut found = false;
        for ((deviation, _), used) in self.all.iter().zip(&mut self.used) {
            if deviation.item == item && fits(&deviation.kind) {
                *used = true;
                found = true;
            }
        }
        found
    }

    /// Returns the items of the used entries, with a line for people.
    pub(super) fn used(&self) -> impl Iterator<Item = (&str, String)> {
        let used = self.all.iter().zip(&self.used).filter(|(_, used)| **used);
        used.map(|((deviation, place), _)| {
            let item = deviation.item.as_str();
            (item, format!("{place}: {item}: {}", what(&deviation.kind)))
        })
    }

    /// Returns the items of the unused entries, with a message and their location.
    pub(super) fn unused(&self) -> Vec<(String, String, Place)> {
        let unused = self.all.iter().zip(&self.used).filter(|(_, used)| !**used);
        let unused = unused.map(|((deviation, place), _)| {
            let what = what(&deviation.kind);
            let hint = match deviation.kind {
                DeviationKind::Order => "; the order of a page is that of the spec",
                DeviationKind::Bound { .. } | DeviationKind::Selection => {
                    "; no page states such a fact, so add `differs_from: openapi` if it is about the OpenAPI description"
                }
                DeviationKind::Type { .. } | DeviationKind::Added | DeviationKind::Presence(_) => "",
            };
            let message = format!("its deviation ({what}) explains no difference{hint}");
            (deviation.item.clone(), message, place.clone())
        });
        unused.collect()
    }
}

fn what(kind: &DeviationKind) -> String {
    match kind {
        DeviationKind::Type { documented, spec } => {
            format!("documented as {documented}, {spec} in the spec")
        }
        DeviationKind::Added => "not documented".to_owned(),
        DeviationKind::Presence(Presence::Required) => {
            "documented as optional, always present in the spec".to_owned()
        }
        DeviationKind::Presence(Presence::Optional | Presence::Fixed) => {
            "documented as always present, optional in the spec".to_owned()
        }
        DeviationKind::Bound { .. } | DeviationKind::Selection | DeviationKind::Order => {
            format!("another `{}` than documented", kind.word())
        }
    }
}
