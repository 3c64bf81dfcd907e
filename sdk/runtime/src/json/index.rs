//! Members by name and items by position.

use std::ops::Index;

use crate::json::value::Json;

/// The name of a member (`&str`, `String`) or the position of an item (`usize`).
pub trait JsonIndex: sealed::Sealed {
    #[doc(hidden)]
    fn get(self, json: &Json) -> Option<&Json>;
    #[doc(hidden)]
    fn get_mut(self, json: &mut Json) -> Option<&mut Json>;
}

mod sealed {
    /// Keeps other types from implementing the trait.
    pub trait Sealed {}

    impl Sealed for &str {}
    impl Sealed for &String {}
    impl Sealed for String {}
    impl Sealed for usize {}
}

impl JsonIndex for &str {
    fn get(self, json: &Json) -> Option<&Json> {
        json.as_object()?.get(self)
    }

    fn get_mut(self, json: &mut Json) -> Option<&mut Json> {
        json.as_object_mut()?.get_mut(self)
    }
}

impl JsonIndex for &String {
    fn get(self, json: &Json) -> Option<&Json> {
        JsonIndex::get(self.as_str(), json)
    }

    fn get_mut(self, json: &mut Json) -> Option<&mut Json> {
        JsonIndex::get_mut(self.as_str(), json)
    }
}

impl JsonIndex for String {
    fn get(self, json: &Json) -> Option<&Json> {
        JsonIndex::get(self.as_str(), json)
    }

    fn get_mut(self, json: &mut Json) -> Option<&mut Json> {
        JsonIndex::get_mut(self.as_str(), json)
    }
}

impl JsonIndex for usize {
    fn get(self, json: &Json) -> Option<&Json> {
        json.as_array()?.get(self)
    }

    fn get_mut(self, json: &mut Json) -> Option<&mut Json> {
        json.as_array_mut()?.get_mut(self)
    }
}

impl Json {
    /// Returns the member with this name, or the item at this position.
    #[must_use]
    pub fn get<I: JsonIndex>(&self, index: I) -> Option<&Json> {
        index.get(self)
    }

    /// Returns the member with this name or the item at this position, to change it.
    pub fn get_mut<I: JsonIndex>(&mut self, index: I) -> Option<&mut Json> {
        index.get_mut(self)
    }
}

/// Returns `null` where there is no such member or item; it never panics.
impl<I: JsonIndex> Index<I> for Json {
    type Output = Json;

    fn index(&self, index: I) -> &Json {
        index.get(self).unwrap_or(&Json::Null)
    }
}
