//! The results of a job without async.

use std::fmt;
use std::sync::Arc;

use crate::api::Api;
use crate::batches::batched::Batched;
use crate::batches::driver::Item;
use crate::batches::options::BatchOptions;
use crate::batches::report::BatchReport;
use crate::client::blocking::{Background, Client};
use crate::error::Error;
use crate::pagination::Paginated;
use crate::values::id::Id;

/// The results of a job, batch by batch, like [`Batches`](crate::batches::Batches). It is an
/// iterator.
#[must_use = "a job that is dropped ends"]
pub struct Batches<O: Batched> {
    batches: crate::batches::stream::Batches<O>,
    background: Arc<Background>,
}

impl<O: Batched> Batches<O> {
    /// Returns the report as far as the job has come.
    #[must_use]
    pub fn report(&self) -> BatchReport {
        self.batches.report()
    }
}

impl<O: Batched> Iterator for Batches<O> {
    type Item = Item<O>;

    /// Blocks until the next batch is done. Inside an async runtime, where blocking would stall other
    /// tasks, the job ends.
    fn next(&mut self) -> Option<Self::Item> {
        let next = self.background.wait(self.batches.next());
        next.ok().flatten()
    }
}

impl<O: Batched> fmt::Debug for Batches<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.batches, f)
    }
}

impl<A: Api> Client<A> {
    /// Splits the ids of a request over several requests, and sends them, like
    /// [`Client::send_batched`](crate::client::Client::send_batched).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send_batched`](crate::client::Client::send_batched), and
    /// [`Error::Configuration`] inside an async runtime.
    pub fn send_batched<O: Batched<Api = A>>(
        &self,
        request: &O,
        options: BatchOptions,
    ) -> Result<Batches<O>, Error> {
        let client = &self.client;
        let start = async { client.send_batched(request, options) };
        Ok(Batches {
            batches: self.background.wait(start)??,
            background: Arc::clone(&self.background),
        })
    }

    /// Reads the items back whose state is [`Unknown`](crate::batches::ItemState::Unknown), like
    /// [`Client::reconcile`](crate::client::Client::reconcile).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::reconcile`](crate::client::Client::reconcile), and
    /// [`Error::Configuration`] inside an async runtime.
    pub fn reconcile<L: Paginated<Api = A>>(
        &self,
        report: &mut BatchReport,
        list: impl Fn(Vec<Id>) -> L,
        judge: impl for<'a> Fn(&'a L::Item) -> Option<(&'a Id, bool)>,
    ) -> Result<(), Error> {
        let reconciled = self.client.reconcile(report, list, judge);
        self.background.wait(reconciled)?
    }
}
