//! Holds three descriptions of each operation against each other: its documentation page, the spec
//! and the generated Rust.
//!
//! ```text
//! each page.md ──page::read──► Page       ─┐
//! spec/*       ──spec::read──► Specs      ─┼─ compare ──► Report
//! *.rs         ──code::read──► Vec<Code>  ─┘
//! ```
//!
//! Each model is read from text alone and knows nothing of the other two, so a mistake in one of
//! them cannot hide itself in the next. The page is held to the spec and the spec to the code; what
//! both pairs agree on, the page and the code agree on too.
//!
//! A page is about the operation whose title is its heading; the code of an operation has its name.
//! Each operation is compared on its own, with the shared types that it uses, so a difference in a
//! shared type is named once for each page.
//!
//! [`check`] is the whole of it; [`mutate`] changes one fact of a text at a time, to see that it bites.

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

/// Compares the pages, a spec and the generated code. Whatever the texts hold, it reports.
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
        (Err(refusal), Ok(_)) if problems.is_empty() => compare::refused(&read, refusal),
        (specs, codes) => {
            problems.extend(specs.err().into_iter().flat_map(|refusal| refusal.problems));
            problems.extend(codes.err().into_iter().flatten());
            Report::unreadable(problems)
        }
    }
}
