//! `cargo check` of the generated code: against progenitor's code for the same operation, and as
//! the number of operations grows.

mod crates;

use super::Case;
use crate::Result;
use crate::measure::rounds;
use crate::report::{Figure, Row, Target};
use crate::settings::Settings;
use crates::Crate;

/// The case.
pub const CASE: Case = Case {
    name: "check",
    title: "`cargo check` of the generated code",
    about: "Checks generated code as a separate crate; its dependencies are already checked. Each operation of the larger crates has a \
            separate filter with 98 fields, and twelve enums.",
    run,
    children: &[],
};

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let sizes = if settings.quick {
        &[1, 10][..]
    } else {
        &[1, 10, 100, 500]
    };
    let ours = crates::generated(settings, sizes)?;
    let mut rows = against_progenitor(settings, &ours[0])?;
    rows.extend(scale(settings, sizes, &ours)?);
    Ok(rows)
}

/// Compares the code that both generators write for the one real operation.
fn against_progenitor(settings: &Settings, ours: &Crate) -> Result<Vec<Row>> {
    let theirs = &crates::progenitor(settings)?;
    let time = rounds::ratios(
        settings.rounds(),
        [&mut || Ok(ours.check()?.wall), &mut || {
            Ok(theirs.check()?.wall)
        }],
    )?;
    let (warnings, their_warnings) = (ours.lints()?, theirs.lints()?);
    let (lines, their_lines) = (ours.lines()?, theirs.lines()?);
    let row = |what: &str, against: String, figure, target| Row {
        what: what.to_owned(),
        against,
        figure,
        target,
    };
    Ok(vec![
        row(
            "`cargo check` of 1 operation",
            "progenitor's builders".to_owned(),
            Figure::Ratio(time[0]),
            Target::AtMost(0.8),
        ),
        row(
            "warnings of rustc",
            format!("progenitor: {}", their_warnings.rustc),
            Figure::Count(warnings.rustc, "warnings"),
            Target::AtMost(0.0),
        ),
        row(
            "warnings of `clippy::pedantic`",
            format!("progenitor: {}", their_warnings.clippy),
            Figure::Count(warnings.clippy, "warnings"),
            Target::AtMost(0.0),
        ),
        row(
            "lines of code",
            format!("progenitor: {their_lines}"),
            Figure::Count(lines, "lines"),
            Target::Informative,
        ),
    ])
}

/// Measures the cost of each further operation, and of the shared part.
fn scale(settings: &Settings, sizes: &[u32], crates: &[Crate]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut last = None;
    for (crates, sizes) in crates.windows(2).zip(sizes.windows(2)) {
        let ([few, many], [fewer, more]) = (crates, sizes) else {
            continue;
        };
        // Longer runs are less sensitive to other load, but take more time, so they get fewer
        // rounds.
        let rounds = if *more < 100 { settings.rounds() } else { 1 };
        let many = &mut || {
            let usage = many.check()?;
            last = Some(usage);
            Ok(usage.wall)
        };
        let few = &mut || Ok(few.check()?.wall);
        let ratio = rounds::cold_ratios(rounds, &mut [many, few])?[0];
        rows.push(Row {
            what: format!("`cargo check` of {more} operations with separate types, per operation"),
            against: format!("per operation, {fewer} operations"),
            figure: Figure::Ratio(ratio.times(f64::from(*fewer) / f64::from(*more))),
            target: Target::Informative,
        });
    }
    if let (Some(usage), Some(most)) = (last, sizes.last()) {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let peak = (usage.peak as f64 / f64::from(1 << 20)).ceil();
        let informative = |what: String, figure| Row {
            what,
            against: String::new(),
            figure,
            target: Target::Informative,
        };
        let seconds = Figure::Count(usage.wall.as_secs_f64(), "s");
        rows.push(informative(
            format!("time for {most} operations on this machine"),
            seconds,
        ));
        rows.push(informative(
            "peak memory of that check".to_owned(),
            Figure::Count(peak, "MiB"),
        ));
    }
    Ok(rows)
}
