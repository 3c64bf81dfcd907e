//! What is measured: a file for each case, with its references beside it.

pub mod generator;

use crate::Result;
use crate::measure::allocations::Counted;
use crate::report::Row;
use crate::settings::Settings;

/// One case, which `--only` names.
pub struct Case {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is about: its heading in the report.
    pub title: &'static str,
    /// Measures it.
    pub run: fn(&Settings) -> Result<Vec<Row>>,
    /// The parts of it that run as processes of their own, by name: `benchmarks child NAME …`.
    pub children: &'static [(&'static str, Child)],
}

/// A part that runs as a process of its own.
pub type Child = fn(arguments: &[String]) -> Result<()>;

/// All of them, in the order of the report.
pub const ALL: &[Case] = &[generator::CASE];

/// What the binary `allocations` counts, by name.
pub const COUNTED: &[(&str, Counted)] = &[];
