//! Compares the short layout with prettyplease, item by item.

use super::tree::{Tree, source};
use super::{pretty, short};
use crate::emit::TokenStream;
use quote::ToTokens;

fn both(item: &str) -> syn::Result<(Option<String>, String)> {
    let tokens = syn::parse_str::<syn::Item>(item)?.into_token_stream();
    let tokens = TokenStream::from(tokens.to_string());
    let trees = Tree::read(&tokens);
    Ok((short::item(&trees), pretty::item(&trees)))
}

/// Items that are laid out from their tokens, and some about whose lines prettyplease decides.
const ITEMS: [&str; 35] = [
    "use sdk_runtime as runtime;",
    "use super::{A, B,};",
    "pub use api::*;",
    "#[cfg(test)] mod examples;",
    "#[doc = \" A \\\"quoted\\\" \\\\ text. \"] #[must_use = \"it does nothing\"] pub struct A { a: u8, pub(crate) b: Vec<A> }",
    "#[derive(Clone, runtime::Debug,)] pub struct Unit;",
    "pub struct Tuple(pub A, &'static str);",
    "pub struct Empty {}",
    "#[cfg_attr(docsrs, doc(cfg(any(feature = \"a\", feature = \"b\"))))] pub enum A { #[doc = \" One.\u{1}\u{1} Two. \"] A = 1, B(u8, A), C = \"c\" | \"d\", }",
    "const A: &'static [(&str, [u8; 2])] = &[(\"a\", [0, 1]), (\"b\", [2, 3],)];",
    "const A: Option<A> = Some(A::<B, C>::NONE.with(1, \"a\",).or(&<A as B>::C));",
    "pub(super) const A: fn(A) -> (A, B) = a::b;",
    "impl A {}",
    "impl<'a> A<'a> for B<'a> { type C = &'a [u8]; const D: u8 = 1; }",
    "impl A { #[doc = \" A.\"] pub fn a(mut self, value: impl Into<A>) -> Self { self.a = Some(value.into()); self } fn b() {} const A: A = A; fn c() { a(()) } }",
    "impl A { pub fn a(mut self, values: impl IntoIterator<Item = impl Into<AnalystVerdict>>) -> Self { self } }",
    "impl A { pub fn a(mut self, values: impl IntoIterator<Item = (impl Into<String>, impl Into<A>)>,) -> Result<A, B> { self } }",
    "fn a() -> Result<(), Box<dyn std::error::Error>> { let (b) = a.b.0.c()?; let mut b: Vec<A> = a::<A, B>(&mut b, *c)?; Ok(()) }",
    "fn a() -> impl Iterator<Item = (&str, runtime::Json)> + 'static { a(b) }",
    "fn a() -> (A, B) { a = b; a }",
    "fn a() { a.b(&c); }",
    "fn a(b: &Self::Body,) -> Option<&[Self::Entry]> { Some(b.data.as_slice()) }",
    "pub fn a_name_of_twenty_chars(a_name_of_twenty_chars: A, another_of_twenty_char: AB) {}",
    "pub fn a_name_of_twenty_chars(a_name_of_twenty_chars: A, another_of_twenty_char: ABC) {}",
    "pub fn a_name_of_twenty_chars(a_name_of_twenty_chars: A, another_of_twenty_cha: ABC) { a }",
    "pub fn a_name_of_twenty_chars(a_name_of_twenty_chars: A, another_of_twenty_chars: AB) { a }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: A, a: A) -> runtime::Outcome { a }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: A, a: A) -> runtime::Out<A> { a }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: AAA, a: A) -> runtime::Out<A> { a }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: AAAAAA, a: A) -> runtime::Outco<A> { a }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: AAAAAA, a: A) -> runtime::Outcom<A> { a }",
    "pub fn a(name_of_eighty_characters: AnalystVerdict<AAAAAAAAAAAAAAAA, BBBBBBBBBBBBBBBB>, b: B) {}",
    "fn a() { let a = A::a_function_of_forty_characters_as_a_name(\"a text\", 12345, bbbbbbbb); }",
    "fn a() { let a = A::a_function_of_forty_characters_as_a_name(\"a text\", 123456789, bbbbbbbb, ccc); }",
    "fn a(mut self) { let a = A::a_function_of_forty_characters_as_a_name(a::a_function_of_forty_characters_as_a_name(a::a(a), b)); b.c(a) }",
];

