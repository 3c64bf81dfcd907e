//! How much the clones of a client repeat, so that an outage is not multiplied.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a repeat costs, in the parts that a success pays in.
const REPEAT: u32 = 5;

/// A repeat takes one from it, and five successes put one back; it starts full.
pub(in crate::runtime) struct Budget {
    left: AtomicU32,
    full: u32,
}

impl Budget {
    /// A budget of so many repeats.
    pub(in crate::runtime) fn new(repeats: u32) -> Self {
        let full = repeats.saturating_mul(REPEAT);
        Self {
            left: AtomicU32::new(full),
            full,
        }
    }

    /// Takes a repeat; none when the budget is used up.
    pub(in crate::runtime) fn withdraw(&self) -> Option<Withdrawal<'_>> {
        let take = |left: u32| left.checked_sub(REPEAT);
        let taken = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        taken.ok().map(|_| Withdrawal { budget: self })
    }

    /// Counts a success.
    pub(in crate::runtime) fn succeed(&self) {
        self.put_back(1);
    }

    fn put_back(&self, parts: u32) {
        let put = |left: u32| (left < self.full).then(|| left.saturating_add(parts).min(self.full));
        // A full budget stays as it is.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, put);
    }
}

/// A repeat out of the budget; it goes back when it is dropped before it is used.
pub(in crate::runtime) struct Withdrawal<'a> {
    budget: &'a Budget,
}

impl Withdrawal<'_> {
    /// The repeat is made.
    pub(in crate::runtime) fn spend(self) {
        std::mem::forget(self);
    }
}

impl Drop for Withdrawal<'_> {
    fn drop(&mut self) {
        self.budget.put_back(REPEAT);
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn repeats_are_paid_for_by_successes() {
        let budget = Budget::new(2);
        for _ in 0..2 {
            budget.withdraw().unwrap().spend();
        }
        assert!(budget.withdraw().is_none());
        for _ in 0..4 {
            budget.succeed();
            assert!(budget.withdraw().is_none());
        }
        budget.succeed();
        // A repeat that was not made goes back.
        drop(budget.withdraw().unwrap());
        budget.withdraw().unwrap().spend();
        assert!(budget.withdraw().is_none());
    }

    #[test]
    fn it_is_never_more_than_full() {
        let budget = Budget::new(1);
        for _ in 0..20 {
            budget.succeed();
        }
        budget.withdraw().unwrap().spend();
        assert!(budget.withdraw().is_none());
        assert!(Budget::new(0).withdraw().is_none());
    }
}
