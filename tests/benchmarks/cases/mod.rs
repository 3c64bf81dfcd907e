//! The benchmark cases: a file for each case, with its references.

pub mod body;
pub mod check;
pub mod commands;
pub mod generator;
pub mod lists;
pub mod request;
pub mod response;
pub mod start;
pub mod tests;
pub mod weight;

use crate::Result;
use crate::measure::allocations::Counted;
use crate::report::Row;
use crate::settings::Settings;

/// One case, selected with `--only`.
pub struct Case {
    /// The name on the command line.
    pub name: &'static str,
    /// The heading in the report.
    pub title: &'static str,
    /// Describes both sides for the reader of the report.
    pub about: &'static str,
    /// `true` if it takes so long that a run without `--only` leaves its results as they are.
    pub is_long: bool,
    /// Runs the measurement.
    pub run: fn(&Settings) -> Result<Vec<Row>>,
    /// The parts that run as separate processes, by name: `benchmarks child NAME …`.
    pub children: &'static [(&'static str, Child)],
}

/// A part that runs as a separate process.
pub type Child = fn(arguments: &[String]) -> Result<()>;

/// All cases, in the order of the report.
pub const ALL: &[Case] = &[
    generator::CASE,
    commands::CASE,
    request::CASE,
    body::CASE,
    response::CASE,
    lists::CASE,
    weight::CASE,
    start::CASE,
    check::CASE,
    tests::CASE,
];

/// The work counted by the `allocations` binary, by name.
pub const COUNTED: &[&[(&str, Counted)]] = &[request::COUNTED, body::COUNTED, response::COUNTED];

/// Runs a piece of work as often as the command line of the child asks, to count its instructions.
fn repeat<T>(arguments: &[String], work: impl Fn() -> T) -> Result<()> {
    let [times] = arguments else {
        return Err("expected the number of repetitions".into());
    };
    for _ in 0..times.parse::<u64>()? {
        std::hint::black_box(work());
    }
    Ok(())
}
