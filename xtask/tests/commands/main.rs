//! The commands, run as a person would run them.

mod explain;
mod generate;
mod layering;
mod page;
mod prose;
mod report;
mod spec_dir;
mod support;
mod tidy;
