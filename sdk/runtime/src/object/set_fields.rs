//! The fields of a large object that are set.

use std::ops::Range;

use smallvec::SmallVec;

use crate::object::extra::Extra;
use crate::object::field_row::FieldRow;
use crate::object::model::FieldVisitor;

/// The number of fields that fit without another allocation.
const FEW: usize = 4;

/// The fields of a large object that are set, by their row in its table. Those that are unset take no
/// memory.
#[derive(Clone, PartialEq)]
pub struct SetFields<V> {
    /// In the order of the rows.
    entries: SmallVec<[Entry<V>; FEW]>,
    /// `true` if the caller explicitly selected everything.
    pub selects_all: bool,
    /// The members that the caller added to the fields.
    pub extra_: Extra,
}

#[derive(Clone, PartialEq)]
struct Entry<V> {
    row: usize,
    value: V,
}

impl<V> Default for SetFields<V> {
    fn default() -> Self {
        Self {
            entries: SmallVec::new(),
            selects_all: false,
            extra_: Extra::default(),
        }
    }
}

impl<V> SetFields<V> {
    /// Returns the value of the field with this row; `None` if it is unset.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&V> {
        let entry = self.entries.get(self.place(row))?;
        (entry.row == row).then_some(&entry.value)
    }

    /// Sets the field with this row.
    #[inline(never)]
    pub fn set(&mut self, row: usize, value: V) {
        // Fields that are set in the order of their rows need no search.
        if self.entries.last().is_none_or(|last| last.row < row) {
            self.entries.push(Entry { row, value });
            return;
        }
        let place = self.place(row);
        match self.entries.get_mut(place) {
            Some(entry) if entry.row == row => entry.value = value,
            _ => self.entries.insert(place, Entry { row, value }),
        }
    }

    /// Replaces the value of the field with this row, if it is set.
    pub fn update(&mut self, row: usize, value: impl FnOnce(V) -> V) {
        let place = self.place(row);
        if self
            .entries
            .get(place)
            .is_some_and(|entry| entry.row == row)
        {
            let entry = self.entries.remove(place);
            self.set(row, value(entry.value));
        }
    }

    /// Iterates over the fields that are set among these rows.
    pub(super) fn within(&self, rows: &Range<usize>) -> impl Iterator<Item = (usize, &V)> {
        // A comparison of each is less work than two searches: an object has few fields that are set, or few ranges.
        let entries = self.entries.iter();
        let entries = entries.filter(|entry| rows.contains(&entry.row));
        entries.map(|entry| (entry.row, &entry.value))
    }

    /// Returns the index of the first entry that is not in front of this row.
    fn place(&self, row: usize) -> usize {
        self.entries.partition_point(|entry| entry.row < row)
    }
}

/// A value of any field of a large object; generated code declares one variant for each type with
/// `value_enum!`.
pub trait FieldValue {
    /// Passes the value to a visitor, as that of the field with this row.
    ///
    /// # Errors
    ///
    /// Returns the visitor's reason for stopping.
    fn visit<F: FieldVisitor>(
        &self,
        row: &'static FieldRow,
        visitor: &mut F,
    ) -> Result<(), F::Stop>;
}

#[cfg(test)]
mod tests {
    use std::panic::{RefUnwindSafe, UnwindSafe};

    use serde_json::json;

    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value as _;
    use crate::object::set_fields::SetFields;
    use crate::object::validate::Validator;
    use crate::object::visitors::criteria;
    use crate::test_util::Filter;

    crate::value_enum! {
        #[read]
        enum Values {
            Text(String),
            Number(i32),
            Next(Box<Pet>),
        }
    }

    #[derive(Clone, PartialEq)]
    struct Pet {
        name: String,
        filter: Option<Filter>,
        kind: String,
        fields_: Box<SetFields<Values>>,
    }

    crate::sparse_object! {
        Pet;
        read;
        rows PetRow of Values;
        [nick_name to age];
        "nick" => Text(nick_name), max_length(3);
        "age" => Number(age);
        required "name" => name;
        optional "filter" => filter;
        [toy to next];
        "toy" => Text(toy);
        "size" => Number(size), at_least(1);
        "next" => Next(next);
        fixed "kind" => kind = "pet".to_owned();
        [];
    }

    impl Pet {
        fn new(name: &str) -> Self {
            Self {
                name: name.to_owned(),
                filter: Some(Filter::ids(["7"])),
                kind: "pet".to_owned(),
                fields_: Box::default(),
            }
        }
    }

    fn text(text: &str) -> Values {
        Values::Text(text.to_owned())
    }

    #[test]
    fn a_large_object_can_be_shared_and_outlives_a_panic() {
        fn is_shared<T: Send + Sync + UnwindSafe + RefUnwindSafe + Unpin>(_: &T) {}
        is_shared(&Pet::new("Rex"));
    }

