//! Crates that are checked in turn, and the rows that compare them.

use super::crates::Crate;
use crate::Result;
use crate::measure::child::Usage;
use crate::report::{Figure, Ratio, Row, Target};

/// A crate that others are compared with.
#[derive(Clone)]
pub struct Reference<'a> {
    subject: &'a Crate,
    name: String,
    operations: usize,
}

impl<'a> Reference<'a> {
    /// Prepares a crate with this number of operations.
    pub fn new(subject: &'a Crate, name: impl Into<String>, operations: usize) -> Self {
        Self {
            subject,
            name: name.into(),
            operations,
        }
    }

    /// Checks the crate, and returns the CPU seconds per operation.
    fn check(&self) -> Result<f64> {
        Ok(per_operation(&self.subject.check()?, self.operations))
    }
}

/// A crate with the cost of checking it in each round.
pub struct Sample<'a> {
    subject: &'a Crate,
    name: String,
    operations: usize,
    rounds: usize,
    reference: Option<Reference<'a>>,
    usages: Vec<Usage>,
    /// The time per operation as a share of that of the reference.
    ratios: Vec<f64>,
}

/// Checks each crate in as many rounds as it asks for.
pub fn measure(samples: &mut [Sample<'_>]) -> Result<()> {
    let rounds = samples.iter().map(|sample| sample.rounds).max();
    for round in 0..rounds.unwrap_or_default() {
        for sample in samples.iter_mut().filter(|sample| sample.rounds > round) {
            sample.check()?;
        }
    }
    Ok(())
}

/// Returns the CPU seconds per operation.
fn per_operation(usage: &Usage, operations: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let operations = operations as f64;
    usage.cpu.as_secs_f64() / operations
}

impl<'a> Sample<'a> {
    /// Prepares a crate with this number of operations.
    pub fn new(subject: &'a Crate, name: String, operations: usize, rounds: usize) -> Self {
        Self {
            subject,
            name,
            operations,
            rounds,
            reference: None,
            usages: Vec::new(),
            ratios: Vec::new(),
        }
    }

    /// Compares the crate with a reference, which is checked before and after it: the speed of a machine
    /// changes within the minutes that a large crate takes.
    pub fn against(self, reference: Reference<'a>) -> Self {
        Self {
            reference: Some(reference),
            ..self
        }
    }

    /// Returns the number of operations.
    pub fn operations(&self) -> usize {
        self.operations
    }

    fn check(&mut self) -> Result<()> {
        let before = self.reference.as_ref().map(Reference::check).transpose()?;
        let usage = self.subject.check()?;
        let after = self.reference.as_ref().map(Reference::check).transpose()?;
        if let (Some(before), Some(after)) = (before, after) {
            let own = per_operation(&usage, self.operations);
            self.ratios.push(own / f64::midpoint(before, after));
        }
        self.usages.push(usage);
        Ok(())
    }

    /// Returns the median of the CPU seconds per operation.
    fn seconds_per_operation(&self) -> f64 {
        let usages = self.usages.iter();
        let seconds = usages.map(|usage| per_operation(usage, self.operations));
        Ratio::of(seconds.collect()).median
    }

    /// Returns the time per operation as a share of that of another crate.
    pub fn share_of(&self, other: &Self) -> f64 {
        self.seconds_per_operation() / other.seconds_per_operation()
    }

    /// Builds the row for the time per operation against the reference.
    pub fn ratio(&self, target: Target) -> Row {
        let reference = self.reference.as_ref();
        Row {
            what: format!("`cargo check` of {}, per operation", self.name),
            against: reference.map_or_else(String::new, |reference| reference.name.clone()),
            figure: Figure::Ratio(Ratio::of(self.ratios.clone())),
            target,
        }
    }

    /// Builds the row for the time of a lower bound per operation.
    pub fn floor_ratio(&self) -> Row {
        Row {
            what: self.name.clone(),
            ..self.ratio(Target::Informative)
        }
    }

    /// Builds the row for the median time of a lower bound.
    pub fn floor_seconds(&self) -> Row {
        Row {
            what: format!("CPU time, {}", self.name),
            ..self.seconds(Target::Informative)
        }
    }

    /// Builds the row for the peak memory of a lower bound.
    pub fn floor_peak(&self) -> Row {
        Row {
            what: format!("peak memory, {}", self.name),
            ..self.peak(Target::Informative)
        }
    }

    /// Builds the row for the median time.
    pub fn seconds(&self, target: Target) -> Row {
        let seconds = self.usages.iter().map(|usage| usage.cpu.as_secs_f64());
        Row {
            what: format!("CPU time of `cargo check`, {}", self.name),
            against: String::new(),
            figure: Figure::Count(Ratio::of(seconds.collect()).median, "s"),
            target,
        }
    }

    /// Builds the row for the peak memory.
    pub fn peak(&self, target: Target) -> Row {
        let peaks = self.usages.iter().map(|usage| usage.peak_in_mib().ceil());
        Row {
            what: format!("peak memory of `cargo check`, {}", self.name),
            against: String::new(),
            figure: Figure::Count(peaks.fold(0.0, f64::max), "MiB"),
            target,
        }
    }
}
