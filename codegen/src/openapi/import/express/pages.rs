//! Pagination that the names in a request and its response show.

use super::Express;
use crate::openapi::node::Node;

const CURSORS: [&str; 8] = [
    "cursor",
    "pageToken",
    "page_token",
    "nextToken",
    "next_token",
    "PageToken",
    "marker",
    "after",
];
const NEXT: [&str; 8] = [
    "nextCursor",
    "next_cursor",
    "nextPageToken",
    "next_page_token",
    "nextToken",
    "next_token",
    "next_marker",
    "NextPageToken",
];
const NEXT_URLS: [&str; 7] = [
    "next_page_uri",
    "next_page_url",
    "nextPageUrl",
    "nextLink",
    "next_url",
    "nextUrl",
    "links.next",
];
const OFFSETS: [&str; 4] = ["offset", "skip", "start_index", "startIndex"];
const PAGES: [&str; 4] = ["page", "page_number", "pageNumber", "Page"];
const LIMITS: [&str; 10] = [
    "limit",
    "per_page",
    "perPage",
    "page_size",
    "pageSize",
    "PageSize",
    "count",
    "take",
    "max_results",
    "maxResults",
];
/// Lists that are not the items of a page.
const OTHERS: [&str; 4] = ["errors", "warnings", "messages", "links"];
const ITEMS: [&str; 3] = ["data", "items", "results"];
const TOTALS: [&str; 7] = [
    "totalItems",
    "total_items",
    "totalCount",
    "total_count",
    "total",
    "TotalCount",
    "totalResults",
];

/// The names that an operation has.
struct Names<'n> {
    inputs: &'n [Node],
    headers: &'n [Node],
    /// The members of the response body, with their types.
    members: Vec<(String, String)>,
    /// The path of the items; empty if the body is the list.
    items: String,
}

impl Express<'_, '_> {
    /// Returns the pagination of an operation with these inputs, outputs and headers.
    pub(super) fn pagination(
        &self,
        inputs: &[Node],
        outputs: &[Node],
        headers: &[Node],
    ) -> Option<Node> {
        let mut bodies = outputs
            .iter()
            .filter(|output| output.text_of("from") == Some("body"));
        let (body, None) = (bodies.next()?, bodies.next()) else {
            return None;
        };
        let members = self.member_paths(body);
        let items = match body.text_of("type") {
            Some("list") => String::new(),
            _ => items(&members)?,
        };
        let names = Names {
            inputs,
            headers,
            members,
            items,
        };
        names
            .cursor()
            .or_else(|| names.next_url())
            .or_else(|| names.link())
            .or_else(|| names.numbered())
    }
}

/// Returns the path of the list of items, if there is only one.
fn items(members: &[(String, String)]) -> Option<String> {
    let lists = members.iter().filter(|(path, ty)| {
        ty == "list" && !OTHERS.contains(&path.rsplit('.').next().unwrap_or_default())
    });
    let lists: Vec<_> = lists.map(|(path, _)| path).collect();
    let at_top = lists.iter().filter(|path| !path.contains('.'));
    let at_top: Vec<_> = at_top.collect();
    let usual = lists.iter().find(|path| ITEMS.contains(&path.as_str()));
    match (at_top.as_slice(), lists.as_slice()) {
        ([only], _) => Some((**only).clone()),
        ([], [only]) => Some((*only).clone()),
        _ => usual.map(|path| (*path).clone()),
    }
}

fn is_integer(ty: &str) -> bool {
    ty.starts_with("int") || ty.starts_with("uint")
}

fn entry(key: &str, value: &str) -> (String, Node) {
    (key.to_owned(), Node::text(value))
}

impl Names<'_> {
    /// Returns an optional query parameter with one of these names.
    fn input(&self, names: &[&str]) -> Option<(&str, &str, &Node)> {
        let mut inputs = self.inputs.iter();
        let found = inputs.find(|input| {
            names.contains(&input.text_of("name").unwrap_or_default())
                && input.text_of("in") == Some("query")
                && !input.is_true("required")
        })?;
        Some((found.text_of("name")?, found.text_of("type")?, found))
    }

    /// Returns the member with one of these names, or with one of these paths.
    fn member(&self, names: &[&str]) -> Option<(&str, &str)> {
        let is_it = |path: &str| {
            names.contains(&path) || names.contains(&path.rsplit('.').next().unwrap_or_default())
        };
        let found = self.members.iter().find(|(path, _)| is_it(path))?;
        Some((&found.0, &found.1))
    }

    /// Adds the items and their number.
    fn finish(&self, mut entries: Vec<(String, Node)>) -> Node {
        if !self.items.is_empty() {
            entries.push(entry("items", &self.items));
        }
        let total = self.member(&TOTALS).filter(|(_, ty)| is_integer(ty));
        if let Some((total, _)) = total {
            entries.push(entry("total", total));
        }
        Node::Map(entries)
    }

    fn cursor(&self) -> Option<Node> {
        let (cursor, ty, _) = self.input(&CURSORS)?;
        let (next, next_type) = self.member(&NEXT)?;
        let is_cursor = is_integer(ty) || ["string", "id", "uuid"].contains(&ty);
        (ty == next_type && is_cursor)
            .then(|| self.finish(vec![entry("cursor", cursor), entry("next", next)]))
    }

    fn next_url(&self) -> Option<Node> {
        let (next, ty) = self.member(&NEXT_URLS)?;
        (ty == "string").then(|| self.finish(vec![entry("style", "next_url"), entry("next", next)]))
    }

    fn link(&self) -> Option<Node> {
        let mut headers = self.headers.iter();
        headers.find(|header| {
            header
                .text_of("name")
                .is_some_and(|name| name.eq_ignore_ascii_case("Link"))
        })?;
        Some(self.finish(vec![entry("style", "link")]))
    }

    /// Returns the pagination by offset or by the number of the page. A limit has to be there, too: a
    /// page alone can be anything.
    fn numbered(&self) -> Option<Node> {
        let limit = self.input(&LIMITS).filter(|(_, ty, _)| is_integer(ty))?;
        let offset = self.input(&OFFSETS).filter(|(_, ty, _)| is_integer(ty));
        if let Some((offset, ..)) = offset {
            let entries = vec![
                entry("style", "offset"),
                entry("offset", offset),
                entry("limit", limit.0),
            ];
            return Some(self.finish(entries));
        }
        let (page, _, input) = self.input(&PAGES).filter(|(_, ty, _)| is_integer(ty))?;
        let is_zero = |key: &str| matches!(input.get(key), Some(Node::Number(number)) if number.as_i64() == Some(0));
        // A `uint64` has the minimum 0 without stating it.
        let begins_at_zero =
            is_zero("default") || is_zero("minimum") || input.text_of("type") == Some("uint64");
        let mut entries = vec![entry("style", "page"), entry("page", page)];
        if begins_at_zero
            && input.get("minimum").is_none_or(|_| is_zero("minimum"))
            && input.get("default").is_none_or(|_| is_zero("default"))
        {
            entries.push(("first_page".to_owned(), Node::Number(0.into())));
        }
        entries.push(entry("limit", limit.0));
        Some(self.finish(entries))
    }
}
