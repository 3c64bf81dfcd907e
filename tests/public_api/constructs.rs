//! Tests of the lists: one construct of the language each.

use crate::public_api::difference;
use crate::public_api::sample::{check, listing};
use expect_test::expect;

#[test]
fn structs_with_their_public_fields() {
    check(
        r"
        #[derive(Clone)] #[non_exhaustive] pub struct Open { pub count: u64, secret: u8 }
        pub struct Pair<T>(pub T, u8) where T: Send;
        pub struct Whole { pub text: Option<&'static str> }
        pub struct Unit;
        struct Private;
        pub(crate) struct Internal;
        ",
        expect![[r"
            #[non_exhaustive] pub struct sample::Open { .., private fields }
            pub sample::Open::count: u64
            sample::Open: impl Clone for Open
            pub struct sample::Pair<T>(.., private fields) where T: Send
            pub sample::Pair::0: T
            pub struct sample::Unit
            pub struct sample::Whole { .. }
            pub sample::Whole::text: Option<&'static str>
        "]],
    );
}

#[test]
fn enums_with_their_variants() {
    check(
        r"
        #[non_exhaustive]
        pub enum Shape {
            Circle { radius: f64 },
            Line(u8, [u8; 2]),
            #[deprecated] Point,
            #[doc(hidden)] Secret,
        }
        ",
        expect![[r"
            #[non_exhaustive] pub enum sample::Shape
            pub variant sample::Shape::Circle { radius: f64 }
            pub variant sample::Shape::Line(u8, [u8; 2])
            #[deprecated] pub variant sample::Shape::Point
        "]],
    );
}

#[test]
fn functions_with_whole_signatures() {
    check(
        r"
        pub async fn send<'a, T: ?Sized + Send>(mut request: &'a mut T, _: (u8, u8)) -> Result<(), Box<dyn Fn(&str) -> u8>>
        where
            T: Into<String>,
        { loop {} }
        pub const fn one() -> u8 { 1 }
        pub fn iterate(values: impl IntoIterator<Item = <u8 as Trait>::Output>) -> impl Iterator<Item = &'static [u8]> {}
        ",
        expect![[r"
            pub fn sample::iterate(values: impl IntoIterator<Item = <u8 as Trait>::Output>) -> impl Iterator<Item = &'static [u8]>
            pub const fn sample::one() -> u8
            pub async fn sample::send<'a, T: ?Sized + Send>(request: &'a mut T, _: (u8, u8)) -> Result<(), Box<dyn Fn(&str) -> u8>> where T: Into<String>
        "]],
    );
}

#[test]
fn constants_statics_and_aliases() {
    check(
        r#"
        pub const NAME: &'static str = "x";
        pub static COUNT: u8 = 1;
        pub type Future<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
        "#,
        expect![[r"
            pub static sample::COUNT: u8
            pub type sample::Future<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>
            pub const sample::NAME: &'static str
        "]],
    );
}

#[test]
fn traits_with_their_items() {
    check(
        r"
        pub trait Operation: Send + 'static {
            type Body: Default;
            const NAME: &'static str;
            const LIMIT: u8 = 1;
            fn path(&self) -> String;
            fn method(&self) -> u8 { 1 }
            #[doc(hidden)] fn secret(&self);
        }
        ",
        expect![[r"
            pub trait sample::Operation: Send + 'static
            type sample::Operation::Body: Default
            const sample::Operation::LIMIT: u8 (provided)
            const sample::Operation::NAME: &'static str
            fn sample::Operation::method(&self) -> u8 (provided)
            fn sample::Operation::path(&self) -> String
        "]],
    );
}

#[test]
fn methods_of_generic_types() {
    check(
        r"
        pub struct Client<A: Api> { api: A }
        pub struct Plain;
        impl<A: Api> Client<A> {
            pub const LIMIT: usize = 1;
            pub fn new(self: Box<Self>, mut count: u8) -> Self {}
            #[deprecated] pub fn old(mut self) {}
            #[doc(hidden)] pub fn secret(&self) {}
            pub(crate) fn internal(&self) {}
            fn private(&self) {}
        }
        impl Plain { pub fn get(&self) {} }
        impl Hidden { pub fn get(&self) {} }
        ",
        expect![[r"
            pub struct sample::Client<A: Api> { .., private fields }
            pub const sample::Client::LIMIT: usize (impl<A: Api> Client<A>)
            pub fn sample::Client::new(self: Box<Self>, count: u8) -> Self (impl<A: Api> Client<A>)
            #[deprecated] pub fn sample::Client::old(self) (impl<A: Api> Client<A>)
            pub struct sample::Plain
            pub fn sample::Plain::get(&self)
        "]],
    );
}

#[test]
fn implementations_of_traits() {
    check(
        r"
        #[derive(Clone, serde::Deserialize)] pub struct Wrapper<T>(T);
        #[derive(Debug, thiserror::Error)] pub enum Failure {}
        struct Private;
        trait Internal {}
        pub trait Visible {}
        impl<T> std::fmt::Display for Wrapper<T> {}
        impl<'a, T> IntoIterator for &'a Wrapper<T> { type Item = &'a T; type IntoIter = Iter<'a, T>; }
        impl<T> From<Wrapper<T>> for String {}
        impl Internal for Failure {}
        impl Visible for u8 {}
        impl Clone for Private {}
        impl From<Failure> for Private {}
        ",
        expect![[r"
            pub enum sample::Failure
            sample::Failure: impl Debug for Failure
            sample::Failure: impl Display for Failure
            sample::Failure: impl Error for Failure
            pub trait sample::Visible
            sample::Visible: impl Visible for u8
            pub struct sample::Wrapper<T>(.., private fields)
            sample::Wrapper: impl<'a, T> IntoIterator for &'a Wrapper<T> { type Item = &'a T; type IntoIter = Iter<'a, T> }
            sample::Wrapper: impl<'de, T: Deserialize<'de>> Deserialize<'de> for Wrapper<T>
            sample::Wrapper: impl<T: Clone> Clone for Wrapper<T>
            sample::Wrapper: impl<T> Display for Wrapper<T>
            sample::Wrapper: impl<T> From<Wrapper<T>> for String
        "]],
    );
}

#[test]
fn conditions_are_marked() {
    check(
        r#"
        #[cfg(feature = "blocking")] pub mod blocking { pub fn wait() {} }
        pub struct Client;
        impl Client { #[cfg(feature = "blocking")] pub fn wait(&self) {} }
        #[cfg(any(feature = "chrono", feature = "time"))] impl From<u8> for Client {}
        #[cfg(test)] pub mod tests { pub fn helper() {} }
        #[cfg(doctest)] pub struct Readme;
        "#,
        expect![[r#"
            pub struct sample::Client
            pub fn sample::Client::wait(&self) [feature = "blocking"]
            sample::Client: impl From<u8> for Client [any(feature = "chrono", feature = "time")]
            pub mod sample::blocking [feature = "blocking"]
            pub fn sample::blocking::wait() [feature = "blocking"]
        "#]],
    );
}

/// A crate with one of everything that can change.
const PLANTED: &str = r"
    pub struct Page { pub total: u64 }
    impl Page { pub fn get(&self, index: usize) -> Option<Page> {} }
    pub trait Source { fn read(&self) -> u8; }
    pub enum Kind { A(u8) }
    pub const LIMIT: u8 = 1;
    impl From<u8> for Page {}
";

#[test]
fn each_planted_change_is_a_changed_line() {
    for (from, to, changed) in [
        ("total: u64", "total: u32", "+ pub sample::Page::total: u32"),
        (
            "index: usize",
            "index: u64",
            "+ pub fn sample::Page::get(&self, index: u64) -> Option<Page>",
        ),
        (
            "Option<Page>",
            "Page",
            "+ pub fn sample::Page::get(&self, index: usize) -> Page",
        ),
        (
            "&self, index",
            "&mut self, index",
            "+ pub fn sample::Page::get(&mut self, index: usize) -> Option<Page>",
        ),
        (
            "-> u8;",
            "-> u8 { 1 }",
            "+ fn sample::Source::read(&self) -> u8 (provided)",
        ),
        ("A(u8)", "A(i8)", "+ pub variant sample::Kind::A(i8)"),
        ("LIMIT: u8", "LIMIT: u16", "+ pub const sample::LIMIT: u16"),
        (
            "From<u8>",
            "From<u16>",
            "+ sample::Page: impl From<u16> for Page",
        ),
        (
            "pub total: u64",
            "pub total: u64, x: u8",
            "+ pub struct sample::Page { .., private fields }",
        ),
        (
            "pub enum",
            "#[non_exhaustive] pub enum",
            "+ #[non_exhaustive] pub enum sample::Kind",
        ),
        ("pub trait", "pub(crate) trait", ""),
    ] {
        assert!(PLANTED.contains(from), "{from}");
        let difference = difference(&listing(PLANTED), &listing(&PLANTED.replace(from, to)));
        let added: Vec<_> = difference
            .lines()
            .filter(|line| line.starts_with('+'))
            .collect();
        assert_eq!(added.join("\n"), changed, "{difference}");
        assert!(difference.starts_with('-'), "{from}: {difference}");
    }
}
