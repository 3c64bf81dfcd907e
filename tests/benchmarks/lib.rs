//! Speed and weight, measured against handwritten code.
//!
//! Every result is a ratio inside one run, because machines differ and are shared, or a count that
//! is independent of the machine. [`cases`] has a file for each measurement, with its references;
//! [`measure`] has the ways to measure, [`report`] the table, [`page`] the last results, [`plot`] the plot,
//! [`server`] the server.

pub mod ablations;
pub mod by_hand;
pub mod cases;
pub mod made_up;
pub mod measure;
pub mod page;
pub mod plot;
pub mod report;
pub mod server;
pub mod settings;

/// Anything that keeps a benchmark from running: a missing program, or a failed step.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The result of a benchmark.
pub type Result<T> = std::result::Result<T, Error>;
