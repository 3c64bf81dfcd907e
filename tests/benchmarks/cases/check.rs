//! `cargo check` of the generated code: against progenitor's code for the same operation, as the
//! number of operations grows, and of a whole API.

mod crates;
mod floor;
mod samples;

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::report::{Figure, Row, Target};
use crate::settings::Settings;
use crates::{Crate, Workspace};
use samples::Sample;

/// The case.
pub const CASE: Case = Case {
    name: "check",
    title: "`cargo check` of the generated code",
    about: "CPU time to check generated code as a separate crate; its dependencies are already checked. In the larger crates with separate \
            types, each operation has a filter with 98 fields, and twelve enums; the lower bound has the same types, but can neither send, \
            read nor check them. The whole API is copied under other names; its copies share the filters. Seconds are those of this machine.",
    run,
    children: &[],
};

/// The numbers of operations with separate types.
const SIZES: [usize; 4] = [1, 10, 100, 500];
const QUICK_SIZES: [usize; 4] = [1, 2, 4, 8];
/// The code that every SDK with these types has.
const FLOOR: &str = "lower bound: types and setters of the 100 operations with derives, no tables";
/// The number of copies of the whole API.
const COPIES: usize = 36;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let workspace = Workspace::new(settings)?;
    let sizes = if settings.quick { QUICK_SIZES } else { SIZES };
    let specs = sizes.map(|operations| made_up::separate(settings, operations, Home::Outside));
    let specs = specs.into_iter().collect::<Result<Vec<_>>>()?;
    let generated = specs
        .iter()
        .map(|spec| Ok((spec.operations, workspace.generate(spec)?)));
    let crates = generated.collect::<Result<Vec<_>>>()?;
    let floor = workspace.floor(&specs[2])?;
    let theirs = crates::progenitor(settings)?;
    // Also checks the dependencies.
    crates[0].1.check()?;
    let name = "progenitor's builders".to_owned();
    let mut samples = vec![Sample::new(&theirs, name, 1, settings.rounds())];
    samples.extend(crates.iter().map(|(operations, subject)| {
        // Longer runs are less sensitive to other load, but take more time.
        let most = match operations {
            ..=10 => 9,
            ..=100 if settings.alone => 7,
            ..=100 => 3,
            _ if settings.alone => 3,
            _ => 1,
        };
        let name = match operations {
            1 => "1 operation".to_owned(),
            _ => format!("{operations} operations with separate types"),
        };
        Sample::new(subject, name, *operations, settings.rounds().min(most))
    }));
    samples.push(Sample::new(
        &floor,
        String::new(),
        sizes[2],
        settings.rounds().min(3),
    ));
    samples::measure(&mut samples)?;
    let [progenitor, one, ten, hundred, most, floor] = &samples[..] else {
        return Err("expected six crates".into());
    };
    let mut rows = vec![one.against(progenitor, "progenitor's builders", Target::AtMost(0.4))];
    rows.extend(lints(&crates[0].1, &theirs)?);
    rows.extend([
        ten.each(one, Target::Informative),
        // At the time of the target, a hundred operations took 0.26x, and 28.8 seconds.
        hundred.against(
            progenitor,
            "progenitor's builders, 1 operation",
            Target::AtMost(0.14),
        ),
        Row {
            what: FLOOR.to_owned(),
            ..floor.against(
                progenitor,
                "progenitor's builders, 1 operation",
                Target::Informative,
            )
        },
        hundred.seconds(Target::AtMost(15.8)),
        hundred.peak(Target::AtMost(1_473.0)),
        Row {
            what: "peak memory of that lower bound".to_owned(),
            ..floor.peak(Target::Informative)
        },
        most.each(hundred, Target::AtMost(1.1)),
        most.seconds(Target::Informative),
        most.peak(Target::Informative),
    ]);
    for sample in [one, ten, hundred, most] {
        settings.plot("cargo check", sample.operations(), sample.share_of(hundred));
    }
    rows.extend(whole(settings, &workspace)?);
    Ok(rows)
}

/// Counts the warnings and lines in the code that both generators write for the one real operation.
fn lints(ours: &Crate, theirs: &Crate) -> Result<[Row; 3]> {
    let (warnings, their_warnings) = (ours.lints()?, theirs.lints()?);
    let (lines, their_lines) = (ours.lines()?, theirs.lines()?);
    let row = |what: &str, theirs: f64, figure, target| Row {
        what: what.to_owned(),
        against: format!("progenitor: {theirs}"),
        figure,
        target,
    };
    let warned = |what, count, theirs| {
        row(
            what,
            theirs,
            Figure::Count(count, "warnings"),
            Target::AtMost(0.0),
        )
    };
    Ok([
        warned("warnings of rustc", warnings.rustc, their_warnings.rustc),
        warned(
            "warnings of `clippy::pedantic`",
            warnings.clippy,
            their_warnings.clippy,
        ),
        row(
            "lines of code",
            their_lines,
            Figure::Count(lines, "lines"),
            Target::Informative,
        ),
    ])
}

/// Checks a whole API of the size of the vendor's, whose operations share the filters.
fn whole(settings: &Settings, workspace: &Workspace<'_>) -> Result<[Row; 2]> {
    let copies = if settings.quick { 1 } else { COPIES };
    let spec = made_up::whole(settings, copies, Home::Outside)?;
    let api = workspace.generate(&spec)?;
    let name = format!("a whole API of {} operations", spec.operations);
    let mut samples = [Sample::new(&api, name, spec.operations, 1)];
    samples::measure(&mut samples)?;
    let [sample] = samples;
    Ok([
        sample.seconds(Target::AtMost(60.0)),
        sample.peak(Target::AtMost(2_384.0)),
    ])
}
