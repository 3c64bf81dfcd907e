//! Deterministic pseudo-random numbers.

/// The state of the generator.
pub struct Random(fastrand::Rng);

impl Random {
    /// Creates a generator from a seed.
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// Returns a number below a bound; 0 for an empty range.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0.usize(..bound.max(1))
    }

    /// Returns one of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Returns `true` once in a number of times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}
