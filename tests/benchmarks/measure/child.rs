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
    /// The time of all cores, in the process and in those that it waited for: other work on the
    /// machine affects it less than the time from start to end.
    pub cpu: Duration,
    /// The peak memory in bytes.
    pub peak: u64,
}

impl Usage {
    /// Returns the peak memory in MiB.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn peak_in_mib(&self) -> f64 {
        self.peak as f64 / f64::from(1 << 20)
    }
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
        cpu: ended.rusage.utime + ended.rusage.stime,
        peak: ended.rusage.maxrss,
    })
}
