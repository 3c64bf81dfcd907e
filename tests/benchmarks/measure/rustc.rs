//! The compiler in a build by cargo: the CPU time that each package takes, and the instructions for one of them.

use crate::Result;
use crate::measure::instructions;
use std::collections::HashMap;
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use wait4::Wait4;

/// The variable that makes this program a wrapper of rustc, with the file of the times.
const LOG: &str = "BENCHMARKS_LOG_OF_RUSTC";

/// The variable that has valgrind count the instructions for a package, with its name. The file is then that of
/// valgrind.
const COUNTED: &str = "BENCHMARKS_PACKAGE_COUNTED";

/// Has a call of cargo append the CPU time of each run of the compiler to a file.
///
/// # Errors
///
/// Returns an error if the path of this program is unknown.
pub fn log(cargo: &mut Command, file: &Path) -> Result<()> {
    cargo.env("RUSTC_WRAPPER", env::current_exe()?);
    cargo.env(LOG, file);
    Ok(())
}

/// Has a call of cargo count the instructions of the compiler for a package; valgrind writes them to a file.
///
/// # Errors
///
/// Returns an error if the path of this program is unknown.
pub fn count(cargo: &mut Command, package: &str, file: &Path) -> Result<()> {
    cargo.env(COUNTED, package);
    log(cargo, file)
}

/// Returns `true` if cargo runs this program as a wrapper of rustc.
#[must_use]
pub fn is_wrapper() -> bool {
    env::var_os(LOG).is_some()
}

/// Runs rustc, and appends its package and its CPU time to the file, or has valgrind write the count of
/// instructions to it.
///
/// # Errors
///
/// Returns an error if rustc cannot be started, or the file cannot be written.
pub fn run(rustc: OsString, arguments: Vec<OsString>) -> Result<ExitCode> {
    let (file, counted) = (env::var_os(LOG), env::var(COUNTED).ok());
    // Cargo asks for the version and the target without a package.
    let package = env::var("CARGO_PKG_NAME").ok();
    let mut command = match &file {
        Some(file) if counted.is_some() && counted == package => {
            let mut valgrind = instructions::valgrind();
            let mut option = OsString::from("--log-file=");
            option.push(file);
            // The program may be a proxy, which becomes that of the toolchain.
            valgrind.arg("--trace-children=yes").arg(option).arg(rustc);
            valgrind
        }
        _ => Command::new(rustc),
    };
    let ended = command.args(arguments).spawn()?.wait4()?;
    if let (Some(file), Some(package), None) = (file, package, counted) {
        let nanoseconds = (ended.rusage.utime + ended.rusage.stime).as_nanos();
        let mut file = File::options().create(true).append(true).open(file)?;
        file.write_all(format!("{package} {nanoseconds}\n").as_bytes())?;
    }
    let code = ended.status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Returns the CPU time of each package in a file.
///
/// # Errors
///
/// Returns an error if the file cannot be read.
pub fn times(file: &Path) -> Result<HashMap<String, Duration>> {
    let mut times = HashMap::new();
    for line in fs::read_to_string(file)?.lines() {
        let (package, nanoseconds) = line.split_once(' ').unwrap_or((line, ""));
        let time = Duration::from_nanos(nanoseconds.parse()?);
        *times.entry(package.to_owned()).or_default() += time;
    }
    Ok(times)
}
