//! Exit codes, and the messages before them.

use std::process::ExitCode;

use sentinelone_sdk::outcomes::{Conclusion, Outcomes};
use sentinelone_sdk::{Error, Operation, UpdateOutcome};

/// Everything was done.
pub const SUCCESS: u8 = 0;
/// A request failed, or not everything was done.
pub const FAILURE: u8 = 1;
/// An argument, a file or a variable is missing or wrong.
pub const USAGE: u8 = 2;
/// No threat matched.
pub const NOTHING_MATCHED: u8 = 3;
/// The response was lost.
pub const UNKNOWN: u8 = 4;

/// Prints an error with its causes, and returns the exit code.
pub fn failed(error: &Error) -> ExitCode {
    eprintln!("error: {:#}", error.report());
    if let Some(id) = error.request_id() {
        eprintln!("  request id, to quote to the vendor's support: {id}");
    }
    ExitCode::from(match error {
        Error::Configuration(_) | Error::InvalidRequest(_) => USAGE,
        error if error.is_ambiguous() => UNKNOWN,
        _ => FAILURE,
    })
}

/// Prints a line for each threat, and the reason if not every threat was updated. Returns the exit code.
pub fn conclude(outcomes: Outcomes<UpdateOutcome>) -> ExitCode {
    for threat in outcomes.items() {
        println!("{threat}");
    }
    match outcomes.require_all_updated() {
        Ok(outcomes) => {
            let affected = outcomes.affected().unwrap_or_default();
            println!("{affected} threats changed");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(match error.conclusion() {
                Conclusion::NothingMatched => NOTHING_MATCHED,
                _ => FAILURE,
            })
        }
    }
}

/// Validates a request and prints it instead of sending it.
pub fn show(request: &impl Operation) -> ExitCode {
    match request.prepare() {
        Ok(prepared) => {
            println!("{} {}", prepared.method(), prepared.path());
            println!("{}", String::from_utf8_lossy(prepared.body()));
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error),
    }
}
