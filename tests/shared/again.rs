//! Runs a test of this binary in another process: environment variables and memory belong to the whole process.

use std::env;
use std::process::Command;

/// Returns the command that runs one test of a module, whose path is that of `module_path!()`.
pub fn command(module: &str, test: &str) -> Command {
    let (_, module) = module
        .split_once("::")
        .expect("a module is below its crate");
    let mut command = Command::new(env::current_exe().expect("the path of the test binary"));
    command.args(["--exact", &format!("{module}::{test}")]);
    command
}
