//! Crates that are checked in turn, and the rows that compare them.

use super::crates::Crate;
use crate::Result;
use crate::measure::child::Usage;
use crate::report::{Figure, Ratio, Row, Target};

/// A crate with the cost of checking it in each round.
pub struct Sample<'a> {
    subject: &'a Crate,
    name: String,
    operations: usize,
    rounds: usize,
    usages: Vec<Usage>,
}

/// Checks each crate in as many rounds as it asks for.
pub fn measure(samples: &mut [Sample<'_>]) -> Result<()> {
    let rounds = samples.iter().map(|sample| sample.rounds).max();
    for round in 0..rounds.unwrap_or_default() {
        for sample in samples.iter_mut().filter(|sample| sample.rounds > round) {
            sample.usages.push(sample.subject.check()?);
        }
    }
    Ok(())
}

impl<'a> Sample<'a> {
    /// Prepares a crate with this number of operations.
    pub fn new(subject: &'a Crate, name: String, operations: usize, rounds: usize) -> Self {
        Self {
            subject,
            name,
            operations,
            rounds,
            usages: Vec::new(),
        }
    }

    /// Returns the number of operations.
    pub fn operations(&self) -> usize {
        self.operations
    }

    /// Returns the CPU seconds per operation in each round.
    fn per_operation(&self) -> impl Iterator<Item = f64> {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let operations = self.operations as f64;
        let seconds = self.usages.iter().map(|usage| usage.cpu.as_secs_f64());
        seconds.map(move |seconds| seconds / operations)
    }

    /// Compares the time per operation in the rounds that both have.
    fn ratio(&self, other: &Self) -> Ratio {
        let rounds = self.per_operation().zip(other.per_operation());
        Ratio::of(rounds.map(|(own, other)| own / other).collect())
    }

    /// Returns the time per operation as a share of that of another crate.
    pub fn share_of(&self, other: &Self) -> f64 {
        self.ratio(other).median
    }

    /// Builds the row for the time per operation against other code.
    pub fn against(&self, other: &Self, reference: &str, target: Target) -> Row {
        Row {
            what: format!("`cargo check` of {}, per operation", self.name),
            against: reference.to_owned(),
            figure: Figure::Ratio(self.ratio(other)),
            target,
        }
    }

    /// Builds the row for the time of a lower bound per operation.
    pub fn floor_against(&self, other: &Self, reference: &str) -> Row {
        Row {
            what: self.name.clone(),
            ..self.against(other, reference, Target::Informative)
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

    /// Builds the row for the time per operation against another number of operations.
    pub fn each(&self, other: &Self, target: Target) -> Row {
        self.against(other, &format!("per operation, {}", other.name), target)
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
