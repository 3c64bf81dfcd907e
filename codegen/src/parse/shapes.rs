//! The spec language as tables: each mapping, its keys, and what may stand under them.
//!
//! [`check`](super::check) holds a file to these tables, and [`crate::schema`] writes them as a JSON
//! Schema for editors. A key that stands here is known to both; a key that does not, to neither.

mod api;
mod deviations;
mod facts;
mod fields;
mod operation;
mod types;

pub(crate) use api::API;
pub(crate) use deviations::DEVIATIONS;
pub(crate) use fields::{COMPOSITES, SCALARS};
pub(crate) use operation::OPERATION;
pub(crate) use types::TYPE;

use api::HEADER;
use facts::{BATCH, EXAMPLE, PAGINATION, RATE_LIMIT, RETRY};
use fields::{FIELD, INPUT, OUTPUT};

/// A mapping of the spec language.
pub(crate) struct Shape {
    /// Names it in the schema.
    pub(crate) name: &'static str,
    /// Names it in messages: "an enum value".
    pub(crate) what: &'static str,
    /// What it is for.
    pub(crate) description: &'static str,
    /// Its keys, in the order in which they are written.
    pub(crate) keys: &'static [&'static [Key]],
    /// Further keys that depend on a word.
    pub(crate) kinds: Option<Kinds>,
}

/// A key of a mapping.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) is_required: bool,
    /// What it says, in one line.
    pub(crate) description: &'static str,
}

/// What may stand under a key.
pub(crate) enum Value {
    /// Any text.
    Text,
    /// A word of a closed list that has a rule of its own. That it is one of them is a matter of
    /// meaning, and lowering's to say; an editor offers the words and marks others.
    Word(&'static [Word]),
    /// A word of a closed list, and no more to it: the parser refuses others.
    Choice(&'static [Word]),
    /// The name of a type: one of [`SCALARS`] and [`COMPOSITES`], or of a shared type.
    Type,
    /// `true` or `false`.
    Boolean,
    /// A whole number that fits into 32 bits.
    Count,
    /// Any number: it may be negative, and have a fraction.
    Number,
    /// The status code of an answer, or `default`.
    Status,
    /// Any YAML.
    Any,
    /// A mapping.
    Mapping(&'static Shape),
    /// A list of such values.
    List(&'static Value),
    /// A value, or a list of such values.
    OneOrMore(&'static Value),
    /// A name, or a mapping that says more.
    NameOr(&'static Value, &'static Shape),
}

/// A word of a closed list, and what it means.
pub(crate) type Word = (&'static str, &'static str);

/// A key whose word decides which further keys a mapping has.
pub(crate) struct Kinds {
    /// The key.
    pub(crate) key: &'static str,
    /// What the word says, for messages.
    pub(crate) what: &'static str,
    pub(crate) list: &'static [Kind],
}

/// One of the words, and its keys.
pub(crate) struct Kind {
    pub(crate) word: &'static str,
    pub(crate) description: &'static str,
    pub(crate) keys: &'static [Key],
}

const fn required(name: &'static str, value: Value, description: &'static str) -> Key {
    Key {
        name,
        value,
        is_required: true,
        description,
    }
}

const fn optional(name: &'static str, value: Value, description: &'static str) -> Key {
    Key {
        name,
        value,
        is_required: false,
        description,
    }
}

impl Shape {
    /// The keys that it has whatever its kind.
    pub(crate) fn common_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().copied().flatten()
    }

    /// The kind of a word.
    pub(crate) fn kind(&self, word: &str) -> Option<&'static Kind> {
        let kinds = self.kinds.as_ref()?;
        kinds.list.iter().find(|kind| kind.word == word)
    }
}
