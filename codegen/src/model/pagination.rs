//! The pagination of a listing.

use super::names::FieldName;
use super::operation::Step;
use super::types::Type;

/// The pagination of a listing.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The way from a page to the next one.
    pub style: PageStyle,
    /// The field path of the items in the response body; empty if the body is the list.
    pub items: Vec<Step>,
    /// The type of an item.
    pub item: Type,
    /// The field path of the total number of items.
    pub total: Option<Vec<Step>>,
}

/// The way from a page to the next one.
#[derive(Clone, Debug)]
pub enum PageStyle {
    /// Each page has the cursor of the next one.
    Cursor {
        /// The field path of the cursor in the request.
        cursor: Vec<FieldName>,
        /// The field path of the next cursor in the response body.
        next: Vec<Step>,
    },
    /// An input is the number of items before the page.
    Offset(PageInputs),
    /// An input is the number of the page.
    Page {
        /// The inputs.
        inputs: PageInputs,
        /// The number of the first page.
        first: u32,
        /// The field path of the number of pages in the response body.
        total_pages: Option<Vec<Step>>,
    },
    /// The header `Link` of a page has the URL of the next one.
    Link,
    /// The body of a page has the URL of the next one.
    NextUrl {
        /// The field path of the URL.
        next: Vec<Step>,
    },
}

/// The inputs that select a page by numbers.
#[derive(Clone, Debug)]
pub struct PageInputs {
    /// The offset, or the number of the page.
    pub position: PageInput,
    /// The number of items on a page.
    pub limit: Option<PageInput>,
}

/// An input that is a number.
#[derive(Clone, Debug)]
pub struct PageInput {
    /// Its field path in the request.
    pub path: Vec<FieldName>,
    /// `true` if the request always has it.
    pub is_required: bool,
}
