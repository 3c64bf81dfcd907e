//! The comparison: page against spec, spec against code, both ways, operation by operation.

mod deviations;
mod order;
mod page_spec;
mod pairs;
mod spec_code;
mod unwitnessed;

use crate::code::{Aspect, Code};
use crate::fact::{Key, Place, Section};
use crate::page::Page;
use crate::report::{Difference, Outcome, Report, Tally};
use crate::spec::{InvalidSpec, Spec, Specs};
use codegen::model::Deviation;
use deviations::Deviations;
use std::collections::{BTreeSet, HashMap};

/// Compares the three models.
#[must_use]
pub fn compare(pages: &[Page], specs: &Specs, codes: &[Code]) -> Report {
    let mut report = Report {
        differences: pairs::unpaired(pages, &specs.operations, codes),
        ..Report::default()
    };
    let none = Code::default();
    let pairs = pairs::pairs(pages, &specs.operations).map(|(page, spec)| {
        let code = codes.iter().find(|code| code.operation == spec.operation);
        (page, spec, code.map(|code| code.with_body(spec.body())))
    });
    let pairs: Vec<_> = pairs.collect();
    let mut deviations = Deviations::new(&specs.deviations);
    for (page, spec, code) in &pairs {
        let all = &specs.deviations;
        let mut comparison = Comparison::new(page, spec, code.as_deref().unwrap_or(&none), all);
        comparison.duplicates();
        comparison.page_and_spec();
        if code.is_some() {
            comparison.spec_and_code();
        }
        report.operations.push(comparison.outcome());
        report.differences.extend(comparison.differences);
        deviations.merge(&comparison.deviations);
    }
    report.explained = deviations.used().map(|(_, line)| line).collect();
    report.differences.extend(unused(&deviations, pages, specs));
    report
}

/// Reports a spec that the generator rejects: the reason, and the differences between the pages and
/// the spec as written.
#[must_use]
pub fn rejected(pages: &[Page], invalid: InvalidSpec) -> Report {
    let mut report = Report::unreadable(invalid.problems);
    let written = invalid.written.unwrap_or_default();
    let code = Code::default();
    for (page, spec) in pairs::pairs(pages, &written.operations) {
        let mut comparison = Comparison::new(page, spec, &code, &written.deviations);
        comparison.page_and_spec();
        report.differences.extend(comparison.differences);
    }
    report
}

/// Reports deviations that explain nothing. Those of operations that were not compared are left
/// out, as they may still explain something.
fn unused(deviations: &Deviations<'_>, pages: &[Page], specs: &Specs) -> Vec<Difference> {
    let is_compared = |spec: &&Spec| pages.iter().any(|page| page.title == spec.title);
    let (compared, others): (Vec<_>, Vec<_>) = specs.operations.iter().partition(is_compared);
    let unused = deviations.unused().into_iter();
    let unused = unused.filter_map(|(item, message, place)| {
        let owner = compared.iter().find(|spec| spec.has_item(&item));
        if owner.is_none() && others.iter().any(|spec| spec.has_item(&item)) {
            return None;
        }
        let mut facts = owner.iter().flat_map(|spec| &spec.facts);
        let fact = facts.find(|fact| fact.item == item);
        let page = owner.and_then(|spec| pages.iter().find(|page| page.title == spec.title));
        let mut facts = page.iter().flat_map(|page| &page.facts);
        let documented = facts.find(|known| fact.is_some_and(|fact| fact.key == known.key));
        Some(Difference {
            entry: None,
            operation: owner.map_or_else(String::new, |spec| spec.title.clone()),
            key: fact.map_or_else(
                || Key::top(Section::Endpoint, &item),
                |fact| fact.key.clone(),
            ),
            other: None,
            aspect: Aspect::Deviation,
            message,
            page: documented.map(|fact| fact.place.clone()),
            spec: Some(place),
            code: None,
        })
    });
    unused.collect()
}

/// The comparison of one operation in progress.
struct Comparison<'a> {
    page: &'a Page,
    spec: &'a Spec,
    code: &'a Code,
    places: Places<'a>,
    deviations: Deviations<'a>,
    differences: Vec<Difference>,
}

/// The facts of a side: the position and the location of each.
type Index<'a> = HashMap<&'a Key, (usize, &'a Place)>;

/// The facts on each side.
struct Places<'a> {
    page: Index<'a>,
    spec: Index<'a>,
    /// Those with a location.
    code: Index<'a>,
}

impl<'a> Comparison<'a> {
    fn new(
        page: &'a Page,
        spec: &'a Spec,
        code: &'a Code,
        deviations: &'a [(Deviation, Place)],
    ) -> Self {
        let of_page = page.facts.iter().enumerate();
        let of_spec = spec.facts.iter().enumerate();
        let of_code = code.facts.iter().enumerate().filter_map(|(at, fact)| {
            let (_, place) = fact.sites.first()?;
            Some((&fact.key, (at, place)))
        });
        Self {
            page,
            spec,
            code,
            places: Places {
                page: of_page
                    .map(|(at, fact)| (&fact.key, (at, &fact.place)))
                    .collect(),
                spec: of_spec
                    .map(|(at, fact)| (&fact.key, (at, &fact.place)))
                    .collect(),
                code: of_code.collect(),
            },
            deviations: Deviations::new(deviations),
            differences: Vec::new(),
        }
    }

    fn differ(&mut self, key: &Key, aspect: Aspect, message: impl Into<String>) {
        let at = |places: &Index<'_>| places.get(key).map(|(_, place)| (*place).clone());
        self.differences.push(Difference {
            entry: None,
            operation: self.page.title.clone(),
            key: key.clone(),
            other: None,
            aspect,
            message: message.into(),
            page: at(&self.places.page),
            spec: at(&self.places.spec),
            code: at(&self.places.code),
        });
    }

    fn duplicates(&mut self) {
        let page = self.page.facts.iter().map(|fact| &fact.key);
        let spec = self.spec.facts.iter().map(|fact| &fact.key);
        let code = self.code.facts.iter().map(|fact| &fact.key);
        let sides: [(_, Vec<_>, _); 3] = [
            ("on the page", page.collect(), self.places.page.len()),
            ("in the spec", spec.collect(), self.places.spec.len()),
            ("in the code", code.collect(), self.places.code.len()),
        ];
        for (side, keys, different) in sides {
            if keys.len() == different {
                continue;
            }
            let mut seen = BTreeSet::new();
            for key in keys {
                if !seen.insert(key) {
                    self.differ(key, Aspect::Existence, format!("it occurs twice {side}"));
                }
            }
        }
    }

    /// Reports facts that are missing on one side. A missing object is reported without its
    /// contents.
    fn missing(there: &Index<'_>, here: &Index<'_>) -> BTreeSet<Key> {
        let missing = there.keys().filter(|key| !here.contains_key(*key));
        let topmost =
            missing.filter(|key| key.parent().is_none_or(|parent| here.contains_key(&parent)));
        topmost.map(|key| (*key).clone()).collect()
    }

    fn outcome(&self) -> Outcome {
        Outcome {
            title: self.page.title.clone(),
            tallies: Section::ALL.map(|section| self.tally(section)).to_vec(),
            unwitnessed: unwitnessed::of(self.spec),
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
                .filter(|key| self.places.spec.contains_key(*key))
                .count(),
            in_code: documented()
                .filter(|key| self.places.code.contains_key(*key))
                .count(),
            deviations: used.filter(|(item, _)| in_section(item)).count(),
        }
    }
}
