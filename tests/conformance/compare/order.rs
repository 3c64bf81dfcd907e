//! Facts in a different order on the two sides.

use crate::fact::Key;
use std::collections::{BTreeMap, BTreeSet};

/// A fact out of order.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) key: Key,
    /// The nearest neighbour on the wrong side of it.
    pub(super) other: Key,
    /// `true` if it comes before that neighbour.
    pub(super) is_before: bool,
}

/// Compares the order of the facts inside each object separately, so that the fields of a moved
/// object are not reported.
pub(super) fn among_neighbours(wanted: &[&Key], found: &[&Key]) -> Vec<Moved> {
    let groups = groups(wanted);
    let found = self::groups(found);
    let none = Vec::new();
    let moved = groups
        .iter()
        .flat_map(|(parent, wanted)| moved(wanted, found.get(parent).unwrap_or(&none)));
    moved.collect()
}

type Parent = (crate::fact::Section, Option<Key>);

fn groups<'k>(keys: &[&'k Key]) -> BTreeMap<Parent, Vec<&'k Key>> {
    let mut groups: BTreeMap<Parent, Vec<&Key>> = BTreeMap::new();
    for key in keys {
        groups
            .entry((key.section, key.parent()))
            .or_default()
            .push(key);
    }
    groups
}

/// Returns the minimal set of facts to move to restore the order.
pub(super) fn moved(wanted: &[&Key], found: &[&Key]) -> Vec<Moved> {
    let ranks: BTreeMap<&Key, usize> = wanted.iter().copied().zip(0..).collect();
    let mut seen = BTreeSet::new();
    let known = found
        .iter()
        .filter_map(|key| Some((*key, *ranks.get(*key)?)));
    let known: Vec<(&Key, usize)> = known.filter(|(key, _)| seen.insert(*key)).collect();
    if known.is_sorted_by_key(|(_, rank)| *rank) {
        return Vec::new();
    }
    let kept = longest_rise(&known);
    let out = (0..known.len()).filter(|index| !kept.contains(index));
    out.filter_map(|index| neighbour(&known, &kept, index))
        .collect()
}

fn neighbour(known: &[(&Key, usize)], kept: &BTreeSet<usize>, index: usize) -> Option<Moved> {
    let (key, rank) = known.get(index)?;
    let wrong = kept.iter().filter(|&&other| {
        known
            .get(other)
            .is_some_and(|(_, place)| (other < index) != (place < rank))
    });
    let nearest = wrong.min_by_key(|other| other.abs_diff(index))?;
    let (other, _) = known.get(*nearest)?;
    Some(Moved {
        key: (*key).clone(),
        other: (*other).clone(),
        is_before: index < *nearest,
    })
}

/// Returns the indices of a longest rising subsequence of the ranks.
fn longest_rise(known: &[(&Key, usize)]) -> BTreeSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(known.len());
    for (index, (_, rank)) in known.iter().enumerate() {
        let before = (0..index).filter(|&before| known[before].1 < *rank);
        let longest = before.max_by_key(|&before| best[before].0);
        let length = longest.map_or(1, |before| best[before].0 + 1);
        best.push((length, longest));
    }
    let mut kept = BTreeSet::new();
    let mut next = (0..best.len()).max_by_key(|&index| best[index].0);
    while let Some(index) = next {
        kept.insert(index);
        next = best[index].1;
    }
    kept
}
