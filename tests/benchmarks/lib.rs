//! Speed and weight, measured against what a user would write by hand.
//!
//! Everything is a ratio inside one run, because machines differ and are shared, or a count that no
//! machine changes. [`cases`] has a file for each thing that is measured, with its references beside it;
//! [`measure`] has the ways to measure, [`report`] the table.

pub mod by_hand;
pub mod cases;
pub mod made_up;
pub mod measure;
pub mod report;
pub mod settings;

/// Whatever keeps a benchmark from running: a program that is missing, or a step that failed.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The result of a benchmark.
pub type Result<T> = std::result::Result<T, Error>;
