//! The command line.

use lexopt::prelude::*;
use std::path::{Path, PathBuf};

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <COMMAND>

Commands:
  gen            Generate sdk/src/generated from spec
  conformance    Compare the documentation page, the spec and the generated code
  tidy           Check the house rules
  ci             Run what continuous integration runs
  help           Print this

Options of gen:
  --check        Write nothing; exit 1 with a diff when the generated code is stale
  --spec DIR     Read the spec from DIR instead of spec
  --out DIR      Write to DIR instead of sdk/src/generated

Options of tidy:
  --root DIR     Check the checkout in DIR instead of this one
";

/// One command with its options.
#[derive(Debug)]
pub enum Command {
    /// Print the help.
    Help,
    /// Generate code.
    Gen(Gen),
    /// Compare page, spec and code.
    Conformance,
    /// Check the house rules of a checkout.
    Tidy(PathBuf),
    /// Run everything.
    Ci,
}

/// The options of `gen`.
#[derive(Debug)]
pub struct Gen {
    /// The spec folder.
    pub spec: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// Compare instead of writing.
    pub check: bool,
    /// The command line that mends what `--check` finds.
    pub cure: String,
}

/// Reads the command line.
pub fn parse(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match command.as_str() {
        "gen" => parse_gen(root, parser),
        "tidy" => parse_tidy(root, parser),
        "conformance" => alone(parser, Command::Conformance),
        "ci" => alone(parser, Command::Ci),
        "help" => Ok(Command::Help),
        other => Err(format!("there is no command `{other}`").into()),
    }
}

/// A command without options.
fn alone(mut parser: lexopt::Parser, command: Command) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(command),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
    }
}

fn parse_tidy(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut root = root.to_owned();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("root") => root = PathBuf::from(parser.value()?),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Tidy(root))
}

fn parse_gen(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut spec, mut out, mut check) = (None, None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("check") => check = true,
            Long("spec") => spec = Some(PathBuf::from(parser.value()?)),
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            other => return Err(other.unexpected()),
        }
    }
    let mut cure = "cargo xtask gen".to_owned();
    for (option, folder) in [("--spec", &spec), ("--out", &out)] {
        if let Some(folder) = folder {
            cure.extend([" ", option, " ", &folder.to_string_lossy()]);
        }
    }
    Ok(Command::Gen(Gen {
        spec: spec.unwrap_or_else(|| root.join("spec")),
        out: out.unwrap_or_else(|| root.join("sdk/src/generated")),
        check,
        cure,
    }))
}
