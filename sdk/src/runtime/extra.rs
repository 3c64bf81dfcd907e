//! Members of JSON objects that this version of an SDK does not know.

use std::fmt;

use super::rules::Part;
use super::{Check, Json, Object, Place, Rules, is_blank_text};

/// What a caller sends beside the fields of an object, under names on the wire.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Vec<(String, Json)>);

impl Extra {
    /// Nothing.
    pub(super) const NONE: &'static Self = &Self(Vec::new());

    /// Each name on the wire with its value, as they were given.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether nothing was given.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// A member on its way to the object that it belongs to.
#[derive(Debug)]
#[must_use]
pub struct NewExtra(Option<(String, Json)>);

/// A member with this name on the wire.
pub fn extra(name: &str, value: impl Into<Json>) -> NewExtra {
    NewExtra(Some((name.to_owned(), value.into())))
}

impl NewExtra {
    /// Adds it to an object inside, when its name is a path that starts with that object's.
    pub fn inside(self, object: &str, extra: &mut Extra) -> Self {
        let Some((path, value)) = self.0 else {
            return self;
        };
        let rest = path.strip_prefix(object);
        match rest.and_then(|rest| rest.strip_prefix('.')) {
            Some(name) => {
                extra.0.push((name.to_owned(), value));
                Self(None)
            }
            None => Self(Some((path, value))),
        }
    }

    /// Adds it to the object itself, unless it went into another.
    pub fn add(self, extra: &mut Extra) {
        extra.0.extend(self.0);
    }
}

/// What the table of an object says of a field: its names.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    wire: &'static str,
    rust: &'static str,
    is_member: bool,
}

impl Known {
    /// The name on the wire, and the way to the Rust field.
    #[must_use]
    pub const fn new(wire: &'static str, rust: &'static str, rules: &Rules) -> Self {
        Self {
            wire,
            rust,
            is_member: matches!(rules.part, Part::Member),
        }
    }

    /// The setter, or the argument of the constructor.
    fn rust(&self) -> &'static str {
        let name = self.rust.rsplit('.').next().unwrap_or_default().trim();
        name.strip_prefix("r#").unwrap_or(name)
    }
}

/// Whether something was given beside the fields, at any depth.
pub fn has_extra<T: Object>(object: &T) -> bool {
    !object.extra().is_empty() || object.fields(&mut Sought).is_err()
}

/// Stops at a field that holds something beside its own fields.
struct Sought;

/// There is one.
struct Found;

impl super::Receiver for Sought {
    type Stop = Found;

    fn field<V: super::Value>(
        &mut self,
        _name: &'static str,
        value: &V,
        _rules: &Rules,
    ) -> Result<(), Found> {
        if value.has_extra() {
            Err(Found)
        } else {
            Ok(())
        }
    }
}

/// Reports what would overwrite something, or has no name.
pub(super) fn check<T: Object>(object: &T, place: &Place<'_>, check: &mut Check) {
    let extra = object.extra();
    let known = |name: &str| {
        let mut fields = T::FIELDS.iter();
        fields.find(|field| field.is_member && field.wire == name)
    };
    for (position, (name, _)) in extra.iter().enumerate() {
        if is_blank_text(name) {
            check.report(place, || {
                "a member that was given by `with_extra` has a blank name".to_owned()
            });
            continue;
        }
        let place = place.field(name);
        if let Some(field) = known(name) {
            check.report(&place, || {
                format!(
                    "has a type of its own: use `{}` instead of `with_extra`",
                    field.rust()
                )
            });
        } else if let Some((object, _)) = name.split_once('.')
            && known(object).is_some()
        {
            check.report(&place, || {
                format!(
                    "is inside of `{object}`, which has a type of its own: use `with_extra` there"
                )
            });
        } else if extra.iter().take(position).any(|(other, _)| other == name) {
            check.report(&place, || "is given twice by `with_extra`".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Extra, extra, has_extra};
    use crate::runtime::testing::{Filter, Paint};
    use crate::runtime::{Error, HasFacts, Operation, criteria};

    impl Filter {
        fn with_extra(mut self, name: &str, value: impl Into<crate::runtime::Json>) -> Self {
            extra(name, value).add(&mut self.fields.extra);
            self
        }
    }

    fn refusals(paint: &Paint) -> Vec<String> {
        match paint.prepare() {
            Ok(_) => Vec::new(),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn an_extra_is_sent_and_shown() {
        let filter = Filter::ids(["7"]).with_extra("new", json!({"a": [1]}));
        let shown = r#"Filter { ids: ["7"], new: {"a":[1]} }"#;
        assert_eq!(format!("{filter:?}"), shown);
        let all: Vec<_> = criteria(&filter).collect();
        assert_eq!(all, [("ids", json!(["7"])), ("new", json!({"a": [1]}))]);
        let plain = Paint::new(Filter::ids(["7"]));
        let paint = Paint::new(filter);
        let body = br#"{"colour":"red","filter":{"ids":["7"],"new":{"a":[1]}}}"#;
        assert_eq!(paint.prepare().unwrap().body(), body);
        assert_ne!(paint, plain);
        assert!(has_extra(&paint) && !has_extra(&plain));
        assert_eq!(format!("{:?}", Extra::NONE), "{}");
    }

    #[test]
    fn an_extra_selects_nothing() {
        let paint = Paint::new(Filter::default().with_extra("new", true));
        let [refusal] = refusals(&paint).try_into().unwrap();
        assert!(refusal.starts_with("filter: selects nothing"), "{refusal}");
    }

    #[test]
    fn an_extra_overwrites_nothing() {
        for (name, told) in [
            (
                "ids",
                "filter.ids: has a type of its own: use `ids` instead",
            ),
            (
                "limit",
                "filter.limit: has a type of its own: use `limit` instead",
            ),
            (
                "name__contains",
                "filter.name__contains: has a type of its own: use `names` instead",
            ),
            ("ids.x", "filter.ids.x: is inside of `ids`, which has"),
            (
                " \u{200b}",
                "filter: a member that was given by `with_extra` has",
            ),
            ("", "filter: a member that was given by `with_extra` has"),
        ] {
            let paint = Paint::new(Filter::ids(["7"]).with_extra(name, 1));
            let [refusal] = refusals(&paint).try_into().unwrap();
            assert!(refusal.starts_with(told), "{refusal}");
        }
        let twice = Filter::ids(["7"]).with_extra("new", 1).with_extra("new", 1);
        let [refusal] = refusals(&Paint::new(twice)).try_into().unwrap();
        assert_eq!(refusal, "filter.new: is given twice by `with_extra`");
    }

    #[test]
    fn a_path_leads_into_an_object_inside() {
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

    /// Nobody can say what a repeat with it does.
    #[test]
    fn a_request_with_an_extra_is_only_repeated_when_all_are() {
        struct Known;
        crate::runtime::facts! { Known; repeatable_when(&["filter.ids"], &[]); }
        let repeatable = Known::FACTS.repeatable;
        assert!(repeatable.holds_for(&Paint::new(Filter::ids(["7"]))));
        let paint = Paint::new(Filter::ids(["7"]).with_extra("new", 1));
        assert!(!repeatable.holds_for(&paint));
    }
}
