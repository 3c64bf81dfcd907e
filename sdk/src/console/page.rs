//! Lists that are returned page by page.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sdk_runtime::mock::Reply;
use serde_json::{Value, json};

use super::query::Query;
use super::refusal::Refusal;

/// The number of items on a page, by default and at most.
const DEFAULT: usize = 10;
const MOST: usize = 1_000;

/// An item of a list, with the key by which the list is sorted, and its id.
pub(super) struct Item {
    pub(super) key: String,
    pub(super) id: String,
    pub(super) json: Value,
}

/// The inputs that choose a page.
pub(super) struct Page {
    limit: usize,
    skip: usize,
    after: Option<(String, String)>,
    is_count_only: bool,
    is_count_skipped: bool,
    is_descending: bool,
    pub(super) sort_by: Option<String>,
}

impl Page {
    /// Takes the inputs out of a query.
    ///
    /// # Errors
    ///
    /// Returns the refusal of an invalid input.
    pub(super) fn take(query: &mut Query) -> Result<Self, Refusal> {
        let mut number = |name, least, default, most| match query.take(name) {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(number) if (least..=most).contains(&number) => Ok(number),
                _ => Err(Refusal::invalid(format!(
                    "{name}: Must be between {least} and {most}."
                ))),
            },
        };
        let (limit, skip) = (
            number("limit", 1, DEFAULT, MOST)?,
            number("skip", 0, 0, MOST)?,
        );
        let mut flag = |name| match query.take(name).as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Refusal::invalid(format!("{name}: Not a valid boolean."))),
        };
        let (is_count_only, is_count_skipped) = (flag("countOnly")?, flag("skipCount")?);
        let is_descending = match query.take("sortOrder").as_deref() {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(_) => return Err(Refusal::invalid("sortOrder: Not a valid choice.")),
        };
        let after = query.take("cursor").map(|cursor| read_cursor(&cursor));
        Ok(Self {
            limit,
            skip,
            after: after.transpose()?,
            is_count_only,
            is_count_skipped,
            is_descending,
            sort_by: query.take("sortBy"),
        })
    }

    /// Returns the page of a list.
    pub(super) fn cut(&self, mut items: Vec<Item>) -> Reply {
        let total = (!self.is_count_skipped).then_some(items.len());
        items.sort_by(|one, other| self.order(one, &other.key, &other.id));
        if let Some((key, id)) = &self.after {
            items.retain(|item| self.order(item, key, id).is_gt());
        }
        let limit = if self.is_count_only { 0 } else { self.limit };
        let rest = items.len().saturating_sub(self.skip);
        let page: Vec<_> = items.into_iter().skip(self.skip).take(limit).collect();
        let last = page.last().filter(|_| rest > page.len());
        let mut pagination = json!({"nextCursor": last.map(write_cursor)});
        if let Some(total) = total {
            pagination["totalItems"] = total.into();
        }
        let data: Vec<_> = page.into_iter().map(|item| item.json).collect();
        Reply::json(json!({"pagination": pagination, "data": data}))
    }

    fn order(&self, item: &Item, key: &str, id: &str) -> std::cmp::Ordering {
        let order = (item.key.as_str(), item.id.as_str()).cmp(&(key, id));
        if self.is_descending {
            order.reverse()
        } else {
            order
        }
    }
}

/// Writes the position behind an item, percent-encoded as consoles do it.
fn write_cursor(item: &Item) -> String {
    let cursor = json!([item.key, item.id]).to_string();
    utf8_percent_encode(&cursor, NON_ALPHANUMERIC).to_string()
}

fn read_cursor(cursor: &str) -> Result<(String, String), Refusal> {
    serde_json::from_str(cursor).map_err(|_| Refusal::invalid("Invalid cursor value received"))
}
