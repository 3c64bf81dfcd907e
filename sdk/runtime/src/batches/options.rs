//! Options of a job.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::batches::counts::BatchCounts;
use crate::call::SendOptions;

/// The default number of batches that are sent at a time.
const CONCURRENCY: usize = 4;

/// A function that is called after each batch.
pub(super) type ProgressObserver = dyn Fn(&BatchCounts) + Send + Sync;

/// Options of [`Client::send_batched`](crate::client::Client::send_batched).
#[derive(Clone)]
#[must_use]
pub struct BatchOptions {
    pub(super) concurrency: usize,
    pub(super) batch_size: Option<usize>,
    pub(super) report: Option<PathBuf>,
    pub(super) progress: Option<Arc<ProgressObserver>>,
    pub(super) send: SendOptions,
    pub(super) sends_unknown: Option<bool>,
}

impl BatchOptions {
    /// Returns the default options: 4 batches at a time, of the size that the API allows, without a
    /// file.
    pub fn new() -> Self {
        Self {
            concurrency: CONCURRENCY,
            batch_size: None,
            report: None,
            progress: None,
            send: SendOptions::new(),
            sends_unknown: None,
        }
    }

    /// Sets the number of batches that are sent at a time. Defaults to 4. The limits of the client
    /// apply as well.
    pub fn with_concurrency(mut self, batches: usize) -> Self {
        self.concurrency = batches.max(1);
        self
    }

    /// Sets the maximum number of ids in a batch. Defaults to the number that the API allows, which
    /// it cannot exceed.
    pub fn with_batch_size(mut self, ids: usize) -> Self {
        self.batch_size = Some(ids.max(1));
        self
    }

    /// Saves the report in this file while the job runs. If the file exists, the job is resumed: ids
    /// that are done are not sent again, and the report covers the whole job.
    ///
    /// A file that another job uses, in this process or another one, is an error.
    pub fn with_report(mut self, path: impl Into<PathBuf>) -> Self {
        self.report = Some(path.into());
        self
    }

    /// Calls this function with the state of the job before the first batch and after each one. It
    /// must not block.
    pub fn with_progress(
        mut self,
        observer: impl Fn(&BatchCounts) + Send + Sync + 'static,
    ) -> Self {
        self.progress = Some(Arc::new(observer));
        self
    }

    /// Sets the options of each call.
    pub fn with_send_options(mut self, options: SendOptions) -> Self {
        self.send = options;
        self
    }

    /// Sets whether a resumed run sends ids again that an earlier run may have updated. Defaults to
    /// `true` for idempotent requests and to `false` for all others.
    pub fn with_unknown_sent_again(mut self, is_sent: bool) -> Self {
        self.sends_unknown = Some(is_sent);
        self
    }
}

impl Default for BatchOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for BatchOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchOptions")
            .field("concurrency", &self.concurrency)
            .field("batch_size", &self.batch_size)
            .field("report", &self.report)
            .field("send", &self.send)
            .field("sends_unknown", &self.sends_unknown)
            .finish_non_exhaustive()
    }
}
