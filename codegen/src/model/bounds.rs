//! The bounds of values.

/// The bounds of a value. Bounds of text and numbers apply to the items of a list or a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Minimum number of items.
    pub min_items: Option<u32>,
    /// Maximum number of items.
    pub max_items: Option<u32>,
    /// The format of a text.
    pub format: Option<TextFormat>,
    /// Minimum number of characters.
    pub min_length: Option<u32>,
    /// Maximum number of characters.
    pub max_length: Option<u32>,
    /// Minimum value. That of an id is documented but not enforced.
    pub minimum: Option<Limit>,
    /// Maximum value.
    pub maximum: Option<Limit>,
    /// A regular expression.
    pub pattern: Option<String>,
}

/// The format of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// ASCII digits.
    Digits,
    /// 32 hexadecimal digits.
    Md5,
    /// 40 hexadecimal digits.
    Sha1,
    /// 64 hexadecimal digits.
    Sha256,
}

impl TextFormat {
    /// Every format with the spec language's word for it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("digits", Self::Digits),
        ("md5", Self::Md5),
        ("sha1", Self::Sha1),
        ("sha256", Self::Sha256),
    ];

    /// Returns the spec language's word for the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let found = all.find(|(_, format)| *format == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns what a text of the format is, in words.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Digits => "a text of digits",
            Self::Md5 => "an MD5 hash of 32 hexadecimal digits",
            Self::Sha1 => "a SHA-1 hash of 40 hexadecimal digits",
            Self::Sha256 => "a SHA-256 hash of 64 hexadecimal digits",
        }
    }

    /// Returns `true` if the text has the format.
    #[must_use]
    pub fn is_format_of(self, text: &str) -> bool {
        let is_hash =
            |length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match self {
            Self::Digits => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Md5 => is_hash(32),
            Self::Sha1 => is_hash(40),
            Self::Sha256 => is_hash(64),
        }
    }
}

/// The minimum or maximum of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// The limit of an integer.
    Whole(i128),
    /// The limit of a floating-point number.
    Decimal(f64),
    /// The limit of a floating-point number, which the number itself cannot be.
    Exclusive(f64),
}

impl Limit {
    /// Returns the limit as text, without the information whether it is exclusive.
    fn text(self) -> String {
        match self {
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) | Self::Exclusive(number) => number.to_string(),
        }
    }
}

/// The keys of bounds. Integers have inclusive limits alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundKey {
    /// `min_items`.
    MinItems,
    /// `max_items`.
    MaxItems,
    /// `format`.
    Format,
    /// `min_length`.
    MinLength,
    /// `max_length`.
    MaxLength,
    /// `minimum`.
    Minimum,
    /// `maximum`.
    Maximum,
    /// `exclusive_minimum`.
    ExclusiveMinimum,
    /// `exclusive_maximum`.
    ExclusiveMaximum,
    /// `pattern`.
    Pattern,
}

impl BoundKey {
    /// Every key with the spec language's word for it.
    pub const ALL: [(&'static str, Self); 10] = [
        ("min_items", Self::MinItems),
        ("max_items", Self::MaxItems),
        ("format", Self::Format),
        ("min_length", Self::MinLength),
        ("max_length", Self::MaxLength),
        ("minimum", Self::Minimum),
        ("maximum", Self::Maximum),
        ("exclusive_minimum", Self::ExclusiveMinimum),
        ("exclusive_maximum", Self::ExclusiveMaximum),
        ("pattern", Self::Pattern),
    ];

    /// Returns the spec language's word for the key.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let found = all.find(|(_, key)| *key == self);
        found.map_or("", |(word, _)| word)
    }
}

impl Bounds {
    /// Returns the value of a bound as text; `None` for a bound that the value does not have.
    #[must_use]
    pub fn text(&self, key: BoundKey) -> Option<String> {
        let count = |count: Option<u32>| count.map(|count| count.to_string());
        let limit = |limit: Option<Limit>, is_exclusive| {
            let limit =
                limit.filter(|limit| matches!(limit, Limit::Exclusive(_)) == is_exclusive)?;
            Some(limit.text())
        };
        match key {
            BoundKey::MinItems => count(self.min_items),
            BoundKey::MaxItems => count(self.max_items),
            BoundKey::Format => self.format.map(|format| format.word().to_owned()),
            BoundKey::MinLength => count(self.min_length),
            BoundKey::MaxLength => count(self.max_length),
            BoundKey::Minimum => limit(self.minimum, false),
            BoundKey::Maximum => limit(self.maximum, false),
            BoundKey::ExclusiveMinimum => limit(self.minimum, true),
            BoundKey::ExclusiveMaximum => limit(self.maximum, true),
            BoundKey::Pattern => self.pattern.clone(),
        }
    }
}
