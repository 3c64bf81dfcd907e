//! The request of a preview.

use crate::api::Api;
use crate::call::SendOptions;
use crate::client::Client;
use crate::error::Error;
use crate::error::preview::{PreviewError, PreviewProblem};
use crate::pagination::Paginated;
use crate::preview::previewed::Previewed;
use crate::preview::result::Preview;
use crate::response::operation::Operation;

impl<A: Api> Client<A> {
    /// Lists the items that a request would affect, without sending it: their number, and the first
    /// page of them.
    ///
    /// The preview is a snapshot. Until the request is sent, items can begin or cease to match its
    /// filter; [`SendOptions::at_most`] counts them again right before sending.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] if the request, or its filter in the operation that lists the
    ///   items, is invalid.
    /// - [`Error::Preview`] if the response has no number of items.
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
        let response = self.send_with(&request.preview_request(), options).await?;
        let body = response.json_body;
        let listing = <O::Listing as Operation>::NAME;
        let missing = || PreviewError::new(O::NAME, PreviewProblem::NotCounted { listing });
        let total = O::Listing::total(&body).ok_or_else(missing)?;
        Ok(Preview::new(
            total,
            O::Listing::items(body).unwrap_or_default(),
        ))
    }
}
