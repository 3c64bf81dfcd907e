//! Prints the comparison of the documentation pages, the spec and the generated code.

use conformance::{check, checkout};
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
Compares the documentation pages, the spec and the generated code, fact by fact.

Usage: cargo run -p tests --bin conformance

Prints the counts of each section of each page, the recorded deviations, and each difference that deviations.yaml
does not explain. Exits with 0 when there is none, with 1 when there is one, and with 2 when the
checkout cannot be read.
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => compare(),
        Some("--help" | "-h") => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Some(argument) => {
            eprintln!("error: unknown option `{argument}`\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn compare() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match checkout::read(&root) {
        Ok(checkout) => {
            let report = check(&checkout);
            print!("{report}");
            ExitCode::from(u8::from(!report.conforms()))
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
