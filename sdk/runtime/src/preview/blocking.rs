//! Previews without async.

use crate::api::Api;
use crate::call::SendOptions;
use crate::client::blocking::Client;
use crate::error::Error;
use crate::preview::previewed::Previewed;
use crate::preview::result::Preview;

impl<A: Api> Client<A> {
    /// Lists the items that a request would affect, without sending it, like
    /// [`Client::preview`](crate::client::Client::preview).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::preview`](crate::client::Client::preview), and
    /// [`Error::Configuration`] inside an async runtime.
    pub fn preview<O: Previewed<Api = A>>(
        &self,
        request: &O,
    ) -> Result<Preview<O::Listing>, Error> {
        self.background.wait(self.client.preview(request))?
    }

    /// Like [`preview`](Self::preview), with options for the call.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`preview`](Self::preview).
    pub fn preview_with<O: Previewed<Api = A>>(
        &self,
        request: &O,
        options: SendOptions,
    ) -> Result<Preview<O::Listing>, Error> {
        let preview = self.client.preview_with(request, options);
        self.background.wait(preview)?
    }
}
