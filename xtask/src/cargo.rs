//! Calls of cargo, from this program and from tests and benchmarks, which include this file.

use std::env;
use std::process::Command;

/// The beginnings of the variables that cargo sets for a program that it runs. Some build scripts depend
/// on them: with others than the caller's, their crates and all that use them would be compiled again.
const OF_THIS_PROCESS: [&str; 5] = [
    "CARGO_BIN_",
    "CARGO_CRATE_",
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_PRIMARY_",
];

/// Prepares a call of the cargo that runs this program, as if a person had typed it.
pub fn command() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if OF_THIS_PROCESS.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command
}
