//! The percent-encoded query of a request, and forms, which are encoded in the same way except for
//! spaces.

use std::borrow::Cow;

use url::form_urlencoded::byte_serialize;

use crate::http::text::{ValueJson, encode, text_of};
use crate::object::field_path::FieldPath;
use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::list_style::ListStyle;
use crate::object::location::Location;
use crate::object::model::Value;
use crate::object::validate::Validator;

/// Writes query parameters, or the fields of a form.
#[derive(Debug)]
pub struct Query<'a> {
    pub(super) text: &'a mut Option<String>,
    pub(super) validator: &'a mut Validator,
    /// The location of the parameters: the query, or a form.
    pub(super) location: Location,
    pub(super) nesting: Nesting,
    /// The style of lists without their own.
    pub(super) list_style: ListStyle,
    /// The inputs of the request, whose names no entry of a map can have.
    pub(super) inputs: &'static [FieldRow],
}

/// The values around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// None: it is an input.
    Input,
    /// An object or a map whose members are parameters by their own names; it cannot contain another.
    Members,
    /// Objects or maps whose members are named `object[member]`.
    Brackets,
}

impl<'a> Query<'a> {
    /// Creates a writer that appends to `text` and reports values that a query cannot represent.
    pub(crate) fn new(text: &'a mut Option<String>, validator: &'a mut Validator) -> Self {
        Self {
            text,
            validator,
            location: Location::Query,
            nesting: Nesting::Input,
            list_style: ListStyle::Repeat,
            inputs: &[],
        }
    }

    /// Writes the fields of a form instead.
    pub(crate) fn of_form(self) -> Self {
        Self {
            location: Location::Form,
            ..self
        }
    }

    /// Sets the inputs of the request.
    pub(crate) fn with_inputs(self, inputs: &'static [FieldRow]) -> Self {
        Self { inputs, ..self }
    }

    /// Writes one parameter. Reports a value that has no text form.
    pub fn parameter(&mut self, path: &FieldPath<'_>, name: &str, json: ValueJson) {
        match text_of(json) {
            Ok(text) => self.push(name, [text.as_str()], ""),
            Err(message) => self.validator.report_once(path, message),
        }
    }

    /// Writes a list in its style. Reports an item that the server would split.
    pub fn list(
        &mut self,
        path: &FieldPath<'_>,
        name: &str,
        items: &[&dyn Value],
        spec: &FieldSpec,
    ) {
        let texts = items.iter().map(|item| text_of(item.to_json()));
        let texts: Result<Vec<String>, _> = texts.collect();
        let texts = match texts {
            Ok(texts) => texts,
            Err(message) => return self.validator.report_once(path, message),
        };
        let style = spec.list_style.unwrap_or(self.list_style);
        for (index, text) in texts.iter().enumerate() {
            if let Some(problem) = style.problem(text) {
                let item = path.item(index).item_prefix();
                self.validator.report(path, || format!("{item}{problem}"));
            }
        }
        let texts = texts.iter().map(String::as_str);
        if let Some(separator) = style.separator() {
            return self.push(name, texts, separator);
        }
        let name = match style {
            ListStyle::Brackets => Cow::Owned(format!("{name}[]")),
            _ => Cow::Borrowed(name),
        };
        for text in texts {
            self.push(&name, [text], "");
        }
    }

    /// Appends the name and the values with the encoded separator between them.
    fn push<'v>(&mut self, name: &str, values: impl IntoIterator<Item = &'v str>, separator: &str) {
        let write = if self.location == Location::Form {
            write_form
        } else {
            write_query
        };
        let text = self.text.get_or_insert_default();
        if !text.is_empty() {
            text.push('&');
        }
        write(text, name);
        text.push('=');
        for (position, value) in values.into_iter().enumerate() {
            if position > 0 {
                text.push_str(separator);
            }
            write(text, value);
        }
    }
}

fn write_query(text: &mut String, value: &str) {
    text.extend(encode(value));
}

