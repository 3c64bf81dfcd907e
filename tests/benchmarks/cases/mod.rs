//! What is measured: a file for each case, with its references beside it.

pub mod answer;
pub mod body;
pub mod check;
pub mod generator;
pub mod request;
pub mod weight;

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
    /// What a reader of the report has to know of both sides.
    pub about: &'static str,
    /// Measures it.
    pub run: fn(&Settings) -> Result<Vec<Row>>,
    /// The parts of it that run as processes of their own, by name: `benchmarks child NAME …`.
    pub children: &'static [(&'static str, Child)],
}

/// A part that runs as a process of its own.
pub type Child = fn(arguments: &[String]) -> Result<()>;

/// All of them, in the order of the report.
pub const ALL: &[Case] = &[
    generator::CASE,
    request::CASE,
    body::CASE,
    answer::CASE,
    weight::CASE,
    check::CASE,
];

/// What the binary `allocations` counts, by name.
pub const COUNTED: &[&[(&str, Counted)]] = &[request::COUNTED, body::COUNTED, answer::COUNTED];

/// Repeats a piece of work as often as the child of a case was asked to, to count its instructions.
fn repeat<T>(arguments: &[String], work: impl Fn() -> T) -> Result<()> {
    let [times] = arguments else {
        return Err("expected how many times".into());
    };
    for _ in 0..times.parse::<u64>()? {
        std::hint::black_box(work());
    }
    Ok(())
}
