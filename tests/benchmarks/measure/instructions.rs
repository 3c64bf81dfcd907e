//! Instructions, counted by valgrind if it is installed.

use crate::Result;
use crate::report::{Figure, Ratio};
use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// Returns the instructions of one repetition: the difference between a child with many repetitions
/// and one with few, so that its start and its end do not count. Returns `None` without valgrind.
///
/// # Errors
///
/// Returns an error if the child fails.
pub fn per_repetition(
    program: &OsStr,
    arguments: &[&str],
    (few, many): (u64, u64),
) -> Result<Option<f64>> {
    let (Some(few_instructions), Some(many_instructions)) = (
        count(program, arguments, few)?,
        count(program, arguments, many)?,
    ) else {
        return Ok(None);
    };
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let (instructions, repetitions) = (
        many_instructions.saturating_sub(few_instructions) as f64,
        (many - few) as f64,
    );
    Ok(Some(instructions / repetitions))
}

/// Returns the ratio of the instructions of two children of this program, for one repetition each.
///
/// # Errors
///
/// Returns an error if a child fails.
pub fn ratio(child: &str, reference: &str, times: (u64, u64)) -> Result<Figure> {
    let program = std::env::current_exe()?;
    let count = |name| per_repetition(program.as_os_str(), &["child", name], times);
    Ok(match (count(child)?, count(reference)?) {
        (Some(count), Some(reference)) => Figure::Ratio(Ratio::of_counts(count, reference)),
        _ => Figure::Missing("no valgrind"),
    })
}

/// Counts the instructions of a child that repeats its work.
fn count(program: &OsStr, arguments: &[&str], repetitions: u64) -> Result<Option<u64>> {
    let mut command = Command::new("valgrind");
    command
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(program)
        .args(arguments)
        .arg(repetitions.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let Ok(output) = command.output() else {
        return Ok(None);
    };
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{command:?} failed:\n{log}").into());
    }
    let line = log
        .lines()
        .find_map(|line| line.split_once("I refs:").or(line.split_once("I   refs:")));
    let (_, number) = line.ok_or_else(|| format!("valgrind printed no count:\n{log}"))?;
    Ok(Some(number.trim().replace(',', "").parse()?))
}
