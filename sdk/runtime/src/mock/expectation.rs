//! The expectation of an operation.

use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};

use crate::mock::request::ReceivedRequest;
use crate::mock::script::{Expected, Shared};
use crate::response::operation::Operation;

/// The expectation of an operation, as added by
/// [`MockTransport::on`](crate::mock::MockTransport::on). Unless it is restricted, the operation has
/// to be sent at least once.
pub struct Expectation<'a, O> {
    shared: &'a Shared,
    at: usize,
    operation: PhantomData<fn() -> O>,
}

impl<'a, O: Operation> Expectation<'a, O> {
    pub(super) fn new(shared: &'a Shared, at: usize) -> Self {
        let operation = PhantomData;
        Self {
            shared,
            at,
            operation,
        }
    }

    /// Sets the number of calls that this expectation covers: `times(2)`, `times(1..=3)` or
    /// `times(0..)`. Further calls are covered by the next expectation of the same operation.
    pub fn times(&self, calls: impl Into<CallCount>) -> &Self {
        let CallCount { least, most } = calls.into();
        self.change(|expected| (expected.least, expected.most) = (least, most));
        self
    }

    /// Restricts the expectation to calls with this request. A call with another one is reported with
    /// the difference, unless another expectation of the operation covers it.
    pub fn with(&self, request: O) -> &Self
    where
        O: 'static,
    {
        self.change(|expected| {
            expected.differences = Some(Box::new(move |received, parameters| {
                let received = ReceivedRequest::<O>::new(received.clone(), parameters.clone());
                received.differences(&request)
            }));
        });
        self
    }

    fn change(&self, change: impl FnOnce(&mut Expected)) {
        let mut script = self.shared.lock();
        if let Some(expected) = script.expected.get_mut(self.at) {
            change(expected);
        }
    }
}

/// A number of calls: an exact one, or a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallCount {
    least: usize,
    most: Option<usize>,
}

impl From<usize> for CallCount {
    fn from(calls: usize) -> Self {
        Self {
            least: calls,
            most: Some(calls),
        }
    }
}

/// Implements the conversion from ranges.
macro_rules! from_ranges {
    ($($range:ident),*) => {$(
        impl From<std::ops::$range<usize>> for CallCount {
            fn from(range: std::ops::$range<usize>) -> Self {
                Self::of(&range)
            }
        }
    )*};
}

from_ranges!(Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive);

impl CallCount {
    fn of(range: &impl RangeBounds<usize>) -> Self {
        Self {
            least: match range.start_bound() {
                Bound::Included(least) => *least,
                Bound::Excluded(least) => least.saturating_add(1),
                Bound::Unbounded => 0,
            },
            most: match range.end_bound() {
                Bound::Included(most) => Some(*most),
                Bound::Excluded(most) => Some(most.saturating_sub(1)),
                Bound::Unbounded => None,
            },
        }
    }
}
