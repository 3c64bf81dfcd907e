//! The task that sends the batches of a job.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::Sender;
use tokio::task::{JoinError, JoinSet};

use crate::batches::batched::Batched;
use crate::batches::error::ReportError;
use crate::batches::job::{Job, apply, ids_at, mark_sent};
use crate::batches::options::BatchOptions;
use crate::batches::pause::Pause;
use crate::batches::report::BatchReport;
use crate::batches::report_file::ReportFile;
use crate::batches::result::BatchResult;
use crate::client::Client;
use crate::values::id::Id;

/// An item of the stream.
pub(super) type Item<O> = Result<BatchResult<O>, ReportError>;

/// The report that the task and the stream share, with its file.
#[derive(Clone)]
pub(super) struct SharedReport(Arc<Mutex<Saved>>);

/// A report and its file.
pub(super) struct Saved {
    pub(super) report: BatchReport,
    pub(super) file: Option<ReportFile>,
}

impl SharedReport {
    pub(super) fn new(saved: Saved) -> Self {
        Self(Arc::new(Mutex::new(saved)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Saved> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Marks ids as sent, and saves the marks. Returns the positions whose items an earlier run may
    /// have updated. If the marks cannot be saved, the ids keep their states: nothing is sent.
    async fn mark(&self, positions: Arc<[u32]>) -> Result<Vec<u32>, ReportError> {
        let before = self.lock().report.states(&positions);
        let marked = self.change(Arc::clone(&positions), mark_sent).await;
        if marked.is_err() {
            let report = &mut self.lock().report;
            for (at, state) in positions.iter().zip(before) {
                report.set(*at, state);
            }
        }
        marked
    }

    /// Changes the report, and saves it on a thread that may block.
    async fn change<T: Send + 'static>(
        &self,
        positions: Arc<[u32]>,
        change: impl FnOnce(&mut BatchReport, &[u32]) -> T + Send + 'static,
    ) -> Result<T, ReportError> {
        let shared = self.clone();
        let changing = move || {
            let mut saved = shared.lock();
            let Saved { report, file } = &mut *saved;
            let changed = change(report, &positions);
            match file {
                Some(file) => file.save(report, &positions).map(|()| changed),
                None => Ok(changed),
            }
        };
        match tokio::task::spawn_blocking(changing).await {
            Ok(changed) => changed,
            Err(error) => stopped(error).await,
        }
    }
}

/// Continues the panic of a task, such as one of the transport. Without one, the runtime shuts down,
/// and nothing continues.
async fn stopped<T>(error: JoinError) -> T {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => std::future::pending().await,
    }
}

/// A job that is being sent.
pub(super) struct Driver<O: Batched> {
    pub(super) client: Client<O::Api>,
    pub(super) job: Job<O>,
    pub(super) ids: Arc<Vec<Id>>,
    pub(super) options: BatchOptions,
    pub(super) shared: SharedReport,
}

impl<O: Batched> Driver<O> {
    /// Sends the batches with these ids, and passes the results on. It stops if nobody receives them,
    /// and if the report cannot be saved.
    pub(super) async fn run(self, open: Vec<u32>, results: Sender<Item<O>>) {
        if let Err(error) = self.send_all(open, &results).await {
            // Without a receiver, the job was dropped.
            let _ = results.send(Err(error)).await;
        }
    }

    async fn send_all(&self, open: Vec<u32>, results: &Sender<Item<O>>) -> Result<(), ReportError> {
        self.report_progress();
        let mut batches = open.chunks(self.job.size);
        let mut sending = JoinSet::new();
        let mut pause = Pause::default();
        loop {
            while sending.len() < self.options.concurrency && pause.is_over() {
                let Some(positions) = batches.next() else {
                    break;
                };
                let positions: Arc<[u32]> = positions.into();
                let unknown = self.shared.mark(Arc::clone(&positions)).await?;
                sending.spawn(self.send(positions, unknown));
            }
            let Some(sent) = sending.join_next().await else {
                if batches.len() > 0 && pause.end().await {
                    continue;
                }
                if let Some(reason) = pause.stop_reason() {
                    self.shared.lock().report.leave(batches.flatten(), reason);
                }
                break;
            };
            let result = match sent {
                Ok(saved) => saved?,
                Err(error) => stopped(error).await,
            };
            pause.after(result.response.as_ref().err());
            self.report_progress();
            if results.send(Ok(result)).await.is_err() {
                break;
            }
        }
        self.finish().await
    }

    /// Saves the whole report.
    async fn finish(&self) -> Result<(), ReportError> {
        let shared = self.shared.clone();
        let finished = tokio::task::spawn_blocking(move || {
            let mut saved = shared.lock();
            let Saved { report, file } = &mut *saved;
            // The next job can use the file.
            file.take().map_or(Ok(()), |file| file.finish(report))
        });
        finished.await.unwrap_or(Ok(()))
    }

    /// Sends a batch, and saves its result even while the results of others wait to be read.
    fn send(
        &self,
        positions: Arc<[u32]>,
        unknown: Vec<u32>,
    ) -> impl Future<Output = Item<O>> + Send + use<O> {
        let ids = ids_at(&self.ids, &positions);
        let request = self.job.base.with_ids(ids.clone());
        let (client, options) = (self.client.clone(), self.options.send.clone());
        let shared = self.shared.clone();
        async move {
            let response = client.send_with(&request, options).await;
            let result = BatchResult {
                request,
                ids,
                response,
            };
            let applied = shared.change(positions, move |report, positions| {
                apply(report, positions, &unknown, &result);
                result
            });
            applied.await
        }
    }

    fn report_progress(&self) {
        if let Some(progress) = &self.options.progress {
            let counts = self.shared.lock().report.counts();
            progress(&counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    #[tokio::test]
    async fn ids_whose_marks_are_not_saved_keep_their_states() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        let ids = ["1", "2"].map(Id::from).to_vec();
        let mut report = BatchReport::new("Paint", Json::default(), ids);
        let file = ReportFile::open(&path, &mut report)
            .unwrap()
            .replaced_with_each_change();
        // A file cannot replace a folder.
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        let file = Some(file);
        let shared = SharedReport::new(Saved { report, file });
        shared.mark(Arc::new([0, 1])).await.unwrap_err();
        assert_eq!(shared.lock().report.counts().not_tried, 2);
    }
}
