//! The checks before sending: they find everything that is wrong and say where, by wire name.
//!
//! A check that finds nothing allocates nothing.

use std::fmt;

use super::rules::Part;
use super::{Object, Place, Receiver, Rules, Unrecognized, Value, extra, is_blank_text};

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where, by wire names from the inputs down, such as `filter.ids`.
    pub path: String,
    /// What is wrong and what would be right, in one line.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// What the checks found so far.
#[derive(Debug, Default)]
pub struct Check {
    violations: Vec<Violation>,
    is_sensitive: bool,
    /// Whether what says nothing would silently go missing: in what selects, and outside of JSON.
    /// Elsewhere an empty list is a value like any other.
    is_strict: bool,
}

impl Check {
    /// Notes that something is wrong at `place`; the message is only written when it is needed.
    pub fn report(&mut self, place: &Place<'_>, message: impl FnOnce() -> String) {
        let path = place.to_string();
        let message = message();
        self.violations.push(Violation { path, message });
    }

    /// Checks a value that is none of the known ones: it may be new, but it has to say something.
    pub fn unrecognized(&mut self, value: &Unrecognized, place: &Place<'_>, rules: &Rules) {
        if place.index.is_none() && is_blank_text(value.as_str()) {
            self.report(place, || "is blank: give it a value".to_owned());
        } else {
            self.text(value.as_str(), place, rules);
        }
    }

    /// Notes that something is wrong, unless something else is wrong at the same place already.
    pub(super) fn report_once(&mut self, place: &Place<'_>, message: &str) {
        let path = place.to_string();
        if self.violations.iter().all(|known| known.path != path) {
            let message = message.to_owned();
            self.violations.push(Violation { path, message });
        }
    }

    /// Notes that the request holds something that is not to be shown.
    pub fn sensitive(&mut self) {
        self.is_sensitive = true;
    }

    /// Checks a list: its length, then each item.
    pub fn list<T: Value>(&mut self, items: &[T], place: &Place<'_>, rules: &Rules) {
        let (count, least, most) = (items.len(), rules.min_items, rules.max_items);
        if items.is_empty() && (self.is_strict || least > 0) {
            self.report(place, || {
                "the list is empty: give it items, or do not set it".to_owned()
            });
        } else if count < least {
            self.report(place, || {
                format!("has {count} items, needs at least {least}")
            });
        } else if count > most {
            self.report(place, || format!("has {count} items, takes at most {most}"));
        }
        let rules = rules.of_items();
        for (index, item) in items.iter().enumerate() {
            item.check(&place.item(index), &rules, self);
        }
    }

    /// Checks each field of an object, then that it selects something where it has to. Where a
    /// field is already wrong, that is the thing to mend: the way to mean everything is not offered.
    pub fn object<T: Object>(&mut self, object: &T, place: &Place<'_>) {
        let before = self.violations.len();
        let mut fields = Fields {
            check: self,
            place,
            have_to_select: T::EVERYTHING.is_some(),
        };
        let Ok(()) = object.fields(&mut fields);
        extra::check(object, place, self);
        if let Some(everything) = T::EVERYTHING
            && self.violations.len() == before
            && !object.everything()
            && !selects(object)
        {
            self.report(place, || {
                format!(
                    "selects nothing, which would mean everything: \
                     set a field that narrows it down, or say `{everything}`"
                )
            });
        }
    }

    /// Whether the request holds something that is not to be shown.
    pub(super) fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }

    /// Whether what says nothing would silently go missing here.
    pub(super) fn is_strict(&self) -> bool {
        self.is_strict
    }

    /// Whether something was found.
    pub(super) fn found_some(&self) -> bool {
        !self.violations.is_empty()
    }

    /// What was found.
    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }
}

/// Whether some field of the object narrows down what it stands for.
pub(super) fn selects<T: Object>(object: &T) -> bool {
    object.fields(&mut Selection).is_err()
}

/// Checks each field of an object.
struct Fields<'a, 'p> {
    check: &'a mut Check,
    place: &'p Place<'p>,
    /// Whether the object says what an operation works on. A field of it that is set and says
    /// nothing would silently widen that.
    have_to_select: bool,
}

impl Receiver for Fields<'_, '_> {
    type Stop = std::convert::Infallible;

