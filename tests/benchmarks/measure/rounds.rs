//! Subjects timed in turn, so that a slow moment of the machine hits all of them.

use crate::Result;
use crate::report::Ratio;
use std::time::{Duration, Instant};

/// Something to time. It is run once before the clock counts.
pub type Subject<'a> = &'a mut dyn FnMut() -> Result<Duration>;

/// Runs every subject once for each round, and gives each later subject's ratio: the first subject's
/// time over its own, round by round.
///
/// # Errors
///
/// Where a subject fails.
pub fn ratios<const N: usize>(rounds: usize, mut subjects: [Subject<'_>; N]) -> Result<Vec<Ratio>> {
    for subject in &mut subjects {
        subject()?;
    }
    cold_ratios(rounds, &mut subjects)
}

/// As [`ratios`], without running anything before the clock counts.
///
/// # Errors
///
/// Where a subject fails.
pub fn cold_ratios<const N: usize>(
    rounds: usize,
    subjects: &mut [Subject<'_>; N],
) -> Result<Vec<Ratio>> {
    let mut times = vec![[0.0; N]; rounds];
    for (round, times) in times.iter_mut().enumerate() {
        // Every other round starts at the other end: whoever comes second has no advantage.
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

/// The time that a piece of work takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}
