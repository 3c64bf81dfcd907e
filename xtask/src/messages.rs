//! Where messages go, and whether in colour.

use crate::options::MessageFormat;
use codegen::{Diagnostics, Format, Sources};
use std::io::IsTerminal;
use std::io::Write;

/// Shows mistakes: to a person on standard error, to a program on standard output.
pub fn show(mistakes: &Diagnostics, sources: &Sources, format: MessageFormat) {
    match format {
        MessageFormat::Human => {
            let colour = wants_colour();
            eprint!("{}", mistakes.format(sources, Format::Human { colour }));
        }
        MessageFormat::Json => print!("{}", mistakes.format(sources, Format::Json)),
        MessageFormat::Github => print!("{}", mistakes.format(sources, Format::Github)),
    }
}

/// Says what was done. Beside JSON, that is no part of standard output. A reader who has read
/// enough, as `head` does, closes the pipe; that is no failure.
pub fn say(format: MessageFormat, text: &str) {
    let _ = match format {
        MessageFormat::Human | MessageFormat::Github => {
            std::io::stdout().write_all(text.as_bytes())
        }
        MessageFormat::Json => std::io::stderr().write_all(text.as_bytes()),
    };
}

/// Whether standard error shows colours, and nobody asked for none: <https://no-color.org>.
fn wants_colour() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return false;
    }
    let forced =
        std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    forced || !dumb && std::io::stderr().is_terminal()
}
