//! Whole processes: their time and the memory they needed.

use crate::Result;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// From its start to its end.
    pub wall: Duration,
    /// The most memory that it held at once, in bytes.
    pub peak: u64,
}

/// Runs a command to its end, with its output thrown away.
///
/// # Errors
///
/// Where it cannot be started, or ends with a failure.
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
