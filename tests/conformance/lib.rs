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

use codegen::Sources;
use fact::Text;
use report::Report;

/// Compares the pages, a spec and the generated code. Reports any text, including invalid ones.
#[must_use]
pub fn check(pages: &[Text], spec: &Sources, generated: &[Text]) -> Report {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for page in pages {
        match page::read(page) {
            Ok(page) => read.push(page),
            Err(found) => problems.extend(found),
        }
    }
    match (spec::read(spec), code::read(generated)) {
        (Ok(specs), Ok(codes)) if problems.is_empty() => compare::compare(&read, &specs, &codes),
        (Err(invalid), Ok(_)) if problems.is_empty() => compare::rejected(&read, invalid),
        (specs, codes) => {
            problems.extend(specs.err().into_iter().flat_map(|invalid| invalid.problems));
            problems.extend(codes.err().into_iter().flatten());
            Report::unreadable(problems)
        }
    }
}
