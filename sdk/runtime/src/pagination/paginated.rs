//! Operations that return a list page by page.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::http::text::text_of;
use crate::object::bounds::is_blank_text;
use crate::response::body::ResponseBody;
use crate::response::operation::Operation;
use crate::response::typed::Response;

/// An operation that returns a list page by page. Generated code implements it.
pub trait Paginated:
    Operation<Response = Response<Self>, Body: ResponseBody> + Clone + 'static
{
    /// An item of the list.
    type Item: Send;

    /// Returns the cursor of this request as text; `None` if it is unset.
    fn cursor(&self) -> Option<String>;

    /// Returns the request for the page after `body`; `None` if `body` has no next cursor.
    fn next(&self, body: &Self::Body) -> Option<Self>;

    /// Returns the items of a page; `None` if the page has no list.
    fn items(body: Self::Body) -> Option<Vec<Self::Item>>;

    /// Returns the number of items on all pages, if the server reports it.
    fn total(body: &Self::Body) -> Option<u64> {
        let _ = body;
        None
    }
}

/// Returns the text of a cursor; `None` if it is `null` or blank.
pub fn cursor_text<T: Serialize>(cursor: &T) -> Option<String> {
    text_of(cursor).ok().filter(|text| !is_blank_text(text))
}

/// Converts the cursor of a response into the input of a request.
pub fn cursor<T: Clone + Into<U>, U>(cursor: &T) -> U {
    cursor.clone().into()
}

/// Converts a number of items; `None` if it is negative.
pub fn total(total: impl TryInto<u64>) -> Option<u64> {
    total.try_into().ok()
}

/// Conversion of a list, or of the values of a map, into items.
pub trait IntoItems<T> {
    /// Returns the items in order.
    fn into_items(self) -> Vec<T>;
}

impl<T> IntoItems<T> for Vec<T> {
    fn into_items(self) -> Self {
        self
    }
}

impl<T> IntoItems<T> for BTreeMap<String, T> {
    fn into_items(self) -> Vec<T> {
        self.into_values().collect()
    }
}
