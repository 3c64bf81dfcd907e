//! Small crates for the tests of the lists.

use codegen::public_api::{Crate, Crates};
use expect_test::Expect;

/// Returns a crate of some files.
pub fn krate(name: &str, files: &[(&str, &str)]) -> Crate {
    let files = files.iter();
    let files = files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Crate {
        name: name.to_owned(),
        files: files.collect(),
    }
}

/// Returns the API of a crate that is one file.
pub fn listing(text: &str) -> String {
    let crates = Crates::parse(&[krate("sample", &[("lib.rs", text)])]);
    let listing = crates.expect("the sources can be read").listing("sample");
    let listing = listing.strip_prefix("pub mod sample\n");
    listing.expect("the root comes first").to_owned()
}

/// Compares the API of a crate that is one file.
#[expect(
    clippy::needless_pass_by_value,
    reason = "an expectation is written in the call"
)]
pub fn check(text: &str, expected: Expect) {
    expected.assert_eq(&listing(text));
}
