//! The members of a body that its types do not have.
//!
//! The path of a member is noted by an error on its way out, so the first unknown member becomes an error, then the
//! second, until all of them are skipped: no type is compiled a second time for the paths.

use std::cell::Cell;

use serde::de::DeserializeOwned;

use crate::response::error_path;

/// A search for one unknown member.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Search {
    Off,
    /// The number of unknown members before the one to find.
    Before(usize),
    Found,
}

thread_local! {
    static SEARCH: Cell<Search> = const { Cell::new(Search::Off) };
}

/// Returns the paths of the members that `T` does not have. Members inside hand-written types that do not read
/// themselves with this crate are not among them.
pub(super) fn paths<T: DeserializeOwned, E>(decode: impl Fn() -> Result<T, E>) -> Vec<String> {
    let mut paths = Vec::new();
    let mut before = 0;
    while let Some(path) = path(before, &decode) {
        paths.push(path);
        before += 1;
    }
    paths
}

/// Returns the path of one unknown member.
fn path<T, E>(before: usize, decode: impl Fn() -> Result<T, E>) -> Option<String> {
    let around = Around(SEARCH.replace(Search::Before(before)));
    let decoded = error_path::find(decode);
    let is_found = SEARCH.get() == Search::Found;
    drop(around);
    let (_, path) = decoded.err().filter(|_| is_found)?;
    Some(path.to_string())
}

/// The search that was on before, which goes on afterwards, even after a panic.
struct Around(Search);

impl Drop for Around {
    fn drop(&mut self) {
        SEARCH.set(self.0);
    }
}

/// Counts an unknown member; returns `true` for the one that is searched.
pub(super) fn is_searched() -> bool {
    match SEARCH.get() {
        Search::Before(0) => SEARCH.set(Search::Found),
        Search::Before(count) => SEARCH.set(Search::Before(count - 1)),
        Search::Off | Search::Found => return false,
    }
    SEARCH.get() == Search::Found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::panic::catch_unwind;

    use serde_json::json;

    use super::{Search, is_searched, paths};
    use crate::Json;
    use crate::response::json::{json as decode, unknown};

    struct Node {
        name: Option<String>,
        parts: Option<Vec<Part>>,
        by_name: Option<BTreeMap<String, Node>>,
    }

    crate::response_object! {
        Node;
        optional "name" | "title" => name;
        optional "parts" => parts;
        optional "byName" => by_name;
    }

    #[derive(Debug)]
    enum Part {
        Node(Box<Node>),
        Unrecognized(Json),
    }

    crate::response_union! { Part; by "kind"; "node" => Node; }

    fn unknown_in(body: &serde_json::Value) -> Vec<String> {
        unknown::<Node>(body.to_string().as_bytes())
    }

    #[test]
    fn each_unknown_member_has_its_path() {
        let body = json!({
            "name": "a",
            "nmae": "b",
            "parts": [
                {"kind": "node", "title": "c"},
                {"kind": "node", "title": "c", "x": {"y": 1}, "parts": [{"kind": "node", "z": null}]},
                {"kind": "leaf", "free": 1},
            ],
            "byName": {"k": {"name": null, "nmae": []}},
            "": 0,
        });
        let expected = [
            "nmae",
            "parts[1].x",
            "parts[1].parts[0].z",
            "byName.k.nmae",
            "",
        ];
        let mut found = unknown_in(&body);
        found.sort();
        let mut expected = expected.map(str::to_owned);
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(unknown_in(&json!({"name": "a", "parts": []})), [""; 0]);
    }

    #[test]
    fn a_search_ends_and_leaves_no_trace() {
        assert_eq!(unknown::<Node>(b"{\"a\":1,\"name\":2,\"b\":3}"), ["a"]);
        assert_eq!(unknown::<Node>(b"{"), [""; 0]);
        let search = || paths(|| -> Result<(), ()> { panic!("a type of the user") });
        catch_unwind(search).unwrap_err();
        assert!(!is_searched());
        assert_eq!(super::SEARCH.get(), Search::Off);
        let node: Node = decode(b"{\"a\":1}").unwrap();
        assert!(node.name.is_none() && node.parts.is_none() && node.by_name.is_none());
    }
}
