//! Validation of single values: texts and numbers.

use crate::object::bounds::{is_blank_text, is_longer, is_shorter};
use crate::object::field_path::FieldPath;
use crate::object::field_spec::FieldSpec;
use crate::object::suggest::known_spelling;
use crate::object::text_format::id_problem;
use crate::object::validate::Validator;

impl Validator {
    /// Checks the format, the length and the pattern of a text. Reports a blank list item where
    /// blank values are errors.
    pub fn text(&mut self, text: &str, path: &FieldPath<'_>, spec: &FieldSpec) {
        if self.is_blank_item(text, path) {
            return;
        }
        match spec.format.and_then(|format| format.problem(text)) {
            Some(problem) => self.of_format(problem, path, spec),
            None => self.length_and_pattern(text, path, spec),
        }
    }

    /// Checks an id like a text. A blank id that is not a list item is left to the object that
    /// contains it, which knows whether blank values are errors.
    pub fn id(&mut self, text: &str, path: &FieldPath<'_>, spec: &FieldSpec) {
        if self.is_blank_item(text, path) {
            return;
        }
        if path.index.is_none() && is_blank_text(text) {
            if spec.format.is_some() && !self.is_strict() {
                self.report(path, || "is empty: give it a value".to_owned());
            }
            return;
        }
        match id_problem(text, spec.format) {
            Some(problem) => self.of_format(problem, path, spec),
            None => self.length_and_pattern(text, path, spec),
        }
    }

    /// Reports a blank list item where blank values are errors; returns `true` if it did.
    fn is_blank_item(&mut self, text: &str, path: &FieldPath<'_>) -> bool {
        let is_blank_item = self.is_strict() && path.index.is_some() && is_blank_text(text);
        if is_blank_item {
            self.report(path, || format!("{}is empty", path.item_prefix()));
        }
        is_blank_item
    }

    /// Reports a text with another format. The problem may quote the text, so that of a sensitive
    /// field is left out.
    fn of_format(&mut self, problem: String, path: &FieldPath<'_>, spec: &FieldSpec) {
        let problem = if spec.sensitive {
            "does not have the format of the field".to_owned()
        } else {
            problem
        };
        self.report(path, || format!("{}{problem}", path.item_prefix()));
    }

    fn length_and_pattern(&mut self, text: &str, path: &FieldPath<'_>, spec: &FieldSpec) {
        if is_shorter(text, spec.min_length) {
            let min = spec.min_length;
            self.report(path, || {
                format!("{}is shorter than {min} characters", path.item_prefix())
            });
        } else if is_longer(text, spec.max_length) {
            let max = spec.max_length;
            self.report(path, || {
                format!("{}is longer than {max} characters", path.item_prefix())
            });
        } else if let Some(pattern) = spec.pattern
            && !pattern.is_match(text)
        {
            self.report(path, || {
                let pattern = pattern.as_str();
                format!(
                    "{}does not match the pattern `{pattern}`",
                    path.item_prefix()
                )
            });
        }
    }

