//! The query of a request: its parameters, percent-encoded.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::Serialize;

use super::{Check, Json, Object, Place, Receiver, Rules, Value, is_blank_text};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The text so that it means itself in a path and in a query.
pub(super) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// The one text that stands for a value outside JSON.
///
/// # Errors
///
/// Why there is none.
pub(super) fn text_of<V: Serialize + ?Sized>(value: &V) -> Result<String, &'static str> {
    match serde_json::to_value(value) {
        Ok(Json::String(text)) => Ok(text),
        Ok(Json::Bool(value)) => Ok(value.to_string()),
        Ok(Json::Number(number)) => Ok(match number.as_f64() {
            // Without exponent, and without a fraction where there is none.
            Some(float) if number.is_f64() => float.to_string(),
            Some(_) | None => number.to_string(),
        }),
        Ok(Json::Null) => Err("is null, which only JSON can say: leave it out instead"),
        Ok(Json::Array(_) | Json::Object(_)) => {
            Err("is a list or an object inside of what takes single values only")
        }
        Err(_) => Err("cannot be written as text"),
    }
}

/// Writes the parameters of a query.
#[derive(Debug)]
pub struct Query<'a> {
    text: &'a mut Option<String>,
    check: &'a mut Check,
    /// Whether the parameters are those of an object, which holds no other object.
    is_inside: bool,
}

impl<'a> Query<'a> {
    /// Adds to the query `text`, and reports what cannot be in a query.
    pub(super) fn new(text: &'a mut Option<String>, check: &'a mut Check) -> Self {
        Self {
            text,
            check,
            is_inside: false,
        }
    }

    /// Writes one parameter.
    pub fn parameter<V: Serialize + ?Sized>(&mut self, place: &Place<'_>, name: &str, value: &V) {
        match text_of(value) {
            Ok(text) => self.push(name, [text.as_str()]),
            Err(message) => self.check.report_once(place, message),
        }
    }

    /// Writes a list: a parameter for each item, or one with all of them.
    pub fn list<T: Value>(&mut self, place: &Place<'_>, name: &str, items: &[T], rules: &Rules) {
        let texts: Result<Vec<String>, _> = items.iter().map(text_of).collect();
        let texts = match texts {
            Ok(texts) => texts,
            Err(message) => return self.check.report_once(place, message),
        };
        let texts = texts.iter().map(String::as_str);
        if rules.comma_separated {
            self.push(name, texts);
        } else {
            for text in texts {
                self.push(name, [text]);
            }
        }
    }

    /// Writes a parameter for each member of an object that is set.
    pub fn members<T: Object>(&mut self, object: &T, place: &Place<'_>) {
        if let Some(mut inside) = self.inside(place) {
            let Ok(()) = object.fields(&mut Members {
                query: &mut inside,
                place,
            });
            for (name, value) in object.extra().iter() {
                value.write_query(&place.field(name), name, &Rules::NONE, &mut inside);
            }
        }
    }

    /// Writes a parameter for each entry of a map.
    pub fn entries<T: Value>(
        &mut self,
        place: &Place<'_>,
        map: &BTreeMap<String, T>,
        rules: &Rules,
    ) {
        if let Some(mut inside) = self.inside(place) {
            for (key, value) in map {
                if is_blank_text(key) {
                    let message = "has an entry with an empty key, which is no parameter";
                    inside.check.report(place, || message.to_owned());
                }
                let entry = place.field(key);
                let place = if rules.sensitive { place } else { &entry };
                value.write_query(place, key, &rules.of_items(), &mut inside);
            }
        }
    }

    /// The same query for what is inside an object; none inside an object already.
    fn inside(&mut self, place: &Place<'_>) -> Option<Query<'_>> {
        if self.is_inside {
            let message = "is an object inside an object, which a query cannot hold";
            self.check.report_once(place, message);
            return None;
        }
        Some(Query {
            text: self.text,
            check: self.check,
            is_inside: true,
        })
    }

    /// Adds `name=value,value`.
    fn push<'v>(&mut self, name: &str, values: impl IntoIterator<Item = &'v str>) {
        let text = self.text.get_or_insert_default();
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(encode(name));
        text.push('=');
        for (position, value) in values.into_iter().enumerate() {
            if position > 0 {
                text.push(',');
            }
            text.extend(encode(value));
        }
    }
}

