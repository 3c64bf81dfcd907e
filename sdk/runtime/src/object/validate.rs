//! Validation before sending: finds every violation and reports it by wire name.
//!
//! Nothing is allocated while nothing is wrong.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::extra::Extra;
use crate::object::field_path::FieldPath;
use crate::object::field_row::FieldRow;
use crate::object::field_spec::{FieldSpec, Override, spec_on_use};
use crate::object::location::Location;
use crate::object::model::Value;
use crate::object::violation::Violation;

/// Collects the violations of a request.
#[derive(Debug, Default)]
pub struct Validator {
    violations: Vec<Violation>,
    is_sensitive: bool,
    /// The names on the way to each sensitive value, if somebody asks for them.
    sensitive: Option<Vec<Vec<String>>>,
    /// `true` if blank values must be reported here: inside filters, and in path, query,
    /// headers and forms, where they would be dropped silently. Elsewhere an empty list is a value like any
    /// other.
    is_strict: bool,
}

impl Validator {
    /// Reports a violation at `path`.
    pub fn report(&mut self, path: &FieldPath<'_>, message: impl FnOnce() -> String) {
        let path = path.to_string();
        let message = message();
        self.violations.push(Violation { path, message });
    }

    /// Reports a violation unless one is known at the same path.
    pub(crate) fn report_once(&mut self, path: &FieldPath<'_>, message: &str) {
        let path = path.to_string();
        if self.violations.iter().all(|known| known.path != path) {
            let message = message.to_owned();
            self.violations.push(Violation { path, message });
        }
    }

    /// Marks the value at `path` as sensitive.
    pub(crate) fn mark_sensitive(&mut self, path: &FieldPath<'_>) {
        self.is_sensitive = true;
        if let Some(sensitive) = &mut self.sensitive {
            sensitive.push(path.names());
        }
    }

    /// Returns the names on the way to each sensitive value of an object.
    pub(crate) fn sensitive_values(object: &dyn Value) -> Vec<Vec<String>> {
        let mut validator = Self {
            sensitive: Some(Vec::new()),
            ..Self::default()
        };
        object.validate(&FieldPath::ROOT, &FieldSpec::NONE, &mut validator);
        validator.sensitive.unwrap_or_default()
    }

    /// Checks the length of a list, then each item.
    pub fn list<T: Value>(&mut self, items: &[T], path: &FieldPath<'_>, spec: &FieldSpec) {
        self.length(items.len(), path, spec);
        let of_items;
        let spec = if T::has_length() {
            of_items = spec.of_items();
            &of_items
        } else {
            spec
        };
        for (index, item) in items.iter().enumerate() {
            item.validate(&path.item(index), spec, self);
        }
    }

    fn length(&mut self, length: usize, path: &FieldPath<'_>, spec: &FieldSpec) {
        if length == 0 && (self.is_strict || spec.min_items > 0) {
            self.report(path, || {
                "the list is empty: add an item, or leave it unset".to_owned()
            });
        } else {
            self.count(length, ["item", "items"], path, spec);
        }
    }

    /// Checks the number of entries of a map, then each value.
    pub fn map<T: Value>(
        &mut self,
        map: &BTreeMap<String, T>,
        path: &FieldPath<'_>,
        spec: &FieldSpec,
    ) {
        self.count(map.len(), ["entry", "entries"], path, spec);
        let spec = spec.of_items();
        for (key, value) in map {
            // The keys of a sensitive map may reveal its content.
            if spec.sensitive {
                value.validate(path, &spec, self);
            } else {
                value.validate(&path.field(key), &spec, self);
            }
        }
    }

    /// Checks the number of items of a list or map; `nouns` are singular and plural.
    fn count(&mut self, count: usize, nouns: [&str; 2], path: &FieldPath<'_>, spec: &FieldSpec) {
        let (min, max) = (spec.min_items, spec.max_items);
        let [one, many] = nouns;
        let noun = if count == 1 { one } else { many };
        if count < min {
            self.report(path, || format!("has {count} {noun}, needs at least {min}"));
        } else if count > max {
            self.report(path, || {
                format!("has {count} {noun}, accepts at most {max}")
            });
        }
    }

