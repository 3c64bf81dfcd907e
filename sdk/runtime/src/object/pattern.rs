//! Patterns that texts must match. Without the feature `pattern`, the regex engine is not compiled.

use std::fmt;

/// A regular expression created by `pattern!`: its text and its match function.
#[derive(Clone, Copy)]
pub struct Pattern {
    text: &'static str,
    is_match: fn(&str) -> bool,
}

impl Pattern {
    /// Creates a pattern; called by `pattern!`.
    #[must_use]
    pub const fn new(text: &'static str, is_match: fn(&str) -> bool) -> Self {
        Self { text, is_match }
    }

    /// Returns the text of the pattern.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.text
    }

    /// Returns `true` if the text matches.
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

/// A compiled pattern, cached by `pattern!` on first use.
#[cfg(feature = "pattern")]
#[derive(Debug)]
pub struct Expression(Option<regex_lite::Regex>);

#[cfg(feature = "pattern")]
impl Expression {
    /// Compiles a pattern that the generator has validated. A pattern that does not compile matches
    /// every text, which leaves the check to the server.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(regex_lite::Regex::new(text).ok())
    }

    /// Returns `true` if the text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

/// Creates a `Pattern` from its text, which is compiled on first use.
#[cfg(feature = "pattern")]
#[macro_export]
#[doc(hidden)]
macro_rules! __pattern {
    ($text:literal) => {{
        fn is_match(text: &str) -> bool {
            static EXPRESSION: ::std::sync::LazyLock<$crate::Expression> =
                ::std::sync::LazyLock::new(|| $crate::Expression::new($text));
            EXPRESSION.is_match(text)
        }
        $crate::Pattern::new($text, is_match)
    }};
}

/// States what a crate with patterns lacks.
#[cfg(not(feature = "pattern"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __pattern {
    ($text:literal) => {
        ::core::compile_error!(
            "the spec has a `pattern`: add the feature `pattern` to the dependency `sdk-runtime` in Cargo.toml"
        )
    };
}

#[cfg(all(test, feature = "pattern"))]
mod tests {
    use crate::object::pattern::Pattern;
    use crate::pattern;

    #[test]
    fn a_pattern_is_a_constant_with_its_text() {
        const CODE: Pattern = pattern!("^[A-Z]{2,3}$");
        assert_eq!(CODE.as_str(), "^[A-Z]{2,3}$");
        assert_eq!(format!("{CODE:?}"), "\"^[A-Z]{2,3}$\"");
        assert!(CODE.is_match("ABC") && !CODE.is_match("ABCD") && !CODE.is_match("abc"));
    }

    #[test]
    fn an_invalid_pattern_matches_every_text() {
        assert!(pattern!("(").is_match("x"));
    }
}