    /// Checks the wire text of an unrecognized enum value. It may be new to this version of the
    /// SDK, but it must not be blank, and not a known value in another spelling.
    pub fn unrecognized(
        &mut self,
        text: &str,
        known: &'static [&'static str],
        path: &FieldPath<'_>,
        spec: &FieldSpec,
    ) {
        if path.index.is_none() && is_blank_text(text) {
            self.report(path, || "is blank: give it a value".to_owned());
        } else if let Some(known) = known_spelling(text, known) {
            self.report(path, || {
                format!(
                    "{}is another spelling of a known value: write `{known}`",
                    path.item_prefix()
                )
            });
        } else {
            self.text(text, path, spec);
        }
    }

    /// Checks the bounds of an integer.
    pub fn integer(&mut self, number: i128, path: &FieldPath<'_>, spec: &FieldSpec) {
        let (min, max) = (spec.at_least, spec.at_most);
        if number < min {
            self.report(path, || {
                format!("{}is too small: must be at least {min}", path.item_prefix())
            });
        } else if number > max {
            self.report(path, || {
                format!("{}is too large: must be at most {max}", path.item_prefix())
            });
        }
    }

    /// Checks the bounds of a floating-point number, and that JSON can represent it.
    pub fn number(&mut self, number: f64, path: &FieldPath<'_>, spec: &FieldSpec) {
        let (min, max) = (spec.number_at_least, spec.number_at_most);
        let (above, below) = (spec.number_above, spec.number_below);
        if !number.is_finite() {
            self.report(path, || {
                format!(
                    "{}must be finite: JSON cannot represent NaN or infinity",
                    path.item_prefix()
                )
            });
        } else if number < min {
            self.report(path, || {
                format!("{}is too small: must be at least {min}", path.item_prefix())
            });
        } else if number > max {
            self.report(path, || {
                format!("{}is too large: must be at most {max}", path.item_prefix())
            });
        } else if number <= above {
            self.report(path, || {
                let item = path.item_prefix();
                format!("{item}is too small: must be greater than {above}")
            });
        } else if number >= below {
            self.report(path, || {
                let item = path.item_prefix();
                format!("{item}is too large: must be less than {below}")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::validate::Validator;
    use crate::pattern;

    fn violations<T: Value>(value: &T, spec: FieldSpec) -> Vec<String> {
        let mut validator = Validator::default();
        value.validate(&FieldPath::ROOT.field("x"), &spec, &mut validator);
        let violations = validator.into_violations();
        violations.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn texts_are_checked_for_length_and_pattern() {
        let spec = FieldSpec::NONE.max_length(3).pattern(pattern!("^[a-zä]+$"));
        assert_eq!(violations(&"äbc".to_owned(), spec), [""; 0]);
        let long = ["x: is longer than 3 characters"];
        assert_eq!(violations(&"äbcd".to_owned(), spec), long);
        let mismatch = ["x: does not match the pattern `^[a-zä]+$`"];
        assert_eq!(violations(&"A".to_owned(), spec), mismatch);
        let mismatch = ["x: item 1 does not match the pattern `^[a-zä]+$`"];
        assert_eq!(
            violations(&vec!["a".to_owned(), "B".to_owned()], spec),
            mismatch
        );
    }

    #[test]
    fn numbers_are_checked_against_their_bounds() {
        let spec = FieldSpec::NONE.at_least(-1).at_most(2);
        assert_eq!(violations(&vec![-1, 0, 2], spec), [""; 0]);
        assert_eq!(
            violations(&-2_i64, spec),
            ["x: is too small: must be at least -1"]
        );
        assert_eq!(
            violations(&u64::MAX, spec),
            ["x: is too large: must be at most 2"]
        );
        assert_eq!(
            violations(&vec![0_u16, 3], spec),
            ["x: item 1 is too large: must be at most 2"]
        );
        let spec = FieldSpec::NONE.number_at_least(0.5).number_at_most(1.0);
        assert_eq!(violations(&0.5, spec), [""; 0]);
        assert_eq!(
            violations(&0.4, spec),
            ["x: is too small: must be at least 0.5"]
        );
        assert_eq!(
            violations(&1.1, spec),
            ["x: is too large: must be at most 1"]
        );
        let spec = FieldSpec::NONE.number_above(0.0).number_below(1.0);
        assert_eq!(violations(&0.5, spec), [""; 0]);
        assert_eq!(
            violations(&0.0, spec),
            ["x: is too small: must be greater than 0"]
        );
        assert_eq!(
            violations(&vec![0.5, 1.0], spec),
            ["x: item 1 is too large: must be less than 1"]
        );
        for number in [f64::NAN, f64::INFINITY] {
            let not_finite = ["x: must be finite: JSON cannot represent NaN or infinity"];
            assert_eq!(violations(&number, FieldSpec::NONE), not_finite);
        }
    }

    #[test]
    fn maps_are_checked_and_violations_name_the_entry() {
        let map = |keys: &[&str]| -> BTreeMap<String, i32> {
            keys.iter().map(|key| ((*key).to_owned(), 7)).collect()
        };
        let spec = FieldSpec::NONE.min_items(1).max_items(2).at_most(9);
        assert_eq!(violations(&map(&["a", "b"]), spec), [""; 0]);
        assert_eq!(
            violations(&map(&[]), spec),
            ["x: has 0 entries, needs at least 1"]
        );
        let many = ["x: has 3 entries, accepts at most 2"];
        assert_eq!(violations(&map(&["a", "b", "c"]), spec), many);
        assert_eq!(violations(&map(&[""]), spec), [""; 0]);
        let spec = FieldSpec::NONE.at_most(6);
        assert_eq!(
            violations(&map(&["a"]), spec),
            ["x.a: is too large: must be at most 6"]
        );
        assert_eq!(
            violations(&map(&["a"]), spec.sensitive()),
            ["x: is too large: must be at most 6"]
        );
    }
}
