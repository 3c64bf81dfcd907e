//! The project's own tests: how long a contributor waits for them.

use super::Case;
use crate::Result;
use crate::measure::child;
use crate::report::{Figure, Row, Target};
use crate::settings::Settings;
use std::process::Command;
use std::thread::available_parallelism;

/// The case.
pub const CASE: Case = Case {
    name: "tests",
    title: "The project's own tests",
    about: "Time from start to end, and CPU time, on the machine of that day; both begin with an empty target folder. \
            The doctests are compiled when they run. \
            `cargo test` also writes the state for incremental builds, a tenth of the CPU time of compiling; `.ci/run` does not. \
            The lower bound is that of a run that never leaves a core without work.",
    is_long: true,
    run,
    children: &[],
};

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let mut steps = Command::new("bash");
    steps.arg(".ci/run");
    let [compile, test] = [&["--no-run"][..], &[]].map(|more| {
        let mut command = settings.cargo();
        command.args(["test", "--quiet"]).args(more);
        command
    });
    let steps = times(settings, [steps])?;
    let tests = times(settings, [compile, test])?;
    let [steps, whole, compiling] = [
        rows(
            "continuous integration, `.ci/run`",
            &steps,
            Target::AtMost(12.0),
        ),
        rows("`cargo test`", &tests, Target::AtMost(6.0)),
        rows(
            "compiling, a part of `cargo test`",
            &tests[..1],
            Target::Informative,
        ),
    ];
    let bounds = (bound(&steps)?, bound(&whole)?);
    let rows = steps.into_iter().chain([bounds.0]).chain(whole);
    Ok(rows.chain([bounds.1]).chain(compiling).collect())
}

/// Returns the row of the time that the CPU time takes on all cores.
fn bound([_, cpu]: &[Row; 2]) -> Result<Row> {
    let cores = u32::try_from(available_parallelism()?.get())?;
    Ok(Row {
        what: "lower bound of that time: its CPU time on all cores".to_owned(),
        against: String::new(),
        figure: match &cpu.figure {
            Figure::Count(minutes, unit) => Figure::Count(minutes / f64::from(cores), unit),
            _ => Figure::Missing("takes minutes"),
        },
        target: Target::Informative,
    })
}

/// The times of a command in seconds: from start to end, and of all cores.
type Times = [f64; 2];

/// Runs commands one after another, the first of them with an empty target folder.
fn times<const N: usize>(
    settings: &Settings,
    commands: [Command; N],
) -> Result<[Option<Times>; N]> {
    if settings.quick {
        return Ok([None; N]);
    }
    let target = settings.scratch.join("tests");
    let mut times = [None; N];
    for (mut command, times) in commands.into_iter().zip(&mut times) {
        command
            .current_dir(&settings.root)
            .env("CARGO_TARGET_DIR", &target);
        let usage = child::run(&command)?;
        *times = Some([usage.wall, usage.cpu].map(|time| time.as_secs_f64()));
    }
    std::fs::remove_dir_all(target)?;
    Ok(times)
}

/// Returns the rows of commands that run one after another.
fn rows(what: &str, commands: &[Option<Times>], target: Target) -> [Row; 2] {
    let commands: Option<Vec<_>> = commands.iter().copied().collect();
    let [wall, cpu] = [0, 1].map(|index| match &commands {
        Some(times) => {
            let seconds: f64 = times.iter().map(|times| times[index]).sum();
            Figure::Count(seconds / 60.0, "min")
        }
        None => Figure::Missing("takes minutes"),
    });
    let row = |what, figure, target| Row {
        what,
        against: String::new(),
        figure,
        target,
    };
    [
        row(what.to_owned(), wall, target),
        row(format!("CPU time of {what}"), cpu, Target::Informative),
    ]
}