    #[test]
    fn fields_are_sent_in_the_order_of_their_rows() {
        let pet = Pet::new("Rex")
            .with_(PetRow::size, Values::Number(1))
            .with_(PetRow::nick_name, text("R"))
            .with_(PetRow::next, Values::Next(Box::new(Pet::new("Tom"))))
            .with_(PetRow::age, Values::Number(2))
            .with_(PetRow::toy, text("ball"))
            .with_(PetRow::nick_name, text("Re"));
        let json = r#"{"nick":"Re","age":2,"name":"Rex","filter":{"ids":["7"]},"toy":"ball","size":1,"next":{"name":"Tom","filter":{"ids":["7"]},"kind":"pet"},"kind":"pet"}"#;
        assert_eq!(serde_json::to_string(&pet).unwrap(), json);
        let names: Vec<_> = criteria(&pet).map(|(name, _)| name.to_owned()).collect();
        let order = [
            "nick", "age", "name", "filter", "toy", "size", "next", "kind",
        ];
        assert_eq!(names, order);
        assert!(pet.is_set("toy") && pet.is_set("next.name") && !pet.is_set("next.toy"));
        assert_eq!(serde_json::from_str::<Pet>(json).unwrap(), pet);
        assert_ne!(pet, pet.clone().with_(PetRow::size, Values::Number(2)));
    }

    #[test]
    fn a_value_is_found_by_row_and_variant() {
        let mut pet = Pet::new("Rex")
            .with_(PetRow::age, Values::Number(2))
            .with_(PetRow::next, text("x"));
        assert_eq!(
            crate::value_of!(pet.fields_, PetRow::age, Values::Number),
            Some(&2)
        );
        assert_eq!(
            crate::value_of!(pet.fields_, PetRow::size, Values::Number),
            None
        );
        assert_eq!(
            crate::value_of!(pet.fields_, PetRow::age, Values::Text),
            None
        );
        crate::update_object!(pet.fields_, PetRow::age, Values::Number, saturating_add(1));
        crate::update_object!(pet.fields_, PetRow::size, Values::Number, saturating_add(1));
        assert!(
            pet == Pet::new("Rex")
                .with_(PetRow::age, Values::Number(3))
                .with_(PetRow::next, text("x"))
        );
    }

    #[test]
    fn many_fields_are_set_in_any_order() {
        let rows = [3, 9, 0, 7, 1, 8, 2, 6, 4, 5];
        let mut fields = SetFields::default();
        for row in rows {
            fields.set(row, row * 10);
        }
        let all: Vec<_> = fields.within(&(0..10)).collect();
        assert_eq!(
            all,
            std::array::from_fn::<_, 10, _>(|row| (
                row,
                &[0, 10, 20, 30, 40, 50, 60, 70, 80, 90][row]
            ))
        );
        let some: Vec<_> = fields.within(&(2..5)).collect();
        assert_eq!(some, [(2, &20), (3, &30), (4, &40)]);
    }

    #[test]
    fn invalid_values_are_reported_under_their_wire_names() {
        let pet = Pet::new("Rex")
            .with_(PetRow::nick_name, text("long"))
            .with_(PetRow::size, Values::Number(0));
        let pet = Pet {
            filter: None,
            ..pet
        };
        let mut validator = Validator::default();
        pet.validate(&FieldPath::ROOT, &FieldSpec::NONE, &mut validator);
        let paths: Vec<_> = validator
            .into_violations()
            .into_iter()
            .map(|violation| violation.path)
            .collect();
        assert_eq!(paths, ["nick", "filter", "size"]);
    }

    #[test]
    fn invalid_objects_are_not_read() {
        for (json, message) in [
            (json!({"nick": "R"}), "missing field `name`"),
            (
                json!({"name": "Rex", "age": "2"}),
                "age: invalid type: string \"2\", expected i32",
            ),
            (
                json!({"name": "Rex", "ages": 2}),
                "unknown field `ages`: did you mean `age`?",
            ),
            (
                json!({"name": "Rex", "kind": "plant"}),
                "kind: is always \"pet\": remove it",
            ),
            // The first error counts.
            (json!({"age": "2"}), "age: invalid type"),
            (
                json!({"age": "2", "kind": "plant", "name": "Rex"}),
                "age: invalid type",
            ),
            (
                json!({"kind": "plant", "name": "Rex", "place": 2}),
                "unknown field `place`",
            ),
            (json!({"name": "Rex", "size": 0}), "size"),
        ] {
            let error = serde_json::from_value::<Pet>(json)
                .err()
                .unwrap()
                .to_string();
            assert!(error.contains(message), "{error}");
        }
        let twice = serde_json::from_str::<Pet>(r#"{"name": "Rex", "age": 1, "age": 2}"#);
        let error = twice.err().unwrap().to_string();
        assert!(error.starts_with("duplicate field `age`"), "{error}");
    }
}
