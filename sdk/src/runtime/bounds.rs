//! The bounds of single values: texts, whole numbers and numbers with a fraction.

use std::collections::BTreeMap;

use super::{Check, Place, Rules, Value};

impl Check {
    /// Checks a text: its length and its pattern. Blank items of lists are reported where they
    /// would go missing.
    pub fn text(&mut self, text: &str, place: &Place<'_>, rules: &Rules) {
        if self.is_strict() && place.index.is_some() && is_blank_text(text) {
            self.report(place, || format!("{}is empty", place.which()));
        } else if is_shorter(text, rules.min_length) {
            let least = rules.min_length;
            self.report(place, || {
                format!("{}is shorter than {least} characters", place.which())
            });
        } else if is_longer(text, rules.max_length) {
            let most = rules.max_length;
            self.report(place, || {
                format!("{}is longer than {most} characters", place.which())
            });
        } else if let Some(pattern) = rules.pattern
            && !pattern.is_match(text)
        {
            self.report(place, || {
                let pattern = pattern.as_str();
                format!("{}does not match the pattern `{pattern}`", place.which())
            });
        }
    }

    /// Checks a whole number.
    pub fn integer(&mut self, number: i128, place: &Place<'_>, rules: &Rules) {
        let (least, most) = (rules.at_least, rules.at_most);
        if number < least {
            self.report(place, || {
                format!("{}is too small: give at least {least}", place.which())
            });
        } else if number > most {
            self.report(place, || {
                format!("{}is too large: give at most {most}", place.which())
            });
        }
    }

    /// Checks a number with a fraction; JSON has no infinity, and nothing that is no number.
    pub fn number(&mut self, number: f64, place: &Place<'_>, rules: &Rules) {
        let (least, most) = (rules.number_at_least, rules.number_at_most);
        if !number.is_finite() {
            self.report(place, || {
                format!("{}is no finite number, which cannot be sent", place.which())
            });
        } else if number < least {
            self.report(place, || {
                format!("{}is too small: give at least {least}", place.which())
            });
        } else if number > most {
            self.report(place, || {
                format!("{}is too large: give at most {most}", place.which())
            });
        }
    }

    /// Checks a map: how many entries it has, then each of them.
    pub fn map<T: Value>(&mut self, map: &BTreeMap<String, T>, place: &Place<'_>, rules: &Rules) {
        let (count, least, most) = (map.len(), rules.min_items, rules.max_items);
        if count < least {
            self.report(place, || {
                format!("has {count} entries, needs at least {least}")
            });
        } else if count > most {
            self.report(place, || {
                format!("has {count} entries, takes at most {most}")
            });
        }
        let rules = rules.of_items();
        for (key, value) in map {
            // The keys of what is not to be shown may tell of it.
            if rules.sensitive {
                value.check(place, &rules, self);
            } else {
                value.check(&place.field(key), &rules, self);
            }
        }
    }
}

/// Whether a text says nothing: it is empty, or nobody could see what is in it.
#[must_use]
pub fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_invisible)
}

/// White space, control characters, and the characters of no width that copied text brings along.
fn is_invisible(c: char) -> bool {
    let has_no_width = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    has_no_width || c.is_whitespace() || c.is_control()
}

/// Whether a text has more than `most` characters; long texts are not counted to their end.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

/// Whether a text has fewer than `least` characters; long texts are not counted to their end.
fn is_shorter(text: &str, least: usize) -> bool {
    least > 0 && text.chars().take(least).count() < least
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::runtime::{Check, Place, Rules, Value, pattern};

    fn refusals<T: Value>(value: &T, rules: Rules) -> Vec<String> {
        let mut check = Check::default();
        value.check(&Place::ROOT.field("x"), &rules, &mut check);
        let violations = check.into_violations();
        violations.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn texts_keep_their_length_and_pattern() {
        let rules = Rules::NONE.max_length(3).pattern(pattern!("^[a-zä]+$"));
        assert_eq!(refusals(&"äbc".to_owned(), rules), [""; 0]);
        let long = ["x: is longer than 3 characters"];
        assert_eq!(refusals(&"äbcd".to_owned(), rules), long);
        let odd = ["x: does not match the pattern `^[a-zä]+$`"];
        assert_eq!(refusals(&"A".to_owned(), rules), odd);
        let odd = ["x: item 1 does not match the pattern `^[a-zä]+$`"];
        assert_eq!(refusals(&vec!["a".to_owned(), "B".to_owned()], rules), odd);
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let rules = Rules::NONE.at_least(-1).at_most(2);
        assert_eq!(refusals(&vec![-1, 0, 2], rules), [""; 0]);
        assert_eq!(
            refusals(&-2_i64, rules),
            ["x: is too small: give at least -1"]
        );
        assert_eq!(
            refusals(&u64::MAX, rules),
            ["x: is too large: give at most 2"]
        );
        assert_eq!(
            refusals(&vec![0_u16, 3], rules),
            ["x: item 1 is too large: give at most 2"]
        );
        let rules = Rules::NONE.number_at_least(0.5).number_at_most(1.0);
        assert_eq!(refusals(&0.5, rules), [""; 0]);
        assert_eq!(
            refusals(&0.4, rules),
            ["x: is too small: give at least 0.5"]
        );
        assert_eq!(refusals(&1.1, rules), ["x: is too large: give at most 1"]);
        for number in [f64::NAN, f64::INFINITY] {
            let none = ["x: is no finite number, which cannot be sent"];
            assert_eq!(refusals(&number, Rules::NONE), none);
        }
    }

    #[test]
    fn maps_keep_their_bounds_and_name_the_entry() {
        let map = |keys: &[&str]| -> BTreeMap<String, i32> {
            keys.iter().map(|key| ((*key).to_owned(), 7)).collect()
        };
        let rules = Rules::NONE.min_items(1).max_items(2).at_most(9);
        assert_eq!(refusals(&map(&["a", "b"]), rules), [""; 0]);
        assert_eq!(
            refusals(&map(&[]), rules),
            ["x: has 0 entries, needs at least 1"]
        );
        let many = ["x: has 3 entries, takes at most 2"];
        assert_eq!(refusals(&map(&["a", "b", "c"]), rules), many);
        assert_eq!(refusals(&map(&[""]), rules), [""; 0]);
        let rules = Rules::NONE.at_most(6);
        assert_eq!(
            refusals(&map(&["a"]), rules),
            ["x.a: is too large: give at most 6"]
        );
        assert_eq!(
            refusals(&map(&["a"]), rules.sensitive()),
            ["x: is too large: give at most 6"]
        );
    }
}
