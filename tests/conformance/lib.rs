//! Compares three descriptions of each operation: its documentation page, the spec and the generated
//! Rust.
//!
//! ```text
//! each page.md ──page::read──► Page       ─┐
//! spec/*       ──spec::read──► Specs      ─┼─ compare ──► Report
//! *.rs         ──code::read──► Vec<Code>  ─┘
//! ```
//!
//! Each model is read from text alone and independent of the other two, so an error in one of them
//! cannot hide in the next. The page is compared with the spec, and the spec with the code; if both
//! pairs agree, the page and the code agree too.
//!
//! A page describes the operation whose title is its heading; the code of an operation has its name.
//! A page can refer to the page of a shared type, which has the fields of the type.
//! Each operation is compared separately, with the shared types that it uses, so a difference in a
//! shared type is reported once for each page.
//!
//! [`check`] runs the whole comparison; [`mutate`] changes one fact of a text at a time, to prove
//! that the comparison notices.

pub mod checkout;
pub mod code;
pub mod compare;
pub mod fact;
pub mod mutate;
pub mod page;
pub mod report;
pub mod rules;
pub mod spec;

use checkout::Checkout;
use fact::{Place, Problem};
use report::Report;

/// Compares the pages, a spec and the generated code. Reports any text, including invalid ones.
#[must_use]
pub fn check(checkout: &Checkout) -> Report {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for page in &checkout.pages {
        match page::read(page, &checkout.types) {
            Ok(page) => read.push(page),
            Err(found) => problems.extend(found),
        }
    }
    let mut report = match (spec::read(&checkout.spec), code::read(&checkout.generated)) {
        (Ok(specs), Ok(codes)) if problems.is_empty() => compare::compare(&read, &specs, &codes),
        (Err(invalid), Ok(_)) if problems.is_empty() => compare::rejected(&read, invalid),
        (specs, codes) => {
            problems.extend(specs.err().into_iter().flat_map(|invalid| invalid.problems));
            problems.extend(codes.err().into_iter().flatten());
            return Report::unreadable(problems);
        }
    };
    report.problems.extend(unreferenced(checkout, &read));
    report
}

/// Reports pages of shared types that no other page refers to: nothing compares them.
fn unreferenced<'a>(
    checkout: &'a Checkout,
    pages: &'a [page::Page],
) -> impl Iterator<Item = Problem> + 'a {
    let is_used = |path: &String| pages.iter().any(|page| page.references.contains(path));
    let unused = checkout
        .types
        .iter()
        .filter(move |page| !is_used(&page.path));
    unused.map(|page| Problem {
        place: Place {
            file: page.path.clone(),
            line: 1,
        },
        key: None,
        message: "no page refers to this page of a type: refer to it, or delete it".to_owned(),
    })
}
