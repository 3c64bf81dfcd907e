//! Requests whose list is split over several requests, with a report for each item.
//!
//! A program may know more ids than one request can have. [`Client::send_batched`] splits them, sends
//! several batches at a time under the limits of the client, and returns the result of each as it
//! comes. The failure of a batch does not affect the others. A [`BatchReport`] has the state of each
//! id; saved to a file, it is complete even if the program ends in the middle, and the next run
//! resumes it.
//!
//! [`Client::send_batched`]: crate::client::Client::send_batched

mod batched;
#[cfg(feature = "blocking")]
mod blocking;
mod counts;
mod driver;
mod error;
mod groups;
mod job;
mod lock;
mod options;
mod pause;
mod reconcile;
mod report;
mod report_file;
mod result;
mod saved;
mod saved_request;
mod state;
mod stream;

pub use batched::Batched;
#[doc(hidden)]
pub use batched::halves;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub use blocking::Batches as BlockingBatches;
pub use counts::BatchCounts;
pub use error::ReportError;
pub use options::BatchOptions;
pub use report::BatchReport;
pub use result::BatchResult;
pub use state::ItemState;
pub use stream::Batches;
