//! Subjects timed in turn, so that a slow phase of the machine affects all of them.

use crate::Result;
use crate::report::Ratio;
use std::time::Duration;

/// A piece of work to time. It runs once before timing starts.
pub type Subject<'a> = &'a mut dyn FnMut() -> Result<Duration>;

/// Runs every subject once per round, and returns each later subject's ratio: the first subject's
/// time divided by its own, round by round.
///
/// # Errors
///
/// Returns an error if a subject fails.
pub fn ratios<const N: usize>(rounds: usize, mut subjects: [Subject<'_>; N]) -> Result<Vec<Ratio>> {
    for subject in &mut subjects {
        subject()?;
    }
    cold_ratios(rounds, &mut subjects)
}

/// Works like [`ratios`], without a warm-up run.
///
/// # Errors
///
/// Returns an error if a subject fails.
pub fn cold_ratios<const N: usize>(
    rounds: usize,
    subjects: &mut [Subject<'_>; N],
) -> Result<Vec<Ratio>> {
    let mut times = vec![[0.0; N]; rounds];
    for (round, times) in times.iter_mut().enumerate() {
        // Alternate the order, so that no subject always runs second.
        let order: Vec<usize> = if round % 2 == 0 {
            (0..N).collect()
        } else {
            (0..N).rev().collect()
        };
        for index in order {
            times[index] = subjects[index]()?.as_secs_f64();
        }
    }
    Ok((1..N)
        .map(|index| Ratio::of(times.iter().map(|times| times[0] / times[index]).collect()))
        .collect())
}
