//! The contents of a page, independent of its form.

use super::prose::{Mention, Prose};
use super::release::Release;
use super::sides::Side;
use codegen::diff::{Change, Class, State};
use codegen::model::Direction;

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

    /// Returns the changes that nobody should miss: the dangerous ones, then the other breaking ones.
    pub fn prominent(&self) -> impl Iterator<Item = &Described> {
        let dangerous = self.changes.iter();
        let dangerous = dangerous.filter(|described| described.change.is_dangerous());
        let breaking = self.breaking();
        dangerous.chain(breaking.filter(|described| !described.change.is_dangerous()))
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
        let mut counts = [0; VERDICTS.len()];
        for described in &self.changes {
            counts[verdict(&described.change)] += 1;
        }
        let counts = counts.iter().zip(VERDICTS);
        let counts = counts.filter(|(count, _)| **count > 0);
        let counts: Vec<_> = counts
            .map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        let total = crate::report::count(self.changes.len(), "change");
        format!("{total} from {base} to {new}: {}.", counts.join(", "))
    }

    /// Returns the labels of the changes on the page, with their meanings.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let has = |label: &str| {
            let mut changes = self.changes.iter();
            changes.any(|described| labels(&described.change).contains(&label))
        };
        let dangerous = (
            DANGEROUS,
            "programs compile and run without an error, and their requests can do more than before",
        );
        let classes = Class::ALL.map(|class| (class.word(), class.meaning()));
        let all = std::iter::once(dangerous).chain(classes);
        all.filter(|(label, _)| has(label)).collect()
    }
}

/// The label of a change that can do harm without an error.
const DANGEROUS: &str = "dangerous";

/// The verdicts on a change, for one and for many.
const VERDICTS: [(&str, &str); 4] = [
    (
        "can do harm without an error",
        "can do harm without an error",
    ),
    ("breaks compilation", "break compilation"),
    (
        "compiles but breaks calls at run time",
        "compile but break calls at run time",
    ),
    ("breaks nothing", "break nothing"),
];

/// Returns the index of the verdict on a change: the first that holds.
fn verdict(change: &Change) -> usize {
    let is = |class| change.classes.contains(&class);
    match () {
        () if change.is_dangerous() => 0,
        () if is(Class::SourceBreaking) => 1,
        () if is(Class::WireBreaking) => 2,
        () => 3,
    }
}

/// Returns the labels of a change: `dangerous`, and its classes.
pub fn labels(change: &Change) -> Vec<&'static str> {
    let dangerous = change.is_dangerous().then_some(DANGEROUS);
    let classes = change.classes.iter().map(|class| class.word());
    dangerous.into_iter().chain(classes).collect()
}

/// Returns what checks a change against the documentation.
pub fn verified(change: &Change) -> &'static str {
    if change.has_witness {
        "`cargo xtask conformance` compares it with the documentation."
    } else {
        "no; `cargo xtask conformance` does not compare it with the documentation."
    }
}

/// Returns the operations that a change reaches.
pub fn reached(change: &Change) -> String {
    if change.operations.is_empty() {
        return "every operation".to_owned();
    }
    let operations = change.operations.join(", ");
    match change.direction {
        Direction::Sent => format!("requests of {operations}"),
        Direction::Received => format!("responses of {operations}"),
        Direction::TwoWay => operations,
    }
}

/// Returns the places on both sides.
pub fn places(change: &Change) -> String {
    let of = |state: &Option<State>| {
        let place = state.as_ref()?.place.as_ref()?;
        Some(format!("{}:{}", place.file, place.line))
    };
    match (of(&change.base), of(&change.new)) {
        (Some(base), Some(new)) if base == new => new,
        (Some(base), Some(new)) => {
            let line = base.strip_prefix(&new[..=new.rfind(':').unwrap_or(0)]);
            match line {
                Some(line) => format!("{new} (base: line {line})"),
                None => format!("{new} (base: {base})"),
            }
        }
        (Some(base), None) => format!("{base} of the base"),
        (None, Some(new)) => new,
        (None, None) => String::new(),
    }
}

/// The lines of one subject on both sides.
pub struct Contrast {
    /// The subject: `Rust`, `wire`, or `spec`.
    pub subject: &'static str,
    /// The lines of the base.
    pub base: Vec<String>,
    /// The lines of the new side.
    pub new: Vec<String>,
}

/// Returns the Rust code and the wire on both sides, and the value in the spec unless the wire has it.
pub fn contrasts(change: &Change) -> Vec<Contrast> {
    let lines = |state: &Option<State>, of: fn(&State) -> Vec<String>| {
        let mut lines = state.as_ref().map(of).unwrap_or_default();
        lines.retain(|line| !line.is_empty());
        lines
    };
    let contrast = |subject: &'static str, of: fn(&State) -> Vec<String>| Contrast {
        subject,
        base: lines(&change.base, of),
        new: lines(&change.new, of),
    };
    let mut rust = contrast("Rust", |state| state.rust.clone());
    // A fact that is on one side may be about an item that is on both.
    match (&change.base, &change.new) {
        (None, Some(new)) if new.is_context => rust.base.clone_from(&rust.new),
        (Some(base), None) if base.is_context => rust.new.clone_from(&rust.base),
        _ => {}
    }
    let wire = contrast("wire", |state| vec![state.wire.clone()]);
    let spec = contrast("spec", |state| {
        let words = state.value.split_whitespace();
        vec![words.collect::<Vec<_>>().join(" ")]
    });
    let mut all = vec![rust];
    if wire.base == wire.new {
        all.extend([wire, spec]);
    } else {
        all.push(wire);
    }
    all.retain(|contrast| !contrast.base.is_empty() || !contrast.new.is_empty());
    all
}
