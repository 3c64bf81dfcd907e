//! The differences between the hand-written spec and the descriptions. Each has an entry in
//! `deviations.yaml`, and each entry explains one.

use super::{DESCRIPTIONS, NAME, by_hand, imported, operation, understood};
use crate::import::facts::{self, Aspect, Fact, Facts};
use codegen::model::{Api, Counterpart, Deviation, DeviationKind};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The facts of both sides as of the month of a description.
struct Pair {
    month: &'static str,
    spec: Facts,
    description: Facts,
}

fn pairs(hand: &Api) -> Vec<Pair> {
    let all = DESCRIPTIONS.iter().map(|(month, text)| {
        let import = understood(&imported(text));
        Pair {
            month,
            spec: facts::of(hand, operation(hand), month),
            description: facts::of(&import, operation(&import), month),
        }
    });
    all.collect()
}

/// Returns the entries that a description of the operation can contradict.
fn relevant(hand: &Api) -> Vec<Deviation> {
    let is_relevant = |one: &&Deviation| {
        one.counterpart == Counterpart::OpenApi
            || one.item.starts_with("ThreatFilter.")
            || one.item.starts_with(NAME)
    };
    let relevant = hand.deviations.iter().filter(is_relevant);
    relevant.cloned().collect()
}

/// The versions of a fact on both sides; the absent one of a missing item is `None`.
#[derive(Clone, Copy)]
struct Difference<'a> {
    aspect: &'a Aspect,
    spec: Option<&'a Fact>,
    description: Option<&'a Fact>,
}

impl<'a> Difference<'a> {
    /// Returns the differences of a pair. Those inside a missing item are left out.
    fn all(pair: &'a Pair) -> Vec<Self> {
        let (spec, description) = (&pair.spec, &pair.description);
        let exists =
            |facts: &Facts, place: &str| facts.contains_key(&(place.to_owned(), Aspect::Existence));
        let keys: BTreeSet<_> = spec.keys().chain(description.keys()).collect();
        let differences = keys.into_iter().filter_map(|key| {
            let (place, aspect) = key;
            let found = Self {
                aspect,
                spec: spec.get(key),
                description: description.get(key),
            };
            let is_missing = exists(spec, place) != exists(description, place);
            let is_inside = is_missing && *aspect != Aspect::Existence;
            (!found.is_equal() && !is_inside).then_some(found)
        });
        differences.collect()
    }

    fn is_equal(&self) -> bool {
        let text = |fact: Option<&'a Fact>| fact.map(|fact| fact.text.as_str());
        let (spec, description) = (text(self.spec), text(self.description));
        let (Aspect::Order, Some(spec), Some(description)) = (self.aspect, spec, description)
        else {
            return spec == description;
        };
        let common = |here: &'a str, there: &str| -> Vec<&'a str> {
            let there: BTreeSet<_> = there.lines().collect();
            here.lines().filter(|name| there.contains(name)).collect()
        };
        common(spec, description) == common(description, spec)
    }

    fn item(&self) -> &'a str {
        let fact = self.spec.or(self.description);
        fact.map_or("", |fact| fact.item.as_str())
    }

    /// Returns `true` if an entry of that kind is about the difference.
    fn is_of(&self, kind: &DeviationKind) -> bool {
        match (kind, self.aspect) {
            (DeviationKind::Added, Aspect::Existence | Aspect::Value(_)) => {
                self.spec.is_some() && self.description.is_none()
            }
            (DeviationKind::Selection, Aspect::Selection) => self.spec.is_some(),
            (DeviationKind::Order, Aspect::Order)
            | (DeviationKind::Type { .. }, Aspect::Type)
            | (DeviationKind::Presence(_), Aspect::Presence) => true,
            (DeviationKind::Bound { key, .. }, Aspect::Bound(other)) => key == other,
            _ => false,
        }
    }

    /// Returns `true` if an entry states the versions of both sides.
    fn is_stated_by(&self, kind: &DeviationKind) -> bool {
        let [spec, description] =
            [self.spec, self.description].map(|fact| fact.map(|fact| fact.text.as_str()));
        match kind {
            DeviationKind::Type {
                documented,
                spec: own,
            } => spec == Some(own) && description == Some(documented),
            DeviationKind::Bound {
                documented,
                spec: own,
                key: _,
            } => spec == own.as_deref() && description == documented.as_deref(),
            DeviationKind::Presence(presence) => spec == Some(&format!("{presence:?}")),
            DeviationKind::Added | DeviationKind::Selection | DeviationKind::Order => true,
        }
    }

    fn shown(&self, reason: &str) -> String {
        let shown = |fact: Option<&Fact>| match fact {
            Some(fact) if fact.text.is_empty() => "it is there".to_owned(),
            Some(fact) => fact.text.replace('\n', ", "),
            None => "-".to_owned(),
        };
        let (item, aspect) = (self.item(), self.aspect);
        let (spec, description) = (shown(self.spec), shown(self.description));
        format!(
            "{item}, {aspect:?}: {reason}\n  spec:        {spec}\n  description: {description}\n"
        )
    }
}

