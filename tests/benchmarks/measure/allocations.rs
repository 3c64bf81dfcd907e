//! Allocations, counted in a separate binary: their number is independent of the machine.

use crate::Result;
use crate::settings::Settings;
use std::process::Command;

/// Counts the allocations that a piece of work makes on this thread.
pub type Counter<'a> = &'a dyn Fn(&mut dyn FnMut()) -> u64;

/// Sets up the work, and has the counter count the relevant part of it.
pub type Counted = fn(Counter<'_>) -> Result<u64>;

/// Returns the allocations of the work with this name among [`COUNTED`](crate::cases::COUNTED).
///
/// # Errors
///
/// Returns an error if the binary cannot be built or fails.
pub fn count(settings: &Settings, name: &str) -> Result<f64> {
    let binary = settings.binary("benchmarks", "allocations")?;
    let output = Command::new(binary).arg(name).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}
