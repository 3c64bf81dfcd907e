//! The messages that cargo writes as JSON, one a line.

use serde_json::Value;
use std::process::Output;

/// Returns the messages in the output of a command.
pub fn of(output: &Output) -> Vec<Value> {
    let lines = output.stdout.split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}
