//! A transport in memory for the tests of programs: it expects operations, responds to them, and
//! compares the requests that it receives with those that the test expects.
//!
//! ```
//! use sdk_runtime::mock::{MockTransport, Mockable, Reply};
//! use sdk_runtime::{api::Api, client::Client, error::Error, response::Operation};
//!
//! async fn test<O>(credential: <O::Api as Api>::Credential, request: &O) -> Result<(), Error>
//! where
//!     O: Operation<Response: Mockable>,
//! {
//!     let mock = MockTransport::new();
//!     mock.on::<O>(|_| Reply::error(503)).times(1);
//!     let client = Client::builder("https://example.net", credential)
//!         .with_transport(mock.clone())
//!         .build()?;
//!     assert!(client.send(request).await.is_err());
//!     Ok(())
//! } // `mock` is dropped here: it panics unless the operation was sent exactly once
//! ```

mod check;
mod difference;
mod expectation;
mod fault;
mod reply;
mod request;
mod route;
mod script;
mod server;
mod transport;

pub use check::Mockable;
pub use expectation::{CallCount, Expectation};
pub use fault::Fault;
pub use reply::Reply;
pub use request::ReceivedRequest;
pub use server::MockServer;
pub use transport::MockTransport;