    /// Checks each field of an object, then that the object selects something if it must. The
    /// expression that selects everything is only suggested if the fields are valid: an invalid
    /// field is the error to fix.
    pub fn object(&mut self, object: &dyn AnyObject, path: &FieldPath<'_>, spec: &FieldSpec) {
        let before = self.violations.len();
        let mut fields = Fields {
            validator: self,
            path,
            must_select: object.select_all().is_some(),
            selects: object.selects_all(),
            overrides: spec.overrides,
            known: object.rows(),
            extra: object.extra(),
        };
        let _ = object.visit(&mut fields);
        let selects = fields.selects;
        self.extra(object, path);
        if let Some(select_all) = object.select_all()
            && self.violations.len() == before
            && !selects
        {
            self.report(path, || {
                format!(
                    "selects nothing, which the server would treat as everything: \
                     set a field that narrows it down, or use `{select_all}`"
                )
            });
        }
    }

    /// Returns `true` if the request contains a sensitive value.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }

    /// Returns `true` if blank values are violations here.
    pub(crate) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Returns `true` if there are violations.
    pub(crate) fn has_violations(&self) -> bool {
        !self.violations.is_empty()
    }

    /// Returns the violations, in the order they were found.
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }
}

/// Checks each field of an object.
struct Fields<'a, 'p> {
    validator: &'a mut Validator,
    path: &'p FieldPath<'p>,
    /// `true` if the object selects what an operation works on: a blank field would silently widen
    /// that.
    must_select: bool,
    /// `true` once it is known that the object selects something.
    selects: bool,
    overrides: &'static [Override],
    /// The fields of the object.
    known: &'static [FieldRow],
    /// The members that the caller added with `with_extra`.
    extra: &'p Extra,
}

