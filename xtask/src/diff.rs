//! `cargo xtask diff`: the effect of a change of the spec on the people who use the SDK.

mod changelog;
mod git;
mod html;
mod human;
mod json;
mod markdown;
mod page;
mod prose;
mod release;
mod sides;

use crate::disk::IoContext;
use crate::flags::{Deny, Diff, DiffFormat};
use crate::report;
use codegen::diff::Class;
use page::Page;
use prose::Prose;
use std::error::Error;
use std::process::ExitCode;

/// Compares two specs, and prints the page.
pub fn run(flags: &Diff) -> Result<ExitCode, Box<dyn Error>> {
    let Some((base, new)) = sides::read(flags)? else {
        return Ok(ExitCode::FAILURE);
    };
    let page = Page::of(&base, &new, &Prose::read(&flags.spec));
    if let Some(path) = &flags.html {
        std::fs::write(path, html::render(&page)).at("write", path)?;
    }
    report::out(&match flags.format {
        _ if flags.changelog => changelog::render(&page),
        DiffFormat::Human => human::render(&page, &human::Paint::new(report::is_coloured_out())),
        DiffFormat::Markdown => markdown::render(&page, markdown::MOST_BYTES),
        DiffFormat::Json => json::render(&page),
        DiffFormat::Github => json::annotations(&page),
    });
    let denied: Vec<_> = flags
        .deny
        .iter()
        .filter_map(|deny| reason(&page, *deny))
        .collect();
    for reason in &denied {
        report::err(&format!("error: {reason}\n"));
    }
    Ok(if denied.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Returns the reason for which a page fails the command.
fn reason(page: &Page, deny: Deny) -> Option<String> {
    match deny {
        Deny::Breaking => {
            let breaking = page.breaking().count();
            let count = report::count(breaking, "breaking change");
            (breaking > 0).then(|| format!("{count} denied by `--deny breaking`"))
        }
        Deny::Unversioned => (!page.release.is_complete()).then(|| {
            format!(
                "`--deny unversioned`: {}",
                page.release.sentences().join(" ")
            )
        }),
        Deny::AnyButDocumentation => {
            let is_other = |class: &Class| *class != Class::Documentation;
            let others = page.changes.iter();
            let others = others.filter(|described| described.change.classes.iter().any(is_other));
            let others = others.count();
            let count = report::count(others, "change");
            (others > 0).then(|| {
                format!("{count} besides documentation denied by `--deny any-but-documentation`")
            })
        }
    }
}
