//! Questions about the fields of an object; each walk stops at the first match.

use std::ops::ControlFlow;

use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::field_spec::FieldSpec;
use crate::object::model::Value;

/// Returns `true` if no field of the object narrows down what it selects.
pub fn is_blank(object: &dyn AnyObject) -> bool {
    let selects = |_: &str, value: &dyn Value, spec: &FieldSpec| spec.selects && !value.is_blank();
    !object.selects_all() && !any_field(object, &selects)
}

/// Returns `true` if the object, or a value inside it, contains members unknown to the SDK.
pub fn has_extra(object: &dyn AnyObject) -> bool {
    !object.extra().is_empty() || any_field(object, &|_, value, _| value.has_extra())
}

/// Returns `true` if the field with this path of wire names, such as `filter.ids`, is set.
pub fn is_set(object: &dyn AnyObject, path: &str) -> bool {
    any_field(object, &|name, value, _| {
        let inside = match path.strip_prefix(name) {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('.').filter(|rest| !rest.is_empty()),
            None => None,
        };
        inside.is_some_and(|path| value.is_set(path))
    })
}

/// A predicate on fields that are set.
type Predicate<'a> = &'a dyn Fn(&str, &dyn Value, &FieldSpec) -> bool;

/// Returns `true` if a field of the object is set and matches the predicate.
fn any_field(object: &dyn AnyObject, predicate: Predicate<'_>) -> bool {
    object.visit(&mut Find(predicate)).is_break()
}

/// Stops at the first field that matches a predicate.
struct Find<'a>(Predicate<'a>);

impl ValueVisitor for Find<'_> {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        if (self.0)(name, value, spec) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn additional(
        &mut self,
        _name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        if members
            .iter()
            .any(|(name, value)| (self.0)(name, *value, spec))
        {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::predicates::is_set;
    use crate::object::validate::Validator;
    use crate::object::violation::Violation;
    use crate::test_util::{Colour, Filter, Paint};
    use crate::values::{Bytes, Id, Json, JsonText, Nullable, Sensitive};

    fn violations(value: &impl Value) -> Vec<Violation> {
        let mut validator = Validator::default();
        value.validate(&FieldPath::ROOT, &FieldSpec::NONE, &mut validator);
        validator.into_violations()
    }

    #[test]
    fn additional_members_select_unless_they_are_blank() {
        struct Tagged {
            all: bool,
            tags: BTreeMap<String, String>,
        }
        crate::object! { Tagged; selection all => "Tagged::all()"; .. "tags" => tags; }

        for (all, text, selects) in [
            (false, None, false),
            (false, Some(" "), false),
            (false, Some("x"), true),
            (true, None, true),
        ] {
            let tags = text.map(|text| ("a".to_owned(), text.to_owned()));
            let tags = tags.into_iter().collect();
            let tagged = Tagged { all, tags };
            assert_eq!(!tagged.is_blank(), selects);
            assert_eq!(serde_json::to_string(&tagged).is_ok(), selects);
            let violations = violations(&tagged);
            assert_eq!(violations.is_empty(), selects, "{violations:?}");
        }
    }

    #[test]
    fn a_value_without_a_rule_selects_nothing() {
        #[derive(Debug, Serialize)]
        struct Forgetful;
        impl Value for Forgetful {}

        struct Search {
            text: Option<Forgetful>,
            all: bool,
        }
        crate::object! { Search; selection all => "Search::all()"; optional "text" => text; }

        let text = Some(Forgetful);
        let search = Search { text, all: false };
        assert!(search.is_blank());
        let violations = violations(&search);
        let is_reported = violations
            .iter()
            .any(|found| found.path == "text" && found.message.starts_with("is blank"));
        assert!(is_reported, "{violations:?}");
    }

    #[test]
    fn blank_values_of_open_enums_select_nothing() {
        struct Search {
            colour: Option<Colour>,
            colours: Option<Vec<Colour>>,
            all: bool,
        }
        crate::object! {
            Search;
            selection all => "Search::all()";
            optional "colour" => colour;
            optional "colours" => colours;
        }

        for (text, selects) in [("", false), (" \t", false), ("red", true), ("mauve", true)] {
            let colour = || Colour::from(text);
            for (colour, colours) in [(Some(colour()), None), (None, Some(vec![colour()]))] {
                let all = false;
                let search = Search {
                    colour,
                    colours,
                    all,
                };
                assert_eq!(search.is_blank(), !selects, "{text:?}");
                let violations = violations(&search);
                assert_eq!(violations.is_empty(), selects, "{violations:?}");
                assert_eq!(serde_json::to_string(&search).is_ok(), selects);
            }
        }
    }

    crate::closed_enum! {
        enum Mark {
            Blank = " ",
            Dot = ".",
        }
    }

    /// The values whose type has a separate rule, apart from objects, open enums and unions.
    #[test]
    fn values_without_content_are_blank() {
        let json = |value: serde_json::Value| Json::from(value);
        let blank = json(json!([null, "", {"a": [" "]}, {}]));
        let content = [
            json!(0),
            json!(false),
            json!("x"),
            json!([null, 1]),
            json!({"a": [true]}),
        ];
        let text = |text: &str| text.to_owned();
        let values: [(Box<dyn Value>, bool); 18] = [
            (Box::new(Mark::Blank), true),
            (Box::new(Mark::Dot), false),
            (Box::new(text("\n")), true),
            (Box::new(text("x")), false),
            (Box::new(Id::from(" ")), true),
            (Box::new(Id::from("7")), false),
            (Box::new(Bytes::from("")), true),
            (Box::new(Bytes::from(" ")), false),
            (Box::new(JsonText::from(blank.clone())), true),
            (Box::new(JsonText::from(json!(1))), false),
            (Box::new(Nullable::<String>::Null), true),
            (Box::new(Nullable::from(text(" "))), true),
            (Box::new(Nullable::from(text("x"))), false),
            (Box::new(Sensitive::from(text(" "))), true),
            (Box::new(Sensitive::from(text("x"))), false),
            (Box::new(Box::new(text(" "))), true),
            (Box::new(Box::new(text("x"))), false),
            (Box::new(blank), true),
        ];
        assert_eq!(Mark::known_values(), [" ", "."]);
        for (value, is_blank) in &values {
            assert_eq!(value.is_blank(), *is_blank, "{value:?}");
        }
        for value in content {
            assert!(!json(value.clone()).is_blank(), "{value}");
        }
    }

    #[test]
    fn an_object_without_criteria_selects_nothing() {
        struct Period {
            since: Option<String>,
        }
        crate::object! { Period; optional "since" => since; }

        struct Search {
            period: Option<Period>,
            all: bool,
        }
        crate::object! { Search; selection all => "Search::all()"; optional "period" => period; }

        for (since, selects) in [(None, false), (Some(""), false), (Some("2025"), true)] {
            let since = since.map(str::to_owned);
            let period = Some(Period { since });
            let search = Search { period, all: false };
            assert_eq!(!search.is_blank(), selects);
            let violations = violations(&search);
            assert_eq!(violations.is_empty(), selects, "{violations:?}");
        }
    }

    #[test]
    fn set_fields_are_found_by_path() {
        let paint = Paint::new(Filter::ids(["7"]));
        for path in ["colour", "filter", "filter.ids"] {
            assert!(is_set(&&paint, path), "{path}");
        }
        for path in [
            "",
            ".",
            "filter.",
            "filter.limit",
            "ids",
            "filter.ids.x",
            "colours",
            "fil",
        ] {
            assert!(!is_set(&&paint, path), "{path}");
        }
    }
}
