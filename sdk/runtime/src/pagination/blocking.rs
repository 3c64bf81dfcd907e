//! Pagination without async.

use std::fmt;
use std::sync::Arc;

use crate::api::Api;
use crate::call::options::SendOptions;
use crate::client::blocking::{Background, Client};
use crate::error::Error;
use crate::pagination::pages::Page;
use crate::pagination::paginated::Paginated;

/// The pages of a list, in order, as a blocking iterator. It ends after the last page and after an
/// error.
pub struct Pages<O: Paginated> {
    pages: Option<crate::pagination::pages::Pages<O>>,
    background: Arc<Background>,
}

impl<O: Paginated> Iterator for Pages<O> {
    type Item = Result<Page<O>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut pages = self.pages.take()?;
        let page = match self.background.wait(pages.next()) {
            Ok(page) => page?,
            Err(error) => return Some(Err(error.into())),
        };
        self.pages = Some(pages);
        Some(page)
    }
}

/// The items of a list over all its pages, in order, as a blocking iterator. It ends after the last
/// item and after an error.
pub struct Items<O: Paginated> {
    items: Option<crate::pagination::items::Items<O>>,
    background: Arc<Background>,
}

impl<O: Paginated> Iterator for Items<O> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut items = self.items.take()?;
        let item = match self.background.wait(items.next()) {
            Ok(item) => item?,
            Err(error) => return Some(Err(error.into())),
        };
        self.items = Some(items);
        Some(item)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Returns the pages of a list, starting with the page of `request`. Each page is requested on
    /// demand.
    pub fn pages<O: Paginated<Api = A>>(&self, request: O) -> Pages<O> {
        self.pages_with(request, SendOptions::new())
    }

    /// Like [`pages`](Self::pages), with options that apply to each page.
    pub fn pages_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Pages<O> {
        Pages {
            pages: Some(self.client.pages_with(request, options)),
            background: Arc::clone(&self.background),
        }
    }

    /// Returns the items of a list over all its pages, starting with the page of `request`. Each
    /// page is requested on demand.
    pub fn items<O: Paginated<Api = A>>(&self, request: O) -> Items<O> {
        self.items_with(request, SendOptions::new())
    }

    /// Like [`items`](Self::items), with options that apply to each page.
    pub fn items_with<O: Paginated<Api = A>>(&self, request: O, options: SendOptions) -> Items<O> {
        Items {
            items: Some(self.client.items_with(request, options)),
            background: Arc::clone(&self.background),
        }
    }
}
