//! Members of JSON objects that this version of the SDK does not know.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeMap;

use crate::json::Json;

/// The members of an object in addition to its fields, by wire name: those that the caller adds,
/// and in an object that was received, those of the response. Hardly any object has one, so it is
/// empty or a box.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Members>>);

#[derive(Clone, Default)]
struct Members {
    received: BTreeMap<String, Json>,
    added: Vec<(String, Json)>,
}

/// Compares names and values, not where they came from.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Extra {
    /// No members.
    pub(crate) const NONE: &'static Self = &Self(None);

    /// Iterates over wire names and values: the received ones by name, then the added ones in the order of
    /// insertion.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().flat_map(|members| {
            let received = members.received.iter();
            let added = members.added.iter().map(|(name, value)| (name, value));
            received
                .chain(added)
                .map(|(name, value)| (name.as_str(), value))
        })
    }

    /// Iterates over the members that the caller added.
    pub(crate) fn added(&self) -> impl Iterator<Item = (&str, &Json)> {
        let added = self.0.iter().flat_map(|members| &members.added);
        added.map(|(name, value)| (name.as_str(), value))
    }

    /// Writes the members as entries of a map.
    #[inline]
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if self.is_empty() {
            return Ok(());
        }
        self.write_all(map)
    }

    /// Writes the members, in a separate function: objects without one only compare a pointer.
    #[cold]
    fn write_all<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        Ok(())
    }

    /// Returns `true` if there are no members.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Keeps a member of a response; the last of several equal names counts.
    pub(crate) fn receive(&mut self, name: String, value: Json) {
        self.members().received.insert(name, value);
    }

    /// Adds a member, which replaces a received one.
    fn add(&mut self, name: String, value: Json) {
        let members = self.members();
        members.received.remove(&name);
        members.added.push((name, value));
    }

    /// Returns the place of the members, which the caller fills.
    fn members(&mut self) -> &mut Members {
        self.0.get_or_insert_default()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// An extra member that is not yet added to an object; empty once it is.
#[derive(Debug)]
#[must_use]
pub struct PendingExtra(Option<(String, Json)>);

/// Creates an extra member from its wire name, which may be a path into nested objects, and value.
pub fn extra(name: &str, value: impl Into<Json>) -> PendingExtra {
    PendingExtra(Some((name.to_owned(), value.into())))
}

impl PendingExtra {
    /// Adds the member to the nested object `object` if its name is a path that starts with that
    /// object's.
    pub fn inside(self, object: &str, extra: &mut Extra) -> Self {
        let Some((path, value)) = self.0 else {
            return self;
        };
        let rest = path.strip_prefix(object);
        match rest.and_then(|rest| rest.strip_prefix('.')) {
            Some(name) => {
                extra.add(name.to_owned(), value);
                Self(None)
            }
            None => Self(Some((path, value))),
        }
    }

    /// Adds the member to the object itself, unless a nested object already has it.
    pub fn add(self, extra: &mut Extra) {
        if let Some((name, value)) = self.0 {
            extra.add(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::error::Error;
    use crate::object::extra::{Extra, extra};
    use crate::object::model::Value as _;
    use crate::object::visitors::criteria;
    use crate::request::metadata::Metadata;
    use crate::response::operation::Operation;
    use crate::test_util::{Filter, Paint};

    impl Filter {
        fn with_extra(mut self, name: &str, value: impl Into<crate::Json>) -> Self {
            extra(name, value).add(&mut self.extra);
            self
        }
    }

    fn violations(paint: &Paint) -> Vec<String> {
        match paint.prepare() {
            Ok(_) => Vec::new(),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn extra_members_are_sent_and_shown() {
        let filter = Filter::ids(["7"]).with_extra("new", json!({"a": [1]}));
        let shown = r#"Filter { ids: ["7"], new: {"a":[1]} }"#;
        assert_eq!(format!("{filter:?}"), shown);
        let all: Vec<_> = criteria(&filter).collect();
        assert_eq!(
            all,
            [
                ("ids", json!(["7"]).into()),
                ("new", json!({"a": [1]}).into())
            ]
        );
        let plain = Paint::new(Filter::ids(["7"]));
        let paint = Paint::new(filter);
        let body = br#"{"colour":"red","filter":{"ids":["7"],"new":{"a":[1]}}}"#;
        assert_eq!(paint.prepare().unwrap().body(), body);
        assert_ne!(paint, plain);
        assert!(paint.has_extra() && !plain.has_extra());
        assert_eq!(format!("{:?}", Extra::NONE), "{}");
    }

    #[test]
    fn received_members_are_kept_and_can_be_replaced() {
        let mut received = Extra::default();
        for (name, value) in [("a", 1), ("b.c", 2), ("a", 3), ("", 4)] {
            received.receive(name.to_owned(), value.into());
        }
        assert_eq!(format!("{received:?}"), r#"{"": 4, "a": 3, "b.c": 2}"#);
        let mut filter = Filter::ids(["7"]);
        filter.extra = received;
        // The server sent the names, so the SDK does not reject them.
        assert_eq!(violations(&Paint::new(filter.clone())), [""; 0]);
        let replaced = filter.with_extra("a", 5);
        let json = serde_json::to_string(&replaced).unwrap();
        assert_eq!(json, r#"{"ids":["7"],"":4,"b.c":2,"a":5}"#);
    }

    #[test]
    fn extra_members_select_nothing() {
        let paint = Paint::new(Filter::default().with_extra("new", true));
        let [violation] = violations(&paint).try_into().unwrap();
        assert!(
            violation.starts_with("filter: selects nothing"),
            "{violation}"
        );
    }

    #[test]
    fn extra_members_cannot_replace_known_fields() {
        for (name, expected) in [
            ("ids", "filter.ids: is a known field: use `ids` instead"),
            (
                "limit",
                "filter.limit: is a known field: use `limit` instead",
            ),
            (
                "name__contains",
                "filter.name__contains: is a known field: use `names` instead",
            ),
            (
                "ids.x",
                "filter.ids.x: is inside `ids`, which is a known field",
            ),
            (" \u{200b}", "filter: a member added with `with_extra` has"),
            ("", "filter: a member added with `with_extra` has"),
        ] {
            let paint = Paint::new(Filter::ids(["7"]).with_extra(name, 1));
            let [violation] = violations(&paint).try_into().unwrap();
            assert!(violation.starts_with(expected), "{violation}");
        }
        let twice = Filter::ids(["7"]).with_extra("new", 1).with_extra("new", 1);
        let [violation] = violations(&Paint::new(twice)).try_into().unwrap();
        assert_eq!(violation, "filter.new: is added twice with `with_extra`");
    }

    #[test]
    fn a_dotted_name_adds_the_member_to_a_nested_object() {
        let (mut outer, mut inner, mut innermost) =
            (Extra::default(), Extra::default(), Extra::default());
        for name in [
            "new",
            "data.new",
            "data.more.new",
            "data",
            "database.new",
            "data.",
        ] {
            extra(name, 1)
                .inside("data.more", &mut innermost)
                .inside("data", &mut inner)
                .add(&mut outer);
        }
        let names = |extra: &Extra| {
            extra
                .iter()
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&outer), ["new", "data", "database.new"]);
        assert_eq!(names(&inner), ["new", ""]);
        assert_eq!(names(&innermost), ["new"]);
    }

    #[test]
    fn extra_members_end_conditional_idempotency() {
        let idempotency = Metadata::NONE
            .idempotent_when(&["filter.ids"], &[])
            .idempotency;
        assert!(idempotency.applies_to(&Paint::new(Filter::ids(["7"]))));
        let paint = Paint::new(Filter::ids(["7"]).with_extra("new", 1));
        assert!(!idempotency.applies_to(&paint));
    }
}
