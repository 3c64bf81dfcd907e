//! The items and the parts that a request asks for.

use std::collections::HashSet;

use crate::json::Json;
use crate::object::any_object::AnyObject;
use crate::object::ids::{each_id, inside};
use crate::object::predicates::is_set;
use crate::outcomes::facts::OutcomeFacts;
use crate::values::id::Id;

/// The items and the parts that a request asks for.
pub(crate) struct Requested {
    /// The distinct ids, in order; empty if the request does not name its items.
    pub(crate) ids: Vec<Id>,
    /// `true` if the server may pick some of the items only.
    pub(crate) is_limited: bool,
    /// `true` for each part that the request asks for.
    pub(crate) parts: Vec<bool>,
}

impl Requested {
    pub(crate) fn by(request: &dyn AnyObject, facts: &OutcomeFacts) -> Self {
        let is_set = |path: &&str| is_set(request, path);
        let parts = facts.parts.iter();
        Self {
            ids: ids(request, facts.ids),
            is_limited: facts.limited_by.iter().any(is_set),
            parts: parts.map(|part| is_set(&part.requested_by)).collect(),
        }
    }
}

/// Returns the distinct ids at a wire path, in order; none if the path is not set.
fn ids(request: &dyn AnyObject, path: &str) -> Vec<Id> {
    let mut ids = Vec::new();
    each_id(request, path, &mut |id| ids.push(Id::from(id)));
    let mut known = HashSet::with_capacity(ids.len());
    let is_new: Vec<bool> = ids
        .iter()
        .map(|id: &Id| known.insert(id.as_str()))
        .collect();
    drop(known);
    let mut is_new = is_new.into_iter();
    ids.retain(|_| is_new.next().unwrap_or(true));
    ids
}

/// Returns a JSON value without the member at a path.
pub(crate) fn without(mut json: Json, path: &str) -> Json {
    if let Some(members) = json.as_object_mut() {
        members.remove(path);
        for (name, value) in members {
            if let Some(rest) = inside(path, name) {
                *value = without(std::mem::take(value), rest);
            }
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use super::{Requested, ids};
    use crate::outcomes::facts::{OutcomeFacts, OutcomePart};
    use crate::test_util::{Filter, Paint};

    crate::open_enum! {
        pub(crate) enum Word {
            Painted = "painted",
            Was = "was",
            Dry = "dry",
        }
    }

    crate::outcome_values! {
        Word;
        done "painted";
        already_set "was";
    }

    const FACTS: OutcomeFacts = OutcomeFacts {
        noun: "wall",
        plural: "walls",
        ids: "filter.ids",
        limited_by: &["filter.limit"],
        parts: &[
            OutcomePart {
                name: "paint",
                requested_by: "colour",
            },
            OutcomePart {
                name: "search",
                requested_by: "filter.query",
            },
        ],
    };

    #[test]
    fn ids_are_found_by_path_and_distinct() {
        assert_eq!(Word::parse_known("was"), Ok(Word::Was));
        assert_eq!(Word::known_values(), ["painted", "was", "dry"]);
        let paint = Paint::new(Filter::ids(["7", "8", "7"]));
        assert_eq!(ids(&&paint, "filter.ids"), ["7", "8"]);
        for path in [
            "",
            "filter",
            "filter.names",
            "filter.query",
            "ids",
            "colour",
        ] {
            assert!(ids(&&paint, path).is_empty(), "{path}");
        }
    }

    #[test]
    fn parts_and_limits_depend_on_the_inputs() {
        let requested = Requested::by(&&Paint::new(Filter::ids(["7"])), &FACTS);
        assert_eq!(requested.parts, [true, false]);
        assert!(!requested.is_limited);
        let filter = Filter::all().with(|fields| {
            fields.query = Some("x".to_owned());
            fields.limit = Some(1);
        });
        let requested = Requested::by(&&Paint::new(filter), &FACTS);
        assert_eq!(requested.parts, [true, true]);
        assert!(requested.is_limited && requested.ids.is_empty());
    }

    #[test]
    fn marked_values_are_a_success() {
        for (word, is_success) in [
            ("painted", true),
            ("was", true),
            ("dry", false),
            ("", false),
        ] {
            assert_eq!(Word::from(word).is_success(), is_success, "{word}");
        }
    }
}
