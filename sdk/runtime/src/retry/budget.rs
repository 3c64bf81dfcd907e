//! The retry budget that the clones of a client share, so that retries do not amplify an outage.

use std::sync::atomic::{AtomicU32, Ordering};

/// The cost of a retry, in units; a success deposits one unit.
const RETRY_COST: u32 = 5;

/// A retry budget: a retry withdraws from it, and five successes pay for one retry. It starts full.
pub(crate) struct Budget {
    balance: AtomicU32,
    capacity: u32,
}

impl Budget {
    /// Creates a full budget of `retries` retries.
    pub(crate) fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(RETRY_COST);
        Self {
            balance: AtomicU32::new(capacity),
            capacity,
        }
    }

    /// Withdraws the cost of a retry; `None` if the budget is exhausted.
    pub(crate) fn withdraw(&self) -> Option<Withdrawal<'_>> {
        let withdraw = |balance: u32| balance.checked_sub(RETRY_COST);
        let withdrawn = self
            .balance
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, withdraw);
        withdrawn.ok().map(|_| Withdrawal(Some(self)))
    }

    /// Deposits one unit for a success.
    pub(crate) fn deposit(&self) {
        self.add(1);
    }

    fn add(&self, units: u32) {
        let add = |balance: u32| {
            (balance < self.capacity).then(|| balance.saturating_add(units).min(self.capacity))
        };
        // The update fails if the budget is full already.
        let _ = self
            .balance
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

/// The withdrawn cost of one retry, refunded if it is dropped before it is spent.
pub(crate) struct Withdrawal<'a>(Option<&'a Budget>);

impl Withdrawal<'_> {
    /// Marks the retry as made.
    pub(crate) fn spend(mut self) {
        self.0 = None;
    }
}

impl Drop for Withdrawal<'_> {
    fn drop(&mut self) {
        if let Some(budget) = self.0 {
            budget.add(RETRY_COST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn successes_pay_for_retries() {
        let budget = Budget::new(2);
        for _ in 0..2 {
            budget.withdraw().unwrap().spend();
        }
        assert!(budget.withdraw().is_none());
        for _ in 0..4 {
            budget.deposit();
            assert!(budget.withdraw().is_none());
        }
        budget.deposit();
        // An unspent withdrawal is refunded.
        drop(budget.withdraw().unwrap());
        budget.withdraw().unwrap().spend();
        assert!(budget.withdraw().is_none());
    }

    #[test]
    fn the_balance_never_exceeds_the_capacity() {
        let budget = Budget::new(1);
        for _ in 0..20 {
            budget.deposit();
        }
        budget.withdraw().unwrap().spend();
        assert!(budget.withdraw().is_none());
        assert!(Budget::new(0).withdraw().is_none());
    }
}
