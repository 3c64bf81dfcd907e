//! Facts in a different order on the two sides.

use super::Index;
use crate::fact::{Key, Section};
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
pub(super) fn among_neighbours<'k>(
    wanted: &Index<'_>,
    found: impl Iterator<Item = &'k Key>,
) -> Vec<Moved> {
    let known = ranked(wanted, found);
    if is_rising(&known) {
        return Vec::new();
    }
    // The facts by the path around them.
    let mut groups: BTreeMap<(Section, &[String]), Vec<_>> = BTreeMap::new();
    for (key, rank) in known {
        let around = key.path.split_last().map_or(&[][..], |(_, around)| around);
        let group = groups.entry((key.section, around)).or_default();
        group.push((key, rank));
    }
    groups.into_values().flat_map(misplaced).collect()
}

/// Returns the minimal set of facts to move to restore the order.
pub(super) fn moved<'k>(wanted: &Index<'_>, found: impl Iterator<Item = &'k Key>) -> Vec<Moved> {
    misplaced(ranked(wanted, found))
}

/// Returns the facts that are wanted, with their positions among those.
fn ranked<'k>(wanted: &Index<'_>, found: impl Iterator<Item = &'k Key>) -> Vec<(&'k Key, usize)> {
    let known = found.filter_map(|key| Some((key, wanted.get(key)?.0)));
    known.collect()
}

fn is_rising(known: &[(&Key, usize)]) -> bool {
    known.is_sorted_by(|(_, one), (_, next)| one < next)
}

fn misplaced(mut known: Vec<(&Key, usize)>) -> Vec<Moved> {
    if is_rising(&known) {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    known.retain(|(key, _)| seen.insert(*key));
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
