//! Many concurrent requests to a console over sockets, of which some have faults: every call ends, and
//! the console agrees with the result that each caller received.
//!
//! `cargo xtask load` runs it as a whole, and `cargo test` a small part of it.

mod call;
mod client;
mod faults;
mod figures;
mod run;
mod verdict;

use std::process::ExitCode;

use lexopt::prelude::*;
use run::Plan;

const HELP: &str = "\
Usage: cargo xtask load [OPTIONS]

Options:
  --requests N     The number of requests; 20000 by default
  --concurrency N  The number of requests at a time; 64 by default
  --seed N         The seed of the faults; a random one by default
  --help           Print this help
";

fn main() -> ExitCode {
    let plan = match parse(lexopt::Parser::from_env()) {
        Ok(Some(plan)) => plan,
        Ok(None) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprint!("error: {error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    println!("{plan}");
    match run::run(plan) {
        Ok(figures) => {
            print!("{figures}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}\nrun it again with --seed {}", plan.seed);
            ExitCode::FAILURE
        }
    }
}

/// Parses the arguments; `None` if they ask for help.
fn parse(mut parser: lexopt::Parser) -> Result<Option<Plan>, lexopt::Error> {
    let mut plan = Plan::whole();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("requests") => plan.requests = parser.value()?.parse()?,
            Long("concurrency") => plan.concurrency = parser.value()?.parse()?,
            Long("seed") => plan.seed = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if plan.requests == 0 || plan.concurrency == 0 {
        return Err("--requests and --concurrency have to be at least 1".into());
    }
    Ok(Some(plan))
}

#[cfg(test)]
mod tests {
    use crate::run::{Plan, run};

    #[test]
    fn every_caller_is_reported_the_truth() {
        let plan = Plan {
            requests: 1_500,
            ..Plan::whole()
        };
        match run(plan) {
            Ok(figures) => println!("{plan}\n{figures}"),
            Err(problem) => panic!("{problem}; seed {}", plan.seed),
        }
    }
}
