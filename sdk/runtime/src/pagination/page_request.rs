//! The request for one page of a list.

use std::fmt;

use crate::pagination::paginated::Paginated;

/// The request for one page of a list: an operation, and the URL of the page if the server named it.
///
/// An operation alone converts to the request for the page that its inputs select. Store the inputs
/// or the [`url`](Self::url) of a page to continue with it later.
///
/// ```
/// use sdk_runtime::{client::Client, error::Error, pagination::{PageRequest, Paginated}};
///
/// async fn count<O: Paginated>(
///     client: &Client<O::Api>,
///     request: impl Into<PageRequest<O>>,
/// ) -> Result<usize, (usize, Option<PageRequest<O>>)> {
///     let mut items = client.items(request);
///     let mut count = 0;
///     while let Some(item) = items.next().await {
///         if item.is_err() {
///             // `client.items` continues from here.
///             return Err((count, items.page_request().cloned()));
///         }
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until a client sends it"]
pub struct PageRequest<O> {
    operation: O,
    url: Option<String>,
}

impl<O: Paginated> PageRequest<O> {
    /// Requests the page at a URL, as returned by [`url`](Self::url). It has to be on the server of
    /// the client. Path and query of the URL replace those of the operation.
    pub fn at(operation: O, url: impl Into<String>) -> Self {
        Self {
            operation,
            url: Some(url.into()),
        }
    }

    /// Returns the operation with its inputs.
    pub fn operation(&self) -> &O {
        &self.operation
    }

    /// Returns the URL of the page; `None` if the inputs of the operation select it.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}

impl<O: Paginated> From<O> for PageRequest<O> {
    fn from(operation: O) -> Self {
        Self {
            operation,
            url: None,
        }
    }
}

/// Does not show the URL, which may contain a secret.
impl<O: Paginated> fmt::Debug for PageRequest<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageRequest")
            .field("operation", &self.operation)
            .field("has_url", &self.url.is_some())
            .finish_non_exhaustive()
    }
}
