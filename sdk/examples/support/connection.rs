//! The arguments of a program, and the console that it connects to.

use std::env;
use std::ffi::OsString;

use clap::{Args, Parser};
use sentinelone_sdk::{ClientBuilder, Error};

use super::demo;

/// The end of each help text.
pub const ENVIRONMENT: &str = "\
Environment:
  SENTINELONE_URL        The address of the console, such as https://example.sentinelone.net
  SENTINELONE_API_TOKEN  The bare API token of a user or service user of that console

Without arguments, the program runs with --demo.

Exit codes:
  0  Everything was done
  1  A request failed, or not everything was done
  2  An argument, a file or a variable is missing or wrong; nothing was sent
  3  No threat matched
  4  The response was lost: threats may have been updated";

/// The console to connect to.
#[derive(Args)]
pub struct Connection {
    /// Use a console in memory, which holds some threats, instead of a real one
    #[arg(long)]
    pub demo: bool,
}

impl Connection {
    /// Returns the builder of the client.
    ///
    /// # Errors
    ///
    /// Returns an error if a variable is missing.
    pub fn client(&self) -> Result<ClientBuilder, Error> {
        if self.demo {
            Ok(demo::client())
        } else {
            ClientBuilder::from_env()
        }
    }
}

/// Parses the arguments. A program without any never reaches a console that holds real threats.
pub fn arguments<A: Parser>() -> A {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    if arguments.len() < 2 {
        eprintln!("no arguments: this is a demo with a console in memory; see --help");
        arguments.push("--demo".into());
    }
    A::parse_from(arguments)
}
