//! The commands, run as a person would run them.

mod explain;
mod generate;
mod hostile;
mod messages;
mod support;
mod tidy;
