//! Prints to standard output and standard error, and chooses between colour and plain text.

use crate::flags::MessageFormat;
use codegen::{Diagnostics, Format, Sources};
use std::io::{IsTerminal, Write};

/// Prints to standard output. A closed pipe is not an error: `head` closes it after its last line.
pub fn out(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
}

/// Prints to standard error, which can be a closed pipe as well.
pub fn err(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Shows the errors of a spec: to a person on standard error, to a program on standard output.
pub fn diagnostics(found: &Diagnostics, sources: &Sources, format: MessageFormat) {
    match format {
        MessageFormat::Human => {
            let colour = wants_colour();
            err(&found.format(sources, Format::Human { colour }));
        }
        MessageFormat::Json => out(&found.format(sources, Format::Json)),
        MessageFormat::Github => out(&found.format(sources, Format::Github)),
    }
}

/// Reports progress on standard output, or on standard error if standard output carries JSON.
pub fn progress(format: MessageFormat, text: &str) {
    match format {
        MessageFormat::Human | MessageFormat::Github => out(text),
        MessageFormat::Json => err(text),
    }
}

/// Returns a number with its noun, which gets an `s` unless the number is 1.
pub fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// Returns `true` if standard error is a terminal with colours, unless variables of the environment
/// decide otherwise: <https://no-color.org>.
fn wants_colour() -> bool {
    is_coloured(std::io::stderr().is_terminal())
}

/// Returns the same for standard output.
pub fn is_coloured_out() -> bool {
    is_coloured(std::io::stdout().is_terminal())
}

fn is_coloured(is_terminal: bool) -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return false;
    }
    let forced =
        std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    forced || !dumb && is_terminal
}