impl ValueVisitor for Fields<'_, '_> {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        let path = self.path.field(name);
        let Some(spec) = spec_on_use(self.overrides, name, spec) else {
            self.validator.report(&path, || {
                "cannot be set here, because this operation does not have the field: leave it unset"
                    .to_owned()
            });
            return ControlFlow::Continue(());
        };
        let before = self.validator.violations.len();
        let outer = self.validator.is_strict;
        self.validator.is_strict = outer || spec.location.drops_blank() || self.must_select;
        value.validate(&path, spec, self.validator);
        self.validator.is_strict = outer;
        if spec.sensitive {
            self.validator.mark_sensitive(&path);
        }
        let is_valid = self.validator.violations.len() == before;
        let (in_path, must_narrow) = (
            spec.location == Location::Path,
            self.must_select && spec.selects,
        );
        if !is_valid || !(in_path || must_narrow) {
            return ControlFlow::Continue(());
        }
        if !value.is_blank() {
            self.selects |= must_narrow;
        } else if in_path {
            self.validator.report(&path, || {
                "is empty, but is part of the path: give it a value".to_owned()
            });
        } else {
            self.validator.report(&path, || {
                "is blank, so it narrows nothing down: give it a value, or leave it unset"
                    .to_owned()
            });
        }
        ControlFlow::Continue(())
    }

    /// Checks the names and the values of additional members.
    fn additional(
        &mut self,
        _name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        let outer = self.validator.is_strict;
        self.validator.is_strict = outer || spec.location.drops_blank();
        self.selects |= spec.selects && members.iter().any(|(_, value)| !value.is_blank());
        for (name, value) in members {
            let validator = &mut *self.validator;
            validator.additional_name(name, self.path, (self.known, spec.location), self.extra);
            let inner = self.path.field(name);
            if spec.sensitive {
                self.validator.mark_sensitive(&inner);
            }
            let path = if spec.sensitive { self.path } else { &inner };
            value.validate(path, &spec.of_items(), self.validator);
        }
        self.validator.is_strict = outer;
        ControlFlow::Continue(())
    }

    /// Reports an unset object that must select something: the server would select everything.
    fn unset(&mut self, name: &'static str, select_all: &'static str) {
        self.validator.report(&self.path.field(name), || {
            format!(
                "is not set, which the server would treat as everything: \
                 set it, or use `{select_all}`"
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::validate::Validator;
    use crate::response::operation::Operation;
    use crate::test_util::{Colour, Filter, Paint};
    use crate::values::containers::list;

    fn violations(filter: Filter) -> Vec<String> {
        match Paint::new(filter).prepare() {
            Ok(_) => Vec::new(),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn filters_that_select_nothing_are_rejected() {
        for filter in [
            Filter::default(),
            Filter::default().with(|fields| fields.limit = Some(1)),
        ] {
            let [violation] = violations(filter).try_into().unwrap();
            assert!(
                violation.starts_with("filter: selects nothing"),
                "{violation}"
            );
            assert!(violation.ends_with("or use `Filter::all()`"), "{violation}");
        }
    }

    #[test]
    fn filters_that_select_something_pass() {
        for filter in [
            Filter::all(),
            Filter::all().with(|fields| fields.limit = Some(1)),
            Filter::default().with(|fields| fields.active = Some(false)),
            Filter::default().with(|fields| fields.query = Some("x".to_owned())),
            Filter::ids(["1", "2", "3"]).with(|fields| fields.query = Some("\u{200b}x".to_owned())),
            Filter::default().with(|fields| fields.colours = Some(list(["red", "brand new"]))),
        ] {
            assert_eq!(violations(filter), [""; 0]);
        }
    }

    #[test]
    fn lists_and_texts_are_checked_against_their_bounds() {
        let id = Filter::ids(["1"]);
        for (filter, violation) in [
            (
                Filter::ids([]).with(|fields| fields.all = true),
                "filter.ids: the list is empty",
            ),
            (
                Filter::ids(["1", "2", "3", "4"]),
                "filter.ids: has 4 items, accepts at most 3",
            ),
            (Filter::ids(["1", ""]), "filter.ids: item 1 is empty"),
            (
                id.clone()
                    .with(|fields| fields.colours = Some(vec![Colour::DarkBlue])),
                "filter.colours: has 1 item, needs at least 2",
            ),
            (
                id.clone()
                    .with(|fields| fields.colours = Some(list(["red", " "]))),
                "filter.colours: item 1 is empty",
            ),
            (
                id.with(|fields| fields.names = Some(list(["ok", "ä"]))),
                "filter.name__contains: item 1 is shorter than 2 characters",
            ),
        ] {
            let [only] = violations(filter).try_into().unwrap();
            assert!(only.starts_with(violation), "{only}");
        }
    }

    #[test]
    fn blank_fields_are_rejected_alone_and_next_to_others() {
        for blank in ["", " \t\u{a0}", "\0", "\u{200b}", "\u{feff}\u{2060}"] {
            for filter in [Filter::default(), Filter::ids(["1"]), Filter::all()] {
                let filter = filter.with(|fields| fields.query = Some(blank.to_owned()));
                let [violation] = violations(filter).try_into().unwrap();
                assert!(
                    violation.starts_with("filter.query: is blank"),
                    "{violation}"
                );
            }
        }
        let [violation] = violations(Filter::ids(["\u{200b}"])).try_into().unwrap();
        assert_eq!(violation, "filter.ids: item 0 is empty");
    }

    #[test]
    fn an_unset_filter_is_rejected() {
        struct Optional {
            filter: Option<Filter>,
        }
        crate::object! { Optional; optional "filter" => filter; }

        let violations = |filter| {
            let mut validator = Validator::default();
            Optional { filter }.validate(&FieldPath::ROOT, &FieldSpec::NONE, &mut validator);
            validator.into_violations()
        };
        let [violation] = violations(None).try_into().unwrap();
        assert_eq!(violation.path, "filter");
        assert!(
            violation
                .message
                .starts_with("is not set, which the server would treat as everything")
        );
        assert_eq!(violations(Some(Filter::ids(["1"]))), []);
    }

    #[test]
    fn all_violations_are_reported() {
        let violations =
            violations(Filter::ids([]).with(|fields| fields.names = Some(list(["x"]))));
        assert_eq!(violations.len(), 2);
    }
}
