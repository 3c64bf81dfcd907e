//! The results of a job as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinError, JoinHandle};

use crate::api::Api;
use crate::batches::batched::Batched;
use crate::batches::driver::{Driver, Item, Saved, SharedReport};
use crate::batches::error::ReportError;
use crate::batches::job::Job;
use crate::batches::options::BatchOptions;
use crate::batches::report::BatchReport;
use crate::batches::report_file::ReportFile;
use crate::batches::result::BatchResult;
use crate::client::Client;
use crate::error::Error;
use crate::error::config::ConfigurationError;
use crate::error::preview::{PreviewError, PreviewProblem};

/// The results of a job, batch by batch, as they come.
///
/// The job runs while the results are read: a program that stops reading stops the job after a few
/// batches. Dropping it ends the job; the ids of the batches that were sent are then
/// [`Unknown`](crate::batches::ItemState::Unknown) in the file.
///
/// After an error with `Retry-After`, no batch is sent until then, but at most for ten minutes. After
/// a 401, no further batch is sent: the server rejected the credential, and the ids that are left are
/// [`NotTried`](crate::batches::ItemState::NotTried).
#[must_use = "a job that is dropped ends"]
pub struct Batches<O: Batched> {
    results: Receiver<Item<O>>,
    task: JoinHandle<()>,
    /// `true` after the end of the task.
    has_ended: bool,
    shared: SharedReport,
}

impl<O: Batched> Batches<O> {
    /// Starts a job.
    fn start(
        client: Client<O::Api>,
        request: &O,
        mut options: BatchOptions,
    ) -> Result<Self, Error> {
        let Ok(runtime) = Handle::try_current() else {
            let message = "no Tokio runtime is running: use the client inside one";
            return Err(ConfigurationError::new(message).into());
        };
        let (job, mut report) = Job::new(request, options.batch_size)?;
        check_count::<O>(report.ids().len(), options.send.at_most.take())?;
        let file = options.report.as_deref();
        let file = file.map(|path| ReportFile::open(path, &mut report));
        let file = file.transpose().map_err(unusable)?;
        let open = report.open(options.sends_unknown.unwrap_or(job.is_idempotent));
        let ids = report.shared_ids();
        let shared = SharedReport::new(Saved { report, file });
        let driver = Driver {
            client,
            job,
            ids,
            options,
            shared: shared.clone(),
        };
        let (sender, results) = channel(1);
        let task = runtime.spawn(driver.run(open, sender));
        Ok(Self {
            results,
            task,
            has_ended: false,
            shared,
        })
    }

    /// Returns the result of the next batch; `None` after the last one.
    ///
    /// # Errors
    ///
    /// Returns an error if the report cannot be saved, which ends the job. The error of a batch is
    /// in its result.
    pub async fn next(&mut self) -> Option<Result<BatchResult<O>, ReportError>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        if let Some(item) = ready!(self.results.poll_recv(context)) {
            return Poll::Ready(Some(item));
        }
        if !self.has_ended {
            let ended = ready!(Pin::new(&mut self.task).poll(context));
            self.has_ended = true;
            // A panic of the transport is one of the caller.
            if let Err(Ok(panic)) = ended.map_err(JoinError::try_into_panic) {
                std::panic::resume_unwind(panic);
            }
        }
        Poll::Ready(None)
    }

    /// Returns the report as far as the job has come.
    #[must_use]
    pub fn report(&self) -> BatchReport {
        self.shared.lock().report.clone()
    }

    /// Reads all results, and returns the report of the whole job.
    ///
    /// # Errors
    ///
    /// Returns an error if the report cannot be saved; it [has the report](ReportError::report).
    pub async fn finish(mut self) -> Result<BatchReport, ReportError> {
        while let Some(result) = self.next().await {
            result.map_err(|error| error.with_report(self.report()))?;
        }
        Ok(self.report())
    }
}

/// Reports a job with more ids than are allowed. A batch has no item besides its ids.
fn check_count<O: Batched>(ids: usize, at_most: Option<u64>) -> Result<(), Error> {
    let count = ids as u64;
    match at_most {
        Some(at_most) if count > at_most => {
            let problem = PreviewProblem::TooMany { count, at_most };
            Err(PreviewError::new(O::NAME, problem).into())
        }
        _ => Ok(()),
    }
}

/// Reports a file that cannot be used, before anything is sent.
fn unusable(error: ReportError) -> Error {
    ConfigurationError::because("the report of the batches cannot be used", error).into()
}

impl<O: Batched> Drop for Batches<O> {
    fn drop(&mut self) {
        self.task.abort();
        // A save that is running ends first, and none begins after it: the next run can use the file.
        self.shared.lock().file = None;
    }
}

impl<O: Batched> Unpin for Batches<O> {}

impl<O: Batched> Stream for Batches<O> {
    type Item = Item<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<O: Batched> fmt::Debug for Batches<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batches")
            .field("operation", &O::NAME)
            .field("report", &self.shared.lock().report)
            .finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Splits the ids of a request over several requests, and sends them: several at a time, within
    /// the limits of the client. The results come batch by batch, and the report has the state of
    /// each id.
    ///
    /// Every batch is validated before the first is sent. The file of the report is read and written
    /// before the call returns, which blocks the thread: for a million ids, about as long as writing
    /// 20 MB. Later changes are saved on other threads.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] for an invalid request, for one without ids, and for one with a
    ///   limit, which would apply to each batch.
    /// - [`Error::Preview`] for more ids than [`SendOptions::at_most`](crate::call::SendOptions::at_most)
    ///   of the options allows. The ids of the whole job count, and no request is sent for it.
    /// - [`Error::Configuration`] outside a Tokio runtime, and if the file of the report cannot be
    ///   used or belongs to another request.
    pub fn send_batched<O: Batched<Api = A>>(
        &self,
        request: &O,
        options: BatchOptions,
    ) -> Result<Batches<O>, Error> {
        Batches::start(self.clone(), request, options)
    }
}
