//! Whole processes: their time and peak memory.

use crate::Result;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// The cost of a process.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// The time from its start to its end.
    pub wall: Duration,
    /// The peak memory in bytes.
    pub peak: u64,
}

/// Runs a command to its end and discards its output.
///
/// # Errors
///
/// Returns an error if it cannot be started, or ends with a failure.
pub fn run(command: &mut Command) -> Result<Usage> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !ended.status.success() {
        return Err(format!("{command:?} failed: {}", ended.status).into());
    }
    Ok(Usage {
        wall,
        peak: ended.rusage.maxrss,
    })
}
