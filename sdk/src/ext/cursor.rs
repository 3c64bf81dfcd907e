//! Positions in lists.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use percent_encoding::percent_decode_str;
use sdk_runtime::object::{FieldPath, FieldSpec, Validator, Value, is_blank_text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A position in a list that the server returns page by page.
///
/// The server percent-encodes the cursor in its responses, and expects the decoded one. Reading a
/// response decodes it once; the query encodes it again. To continue a list later, store the text of the
/// cursor.
///
/// ```
/// use sentinelone_sdk::{Cursor, GetThreats, ThreatFilter};
///
/// let cursor: Cursor = serde_json::from_str(r#""YWdlbnRfaWQ6NTgwMjkzODE%3D""#)?;
/// assert_eq!(&*cursor, "YWdlbnRfaWQ6NTgwMjkzODE=");
/// let next = GetThreats::new(ThreatFilter::all_in_scope()).cursor(cursor);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Text that does not encode UTF-8 stays as it is.
        let decoded = percent_decode_str(&text).decode_utf8().ok();
        Ok(Self(match decoded {
            Some(Cow::Owned(decoded)) => decoded,
            Some(Cow::Borrowed(_)) | None => text,
        }))
    }
}

/// Takes the decoded text as it is.
impl From<String> for Cursor {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Takes the decoded text as it is.
impl From<&str> for Cursor {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Deref for Cursor {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Cursor {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Cursor {
    fn is_blank(&self) -> bool {
        is_blank_text(&self.0)
    }

    fn validate(&self, path: &FieldPath<'_>, _spec: &FieldSpec, validator: &mut Validator) {
        if is_blank_text(&self.0) {
            validator.report(path, || {
                "is blank: leave the cursor unset for the first page".to_owned()
            });
        }
    }
}
