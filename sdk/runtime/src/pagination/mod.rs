//! Lists that a server returns page by page.

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
pub(crate) mod items;
pub(crate) mod pages;
pub(crate) mod paginated;

pub use items::Items;
pub use pages::{Page, Pages};
pub use paginated::{IntoItems, Paginated, cursor, cursor_text, total};
