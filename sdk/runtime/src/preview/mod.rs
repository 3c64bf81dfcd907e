//! Previews: the number of the items that a request would affect, and the first page of them.
//!
//! A request that selects its items by a filter affects everything that matches when it arrives.
//! [`Client::preview`] sends the same filter to the operation that lists the items, and
//! [`SendOptions::at_most`] sends a request only if the preview counts few enough.
//!
//! [`Client::preview`]: crate::client::Client::preview
//! [`SendOptions::at_most`]: crate::call::SendOptions::at_most

#[cfg(feature = "blocking")]
mod blocking;
mod parts;
mod previewed;
mod result;
mod send;

#[doc(hidden)]
pub use parts::count_items;
pub use previewed::Previewed;
#[doc(hidden)]
pub use previewed::{pass_on, passed};
pub use result::Preview;
