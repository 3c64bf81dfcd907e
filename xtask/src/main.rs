//! The project's commands. `cargo xtask help` lists them.

mod cargo;
mod explain;
mod folder;
mod gen_command;
mod messages;
mod options;
mod tidy;

use options::Command;
use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let root = workspace_root();
    let command = match options::parse(&root, lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n{}", options::HELP);
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        Command::Help => {
            print!("{}", options::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Command::Gen(options) => gen_command::run(&root, &options),
        Command::Explain(code) => Ok(explain::run(code.as_deref())),
        Command::Conformance => cargo::run(&root, &cargo::CONFORMANCE),
        Command::Bench(arguments) => cargo::run_with(&root, &cargo::BENCH, &arguments),
        Command::Tidy(root) => tidy::run(&root),
        Command::Ci => cargo::ci(&root),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

/// The folder above this package, wherever the command is run from.
fn workspace_root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .parent()
        .map_or_else(|| PathBuf::from("."), PathBuf::from)
}
