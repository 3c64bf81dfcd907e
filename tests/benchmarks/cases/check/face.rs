//! The public conversions of the types in generated code: each of them is a single call of the same function.

use super::rows::words;
use crate::Result;
use syn::{File, Item, ItemEnum, ItemMacro};

/// The function that each conversion calls, in the root of the crate.
pub const DECLARATION: &str = "\
/// Stands for the code behind a conversion.
pub const fn least<A, T>(argument: A) -> T {
    ::core::mem::forget(argument);
    panic!()
}
";

/// The functions of an open enum.
const OF_OPEN: &str = "
impl NAME {
    pub fn as_str(&self) -> &str {
        crate::least(self)
    }

    pub const fn known_values() -> &'static [&'static str] {
        Self::VALUES
    }

    pub fn parse_known(text: &str) -> ::core::result::Result<Self, runtime::ParseEnumError> {
        crate::least(text)
    }
}

impl ::core::convert::From<&str> for NAME {
    fn from(text: &str) -> Self {
        crate::least(text)
    }
}

impl ::core::convert::From<::std::string::String> for NAME {
    fn from(text: ::std::string::String) -> Self {
        crate::least(text)
    }
}

impl ::core::str::FromStr for NAME {
    type Err = ::core::convert::Infallible;

    fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
        crate::least(text)
    }
}
";

/// The traits that the runtime implements for an open enum, in place of derives.
const ORDER: &str = "
impl ::core::cmp::PartialEq for NAME {
    fn eq(&self, other: &Self) -> bool {
        crate::least((self, other))
    }
}

impl ::core::cmp::Eq for NAME {}

impl ::core::cmp::PartialOrd for NAME {
    fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
        crate::least((self, other))
    }
}

impl ::core::cmp::Ord for NAME {
    fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
        crate::least((self, other))
    }
}

impl ::core::hash::Hash for NAME {
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
        crate::least((self, state))
    }
}
";

const DEBUG: &str = "
impl ::core::fmt::Debug for NAME {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::least((self, f))
    }
}
";

/// The functions of a closed enum.
const OF_CLOSED: &str = "
impl NAME {
    pub const fn as_str(self) -> &'static str {
        crate::least(self)
    }

    pub const fn known_values() -> &'static [&'static str] {
        Self::VALUES
    }
}

impl ::core::str::FromStr for NAME {
    type Err = runtime::ParseEnumError;

    fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
        crate::least(text)
    }
}
";

/// The functions that both kinds of enums have.
const OF_TEXT: &str = "
impl ::core::fmt::Display for NAME {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::least((self, f))
    }
}

impl ::core::convert::AsRef<str> for NAME {
    fn as_ref(&self) -> &str {
        crate::least(self)
    }
}
";

const SERIALIZE: &str = "
impl runtime::Serialize for NAME {
    fn serialize<S: runtime::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        crate::least((self, serializer))
    }
}
";

const DESERIALIZE: &str = "
impl<'de> runtime::Deserialize<'de> for NAME {
    fn deserialize<D: runtime::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::core::result::Result<Self, D::Error> {
        crate::least(deserializer)
    }
}
";

const DEREF: &str = "
impl ::core::ops::Deref for NAME {
    type Target = runtime::HeaderFields;

    fn deref(&self) -> &runtime::HeaderFields {
        crate::least(self)
    }
}
";

/// Returns the conversions of the type that a table is about. Enums of integers, of which the vendor's API has
/// none, are left without.
pub fn of_table(table: &ItemMacro) -> Result<Vec<Item>> {
    let kind = table.mac.path.segments.last();
    let kind = kind.map_or_else(String::new, |kind| kind.ident.to_string());
    match kind.as_str() {
        "open_enum" => items(
            &of_enum(table)?,
            &[OF_OPEN, ORDER, DEBUG, OF_TEXT, SERIALIZE, DESERIALIZE],
        ),
        "closed_enum" => items(
            &of_enum(table)?,
            &[OF_CLOSED, OF_TEXT, SERIALIZE, DESERIALIZE],
        ),
        _ => of_struct(table, &kind),
    }
}

fn of_enum(table: &ItemMacro) -> Result<String> {
    let item: ItemEnum = table.mac.parse_body()?;
    Ok(item.ident.to_string())
}

fn of_struct(table: &ItemMacro, kind: &str) -> Result<Vec<Item>> {
    let words = words(table);
    let mut statements = words.split(|word| word == ";");
    let Some([name]) = statements.next() else {
        return Ok(Vec::new());
    };
    let mut has = |first| statements.any(|words| words.first().is_some_and(|word| word == first));
    match kind {
        // A table of fields to send formats and serialises such a struct.
        "response_object" if has("extra") => items(name, &[DESERIALIZE]),
        "response_object" => items(name, &[DEBUG, SERIALIZE, DESERIALIZE]),
        "object" | "sparse_object" if has("read") => items(name, &[DEBUG, SERIALIZE, DESERIALIZE]),
        "object" | "sparse_object" => items(name, &[DEBUG, SERIALIZE]),
        "headers" => items(name, &[DEREF]),
        _ => Ok(Vec::new()),
    }
}

/// Parses these templates for a type.
fn items(name: &str, templates: &[&str]) -> Result<Vec<Item>> {
    let text = templates.concat().replace("NAME", name);
    Ok(syn::parse_str::<File>(&text)?.items)
}
