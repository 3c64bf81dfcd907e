//! Lists that a server returns page by page.

#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
pub(crate) mod items;
mod link;
mod numbered;
mod page;
mod page_request;
pub(crate) mod pages;
pub(crate) mod paginated;

pub use items::Items;
pub use link::next_link;
pub use numbered::{NumberedPage, PageNumber};
pub use page::Page;
pub use page_request::PageRequest;
pub use pages::Pages;
pub use paginated::{IntoItems, Paginated, cursor, cursor_text, total};
