//! The result of the comparison, and its formatting.

use crate::code::Aspect;
use crate::fact::{Key, Place, Problem, Section};
use std::fmt;

/// The result of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The counts of each compared operation.
    pub operations: Vec<Outcome>,
    /// The used deviations, one line each.
    pub explained: Vec<String>,
    /// The unexplained differences.
    pub differences: Vec<Difference>,
    /// The errors of unreadable sides; then nothing is compared.
    pub problems: Vec<Problem>,
}

/// The counts of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its documented name.
    pub title: String,
    /// The counts of each section.
    pub tallies: Vec<Tally>,
    /// The facts of the spec that no page states, in words.
    pub unwitnessed: Vec<String>,
}

/// The number of facts in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The section.
    pub section: Section,
    /// On the page.
    pub documented: usize,
    /// Of these, in the spec.
    pub in_spec: usize,
    /// Of these, in the code.
    pub in_code: usize,
    /// The deviations used here.
    pub deviations: usize,
}

/// One difference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The documented name of the operation; empty if the whole operation is missing.
    pub operation: String,
    /// The fact.
    pub key: Key,
    /// Another affected fact, such as the neighbour that it was swapped with.
    pub other: Option<Key>,
    /// The aspect.
    pub aspect: Aspect,
    /// The problem.
    pub message: String,
    /// The location in the page.
    pub page: Option<Place>,
    /// The location in the YAML.
    pub spec: Option<Place>,
    /// The location in the code.
    pub code: Option<Place>,
    /// The entry of `deviations.yaml` that would explain it, without its reason and evidence.
    pub entry: Option<String>,
}

impl Report {
    /// Creates a report of texts that could not be read.
    #[must_use]
    pub fn unreadable(problems: Vec<Problem>) -> Self {
        Self {
            problems,
            ..Self::default()
        }
    }

    /// Returns `true` if pages, spec and code agree apart from recorded deviations.
    #[must_use]
    pub fn conforms(&self) -> bool {
        self.differences.is_empty() && self.problems.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_one = self.operations.len() == 1;
        for (index, outcome) in self.operations.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            if !is_one {
                writeln!(f, "{}", outcome.title)?;
            }
            write!(f, "{outcome}")?;
        }
        if !self.explained.is_empty() {
            writeln!(f, "\nrecorded deviations:")?;
        }
        for line in &self.explained {
            writeln!(f, "  {line}")?;
        }
        for problem in &self.problems {
            writeln!(f, "\ncannot be compared: {problem}")?;
        }
        for difference in &self.differences {
            writeln!(f)?;
            if !is_one && !difference.operation.is_empty() {
                write!(f, "{}: ", difference.operation)?;
            }
            write!(f, "{difference}")?;
        }
        let count = self.differences.len() + self.problems.len();
        match count {
            0 if is_one => writeln!(f, "\nThe page, the spec and the code agree."),
            0 => writeln!(f, "\nThe pages, the spec and the code agree."),
            1 => writeln!(f, "\n1 difference that deviations.yaml does not explain."),
            _ => writeln!(
                f,
                "\n{count} differences that deviations.yaml does not explain."
            ),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "section   documented  in spec  in code  deviations")?;
        for tally in &self.tallies {
            let section = tally.section.word();
            let (documented, deviations) = (tally.documented, tally.deviations);
            let (spec, code) = (tally.in_spec, tally.in_code);
            writeln!(
                f,
                "{section:<8}  {documented:>10}  {spec:>7}  {code:>7}  {deviations:>10}"
            )?;
        }
        if !self.unwitnessed.is_empty() {
            let facts = self.unwitnessed.join(", ");
            writeln!(
                f,
                "stated by no page, so compared with the code alone: {facts}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.key, self.message)?;
        for (side, place) in [
            ("page", &self.page),
            ("spec", &self.spec),
            ("code", &self.code),
        ] {
            if let Some(place) = place {
                writeln!(f, "  {side}: {place}")?;
            }
        }
        if let Some(entry) = &self.entry {
            writeln!(
                f,
                "  the entry for deviations.yaml, if the spec is right:\n\n{entry}"
            )?;
        }
        Ok(())
    }
}
