//! The project's own tests: how long a contributor waits for them.

use super::Case;
use crate::Result;
use crate::measure::child;
use crate::report::{self, Figure, Row, Target};
use crate::settings::Settings;
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "tests",
    title: "The project's own tests",
    about: "Time from start to end, and CPU time, on the machine of that day; both begin with an empty target folder. \
            `--only tests` measures them; a whole run leaves them as they are, because they take longer than itself.",
    run,
    children: &[],
};

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let mut steps = Command::new("bash");
    steps.arg(".ci/run");
    let mut tests = settings.cargo();
    tests.args(["test", "--quiet"]);
    let steps = rows(settings, "continuous integration, `.ci/run`", steps, 12.0)?;
    let tests = rows(settings, "`cargo test`", tests, 6.0)?;
    Ok(steps.into_iter().chain(tests).collect())
}

/// Runs a command with an empty target folder.
fn rows(settings: &Settings, what: &str, mut command: Command, most: f64) -> Result<[Row; 2]> {
    let [wall, cpu] = if settings.quick {
        [(); 2].map(|()| Figure::Missing("takes minutes"))
    } else {
        let target = settings.scratch.join("tests");
        command
            .current_dir(&settings.root)
            .env("CARGO_TARGET_DIR", &target);
        let usage = child::run(&command)?;
        std::fs::remove_dir_all(target)?;
        [usage.wall, usage.cpu].map(|time| Figure::Count(time.as_secs_f64() / 60.0, "min"))
    };
    let against = report::date_and_cores()?;
    let row = |what, figure, target| Row {
        what,
        against: against.clone(),
        figure,
        target,
    };
    Ok([
        row(what.to_owned(), wall, Target::AtMost(most)),
        row(format!("CPU time of {what}"), cpu, Target::Informative),
    ])
}
