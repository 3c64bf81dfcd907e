//! `cargo xtask explain`.

use crate::report;
use codegen::{Code, codes};
use std::process::ExitCode;

/// Explains one code, or lists all of them.
pub fn run(code: Option<&str>) -> ExitCode {
    let Some(name) = code else {
        report::out(&list());
        return ExitCode::SUCCESS;
    };
    match Code::find(name) {
        Ok(code) => {
            report::out(&page(code));
            ExitCode::SUCCESS
        }
        Err(help) => {
            report::err(&format!("error: unknown code `{name}`\n\n{help}\n"));
            ExitCode::from(2)
        }
    }
}

fn list() -> String {
    let codes = Code::all();
    let width = codes.iter().map(|code| code.name().len()).max();
    let width = width.unwrap_or_default();
    let lines = codes
        .iter()
        .map(|code| format!("{:<width$}  {}\n", code.name(), code.title()));
    lines.collect()
}

/// Returns the rule, a spec that breaks it with the message it causes, and a spec that keeps it.
fn page(code: Code) -> String {
    let wrong = codes::sources(code.wrong());
    let message = codegen::generate(&wrong).map_or_else(
        |found| found.render(&wrong),
        |_| "This example causes no message.\n".to_owned(),
    );
    format!(
        "{code}: {}\n\n{}\n\nWrong:\n\n{}\n{}\n\nRight:\n\n{}",
        code.title(),
        code.explanation(),
        indented(code.wrong()),
        indented(message.trim_end()),
        indented(code.right()),
    )
}

fn indented(text: &str) -> String {
    let line = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("    {line}\n")
        }
    };
    text.lines().map(line).collect()
}