    fn field<V: Value>(
        &mut self,
        name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Self::Stop> {
        let place = self.place.field(name);
        let before = self.check.violations.len();
        let outside = self.check.is_strict;
        let is_parameter = matches!(rules.part, Part::Path | Part::Query | Part::Header);
        self.check.is_strict = outside || is_parameter || self.have_to_select;
        value.check(&place, rules, self.check);
        self.check.is_strict = outside;
        self.check.is_sensitive |= rules.sensitive;
        let is_silent = self.check.violations.len() == before;
        if rules.part == Part::Path && is_silent && value.is_blank() {
            self.check.report(&place, || {
                "is empty: it is a part of the path, give it a value".to_owned()
            });
            return Ok(());
        }
        if self.have_to_select && rules.selects && is_silent && value.is_blank() {
            self.check.report(&place, || {
                "is blank, so it narrows nothing down: give it a value, or do not set it".to_owned()
            });
        }
        Ok(())
    }

    /// To leave out what selects is to select everything.
    fn unset<V: Value>(&mut self, name: &'static str) -> Result<(), Self::Stop> {
        if let Some(everything) = V::EVERYTHING {
            self.check.report(&self.place.field(name), || {
                format!("is not set, which would mean everything: set it, or say `{everything}`")
            });
        }
        Ok(())
    }
}

/// Stops at the first field that narrows something down.
struct Selection;

/// A field that narrows something down was found.
struct Found;

impl Receiver for Selection {
    type Stop = Found;

    fn field<V: Value>(
        &mut self,
        _name: &'static str,
        value: &V,
        rules: &Rules,
    ) -> Result<(), Found> {
        if rules.selects && !value.is_blank() {
            return Err(Found);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Check;
    use crate::runtime::testing::{Colour, Filter, Paint};
    use crate::runtime::{Error, Operation, Place, Rules, Value, list};

    fn refusals(filter: Filter) -> Vec<String> {
        match Paint::new(filter).prepare() {
            Ok(_) => Vec::new(),
            Err(Error::InvalidRequest(error)) => {
                error.violations.iter().map(ToString::to_string).collect()
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn what_selects_nothing_is_refused() {
        for filter in [
            Filter::default(),
            Filter::default().with(|fields| fields.limit = Some(1)),
        ] {
            let [refusal] = refusals(filter).try_into().unwrap();
            assert!(refusal.starts_with("filter: selects nothing"), "{refusal}");
            assert!(refusal.ends_with("or say `Filter::all()`"), "{refusal}");
        }
    }

    #[test]
    fn what_selects_something_passes() {
        for filter in [
            Filter::all(),
            Filter::all().with(|fields| fields.limit = Some(1)),
            Filter::default().with(|fields| fields.active = Some(false)),
            Filter::default().with(|fields| fields.query = Some("x".to_owned())),
            Filter::ids(["1", "2", "3"]).with(|fields| fields.query = Some("\u{200b}x".to_owned())),
            Filter::default().with(|fields| fields.colours = Some(list(["red", "brand new"]))),
        ] {
            assert_eq!(refusals(filter), [""; 0]);
        }
    }

    #[test]
    fn lists_and_texts_keep_their_bounds() {
        let id = Filter::ids(["1"]);
        for (filter, refusal) in [
            (
                Filter::ids([]).with(|fields| fields.all = true),
                "filter.ids: the list is empty",
            ),
            (
                Filter::ids(["1", "2", "3", "4"]),
                "filter.ids: has 4 items, takes at most 3",
            ),
            (Filter::ids(["1", ""]), "filter.ids: item 1 is empty"),
            (
                id.clone()
                    .with(|fields| fields.colours = Some(vec![Colour::DarkBlue])),
                "filter.colours: has 1 items, needs at least 2",
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
            let [only] = refusals(filter).try_into().unwrap();
            assert!(only.starts_with(refusal), "{only}");
        }
    }

    #[test]
    fn a_blank_field_is_refused_alone_and_beside_others() {
        for blank in ["", " \t\u{a0}", "\0", "\u{200b}", "\u{feff}\u{2060}"] {
            for filter in [Filter::default(), Filter::ids(["1"]), Filter::all()] {
                let filter = filter.with(|fields| fields.query = Some(blank.to_owned()));
                let [refusal] = refusals(filter).try_into().unwrap();
                assert!(refusal.starts_with("filter.query: is blank"), "{refusal}");
            }
        }
        let [refusal] = refusals(Filter::ids(["\u{200b}"])).try_into().unwrap();
        assert_eq!(refusal, "filter.ids: item 0 is empty");
    }

    #[test]
    fn leaving_out_what_selects_is_refused() {
        struct Optional {
            filter: Option<Filter>,
        }
        crate::runtime::object! { Optional; optional "filter" => filter; }

        let refusals = |filter| {
            let mut check = Check::default();
            Optional { filter }.check(&Place::ROOT, &Rules::NONE, &mut check);
            check.into_violations()
        };
        let [refusal] = refusals(None).try_into().unwrap();
        assert_eq!(refusal.path, "filter");
        assert!(
            refusal
                .message
                .starts_with("is not set, which would mean everything")
        );
        assert_eq!(refusals(Some(Filter::ids(["1"]))), []);
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let refusals = refusals(Filter::ids([]).with(|fields| fields.names = Some(list(["x"]))));
        assert_eq!(refusals.len(), 2);
    }
}
