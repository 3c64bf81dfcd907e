//! Tests of the lists: modules, imports and macros.

use crate::public_api::sample::{check, krate, listing};
use codegen::public_api::Crates;
use expect_test::expect;

#[test]
fn reexports_lead_to_the_item() {
    check(
        r"
        mod inner {
            pub struct Named;
            pub struct Grouped;
            pub mod deep { pub struct Deep; }
            pub fn renamed() {}
            #[doc(hidden)] pub struct Secret;
            pub struct Left;
            impl Named { pub fn get(&self) -> u8 {} }
        }
        pub use inner::{Grouped, Named, Secret, deep::{self, Deep}, renamed as function};
        pub mod again { pub use super::inner::Named; pub use crate::Grouped as Other; }
        #[doc(hidden)] pub use inner::Left;
        pub use elsewhere::Thing as Foreign;
        use inner::Left as _;
        ",
        expect![[r"
            pub struct sample::Deep
            pub use elsewhere::Thing as sample::Foreign
            pub struct sample::Grouped
            pub struct sample::Named
            pub fn sample::Named::get(&self) -> u8
            pub mod sample::again
            pub use sample::Named as sample::again::Named
            pub use sample::Grouped as sample::again::Other
            pub mod sample::deep
            pub use sample::Deep as sample::deep::Deep
            pub fn sample::function()
        "]],
    );
}

#[test]
fn globs_bring_names_that_are_not_defined_here() {
    check(
        r"
        mod generated { mod types { pub struct Pet; pub struct Error(u8); } pub use types::*; }
        pub use generated::*;
        pub struct Error;
        ",
        expect![[r"
            pub struct sample::Error
            pub struct sample::Pet
        "]],
    );
}

/// The macros that the tests below call.
const MACROS: &str = r"
    #[macro_export]
    #[doc(hidden)]
    macro_rules! __open_enum {
        ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$inner:meta])* $variant:ident = $wire:literal $(| $old:literal)*,)* }) => {
            $(#[$meta])* #[derive(Clone)] #[non_exhaustive]
            $vis enum $name { $($(#[$inner])* $variant,)* Unrecognized($crate::Unrecognized) }
            impl $name { pub fn as_str(&self) -> &str { match self { $(Self::$variant => $wire,)* } } }
            $crate::__open_enum! { @display $name }
        };
        (@display $name:ident) => { impl ::core::fmt::Display for $name {} };
    }
    #[doc(hidden)] pub use crate::__open_enum as open_enum;
    pub struct Unrecognized(String);
    macro_rules! from {
        ($($variant:ident($error:ty)),+ $(,)?) => {$(
            impl From<$error> for Unrecognized { fn from(error: $error) -> Self { Self(error.to_string()) } }
        )+};
    }
    from!(First(Vec<u8>), Second(String),);
";

#[test]
fn macros_declare_items_in_other_crates() {
    let user = r#"
        use toolkit as runtime;
        runtime::open_enum! {
            /// A size.
            pub enum Size {
                /// Small.
                Small = "small" | "s",
                #[deprecated]
                Large = "large",
            }
        }
        pub use runtime::Unrecognized;
    "#;
    let crates = [
        krate("sample", &[("lib.rs", user)]),
        krate("toolkit", &[("lib.rs", MACROS)]),
    ];
    let crates = Crates::parse(&crates).expect("the sources can be read");
    expect![[r"
        pub mod sample
        #[non_exhaustive] pub enum sample::Size
        #[deprecated] pub variant sample::Size::Large
        pub variant sample::Size::Small
        pub variant sample::Size::Unrecognized(toolkit::Unrecognized)
        pub fn sample::Size::as_str(&self) -> &str
        sample::Size: impl Clone for Size
        sample::Size: impl Display for Size
        pub struct sample::Unrecognized(.., private fields)
        sample::Unrecognized: impl From<String> for Unrecognized
        sample::Unrecognized: impl From<Vec<u8>> for Unrecognized
    "]]
    .assert_eq(&crates.listing("sample"));
}

#[test]
fn modules_are_files_in_both_layouts() {
    let files = [
        ("lib.rs", "pub mod flat; pub mod folder;"),
        ("flat.rs", "pub mod below;"),
        ("flat/below.rs", "pub struct A;"),
        ("folder/mod.rs", "pub mod below;"),
        (
            "folder/below.rs",
            "pub use super::super::flat::below::A as B;",
        ),
    ];
    let crates = Crates::parse(&[krate("sample", &files)]).expect("the sources can be read");
    expect![[r"
        pub mod sample
        pub mod sample::flat
        pub mod sample::flat::below
        pub struct sample::flat::below::A
        pub mod sample::folder
        pub mod sample::folder::below
        pub use sample::flat::below::A as sample::folder::below::B
    "]]
    .assert_eq(&crates.listing("sample"));
}

#[test]
fn circular_imports_end() {
    let text =
        "pub mod a { pub use super::b::*; pub struct X; } pub mod b { pub use super::a::*; }";
    assert!(listing(text).contains("pub struct sample::a::X"));
}

#[test]
fn errors_name_the_location() {
    let error = |files: &[(&str, &str)]| Crates::parse(&[krate("sample", files)]).err();
    let missing = error(&[("lib.rs", "mod gone;")]);
    let message = "sample: the file gone/mod.rs is missing";
    assert_eq!(missing.as_deref(), Some(message));
    let unknown = error(&[("lib.rs", "mod a { what! { x } }")]);
    assert_eq!(unknown.as_deref(), Some("sample::a: what!: unknown macro"));
    let mismatch = error(&[("lib.rs", "macro_rules! m { (a) => {} } m!(b);")]);
    assert_eq!(mismatch.as_deref(), Some("sample: m!: no rule matches"));
    let endless = error(&[("lib.rs", "macro_rules! m { () => { m!(); } } m!();")]);
    assert_eq!(endless.as_deref(), Some("sample: m!: it expands to itself"));
}
