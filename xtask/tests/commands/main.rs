//! The commands, run as a person would run them.

mod generate;
mod support;
mod tidy;
