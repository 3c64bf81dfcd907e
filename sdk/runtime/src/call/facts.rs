//! An operation as data, so that the sending code is compiled once for all operations of all APIs.

use std::pin::Pin;
use std::sync::Arc;

use crate::auth::named::OperationAuth;
use crate::call::dispatcher::Dispatcher;
use crate::call::options::SendOptions;
use crate::error::Error;
use crate::http::method::Method;
use crate::request::metadata::Metadata;
use crate::request::prepared::PreparedRequest;
use crate::response::incoming::BodyReading;
use crate::response::operation::{FromResponse, Operation};

/// The constants of an operation.
pub(crate) struct Facts {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) auth: OperationAuth,
    pub(crate) metadata: Metadata,
    pub(crate) redirects: &'static [u16],
    /// The statuses with a documented body; empty if every success has it.
    statuses: &'static [u16],
    pub(crate) reading: BodyReading,
}

impl Facts {
    /// Returns `true` if the operation documents the body of a response with this status.
    pub(crate) fn documents(&self, status: u16) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&status)
    }
}

/// The options for the request itself, after the count. The future is in a box, because few calls
/// have a count.
pub(crate) type Checked<'a> = Pin<Box<dyn Future<Output = Result<SendOptions, Error>> + Send + 'a>>;

/// A request of any operation.
pub(crate) trait AnyRequest: Sync {
    /// Returns the constants of its operation.
    fn facts(&self) -> &'static Facts;

    /// Validates the request, and returns it as it is sent.
    fn prepare(&self) -> Result<PreparedRequest, Error>;

    /// Returns `true` if sending the request again has no further effect.
    fn is_idempotent(&self) -> bool;

    /// Counts the items that the request would affect; see [`Dispatcher::counted`].
    fn counted<'a>(
        &'a self,
        dispatcher: &Arc<Dispatcher>,
        at_most: u64,
        options: &SendOptions,
    ) -> Checked<'a>;
}

impl<O: Operation> AnyRequest for O {
    fn facts(&self) -> &'static Facts {
        const {
            &Facts {
                name: O::NAME,
                method: O::METHOD,
                path: O::PATH,
                auth: O::AUTH,
                metadata: O::METADATA,
                redirects: O::REDIRECTS,
                statuses: O::STATUSES,
                reading: <O::Response as FromResponse<O>>::READING,
            }
        }
    }

    fn prepare(&self) -> Result<PreparedRequest, Error> {
        Operation::prepare(self)
    }

    fn is_idempotent(&self) -> bool {
        O::METADATA.idempotency.applies_to(self)
    }

    fn counted<'a>(
        &'a self,
        dispatcher: &Arc<Dispatcher>,
        at_most: u64,
        options: &SendOptions,
    ) -> Checked<'a> {
        dispatcher.counted(self, at_most, options)
    }
}