/// Lists all differences, each with the entry that explains it.
///
/// # Errors
///
/// Returns the differences without an entry, the entries that the newest description does not confirm,
/// and the entries without a difference.
fn explained(pairs: &[Pair], entries: &[Deviation]) -> Result<String, Vec<String>> {
    let mut unused: BTreeSet<usize> = (0..entries.len()).collect();
    let mut unconfirmed: BTreeSet<usize> = (0..entries.len())
        .filter(|entry| entries[*entry].counterpart == Counterpart::OpenApi)
        .collect();
    let mut errors = Vec::new();
    let mut text = String::new();
    for (index, pair) in pairs.iter().enumerate() {
        let is_newest = index + 1 == pairs.len();
        let (month, count) = (pair.month, pair.spec.len());
        let _ = writeln!(text, "{month}: {count} facts of the spec\n");
        for difference in Difference::all(pair) {
            let mut reasons = Vec::new();
            for (at, entry) in entries.iter().enumerate() {
                if entry.item != difference.item() || !difference.is_of(&entry.kind) {
                    continue;
                }
                unused.remove(&at);
                if is_newest && difference.is_stated_by(&entry.kind) {
                    unconfirmed.remove(&at);
                }
                reasons.push(format!(
                    "recorded as `{}`, differs from {}",
                    entry.kind.word(),
                    entry.counterpart.word()
                ));
            }
            if reasons.is_empty() {
                errors.push(format!("{month}: {}", difference.shown("no entry")));
            }
            let _ = writeln!(text, "{}", difference.shown(&reasons.join(", ")));
        }
    }
    for at in unused.union(&unconfirmed) {
        let Deviation { item, kind, .. } = &entries[*at];
        errors.push(format!("the entry `{item}`, {kind:?}, does not hold"));
    }
    if errors.is_empty() {
        Ok(text)
    } else {
        Err(errors)
    }
}

/// Types, bounds, values, requiredness and headers are equal, besides the recorded differences.
#[test]
fn facts_are_those_of_the_hand_written_spec() {
    let hand = understood(&by_hand());
    let pairs = pairs(&hand);
    for pair in &pairs {
        assert!(pair.spec.len() > 900, "{}", pair.spec.len());
    }
    let text = explained(&pairs, &relevant(&hand));
    let text = text.unwrap_or_else(|errors| panic!("{}", errors.join("\n")));
    expect_test::expect_file!["differences.txt"].assert_eq(&text);
}

/// A difference that loses its entry is an error.
#[test]
fn each_entry_is_needed() {
    let hand = understood(&by_hand());
    let (pairs, entries) = (pairs(&hand), relevant(&hand));
    assert!(entries.len() > 20, "{}", entries.len());
    for at in 0..entries.len() {
        let mut others = entries.clone();
        let removed = others.remove(at);
        let errors = explained(&pairs, &others).expect_err(&removed.item);
        let is_named = errors.iter().all(|error| error.contains(&removed.item));
        assert!(is_named, "{removed:?}: {errors:?}");
    }
}

/// An entry without a difference is an error.
#[test]
fn each_entry_holds() {
    let hand = understood(&by_hand());
    let entries = relevant(&hand);
    let agreeing = pairs(&hand).into_iter().map(|pair| Pair {
        description: pair.spec.clone(),
        ..pair
    });
    let agreeing: Vec<_> = agreeing.collect();
    let errors = explained(&agreeing, &entries).expect_err("no entry holds");
    assert_eq!(errors.len(), entries.len(), "{errors:?}");
}

/// A fact that changes on one side is an error.
#[test]
fn each_fact_is_compared() {
    let hand = understood(&by_hand());
    let (mut pairs, entries) = (pairs(&hand), relevant(&hand));
    let newest = pairs.pop().expect("two descriptions");
    let differing: BTreeSet<_> = Difference::all(&newest)
        .iter()
        .map(|difference| (difference.item().to_owned(), difference.aspect.clone()))
        .collect();
    // An entry of an older description is that of a member, too.
    let is_added = |item: &str| {
        let mut entries = entries.iter();
        entries.any(|entry| entry.item == item && entry.kind == DeviationKind::Added)
    };
    let changed = newest.description.iter().filter(|((_, aspect), fact)| {
        let is_recorded = *aspect == Aspect::Existence && is_added(&fact.item);
        !is_recorded && !differing.contains(&(fact.item.clone(), aspect.clone()))
    });
    for (key, fact) in changed {
        // The differences of a place depend on its facts only.
        let here = |facts: &Facts| -> Facts {
            let facts = facts.iter().filter(|((place, _), _)| *place == key.0);
            facts
                .map(|(key, fact)| (key.clone(), fact.clone()))
                .collect()
        };
        let mut description = here(&newest.description);
        if key.1 == Aspect::Existence {
            description.remove(key);
        } else {
            // Another text, or the opposite order.
            let lines: Vec<_> = fact.text.lines().rev().collect();
            let text = match lines.as_slice() {
                [] | [_] if key.1 == Aspect::Order => continue,
                [] | [_] => format!("not {}", fact.text),
                lines => lines.join("\n"),
            };
            description.insert(
                key.clone(),
                Fact {
                    text,
                    ..fact.clone()
                },
            );
        }
        let pair = Pair {
            month: newest.month,
            spec: here(&newest.spec),
            description,
        };
        let errors = explained(&[pair], &entries).err().unwrap_or_default();
        let item = &newest.spec.get(key).unwrap_or(fact).item;
        let mut errors = errors.iter();
        let is_named = errors.any(|error| error.contains(item) && error.contains("no entry"));
        assert!(is_named, "{key:?}");
    }
}
