//! `pagination` of an operation.

use super::Value::{Choice, Count, Text};
use super::{Key, Shape, optional};

pub(super) static PAGINATION: Shape = Shape {
    name: "pagination",
    what: "`pagination`",
    description: "The pagination of a listing.",
    keys: &[&KEYS],
    kinds: None,
};

static STYLES: [super::Word; 5] = [
    (
        "cursor",
        "Each page has the cursor of the next one; the default.",
    ),
    ("offset", "An input is the number of items before the page."),
    ("page", "An input is the number of the page."),
    (
        "link",
        "The header `Link` of a page has the URL of the next one.",
    ),
    (
        "next_url",
        "The body of a page has the URL of the next one.",
    ),
];

static KEYS: [Key; 10] = [
    optional(
        "style",
        Choice(&STYLES),
        "The way from a page to the next one; `cursor` by default.",
    ),
    optional(
        "cursor",
        Text,
        "The input with the start of a page, by wire path.",
    ),
    optional(
        "next",
        Text,
        "The cursor or the URL of the next page in the response body, by wire path.",
    ),
    optional(
        "offset",
        Text,
        "The input with the number of items before a page, by wire path.",
    ),
    optional(
        "page",
        Text,
        "The input with the number of a page, by wire path.",
    ),
    optional(
        "first_page",
        Count,
        "The number of the first page, 0 or 1; 1 by default.",
    ),
    optional(
        "limit",
        Text,
        "The input with the number of items on a page, by wire path; a page with fewer items is the last one.",
    ),
    optional(
        "items",
        Text,
        "The items in the response body, by wire path; the body itself by default.",
    ),
    optional(
        "total",
        Text,
        "The total number of items in the response body, by wire path.",
    ),
    optional(
        "total_pages",
        Text,
        "The number of pages in the response body, by wire path.",
    ),
];
