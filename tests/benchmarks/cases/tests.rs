//! The project's own tests: how long a contributor waits for them.

use super::Case;
use crate::Result;
use crate::measure::child;
use crate::report::{Figure, Row, Target};
use crate::settings::Settings;

/// The case.
pub const CASE: Case = Case {
    name: "tests",
    title: "The project's own tests",
    about: "Time from start to end on this machine. `--only tests` measures them; a whole run does not, because they take longer than itself.",
    run,
    children: &[],
};

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let [steps, tests] = if settings.alone && !settings.quick {
        // The folder is empty at first.
        let steps = minutes(settings, &["xtask", "ci"])?;
        [steps, minutes(settings, &["test", "--quiet"])?]
            .map(|minutes| Figure::Count(minutes, "min"))
    } else {
        [(); 2].map(|()| Figure::Missing("`--only tests`"))
    };
    let row = |what: &str, figure, most| Row {
        what: what.to_owned(),
        against: String::new(),
        figure,
        target: Target::AtMost(most),
    };
    Ok(vec![
        row(
            "continuous integration from an empty target folder",
            steps,
            12.0,
        ),
        row("`cargo test` after that", tests, 6.0),
    ])
}

/// Runs cargo with another target folder.
fn minutes(settings: &Settings, arguments: &[&str]) -> Result<f64> {
    let mut command = settings.cargo();
    command.args(arguments);
    command.env("CARGO_TARGET_DIR", settings.scratch.join("tests"));
    Ok(child::run(&command)?.wall.as_secs_f64() / 60.0)
}
