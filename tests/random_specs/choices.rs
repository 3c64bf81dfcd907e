//! A random spec as a list of numbers, read one by one: a shorter list, or smaller numbers, make a
//! simpler spec. Shrinking therefore works on the list alone.

use std::time::{Duration, Instant};

/// The maximum number of attempts at a simpler list.
const MOST_ATTEMPTS: usize = 300;
/// The time limit of shrinking.
const MOST_TIME: Duration = Duration::from_secs(20);

/// A sequence of numbers.
pub struct Choices {
    given: Vec<u32>,
    more: Option<fastrand::Rng>,
    /// The numbers returned so far.
    pub made: Vec<u32>,
}

impl Choices {
    /// Creates random numbers from a seed.
    pub fn seeded(seed: u64) -> Self {
        Self {
            given: Vec::new(),
            more: Some(fastrand::Rng::with_seed(seed)),
            made: Vec::new(),
        }
    }

    /// Replays these numbers, followed by zeros.
    pub fn given(given: Vec<u32>) -> Self {
        Self {
            given,
            more: None,
            made: Vec::new(),
        }
    }

    fn next(&mut self) -> u32 {
        let given = self.given.get(self.made.len()).copied();
        let more = self.more.as_mut();
        let number = given.or_else(|| more.map(|more| more.u32(..))).unwrap_or(0);
        self.made.push(number);
        number
    }

    /// Returns a number below a bound; the simplest is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap_or_default() % bound.max(1)
    }

    /// Returns a number from the minimum to the maximum; the simplest is the minimum.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// Returns one of several; the simplest is the first.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Returns `true` with this probability in percent; the simplest is `false`.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }
}

/// Returns the simplest list found with the same failure.
pub fn shrink(made: Vec<u32>, fails: impl Fn(&[u32]) -> bool) -> Vec<u32> {
    let mut best = made;
    let (mut attempts, began) = (0, Instant::now());
    let mut chunk = best.len().next_power_of_two();
    while chunk > 0 {
        let mut at = 0;
        while at < best.len() {
            let end = (at + chunk).min(best.len());
            let mut shorter = best.clone();
            shorter.drain(at..end);
            let mut simpler = best.clone();
            simpler[at..end].fill(0);
            let better = [shorter, simpler].into_iter().find(|list| {
                attempts += 1;
                *list != best && fails(list)
            });
            if attempts > MOST_ATTEMPTS || began.elapsed() > MOST_TIME {
                return best;
            }
            match better {
                Some(better) if better.len() < best.len() => best = better,
                Some(better) => {
                    best = better;
                    at = end;
                }
                None => at = end,
            }
        }
        chunk /= 2;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers() {
        let numbers =
            |mut choices: Choices| (0..9).map(|_| choices.below(1_000)).collect::<Vec<_>>();
        assert_eq!(numbers(Choices::seeded(7)), numbers(Choices::seeded(7)));
        assert_ne!(numbers(Choices::seeded(7)), numbers(Choices::seeded(8)));
    }

    #[test]
    fn irrelevant_numbers_are_shrunk_away() {
        let made: Vec<u32> = (1..200).collect();
        assert_eq!(shrink(made, |list| list.contains(&77)), [77]);
    }
}
