//! The contents of a page, independent of its form.

use super::prose::{Mention, Prose};
use super::release::Release;
use super::sides::Side;
use codegen::diff::{Change, Class, State};

/// The comparison of two specs.
pub struct Page {
    /// The base in words.
    pub base: String,
    /// The new side in words.
    pub new: String,
    /// The changes, the most severe first.
    pub changes: Vec<Described>,
    /// The release that they need.
    pub release: Release,
}

/// A change with the prose that it makes stale.
pub struct Described {
    /// The change.
    pub change: Change,
    /// The lines of hand-written files that still contain the old word.
    pub mentions: Vec<Mention>,
    /// The number of further lines.
    pub more_mentions: usize,
}

impl Page {
    /// Compares two sides.
    pub fn of(base: &Side, new: &Side, prose: &Prose) -> Self {
        let changes = codegen::diff::changes((&base.sources, &base.api), (&new.sources, &new.api));
        let release = Release::of(&changes, base, new);
        let described = changes.into_iter().map(|change| {
            let (mentions, more_mentions) = prose.mentions(&change);
            Described {
                change,
                mentions,
                more_mentions,
            }
        });
        Self {
            base: base.label.clone(),
            new: new.label.clone(),
            changes: described.collect(),
            release,
        }
    }

    /// Returns the breaking changes.
    pub fn breaking(&self) -> impl Iterator<Item = &Described> {
        self.changes
            .iter()
            .filter(|described| described.change.is_breaking())
    }

    /// Returns the changes that nobody should miss: the breaking ones, then the dangerous ones.
    pub fn prominent(&self) -> impl Iterator<Item = &Described> {
        let dangerous = self.changes.iter();
        let dangerous = dangerous
            .filter(|described| described.change.is_dangerous() && !described.change.is_breaking());
        self.breaking().chain(dangerous)
    }

    /// Returns the other changes by their most severe class.
    pub fn others(&self) -> Vec<(Class, Vec<&Described>)> {
        let is_other = |described: &&Described| {
            !described.change.is_breaking() && !described.change.is_dangerous()
        };
        let others: Vec<_> = self.changes.iter().filter(is_other).collect();
        let of = |class: Class| {
            let of_class = others.iter().copied();
            let of_class = of_class.filter(|other| other.change.classes.first() == Some(&class));
            (class, of_class.collect::<Vec<_>>())
        };
        let groups = Class::ALL.into_iter().map(of);
        groups.filter(|(_, changes)| !changes.is_empty()).collect()
    }

    /// Returns the sentence that begins the page.
    pub fn summary(&self) -> String {
        let (base, new) = (&self.base, &self.new);
        if self.changes.is_empty() {
            return format!("Nothing changed between {base} and {new}.");
        }
        let counts = Class::ALL.into_iter().filter_map(|class| {
            let with = self.changes.iter();
            let with = with
                .filter(|described| described.change.classes.contains(&class))
                .count();
            (with > 0).then(|| format!("{with} {class}"))
        });
        let counts: Vec<_> = counts.collect();
        let total = crate::report::count(self.changes.len(), "change");
        let verdict = match self.breaking().count() {
            0 => "no program breaks".to_owned(),
            1 => "1 of them breaks programs".to_owned(),
            number => format!("{number} of them break programs"),
        };
        let verdict = match self.prominent().count() - self.breaking().count() {
            0 => verdict,
            number => format!("{verdict}, {number} can do harm without breaking one"),
        };
        format!(
            "{total} between {base} and {new}, and {verdict}: {}.",
            counts.join(", ")
        )
    }
}

/// Returns the classes of a change in words.
pub fn classes(change: &Change) -> String {
    let words: Vec<_> = change.classes.iter().map(|class| class.word()).collect();
    words.join(", ")
}

/// Returns the operations that a change reaches.
pub fn reached(change: &Change) -> String {
    if change.operations.is_empty() {
        return "every operation".to_owned();
    }
    change.operations.join(", ")
}

/// Returns the places on both sides.
pub fn places(change: &Change) -> String {
    let of = |state: &Option<State>| {
        let place = state.as_ref()?.place.as_ref()?;
        Some(format!("{}:{}", place.file, place.line))
    };
    match (of(&change.base), of(&change.new)) {
        (Some(base), Some(new)) if base == new => new,
        (Some(base), Some(new)) => format!("{new} (base: {base})"),
        (Some(base), None) => format!("{base} of the base"),
        (None, Some(new)) => new,
        (None, None) => String::new(),
    }
}

/// The lines of one subject on both sides.
pub struct Contrast {
    /// The subject: `Rust`, `wire` or `spec`.
    pub subject: &'static str,
    /// The lines of the base.
    pub base: Vec<String>,
    /// The lines of the new side.
    pub new: Vec<String>,
}

/// Returns the Rust code, the wire and the value in the spec on both sides.
pub fn contrasts(change: &Change) -> Vec<Contrast> {
    let lines = |subject: &str, state: &Option<State>| {
        let Some(state) = state else {
            return Vec::new();
        };
        let mut lines = match subject {
            "Rust" => state.rust.clone(),
            "wire" => vec![state.wire.clone()],
            _ => vec![state.value.clone()],
        };
        lines.retain(|line| !line.is_empty());
        lines
    };
    let all = ["Rust", "wire", "spec"].map(|subject| Contrast {
        subject,
        base: lines(subject, &change.base),
        new: lines(subject, &change.new),
    });
    let is_there = |contrast: &Contrast| !contrast.base.is_empty() || !contrast.new.is_empty();
    all.into_iter().filter(is_there).collect()
}
