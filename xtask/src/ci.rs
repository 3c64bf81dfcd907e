//! Commands that call cargo: one step, or all steps of continuous integration.

mod steps;

use crate::{cargo, report};
use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
pub use steps::{BENCH, CONFORMANCE, LOAD, Step};

/// The result of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// Not run, because the named step failed and this one would only repeat its errors.
    Skipped(&'static str),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => f.write_str("ok"),
            Self::Failed => f.write_str("FAILED"),
            Self::Skipped(needed) => write!(f, "skipped, it needs `{needed}`"),
        }
    }
}

/// A step with its result and duration.
struct Run {
    step: &'static Step,
    outcome: Outcome,
    duration: Duration,
}

/// Runs one step with further arguments.
///
/// # Errors
///
/// Returns an error if cargo cannot be started.
pub fn run(root: &Path, step: &Step, further: &[OsString]) -> Result<ExitCode, Box<dyn Error>> {
    Ok(if succeeds(root, step, further)? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs all steps of continuous integration and prints a table of their results.
///
/// A failure does not end the run: only the steps that need the failed one are skipped.
///
/// # Errors
///
/// Returns an error if cargo cannot be started.
pub fn run_all(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let mut runs: Vec<Run> = Vec::new();
    for step in &steps::CI {
        let unmet = step.needs.iter().find(|needed| {
            let mut needed = runs.iter().filter(|run| run.step.name == **needed);
            needed.any(|run| run.outcome != Outcome::Passed)
        });
        let start = Instant::now();
        let outcome = if let Some(needed) = unmet {
            Outcome::Skipped(needed)
        } else {
            report::err(&format!("==> {}: {}\n", step.name, step.command_line()));
            if succeeds(root, step, &[])? {
                Outcome::Passed
            } else {
                Outcome::Failed
            }
        };
        runs.push(Run {
            step,
            outcome,
            duration: start.elapsed(),
        });
    }
    report::err(&table(&runs));
    let passed = runs.iter().all(|run| run.outcome == Outcome::Passed);
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn succeeds(root: &Path, step: &Step, further: &[OsString]) -> Result<bool, Box<dyn Error>> {
    let status = cargo::command()
        .current_dir(root)
        .args(step.arguments)
        .args(further)
        .envs(step.variables.iter().copied())
        .status()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    Ok(status.success())
}

/// Formats a line for each step, and the command line of each failed one.
fn table(runs: &[Run]) -> String {
    let width = runs.iter().map(|run| run.step.name.len()).max();
    let width = width.unwrap_or_default();
    let header = [
        String::new(),
        format!("{:<width$}  seconds  result", "step"),
    ];
    let rows = runs.iter().map(|run| {
        let (name, seconds) = (run.step.name, run.duration.as_secs_f64());
        format!("{name:<width$}  {seconds:>7.1}  {}", run.outcome)
    });
    let failed = runs.iter().filter(|run| run.outcome == Outcome::Failed);
    let failed = failed.map(|run| format!("fix and run again: {}", run.step.command_line()));
    let lines: Vec<String> = header.into_iter().chain(rows).chain(failed).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Run, steps, table};
    use std::time::Duration;

    #[test]
    fn the_table_names_the_failed_command() {
        let run = |index: usize, outcome| Run {
            step: &steps::CI[index],
            outcome,
            duration: Duration::from_millis(1_250),
        };
        let text = table(&[
            run(0, Outcome::Failed),
            run(1, Outcome::Passed),
            run(2, Outcome::Skipped("formatting")),
        ]);
        let lines: Vec<_> = text.lines().skip(1).collect();
        assert!(lines[0].starts_with("step ") && lines[0].ends_with("  seconds  result"));
        assert!(lines[1].starts_with("formatting ") && lines[1].ends_with("      1.2  FAILED"));
        assert!(lines[2].ends_with("  ok"));
        assert!(lines[3].ends_with("  skipped, it needs `formatting`"));
        assert_eq!(lines[4], "fix and run again: cargo fmt --all --check");
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn needed_steps_run_earlier() {
        for (index, step) in steps::CI.iter().enumerate() {
            for needed in step.needs {
                let earlier = steps::CI[..index].iter().any(|step| step.name == *needed);
                assert!(earlier, "{} needs {needed}", step.name);
            }
        }
    }
}
