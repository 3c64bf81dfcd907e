//! Rust tokens as text, each followed by a space.
//!
//! They are written as with the crate `quote`, but a token is a few bytes of a `String` instead of an
//! allocation, and interpolating a stream copies its text instead of each token. `render` reads them.

use std::fmt::Display;

/// Tokens of Rust code.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenStream(String);

impl TokenStream {
    /// Creates it with room for the tokens of a line.
    pub(super) fn new() -> Self {
        Self(String::with_capacity(64))
    }

    /// Returns the tokens as text that a parser of Rust accepts.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a token, given with the space that follows it.
    pub(super) fn push(&mut self, token: &str) {
        self.0.push_str(token);
    }
}

#[cfg(test)]
impl From<String> for TokenStream {
    fn from(tokens: String) -> Self {
        Self(tokens)
    }
}

impl FromIterator<Self> for TokenStream {
    fn from_iter<I: IntoIterator<Item = Self>>(streams: I) -> Self {
        let mut streams = streams.into_iter();
        let mut all = streams.next().unwrap_or_default();
        streams.for_each(|stream| all.push(stream.as_str()));
        all
    }
}

/// A value that [`quote`] can interpolate.
pub(super) trait ToTokens {
    /// Adds the tokens of the value.
    fn to_tokens(&self, tokens: &mut TokenStream);

    fn to_token_stream(&self) -> TokenStream {
        let mut tokens = TokenStream::new();
        self.to_tokens(&mut tokens);
        tokens
    }
}

impl ToTokens for TokenStream {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(self.as_str());
    }
}

impl<T: ToTokens + ?Sized> ToTokens for &T {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        (**self).to_tokens(tokens);
    }
}

impl<T: ToTokens> ToTokens for Option<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(value) = self {
            value.to_tokens(tokens);
        }
    }
}

impl ToTokens for str {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Literal::text(self).to_tokens(tokens);
    }
}

impl ToTokens for String {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.as_str().to_tokens(tokens);
    }
}

impl ToTokens for bool {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(if *self { "true " } else { "false " });
    }
}

/// An identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ident(String);

impl Ident {
    /// An identifier, which must not be a keyword unless it begins with `r#`.
    pub(super) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl PartialEq<str> for Ident {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(&self.0);
        tokens.push(" ");
    }
}

/// A literal.
pub(super) struct Literal(String);

impl Literal {
    /// A literal as it is written in Rust.
    pub(super) fn written(literal: String) -> Self {
        Self(literal)
    }

    /// A number without the suffix of its type.
    pub(super) fn number(number: impl Display) -> Self {
        Self(number.to_string())
    }

    /// A text, in which everything but visible characters is escaped.
    pub(super) fn text(text: &str) -> Self {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
        if text.bytes().all(is_plain) {
            Self(["\"", text, "\""].concat())
        } else {
            Self(proc_macro2::Literal::string(text).to_string())
        }
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(&self.0);
        tokens.push(" ");
    }
}

/// Writes tokens. `#name` interpolates a variable; `#(#names)*` each item of a list, with a sign between
/// them in `#(#names),*`, before each in `#(, #names)*`, and after each in `#(#names,)*`.
macro_rules! quote {
    (@ $to:ident) => {};
    (@ $to:ident #(#$items:ident)* $($rest:tt)*) => {
        for item in $items {
            $crate::emit::tokens::ToTokens::to_tokens(&item, &mut $to);
        }
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident #(#$items:ident $after:tt)* $($rest:tt)*) => {
        for item in $items {
            $crate::emit::tokens::ToTokens::to_tokens(&item, &mut $to);
            $to.push(concat!(stringify!($after), " "));
        }
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident #($before:tt #$items:ident)* $($rest:tt)*) => {
        for item in $items {
            $to.push(concat!(stringify!($before), " "));
            $crate::emit::tokens::ToTokens::to_tokens(&item, &mut $to);
        }
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident #(#$items:ident) $between:tt * $($rest:tt)*) => {
        for (at, item) in $items.into_iter().enumerate() {
            if at > 0 {
                $to.push(concat!(stringify!($between), " "));
            }
            $crate::emit::tokens::ToTokens::to_tokens(&item, &mut $to);
        }
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident #($($other:tt)*) $($rest:tt)*) => {
        compile_error!("repeat one variable, with at most one sign: `#(#names),*`");
    };
    (@ $to:ident #$value:ident $($rest:tt)*) => {
        $crate::emit::tokens::ToTokens::to_tokens(&$value, &mut $to);
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident ($($inside:tt)*) $($rest:tt)*) => {
        $to.push("( ");
        quote!(@ $to $($inside)*);
        $to.push(") ");
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident [$($inside:tt)*] $($rest:tt)*) => {
        $to.push("[ ");
        quote!(@ $to $($inside)*);
        $to.push("] ");
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident {$($inside:tt)*} $($rest:tt)*) => {
        $to.push("{ ");
        quote!(@ $to $($inside)*);
        $to.push("} ");
        quote!(@ $to $($rest)*);
    };
    (@ $to:ident $token:tt $($rest:tt)*) => {
        $to.push(concat!(stringify!($token), " "));
        quote!(@ $to $($rest)*);
    };
    () => {
        $crate::emit::tokens::TokenStream::new()
    };
    ($($tokens:tt)*) => {{
        let mut tokens = $crate::emit::tokens::TokenStream::new();
        quote!(@ tokens $($tokens)*);
        tokens
    }};
}
pub(super) use quote;

#[cfg(test)]
mod tests {
    use super::{Ident, Literal};

    #[test]
    fn a_space_follows_each_token() {
        let (name, texts) = (Ident::new("r#type"), ["a", "\"\\\n", "\u{1}"]);
        let (number, none) = (Literal::number(1), None::<Ident>);
        let call = quote!(a::b<'c>(#name, #number #none)?);
        assert_eq!(call.as_str(), "a :: b < 'c > ( r#type , 1 ) ? ");
        assert_eq!(
            quote!({ [#call] }).as_str(),
            "{ [ a :: b < 'c > ( r#type , 1 ) ? ] } "
        );
        for (found, expected) in [
            (quote!(#(#texts)*), r#""a" "\"\\\n" "\u{1}" "#),
            (quote!(#(#texts),*), r#""a" , "\"\\\n" , "\u{1}" "#),
            (quote!(#(#texts,)*), r#""a" , "\"\\\n" , "\u{1}" , "#),
            (quote!(#(, #texts)*), r#", "a" , "\"\\\n" , "\u{1}" "#),
        ] {
            assert_eq!(found.as_str(), expected);
        }
        assert!(quote!(#(#none),*).is_empty());
    }
}
