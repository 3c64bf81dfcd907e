//! The spec language as tables: each mapping, its keys, and their values.
//!
//! [`validate`](super::validate) validates files against these tables, and [`crate::schema`] converts
//! them to a JSON Schema for editors, so that both know the same keys.

mod api;
mod deviations;
mod errors;
mod fields;
mod operation;
mod outcomes;
mod pagination;
mod retry;
mod type_words;
mod types;

pub(crate) use api::API;
pub(crate) use deviations::DEVIATIONS;
pub(crate) use operation::OPERATION;
pub(crate) use type_words::{COMPOSITES, SCALARS};
pub(crate) use types::TYPE;

/// A mapping of the spec language.
pub(crate) struct Shape {
    /// Its name in the schema.
    pub(crate) name: &'static str,
    /// Its name in messages: "an enum value".
    pub(crate) what: &'static str,
    /// Its purpose.
    pub(crate) description: &'static str,
    /// Its keys, in their usual order.
    pub(crate) keys: &'static [&'static [Key]],
    /// Further keys that depend on a word.
    pub(crate) kinds: Option<Kinds>,
}

/// A key of a mapping.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) is_required: bool,
    /// Its description, in one line.
    pub(crate) description: &'static str,
}

/// The value of a key.
pub(crate) enum Value {
    /// Any text.
    Text,
    /// A word of a closed list, checked by [`lower`](crate::lower), which has a specific message for
    /// other words. Editors offer the words and mark others.
    Word(&'static [Word]),
    /// A word of a closed list, checked by the parser.
    Choice(&'static [Word]),
    /// The name of a type: one of [`SCALARS`] and [`COMPOSITES`], or of a shared type.
    Type,
    /// `true` or `false`.
    Boolean,
    /// An unsigned 32-bit integer.
    Count,
    /// Any number, including negative and fractional numbers.
    Number,
    /// The status code of a response, or `default`.
    Status,
    /// Text, or an integer of up to 64 bits.
    TextOrInteger,
    /// Text, a signed integer of up to 64 bits, or `true` or `false`.
    TextIntegerOrBoolean,
    /// Any YAML.
    Any,
    /// A mapping.
    Mapping(&'static Shape),
    /// A list of values.
    List(&'static Value),
    /// A value, or a list of values.
    OneOrMore(&'static Value),
    /// A name, or a mapping with details.
    NameOr(&'static Value, &'static Shape),
}

/// A word of a closed list, and its meaning.
pub(crate) type Word = (&'static str, &'static str);

/// A key whose word determines the further keys of a mapping.
pub(crate) struct Kinds {
    /// The key.
    pub(crate) key: &'static str,
    /// The name of the choice, in messages.
    pub(crate) what: &'static str,
    pub(crate) list: &'static [Kind],
}

/// A word and its keys.
pub(crate) struct Kind {
    pub(crate) word: &'static str,
    pub(crate) description: &'static str,
    pub(crate) keys: &'static [Key],
}

/// The renamed keys of the language. An old name is reported together with the new one.
static RENAMED: [RenamedKey; 3] = [
    RenamedKey {
        shape: "retry",
        old: "refused",
        new: "refused_responses",
    },
    RenamedKey {
        shape: "retry",
        old: "repeatable",
        new: "idempotent",
    },
    RenamedKey {
        shape: "example",
        old: "answer",
        new: "response",
    },
];

/// A key that older versions of the language had under another name.
struct RenamedKey {
    /// The [`Shape::name`] of its mapping.
    shape: &'static str,
    old: &'static str,
    new: &'static str,
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
    /// Returns the keys that do not depend on the kind.
    pub(crate) fn common_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().copied().flatten()
    }

    /// Returns the new name of a renamed key.
    pub(super) fn renamed(&self, key: &str) -> Option<&'static str> {
        let mut renamed = RENAMED.iter();
        let found = renamed.find(|renamed| renamed.shape == self.name && renamed.old == key)?;
        Some(found.new)
    }

    /// Returns the kind of a word.
    pub(crate) fn kind(&self, word: &str) -> Option<&'static Kind> {
        let kinds = self.kinds.as_ref()?;
        kinds.list.iter().find(|kind| kind.word == word)
    }
}