/// Items about which prettyplease decides.
const OTHERS: [&str; 29] = [
    "use super::{A};",
    "use super::{a::{b, c}, d};",
    "pub const A: A = A { b: 1 };",
    "const A: u8 = -1;",
    "const A: u8 = 1 - 2;",
    "const A: bool = a < b;",
    "const A: bool = a && b;",
    "const A: (A,) = (a,);",
    "fn a() { |a| a }",
    "fn a() { a = b }",
    "fn a() { return a }",
    "fn a() { if a { b } else { c } }",
    "fn a() { match a { b => c } }",
    "fn a() { a! { b } }",
    "fn a() { #[b] c(); }",
    "fn a() { let (a, b) = c; }",
    "fn a() { a[0] }",
    "fn a() { a & b }",
    "fn a() { a(b)(c) }",
    "fn a() { a..b }",
    "fn a() { ; }",
    "fn a() { a(r#\"line\nline\"#); }",
    "fn a() -> Self where A: B { a }",
    "fn a<T: ?Sized>(t: T) {}",
    "#[doc = \"/ A\"] struct A;",
    "fn a() { let a = a.a_function_of_forty_characters_as_a_name(\"a text\", 123456789, bbbbbbbb, ccc); }",
    "trait A {}",
    "mod a { fn b() {} }",
    "pub fn a_name_of_twenty_chars(&self, a_name_of_twenty_chars: A) -> runtime::Outcomes<Aaaaaaaaaaaaaaaaa> { a }",
];

/// Tokens of all kinds.
const TOKENS: [&str; 8] = [
    "a::<'b, &'static [c]>(d..=e)?.f -> g; #![h(i)] { j => !k && l }",
    r###"["", "\\", "\"", "a\\\"]b", r"\", r#"""#, r##" "# "##, b"\"(", br"\\", br#"""#]"###,
    "0 1_000 0.5 1.5e3 a.0.1 0xff_u8 2.max(3)",
    "r#type b r br rb _a a_1 ünïcode",
    "r # a r! {} b'",
    "\"line\nline\" r#\"line\nline\"#",
    "",
    "\"ü \u{1} ”\" a",
];

#[test]
fn tokens_are_read_as_the_compiler_reads_them() {
    let lexed = |text: &str| {
        let tokens = text.parse::<proc_macro2::TokenStream>();
        tokens.map(|tokens| tokens.to_string())
    };
    for text in TOKENS {
        let tokens = TokenStream::from(text.to_owned());
        let read = source(&Tree::read(&tokens));
        assert_eq!(lexed(&read).ok(), lexed(text).ok(), "{text}\n{read}");
    }
}

#[test]
fn any_text_can_be_read() {
    for text in [
        "\"", "r##\"\"#", "\"\\", "((", "))", "]a", "'", "b", "1.", "\"\\ü", "r#",
    ] {
        source(&Tree::read(&TokenStream::from(text.to_owned())));
    }
}

#[test]
fn the_short_layout_is_that_of_prettyplease() -> syn::Result<()> {
    for item in ITEMS {
        let (short, pretty) = both(item)?;
        if let Some(short) = short {
            assert_eq!(short, pretty, "{item}");
        }
    }
    Ok(())
}

#[test]
fn prettyplease_decides_about_other_items() -> syn::Result<()> {
    for item in OTHERS {
        let (short, pretty) = both(item)?;
        assert!(short.is_none(), "{item}:\n{short:?}\n{pretty}");
    }
    Ok(())
}

#[test]
fn most_items_are_short() -> syn::Result<()> {
    let mut others = Vec::new();
    for item in ITEMS {
        others.extend(both(item)?.0.is_none().then_some(item));
    }
    assert!(others.len() <= 4, "{others:#?}");
    Ok(())
}

#[test]
fn calls_of_any_length_are_broken_like_prettyplease_does() -> syn::Result<()> {
    for length in 1..90 {
        let name = "A".repeat(length);
        for call in [
            "set(12, {}::B(value.into()))",
            "set(12, {}::B(c::d(values)))",
            "set(12, {}::B(Box::new(runtime::Nullable::Value(value))))",
            "set({}::B, c::d(values), 12)",
            "set({}(a, b), c)",
        ] {
            let call = call.replace("{}", &name);
            let (short, pretty) = both(&format!("fn a() {{ self.fields_.{call}; self }}"))?;
            match short {
                Some(short) => assert_eq!(short, pretty, "{call}"),
                None => assert!(length > 70, "{call}"),
            }
        }
    }
    Ok(())
}
