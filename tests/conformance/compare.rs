//! The comparison: page against spec, spec against code, both ways.

mod deviations;
mod order;
mod page_spec;
mod spec_code;

use crate::code::{Aspect, Code};
use crate::fact::{Key, Place, Section};
use crate::page::Page;
use crate::report::{Difference, Report, Tally};
use crate::spec::{Refusal, Spec};
use deviations::Deviations;
use std::collections::{BTreeMap, BTreeSet};

/// Compares the three models.
#[must_use]
pub fn compare(page: &Page, spec: &Spec, code: &Code) -> Report {
    let mut comparison = Comparison::new(page, spec, code);
    comparison.operations();
    comparison.duplicates();
    comparison.page_and_spec();
    comparison.spec_and_code();
    comparison.finish()
}

/// What there is to say where the generator refuses the spec: why, and how the page differs from
/// what is written.
#[must_use]
pub fn refused(page: &Page, refusal: Refusal) -> Report {
    let mut report = Report::unreadable(refusal.problems);
    if let Some(written) = &refusal.written {
        let code = Code::default();
        let mut comparison = Comparison::new(page, written, &code);
        comparison.page_and_spec();
        report.differences = comparison.differences;
    }
    report
}

/// A comparison under way.
struct Comparison<'a> {
    page: &'a Page,
    spec: &'a Spec,
    code: &'a Code,
    places: Places,
    deviations: Deviations<'a>,
    differences: Vec<Difference>,
}

/// The places of every fact on each side.
struct Places {
    page: BTreeMap<Key, Place>,
    spec: BTreeMap<Key, Place>,
    code: BTreeMap<Key, Place>,
}

impl<'a> Comparison<'a> {
    fn new(page: &'a Page, spec: &'a Spec, code: &'a Code) -> Self {
        let of_code = code.facts.iter().filter_map(|fact| {
            let (_, place) = fact.sites.first()?;
            Some((fact.key.clone(), place.clone()))
        });
        let of_page = page.facts.iter();
        let of_spec = spec.facts.iter();
        Self {
            page,
            spec,
            code,
            places: Places {
                page: of_page
                    .map(|fact| (fact.key.clone(), fact.place.clone()))
                    .collect(),
                spec: of_spec
                    .map(|fact| (fact.key.clone(), fact.place.clone()))
                    .collect(),
                code: of_code.collect(),
            },
            deviations: Deviations::new(&spec.deviations),
            differences: Vec::new(),
        }
    }

    fn differ(&mut self, key: &Key, aspect: Aspect, message: impl Into<String>) {
        let at = |places: &BTreeMap<Key, Place>| places.get(key).cloned();
        self.differences.push(Difference {
            key: key.clone(),
            other: None,
            aspect,
            message: message.into(),
            page: at(&self.places.page),
            spec: at(&self.places.spec),
            code: at(&self.places.code),
        });
    }

    fn operations(&mut self) {
        let key = Key::top(Section::Endpoint, &self.page.title);
        let (spec, code) = (&self.spec.operation, &self.code.operation);
        if spec != code {
            let message = format!("the operation is `{spec}` in the spec and `{code}` in the code");
            self.differ(&key, Aspect::Name, message);
        }
        for (title, place) in &self.spec.others {
            let key = Key::top(Section::Endpoint, title);
            self.differ(
                &key,
                Aspect::Existence,
                "the operation has no documentation page",
            );
            if let Some(difference) = self.differences.last_mut() {
                difference.spec = Some(place.clone());
            }
        }
    }

    fn duplicates(&mut self) {
        let sides = [
            (
                "on the page",
                self.page.facts.iter().map(|fact| &fact.key).collect(),
            ),
            (
                "in the spec",
                self.spec.facts.iter().map(|fact| &fact.key).collect(),
            ),
            (
                "in the code",
                self.code
                    .facts
                    .iter()
                    .map(|fact| &fact.key)
                    .collect::<Vec<_>>(),
            ),
        ];
        for (side, keys) in sides {
            let mut seen = BTreeSet::new();
            for key in keys {
                if !seen.insert(key) {
                    self.differ(key, Aspect::Existence, format!("it stands twice {side}"));
                }
            }
        }
    }

    /// Facts that one side has and the other lacks. Of an object that is missing only the object
    /// is named, and not everything in it.
    fn missing(there: &BTreeMap<Key, Place>, here: &BTreeMap<Key, Place>) -> Vec<Key> {
        let missing = there.keys().filter(|key| !here.contains_key(*key));
        let topmost =
            missing.filter(|key| key.parent().is_none_or(|parent| here.contains_key(&parent)));
        topmost.cloned().collect()
    }

    fn finish(mut self) -> Report {
        for (item, message, place) in self.deviations.unused() {
            let fact = self.spec.facts.iter().find(|fact| fact.item == item);
            let key = fact.map_or_else(
                || Key::top(Section::Endpoint, &item),
                |fact| fact.key.clone(),
            );
            self.differ(&key, Aspect::Deviation, message);
            if let Some(difference) = self.differences.last_mut() {
                difference.spec = Some(place);
            }
        }
        let tallies = Section::ALL.map(|section| self.tally(section));
        Report {
            tallies: tallies.to_vec(),
            explained: self.deviations.used().map(|(_, line)| line).collect(),
            differences: self.differences,
            problems: Vec::new(),
        }
    }

    fn tally(&self, section: Section) -> Tally {
        let documented = || self.places.page.keys().filter(|key| key.section == section);
        let in_section = |item: &str| {
            let mut facts = self.spec.facts.iter();
            facts.any(|fact| fact.item == item && fact.key.section == section)
        };
        let used = self.deviations.used();
        Tally {
            section,
            documented: documented().count(),
            in_spec: documented()
                .filter(|key| self.places.spec.contains_key(key))
                .count(),
            in_code: documented()
                .filter(|key| self.places.code.contains_key(key))
                .count(),
            deviations: used.filter(|(item, _)| in_section(item)).count(),
        }
    }
}
