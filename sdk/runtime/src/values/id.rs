//! Ids, whose digits exceed the precision of a double.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::convert::Infallible;
use std::fmt;
use std::num::TryFromIntError;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::{SmolStr, format_smolstr};

use crate::http::headers::FromHeader;
use crate::json::{exact_text, number_text, whole_number};

/// An id, kept as its text on the wire.
///
/// It dereferences to `str`, and converts from text or from a `u64`, and from an `i64` with
/// `try_from`. Ids of up to 23 bytes are stored inline: creating, cloning and reading them allocates
/// nothing. Any text can become an id; a request with one that cannot be an id of the API is rejected
/// before it is sent. A list of ids in a request has each id once.
///
/// ```
/// use sdk_runtime::Id;
///
/// let id = Id::from("1488938160436018741");
/// assert_eq!(id, Id::from(1_488_938_160_436_018_741));
/// assert!(id.starts_with("1488"));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(SmolStr);

impl Id {
    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(SmolStr::new(text))
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(SmolStr::from(text))
    }
}

impl From<&String> for Id {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Id> for Id {
    fn from(id: &Id) -> Self {
        id.clone()
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self(format_smolstr!("{number}"))
    }
}

/// Fails for a negative number. There is no `From<i64>`: an integer literal such as in `Id::from(7)`
/// would then be an `i32`, for which there is no conversion.
impl TryFrom<i64> for Id {
    type Error = TryFromIntError;

    fn try_from(number: i64) -> Result<Self, TryFromIntError> {
        u64::try_from(number).map(Self::from)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}

impl FromStr for Id {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Id {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

/// Deserializes strings and integers. A number with a fraction is an error.
struct IdVisitor;

impl<'de> Visitor<'de> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id: a string or an integer")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
        Ok(Id::from(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Id, E> {
        Ok(Id::from(text))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
        Ok(Id::from(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
        Ok(Id(format_smolstr!("{number}")))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Id, E> {
        self.whole(&exact_text(number).unwrap_or_default(), number)
    }

    /// With `serde_json/arbitrary_precision`, numbers that are not integers arrive as maps.
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Id, A::Error> {
        let number = number_text(members, &self)?;
        let float = number.parse().unwrap_or(f64::NAN);
        self.whole(&number, float)
    }
}

impl IdVisitor {
    /// Creates an id from a whole number in any notation.
    fn whole<E: de::Error>(self, text: &str, float: f64) -> Result<Id, E> {
        match whole_number(text).map(i64::try_from) {
            Some(Ok(whole)) => self.visit_i64(whole),
            _ => Err(E::invalid_type(Unexpected::Float(float), &self)),
        }
    }
}

/// Removes each id that the list already contains, in order. A sorted list is recognized as free of
/// duplicates without further memory, a list of one id without a call.
#[inline]
pub(crate) fn remove_duplicates(ids: &mut Vec<Id>) {
    if ids.len() > 1 {
        remove_duplicates_of_many(ids);
    }
}

fn remove_duplicates_of_many(ids: &mut Vec<Id>) {
    if ids.is_sorted_by(|id, next| id < next) {
        return;
    }
    let mut seen = HashSet::with_capacity(ids.len());
    let first: Vec<bool> = ids.iter().map(|id| seen.insert(id.as_str())).collect();
    let mut first = first.into_iter();
    ids.retain(|_| first.next().unwrap_or(true));
}

impl FromHeader for Id {
    fn from_header(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use crate::test_util::has_arbitrary_precision;
    use crate::values::id::Id;

    const LONG: &str = "9007199254740993001";

    #[test]
    fn text_and_number_convert_to_the_same_id() {
        assert_eq!(Id::from(9_007_199_254_740_993_001), Id::from(LONG));
        assert_eq!(Id::from(LONG.to_owned()), LONG);
        assert_eq!(LONG.parse::<Id>(), Ok(Id::from(LONG)));
    }

    #[test]
    fn json_preserves_every_digit() {
        for json in [format!("\"{LONG}\""), LONG.to_owned()] {
            let id: Id = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{LONG}\""));
        }
        assert!(serde_json::from_str::<Id>("1.5").is_err());
        assert!(serde_json::from_str::<Id>("99999999999999999999999").is_err());
        assert!(serde_json::from_str::<Id>("{}").is_err());
        for (json, id) in [("7.0", "7"), ("1e3", "1000"), ("-0.0", "0")] {
            assert_eq!(serde_json::from_str::<Id>(json).unwrap(), id);
        }
        // Without `serde_json/arbitrary_precision` its digits are not known.
        let long = serde_json::from_str::<Id>("1.4889381604360187e18").ok();
        let id = has_arbitrary_precision().then(|| Id::from("1488938160436018700"));
        assert_eq!(long, id);
        assert!(serde_json::from_str::<Id>("null").is_err());
    }

    #[test]
    fn a_list_keeps_the_first_of_equal_ids() {
        for (ids, distinct) in [
            (&["3", "1", "3", "2", "1"][..], &["3", "1", "2"][..]),
            (&["1", "1", "1"], &["1"]),
            (&["1", "2"], &["1", "2"]),
            (&["1", "01"], &["1", "01"]),
            (&[], &[]),
        ] {
            let list: Vec<Id> = crate::values::containers::list(ids.iter().copied());
            assert_eq!(list, distinct);
        }
    }

    #[test]
    fn signed_integers_convert_unless_they_are_negative() {
        assert_eq!(Id::try_from(7_i64), Ok(Id::from(7)));
        assert!(Id::try_from(-1_i64).is_err());
    }

    #[test]
    fn map_keys_are_found_by_text() {
        let map = HashMap::from([(Id::from(LONG), 1)]);
        assert_eq!(map.get(LONG), Some(&1));
    }
}
