//! Subjects timed in turn, so that a slow phase of the machine affects all of them.

use crate::Result;
use crate::report::Ratio;
use std::time::Duration;

/// A piece of work to time.
pub type Subject<'a> = &'a mut dyn FnMut() -> Result<Duration>;

/// The seconds of each subject in each round.
pub struct Times<const N: usize>(Vec<[f64; N]>);

impl<const N: usize> Times<N> {
    /// Compares two subjects, by their positions: the time of the first one divided by that of the second,
    /// round by round.
    #[must_use]
    pub fn ratio(&self, subject: usize, reference: usize) -> Ratio {
        let rounds = self.0.iter();
        self.ratio_of(rounds.map(|times| times[subject]), reference)
    }

    /// Compares a part of the work, by its seconds in each round, with a subject.
    pub fn ratio_of(&self, part: impl Iterator<Item = f64>, reference: usize) -> Ratio {
        let rounds = part.zip(&self.0);
        Ratio::of(
            rounds
                .map(|(part, times)| part / times[reference])
                .collect(),
        )
    }
}

/// Runs every subject once, and then once per round.
///
/// # Errors
///
/// Returns an error if a subject fails.
pub fn warm<const N: usize>(rounds: usize, mut subjects: [Subject<'_>; N]) -> Result<Times<N>> {
    for subject in &mut subjects {
        subject()?;
    }
    cold(rounds, &mut subjects)
}

/// Runs every subject once per round.
///
/// # Errors
///
/// Returns an error if a subject fails.
pub fn cold<const N: usize>(rounds: usize, subjects: &mut [Subject<'_>; N]) -> Result<Times<N>> {
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
    Ok(Times(times))
}
