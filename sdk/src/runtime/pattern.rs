//! Patterns that texts have to match; a program without patterns does not link their engine.

use std::fmt;

/// A pattern, made by `pattern!`: its text, and the function that matches it.
#[derive(Clone, Copy)]
pub struct Pattern {
    text: &'static str,
    is_match: fn(&str) -> bool,
}

impl Pattern {
    /// What `pattern!` calls.
    #[must_use]
    pub const fn new(text: &'static str, is_match: fn(&str) -> bool) -> Self {
        Self { text, is_match }
    }

    /// The pattern as it was written.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// Whether the text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        (self.is_match)(text)
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.text, f)
    }
}

/// A compiled pattern, kept by `pattern!` from its first use on.
#[derive(Debug)]
pub struct Expression(Option<regex_lite::Regex>);

impl Expression {
    /// Compiles the pattern. The generator has seen to it that it can be; one that cannot matches
    /// every text, and the server has the last word.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(regex_lite::Regex::new(text).ok())
    }

    /// Whether the text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

/// A [`Pattern`] from its text, which is compiled when it is first needed.
#[macro_export]
#[doc(hidden)]
macro_rules! __pattern {
    ($text:literal) => {{
        fn is_match(text: &str) -> bool {
            static EXPRESSION: ::std::sync::LazyLock<$crate::runtime::Expression> =
                ::std::sync::LazyLock::new(|| $crate::runtime::Expression::new($text));
            EXPRESSION.is_match(text)
        }
        $crate::runtime::Pattern::new($text, is_match)
    }};
}

#[cfg(test)]
mod tests {
    use crate::runtime::{Pattern, pattern};

    #[test]
    fn a_pattern_is_a_constant_with_its_text() {
        const CODE: Pattern = pattern!("^[A-Z]{2,3}$");
        assert_eq!(CODE.as_str(), "^[A-Z]{2,3}$");
        assert_eq!(format!("{CODE:?}"), "\"^[A-Z]{2,3}$\"");
        assert!(CODE.is_match("ABC") && !CODE.is_match("ABCD") && !CODE.is_match("abc"));
    }

    #[test]
    fn a_pattern_that_is_none_refuses_nothing() {
        assert!(pattern!("(").is_match("x"));
    }
}
