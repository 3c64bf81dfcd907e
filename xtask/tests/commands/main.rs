//! The commands, run as a person would run them.

#[path = "../../src/cargo.rs"]
mod cargo;

mod ci;
mod contributing;
mod diff;
mod diff_forms;
mod diff_headers;
mod diff_renamed;
mod documentation;
mod explain;
#[cfg(target_os = "linux")]
mod features;
mod generate;
mod import;
mod layering;
mod page;
mod playground;
mod prose;
mod report;
mod spec_dir;
mod support;
mod tidy;
