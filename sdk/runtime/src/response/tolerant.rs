//! A deserializer that accepts what writers of JSON may write: integers such as `1.0` and `1e3`.
//!
//! It wraps the deserializer of a body or of a member, and those of the items of lists and maps. It
//! also notes the path of an error in these, and marks timestamps as received, so that they keep their text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};

use crate::json::{exact_text, number_text, whole_number};
use crate::response::error_path;
use crate::response::map_key::MapKey;
use crate::values::timestamp;

/// Wraps a deserializer.
pub(crate) struct Tolerant<D>(pub(crate) D);

/// Forwards methods to the wrapped deserializer.
macro_rules! forward {
    ($($method:ident($($argument:ident: $ty:ty),*)),* $(,)?) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* visitor)
        }
    )*};
}

/// Forwards methods, and wraps the values inside the visited one.
macro_rules! forward_inside {
    ($($method:ident($($argument:ident: $ty:ty),*)),* $(,)?) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Inside(visitor))
        }
    )*};
}

/// Reads integers from any whole number.
macro_rules! integers {
    ($($method:ident),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.deserialize_any(Whole(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tolerant<D> {
    type Error = D::Error;

    integers!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64,
    );

    forward!(
        deserialize_any(),
        deserialize_bool(),
        deserialize_i128(),
        deserialize_u128(),
        deserialize_f32(),
        deserialize_f64(),
        deserialize_char(),
        deserialize_str(),
        deserialize_string(),
        deserialize_bytes(),
        deserialize_byte_buf(),
        deserialize_unit(),
        deserialize_unit_struct(name: &'static str),
        deserialize_struct(name: &'static str, fields: &'static [&'static str]),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
        deserialize_identifier(),
        deserialize_ignored_any(),
    );

    forward_inside!(
        deserialize_option(),
        deserialize_seq(),
        deserialize_tuple(length: usize),
        deserialize_tuple_struct(name: &'static str, length: usize),
        deserialize_map(),
    );

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == timestamp::NAME {
            return self.0.deserialize_str(visitor);
        }
        self.0.deserialize_newtype_struct(name, Inside(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Forwards visits of scalars.
macro_rules! forward_visits {
    ($($method:ident($ty:ty)),* $(,)?) => {$(
        #[inline]
        fn $method<E: de::Error>(self, value: $ty) -> Result<V::Value, E> {
            self.0.$method(value)
        }
    )*};
}

/// A visitor whose inner values are read tolerantly.
struct Inside<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    forward_visits!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
        visit_str(&str),
        visit_borrowed_str(&'de str),
        visit_string(String),
        visit_bytes(&[u8]),
        visit_borrowed_bytes(&'de [u8]),
        visit_byte_buf(Vec<u8>),
    );

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Tolerant(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Tolerant(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items { items, index: 0 })
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Members {
            members,
            key: Cow::Borrowed(""),
        })
    }
}

/// The items of a list.
struct Items<A> {
    items: A,
    /// The index of the next item.
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        let item = self.items.next_element_seed(TolerantSeed(seed));
        if item.is_err() {
            error_path::note_item(self.index);
        }
        self.index += 1;
        item
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.size_hint()
    }
}

/// The members of a map.
struct Members<'de, A> {
    members: A,
    /// The key of the current member.
    key: Cow<'de, str>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let key = MapKey::new(seed, &mut self.key);
        self.members.next_key_seed(key)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        let value = self.members.next_value_seed(TolerantSeed(seed));
        if value.is_err() {
            error_path::note_member(&self.key);
        }
        value
    }

    fn size_hint(&self) -> Option<usize> {
        self.members.size_hint()
    }
}

/// A seed whose deserializer is wrapped.
struct TolerantSeed<T>(T);

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for TolerantSeed<T> {
    type Value = T::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Tolerant(deserializer))
    }
}

/// Passes whole numbers to a visitor of integers.
struct Whole<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Whole<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    forward_visits!(visit_i64(i64), visit_u64(u64));

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<V::Value, E> {
        match exact_text(number) {
            Some(text) => visit_text(self.0, &text),
            None => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    /// With `serde_json/arbitrary_precision`, numbers that are not integers arrive as maps.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        let text = number_text(members, &self)?;
        visit_text(self.0, &text)
    }
}

/// Passes the integer that a JSON number represents to its visitor.
fn visit_text<'de, V: Visitor<'de>, E: de::Error>(visitor: V, number: &str) -> Result<V::Value, E> {
    let Some(whole) = whole_number(number) else {
        let float = Unexpected::Float(number.parse().unwrap_or(f64::NAN));
        return Err(E::invalid_type(float, &visitor));
    };
    if let Ok(whole) = u64::try_from(whole) {
        return visitor.visit_u64(whole);
    }
    if let Ok(whole) = i64::try_from(whole) {
        return visitor.visit_i64(whole);
    }
    let number = format!("integer `{number}`");
    Err(E::invalid_value(Unexpected::Other(&number), &visitor))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::Tolerant;
    use crate::test_util::has_arbitrary_precision;

    fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        T::deserialize(Tolerant(&mut deserializer)).map_err(|error| error.to_string())
    }

    #[test]
    fn whole_numbers_are_integers_in_any_notation() {
        assert_eq!(read("1.0"), Ok(1_u16));
        assert_eq!(read("1e3"), Ok(1000_i32));
        assert_eq!(read("1E+3"), Ok(1000_u32));
        assert_eq!(read("-0"), Ok(0_u64));
        assert_eq!(read("-0.0"), Ok(0_u16));
        assert_eq!(read("-2.50e1"), Ok(-25_i64));
        assert_eq!(read("120e-1"), Ok(12_u64));
        assert_eq!(read("0e99999999999"), Ok(0_u64));
        assert_eq!(read("[1.0,2]"), Ok(vec![1_u64, 2]));
        assert_eq!(
            read(r#"{"a":[1e0,null]}"#),
            Ok(BTreeMap::from([("a".to_owned(), vec![Some(1_i64), None])]))
        );
    }

    #[test]
    fn every_digit_counts_with_arbitrary_precision() {
        if !has_arbitrary_precision() {
            assert!(read::<u64>("9007199254740993.0").is_err());
            return;
        }
        assert_eq!(read("1.8446744073709551615e19"), Ok(u64::MAX));
        assert_eq!(read("-9223372036854775808.000"), Ok(i64::MIN));
        assert_eq!(read("9007199254740993.0"), Ok(9_007_199_254_740_993_u64));
        assert!(read::<u64>("18446744073709551616").is_err());
        assert!(read::<u64>("1.00000000000000000000001").is_err());
    }

    #[test]
    fn other_numbers_are_errors() {
        for (json, start) in [
            ("1.5", "invalid type: floating point `1.5`, expected u16"),
            ("70000.0", "invalid value: integer `70000`, expected u16"),
            ("-1.0", "invalid value: integer `-1`, expected u16"),
            ("\"1\"", "invalid type: string \"1\", expected u16"),
            ("{}", "invalid type: map, expected u16"),
            ("null", "invalid type: null, expected u16"),
        ] {
            let error = read::<u16>(json).unwrap_err();
            assert!(error.starts_with(start), "{error}");
        }
        assert!(read::<u64>("1e400").is_err());
    }
}
