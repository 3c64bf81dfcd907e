//! The count before a request, for [`SendOptions::at_most`].

use std::pin::Pin;
use std::sync::Arc;

use tokio::time::Instant;

use crate::call::dispatcher::Dispatcher;
use crate::call::options::SendOptions;
use crate::error::Error;
use crate::error::preview::{PreviewError, PreviewProblem};
use crate::response::operation::{Count, Counter, Operation};

/// The options for the request itself. The future is in a box, because few calls have a count.
pub(crate) type Checked<'a> = Pin<Box<dyn Future<Output = Result<SendOptions, Error>> + Send + 'a>>;

impl Dispatcher {
    /// Checks that there are at most this many items, and returns the options for the request itself.
    /// The deadline begins before the count.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Preview`] if there are too many items, or if they cannot be counted.
    pub(crate) fn counted<'a, O: Operation>(
        self: &Arc<Self>,
        request: &'a O,
        at_most: u64,
        options: &SendOptions,
    ) -> Checked<'a> {
        let options = SendOptions {
            at_most: None,
            start: Some(options.start.unwrap_or_else(Instant::now)),
            ..options.clone()
        };
        let counter = CountSender {
            dispatcher: Arc::clone(self),
            // The target is that of the request.
            options: options.clone().with_target(None),
            operation: O::NAME,
        };
        Box::pin(async move {
            let counting = request.count_items(counter);
            let unsupported = || PreviewError::new(O::NAME, PreviewProblem::Unsupported);
            let count = counting.ok_or_else(unsupported)?.await?;
            if count > at_most {
                let problem = PreviewProblem::TooMany { count, at_most };
                return Err(PreviewError::new(O::NAME, problem).into());
            }
            Ok(options)
        })
    }
}

struct CountSender {
    dispatcher: Arc<Dispatcher>,
    options: SendOptions,
    /// The operation that waits for the count.
    operation: &'static str,
}

impl Counter for CountSender {
    fn count<L: Operation + 'static>(
        self,
        listings: Vec<L>,
        total: fn(&L::Response) -> Option<u64>,
    ) -> Count {
        Box::pin(async move {
            let mut sum = 0_u64;
            for listing in listings {
                let response = self.dispatcher.send(&listing, self.options.clone()).await;
                let response = response
                    .map_err(|error| PreviewError::failed(self.operation, L::NAME, error))?;
                let problem = PreviewProblem::NotCounted { listing: L::NAME };
                let count = total(&response);
                let count = count.ok_or_else(|| PreviewError::new(self.operation, problem))?;
                sum = sum.saturating_add(count);
            }
            Ok(sum)
        })
    }
}