fn write_form(text: &mut String, value: &str) {
    text.extend(byte_serialize(value.as_bytes()));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use crate::json::Json;
    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::query::Query;
    use crate::object::validate::Validator;
    use crate::test_util::{Filter, Paint};
    use crate::values::containers::map;
    use crate::values::id::Id;
    use crate::values::nullable::Nullable;

    fn query<V: Value>(value: &V, spec: FieldSpec) -> Result<String, String> {
        let (mut text, mut validator) = (None, Validator::default());
        let path = FieldPath::ROOT.field("q");
        value.write_query(
            &path,
            "q",
            &spec,
            &mut Query::new(&mut text, &mut validator),
        );
        match validator.into_violations().first() {
            Some(violation) => Err(violation.to_string()),
            None => Ok(text.unwrap_or_default()),
        }
    }

    fn number(text: &str) -> Json {
        text.parse().unwrap()
    }

    #[test]
    fn scalars_are_written_as_text() {
        for (written, expected) in [
            (
                query(&"a b&c=d+e/é%?#".to_owned(), FieldSpec::NONE),
                "q=a%20b%26c%3Dd%2Be%2F%C3%A9%25%3F%23",
            ),
            (query(&"-._~aZ9".to_owned(), FieldSpec::NONE), "q=-._~aZ9"),
            (query(&String::new(), FieldSpec::NONE), "q="),
            (query(&true, FieldSpec::NONE), "q=true"),
            (query(&u64::MAX, FieldSpec::NONE), "q=18446744073709551615"),
            (query(&2.0, FieldSpec::NONE), "q=2"),
            (query(&-0.25, FieldSpec::NONE), "q=-0.25"),
            (query(&1e21, FieldSpec::NONE), "q=1000000000000000000000"),
            (query(&Id::from(7), FieldSpec::NONE), "q=7"),
            (query(&Nullable::Value(1), FieldSpec::NONE), "q=1"),
            (query(&Json::from("x"), FieldSpec::NONE), "q=x"),
            (query(&number("1e400"), FieldSpec::NONE), "q=1e400"),
            (
                query(&number("123456789012345678901234567890"), FieldSpec::NONE),
                "q=123456789012345678901234567890",
            ),
        ] {
            assert_eq!(written.as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_form_differs_from_a_query_in_spaces() {
        let (mut text, mut validator) = (None, Validator::default());
        let path = FieldPath::ROOT.field("q");
        let mut form = Query::new(&mut text, &mut validator).of_form();
        let values = vec!["a b&c=d+e/é%?#".to_owned(), "-._*aZ9~".to_owned()];
        values.write_query(&path, "q r", &FieldSpec::NONE, &mut form);
        let spec = FieldSpec::NONE.comma_separated();
        vec!["a b".to_owned(), "c,d".to_owned()].write_query(&path, "s", &spec, &mut form);
        assert_eq!(
            text.as_deref(),
            Some("q+r=a+b%26c%3Dd%2Be%2F%C3%A9%25%3F%23&q+r=-._*aZ9%7E&s=a+b,c%2Cd")
        );
    }

    #[test]
    fn lists_are_repeated_or_joined() {
        let list = || vec!["a,b".to_owned(), "c".to_owned()];
        assert_eq!(query(&list(), FieldSpec::NONE).unwrap(), "q=a%2Cb&q=c");
        for (spec, joined) in [
            (FieldSpec::NONE.repeated(), "q=a%2Cb&q=c"),
            (FieldSpec::NONE.comma_separated(), "q=a%2Cb,c"),
            (FieldSpec::NONE.pipe_separated(), "q=a%2Cb%7Cc"),
            (FieldSpec::NONE.space_separated(), "q=a%2Cb%20c"),
            (FieldSpec::NONE.bracketed_items(), "q%5B%5D=a%2Cb&q%5B%5D=c"),
        ] {
            assert_eq!(query(&list(), spec).unwrap(), joined);
        }
    }

    #[test]
    fn an_item_with_the_separator_is_rejected() {
        let list = || vec!["a".to_owned(), "b c|d".to_owned()];
        for (spec, message) in [
            (FieldSpec::NONE.pipe_separated(), "q: item 1 contains `|`"),
            (
                FieldSpec::NONE.space_separated(),
                "q: item 1 contains a space",
            ),
        ] {
            let error = query(&list(), spec).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
        assert!(query(&list(), FieldSpec::NONE.comma_separated()).is_ok());
    }

    #[test]
    fn members_in_brackets_nest_and_pass_on_the_style_of_lists() {
        let filter = Filter::ids(["1", "2"]).with(|fields| fields.active = Some(true));
        let brackets = FieldSpec::NONE.bracketed_members();
        let paint = Paint::new(filter);
        for (spec, expected) in [
            (
                brackets,
                "q[colour]=red&q[filter][ids]=1&q[filter][ids]=2&q[filter][active]=true",
            ),
            (
                brackets.comma_separated(),
                "q[colour]=red&q[filter][ids]=1,2&q[filter][active]=true",
            ),
            (
                brackets.bracketed_items(),
                "q[colour]=red&q[filter][ids][]=1&q[filter][ids][]=2&q[filter][active]=true",
            ),
        ] {
            let text = query(&paint, spec).unwrap();
            assert_eq!(text.replace("%5B", "[").replace("%5D", "]"), expected);
        }
        let lists = BTreeMap::from([("k".to_owned(), vec![1, 2])]);
        assert_eq!(query(&lists, brackets).unwrap(), "q%5Bk%5D=1&q%5Bk%5D=2");
        for key in ["a]b", "[", " "] {
            let map = BTreeMap::from([(key.to_owned(), 1)]);
            let error = query(&map, brackets).unwrap_err();
            assert!(error.starts_with("q: has an entry with a"), "{error}");
        }
    }

    #[test]
    fn objects_and_maps_become_one_parameter_per_member() {
        let filter = Filter::ids(["1", "2"]).with(|fields| fields.active = Some(true));
        assert_eq!(
            query(&filter, FieldSpec::NONE).unwrap(),
            "ids=1&ids=2&active=true"
        );
        let labels: BTreeMap<String, Id> = map([("a b", "1"), ("c", "2")]);
        assert_eq!(query(&labels, FieldSpec::NONE).unwrap(), "a%20b=1&c=2");
    }

    #[test]
    fn values_a_query_cannot_represent_are_rejected() {
        let nested = query(&Paint::new(Filter::ids(["1"])), FieldSpec::NONE).unwrap_err();
        assert_eq!(
            nested,
            "q.filter: is an object inside an object, which a query cannot represent"
        );
        let nameless: BTreeMap<String, Id> = map([(" ", "1")]);
        let nameless = query(&nameless, FieldSpec::NONE).unwrap_err();
        assert_eq!(
            nameless,
            "q: has an entry with an empty key, which cannot be a parameter name"
        );
        let null = query(&Nullable::<i32>::Null, FieldSpec::NONE).unwrap_err();
        assert!(null.starts_with("q: is null"), "{null}");
        for json in [Json::from([1]), Json::from(json!({"a": 1}))] {
            let error = query(&json, FieldSpec::NONE).unwrap_err();
            assert!(error.starts_with("q: is a list or an object"), "{error}");
        }
        assert!(query(&vec![vec![1]], FieldSpec::NONE).is_err());
    }
}
