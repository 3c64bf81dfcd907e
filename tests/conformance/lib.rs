//! Holds three descriptions of one operation against each other: the documentation page, the spec
//! and the generated Rust.
//!
//! ```text
//! page.md ──page::read──► Page ─┐
//! spec/*  ──spec::read──► Spec ─┼─ compare ──► Report
//! *.rs    ──code::read──► Code ─┘
//! ```
//!
//! Each model is read from text alone and knows nothing of the other two, so a mistake in one of
//! them cannot hide itself in the next. The page is held to the spec and the spec to the code; what
//! both pairs agree on, the page and the code agree on too.
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

/// Compares a page, a spec and the generated code. Whatever the texts hold, it reports.
#[must_use]
pub fn check(page: &Text, spec: &Sources, generated: &[Text]) -> Report {
    let page = page::read(page);
    let title = page.as_ref().map_or("", |page| page.title.as_str());
    let (spec, code) = (spec::read(spec, title), code::read(generated));
    match (page, spec, code) {
        (Ok(page), Ok(spec), Ok(code)) => compare::compare(&page, &spec, &code),
        (Ok(page), Err(refusal), Ok(_)) => compare::refused(&page, refusal),
        (page, spec, code) => {
            let spec = spec.err().map(|refusal| refusal.problems);
            let problems = [page.err(), spec, code.err()];
            Report::unreadable(problems.into_iter().flatten().flatten().collect())
        }
    }
}
