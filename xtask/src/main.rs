//! The project's commands. `cargo xtask help` lists them.

mod cargo;
mod ci;
mod diff;
mod disk;
mod explain;
mod features;
mod flags;
mod generate;
mod import;
mod page;
mod public_api;
mod report;
mod spec_dir;
mod sync;
mod tidy;
mod undescribed;

use flags::Command;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = workspace_root();
    let command = match flags::parse(&root, lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            report::err(&format!("error: {error}\n\n{}", flags::HELP));
            return ExitCode::from(2);
        }
    };
    let outcome = match command {
        Command::Help => {
            report::out(flags::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Command::Gen(flags) => generate::run(&root, &flags),
        Command::Import(flags) => import::run(&flags),
        Command::Diff(flags) => diff::run(&flags),
        Command::Explain(code) => Ok(explain::run(code.as_deref())),
        Command::Page(flags) => page::run(&flags),
        Command::Conformance => ci::run(&root, &ci::CONFORMANCE, &[]),
        Command::Bench(arguments) => ci::run(&root, &ci::BENCH, &arguments),
        Command::Load(arguments) => ci::run(&root, &ci::LOAD, &arguments),
        Command::Tidy(flags) => tidy::run(&flags),
        Command::Ci => ci::run_all(&root),
    };
    outcome.unwrap_or_else(|error| {
        report::err(&format!("error: {error}\n"));
        ExitCode::FAILURE
    })
}

/// Returns the folder above this package, independent of the current folder.
fn workspace_root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .parent()
        .map_or_else(|| PathBuf::from("."), PathBuf::from)
}