/// Writes each field of an object as a parameter.
struct Members<'a, 'q> {
    query: &'a mut Query<'q>,
    place: &'a Place<'a>,
}

impl Receiver for Members<'_, '_> {
    type Stop = std::convert::Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Self::Stop> {
        value.write_query(&self.place.field(name), name, rules, self.query);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runtime::testing::{Filter, Paint};
    use crate::runtime::{Id, Nullable, map};

    fn query<V: Value>(value: &V, rules: Rules) -> Result<String, String> {
        let (mut text, mut check) = (None, Check::default());
        let place = Place::ROOT.field("q");
        value.write_query(&place, "q", &rules, &mut Query::new(&mut text, &mut check));
        match check.into_violations().first() {
            Some(violation) => Err(violation.to_string()),
            None => Ok(text.unwrap_or_default()),
        }
    }

    #[test]
    fn scalars_are_their_text() {
        for (written, expected) in [
            (
                query(&"a b&c=d+e/é%?#".to_owned(), Rules::NONE),
                "q=a%20b%26c%3Dd%2Be%2F%C3%A9%25%3F%23",
            ),
            (query(&"-._~aZ9".to_owned(), Rules::NONE), "q=-._~aZ9"),
            (query(&String::new(), Rules::NONE), "q="),
            (query(&true, Rules::NONE), "q=true"),
            (query(&u64::MAX, Rules::NONE), "q=18446744073709551615"),
            (query(&2.0, Rules::NONE), "q=2"),
            (query(&-0.25, Rules::NONE), "q=-0.25"),
            (query(&1e21, Rules::NONE), "q=1000000000000000000000"),
            (query(&Id::from(7), Rules::NONE), "q=7"),
            (query(&Nullable::Value(1), Rules::NONE), "q=1"),
            (query(&json!("x"), Rules::NONE), "q=x"),
        ] {
            assert_eq!(written.as_deref(), Ok(expected));
        }
    }

    #[test]
    fn lists_are_repeated_or_joined() {
        let list = || vec!["a,b".to_owned(), "c".to_owned()];
        assert_eq!(query(&list(), Rules::NONE).unwrap(), "q=a%2Cb&q=c");
        let joined = query(&list(), Rules::NONE.comma_separated()).unwrap();
        assert_eq!(joined, "q=a%2Cb,c");
    }

    #[test]
    fn objects_and_maps_are_a_parameter_for_each_member() {
        let filter = Filter::ids(["1", "2"]).with(|fields| fields.active = Some(true));
        assert_eq!(
            query(&filter, Rules::NONE).unwrap(),
            "ids=1&ids=2&active=true"
        );
        let labels: std::collections::BTreeMap<String, Id> = map([("a b", "1"), ("c", "2")]);
        assert_eq!(query(&labels, Rules::NONE).unwrap(), "a%20b=1&c=2");
    }

    #[test]
    fn what_a_query_cannot_hold_is_refused() {
        let nested = query(&Paint::new(Filter::ids(["1"])), Rules::NONE).unwrap_err();
        assert_eq!(
            nested,
            "q.filter: is an object inside an object, which a query cannot hold"
        );
        let nameless: std::collections::BTreeMap<String, Id> = map([(" ", "1")]);
        let nameless = query(&nameless, Rules::NONE).unwrap_err();
        assert_eq!(
            nameless,
            "q: has an entry with an empty key, which is no parameter"
        );
        let null = query(&Nullable::<i32>::Null, Rules::NONE).unwrap_err();
        assert!(null.starts_with("q: is null"), "{null}");
        for json in [json!([1]), json!({"a": 1})] {
            let error = query(&json, Rules::NONE).unwrap_err();
            assert!(error.starts_with("q: is a list or an object"), "{error}");
        }
        assert!(query(&vec![vec![1]], Rules::NONE).is_err());
    }
}
