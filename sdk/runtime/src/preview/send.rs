//! The request of a preview.

use tokio::time::Instant;

use crate::api::Api;
use crate::call::SendOptions;
use crate::client::Client;
use crate::error::Error;
use crate::error::preview::{PreviewError, PreviewProblem};
use crate::pagination::Paginated;
use crate::preview::parts;
use crate::preview::previewed::Previewed;
use crate::preview::result::Preview;
use crate::response::operation::Operation;

impl<A: Api> Client<A> {
    /// Lists the items that a request would affect, without sending it: their number, and the first
    /// page of them.
    ///
    /// If the ids of the request do not fit into a URL of 8,000 bytes, they are counted part by part, as
    /// far as [`send_batched`](Self::send_batched) can split them. The items are then those of the first
    /// part that has any.
    ///
    /// The preview is a snapshot. Until the request is sent, items can begin or cease to match its
    /// filter; [`SendOptions::at_most`] counts them again right before sending.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] if the request, or its filter in the operation that lists the
    ///   items, is invalid.
    /// - [`Error::Preview`] if a response has no number of items, or if the URL would be longer than 8,000
    ///   bytes and the ids cannot be split.
    /// - The other errors of [`send`](Self::send).
    pub async fn preview<O: Previewed<Api = A>>(
        &self,
        request: &O,
    ) -> Result<Preview<O::Listing>, Error> {
        self.preview_with(request, SendOptions::new()).await
    }

    /// Like [`preview`](Self::preview), with options for the call.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`preview`](Self::preview).
    pub async fn preview_with<O: Previewed<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<Preview<O::Listing>, Error> {
        request.prepare()?;
        let listing = <O::Listing as Operation>::NAME;
        let missing = || PreviewError::new(O::NAME, PreviewProblem::NotCounted { listing });
        // One deadline covers all parts.
        let options = SendOptions {
            start: Some(options.start.unwrap_or_else(Instant::now)),
            ..options
        };
        let (mut total, mut items) = (0_u64, Vec::new());
        for listing in parts::listings(request, O::preview_request)? {
            let response = self.send_with(&listing, options.clone()).await?;
            let body = response.json_body;
            total = total.saturating_add(O::Listing::total(&body).ok_or_else(missing)?);
            if items.is_empty() {
                items = O::Listing::items(body).unwrap_or_default();
            }
        }
        Ok(Preview::new(total, items))
    }
}
