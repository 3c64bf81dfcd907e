//! Instructions, counted by valgrind if it is installed.

use crate::Result;
use crate::measure::child;
use crate::report::{Figure, Ratio};
use crate::settings::Settings;
use std::ffi::OsStr;
use std::panic::resume_unwind;
use std::process::{Command, Stdio};
use std::thread;

/// The reason for a missing count.
pub const UNCOUNTED: &str = "not counted: no valgrind, or a quick run";

/// Returns the instructions of one repetition: the difference between a child with many repetitions
/// and one with few, so that its start and its end do not count. Returns `None` without valgrind. A quick
/// run only runs the child, because valgrind takes seconds for each.
///
/// # Errors
///
/// Returns an error if the child fails.
pub fn per_repetition(
    settings: &Settings,
    program: &OsStr,
    arguments: &[&str],
    (few, many): (u64, u64),
) -> Result<Option<f64>> {
    if settings.quick {
        child::run(&repeating(program, arguments, few))?;
        return Ok(None);
    }
    let (Some(few_instructions), Some(many_instructions)) = (
        count(settings, program, arguments, few)?,
        count(settings, program, arguments, many)?,
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
pub fn ratio(
    settings: &Settings,
    child: &str,
    reference: &str,
    times: (u64, u64),
) -> Result<Figure> {
    let program = std::env::current_exe()?;
    let count = |name| per_repetition(settings, program.as_os_str(), &["child", name], times);
    Ok(match (count(child)?, count(reference)?) {
        (Some(count), Some(reference)) => Figure::Ratio(Ratio::of_counts(count, reference)),
        _ => Figure::Missing(UNCOUNTED),
    })
}

/// Counts the instructions of a child that repeats its work.
fn count(
    settings: &Settings,
    program: &OsStr,
    arguments: &[&str],
    repetitions: u64,
) -> Result<Option<u64>> {
    whole(settings, &repeating(program, arguments, repetitions))
}

fn repeating(program: &OsStr, arguments: &[&str], repetitions: u64) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).arg(repetitions.to_string());
    command
}

/// Returns the ratio of the instructions of two whole processes. They run side by side: the counts do not
/// depend on other load.
///
/// # Errors
///
/// Returns an error if a process fails.
pub fn ratio_of_processes(settings: &Settings, processes: [&Command; 2]) -> Result<Figure> {
    if settings.quick {
        return Ok(Figure::Missing(UNCOUNTED));
    }
    let [own, reference] = thread::scope(|scope| {
        let counts = processes.map(|process| scope.spawn(|| counted(process)));
        counts.map(|count| count.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let figure = match (own?, reference?) {
        (Some(own), Some(reference)) => {
            Figure::Ratio(Ratio::of_counts(own as f64, reference as f64))
        }
        _ => Figure::Missing(UNCOUNTED),
    };
    Ok(figure)
}

/// Returns the instructions of a whole process. Returns `None` without valgrind and in a quick run.
fn whole(settings: &Settings, process: &Command) -> Result<Option<u64>> {
    if settings.quick {
        return Ok(None);
    }
    counted(process)
}

/// Counts the instructions of a process with valgrind; returns `None` without it.
fn counted(process: &Command) -> Result<Option<u64>> {
    let mut command = valgrind();
    command
        .arg(process.get_program())
        .args(process.get_args())
        .envs(
            process
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let Ok(output) = command.output() else {
        return Ok(None);
    };
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{command:?} failed:\n{log}").into());
    }
    in_log(&log).map(Some)
}

/// Prepares valgrind to count the instructions of the process that the next arguments start.
#[must_use]
pub fn valgrind() -> Command {
    let mut command = Command::new("valgrind");
    command.args([
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
    ]);
    command
}

/// Returns the count in the log of valgrind: that of the last process if one has replaced another.
///
/// # Errors
///
/// Returns an error if there is no count.
pub fn in_log(log: &str) -> Result<u64> {
    let mut counts = log
        .lines()
        .filter_map(|line| line.split_once("I refs:").or(line.split_once("I   refs:")));
    let (_, count) = counts
        .next_back()
        .ok_or_else(|| format!("valgrind printed no count:\n{log}"))?;
    Ok(count.trim().replace(',', "").parse()?)
}
