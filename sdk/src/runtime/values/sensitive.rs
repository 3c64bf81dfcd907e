//! Values that nothing shows.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::Value;
use crate::runtime::parts::Raw;
use crate::runtime::walk::HIDDEN;
use crate::runtime::{Check, Place, Query, Rules};

/// A value that `Debug` does not show, so that it does not end up in a log; it reads like the value
/// itself.
///
/// ```
/// use sentinelone_sdk::runtime::Sensitive;
///
/// let key = Sensitive::from("s3cret".to_owned());
/// assert_eq!(format!("{key:?}"), "***");
/// assert_eq!(key.len(), 6);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// The value itself, which shows from here on.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Sensitive<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl<T: Value> Value for Sensitive<T> {
    const EVERYTHING: Option<&'static str> = T::EVERYTHING;

    fn is_blank(&self) -> bool {
        self.0.is_blank()
    }

    fn check(&self, place: &Place<'_>, rules: &Rules, check: &mut Check) {
        check.sensitive();
        self.0.check(place, &rules.sensitive(), check);
    }

    fn has_extra(&self) -> bool {
        self.0.has_extra()
    }

    fn is_set(&self, path: &str) -> bool {
        self.0.is_set(path)
    }

    fn write_query(&self, place: &Place<'_>, name: &str, rules: &Rules, query: &mut Query<'_>) {
        self.0.write_query(place, name, rules, query);
    }

    fn raw_body(&self) -> Result<Raw, &'static str> {
        self.0.raw_body()
    }
}

#[cfg(test)]
mod tests {
    use super::Sensitive;

    #[test]
    fn it_is_sent_and_read_but_not_shown() {
        let key: Sensitive<String> = serde_json::from_str("\"canary\"").unwrap();
        assert_eq!(key, Sensitive::from("canary"));
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"canary\"");
        assert_eq!(format!("{key:?} {:?}", Some(key.clone())), "*** Some(***)");
        assert_eq!(key.into_inner(), "canary");
    }
}
