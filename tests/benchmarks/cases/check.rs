//! `cargo check` of the generated code: against progenitor's code for the same operation, as the
//! number of operations grows, and of a whole API.

mod crates;
mod face;
mod floor;
mod rows;
mod samples;

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::measure::instructions::UNCOUNTED;
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use crates::{Crate, Workspace};
use floor::Floor;
use samples::Sample;

/// The case.
pub const CASE: Case = Case {
    name: "check",
    title: "`cargo check` of the generated code",
    about: "CPU time to check generated code as a separate crate; its dependencies are already checked. In the larger crates with separate \
            types, each operation has a filter with 98 fields, and twelve enums; the lower bounds have the same types, but can neither send, \
            read nor check them. The one with data and conversions has the rows of tables as plain constants: for each field its names on \
            the wire and in Rust and its rules as texts, for each enum the texts of its values. It also has the public conversions of enums \
            and structs, such as those from and to text and those of serde; each of them does no more than call one generic function. \
            Every SDK with the same public face that keeps these facts as data has at least them. \
            The one without them derives `Debug`, `PartialEq`, `Ord` and `Hash`, which calls of the runtime replace in the SDK. \
            The whole API is copied under other names; its copies share the filters and the types of headers. Seconds are those of this machine.",
    is_long: true,
    run,
    children: &[],
};

/// The numbers of operations with separate types.
const SIZES: [usize; 4] = [1, 10, 100, 500];
const QUICK_SIZES: [usize; 4] = [1, 2, 3, 4];
const PROGENITOR: &str = "progenitor's builders";
const PROGENITOR_1: &str = "progenitor's builders, 1 operation";
/// The number of copies of the whole API.
const COPIES: usize = 36;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let workspace = Workspace::new(settings)?;
    let crates = Crates::new(settings, &workspace)?;
    // The dependencies of progenitor are large: a quick round compares the crate with itself.
    let theirs = if settings.quick {
        crates.one().clone()
    } else {
        crates::progenitor(settings)?
    };
    // Also checks the dependencies.
    crates.one().check()?;
    let mut samples = vec![Sample::new(
        &theirs,
        PROGENITOR.to_owned(),
        1,
        settings.rounds(),
    )];
    samples.extend(crates.samples(settings));
    samples::measure(&mut samples)?;
    let [progenitor, one, ten, hundred, most, floors @ ..] = &samples[..] else {
        return Err("expected progenitor and four sizes".into());
    };
    let [floor_of_one, floor, floor_of_most, face, face_of_most] = floors else {
        return Err("expected five lower bounds".into());
    };
    let each_of_hundred = format!(
        "per operation, lower bound of {} operations",
        floor.operations()
    );
    let mut rows = vec![
        one.against(progenitor, PROGENITOR, Target::AtMost(0.4)),
        floor_of_one.floor_against(progenitor, PROGENITOR),
    ];
    rows.extend(lints(crates.one(), &theirs)?);
    rows.extend([
        ten.each(one, Target::Informative),
        // At the time of the target, a hundred operations took 0.26x. Their seconds, 28.8, cannot be compared: the
        // same code takes fewer on a machine with less to do.
        hundred.against(progenitor, PROGENITOR_1, Target::AtMost(0.14)),
        floor.floor_against(progenitor, PROGENITOR_1),
        face.floor_against(progenitor, PROGENITOR_1),
        hundred.seconds(Target::Informative),
        hundred.peak(Target::AtMost(1_473.0)),
        floor.floor_peak(),
        face.floor_peak(),
        most.each(hundred, Target::AtMost(1.1)),
        floor_of_most.floor_against(floor, &each_of_hundred),
        face_of_most.floor_against(face, &each_of_hundred),
        most.seconds(Target::Informative),
        most.peak(Target::Informative),
        floor_of_most.floor_peak(),
        face_of_most.floor_peak(),
    ]);
    for sample in [one, ten, hundred, most] {
        settings.plot("cargo check", sample.operations(), sample.share_of(hundred));
    }
    for sample in [floor_of_one, floor, floor_of_most] {
        settings.plot("types alone", sample.operations(), sample.share_of(floor));
    }
    for sample in [face, face_of_most] {
        let line = "data and conversions";
        settings.plot(line, sample.operations(), sample.share_of(face));
    }
    rows.extend(whole(settings, &workspace)?);
    rows.extend(instructions(settings, &workspace, &crates, &theirs)?);
    Ok(rows)
}

/// The crates with separate types, and their lower bounds.
struct Crates {
    generated: Vec<(usize, Crate)>,
    floors: Vec<(usize, Floor, Crate)>,
}

impl Crates {
    fn new(settings: &Settings, workspace: &Workspace<'_>) -> Result<Self> {
        let sizes = if settings.quick { QUICK_SIZES } else { SIZES };
        let specs = sizes.map(|operations| made_up::separate(settings, operations, Home::Outside));
        let specs = specs.into_iter().collect::<Result<Vec<_>>>()?;
        let [one, _, hundred, most] = &specs[..] else {
            return Err("expected four specs".into());
        };
        let floors = [
            (one, Floor::Types),
            (hundred, Floor::Types),
            (most, Floor::Types),
            (hundred, Floor::Face),
            (most, Floor::Face),
        ];
        let floors =
            floors.map(|(spec, floor)| Ok((spec.operations, floor, workspace.floor(spec, floor)?)));
        let generated = specs
            .iter()
            .map(|spec| Ok((spec.operations, workspace.generate(spec)?)));
        Ok(Self {
            generated: generated.collect::<Result<_>>()?,
            floors: floors.into_iter().collect::<Result<_>>()?,
        })
    }

    /// Returns the crate with one operation.
    fn one(&self) -> &Crate {
        &self.generated[0].1
    }

    fn samples(&self, settings: &Settings) -> Vec<Sample<'_>> {
        let sample = |subject, name, operations| {
            let rounds = rounds(settings, operations);
            Sample::new(subject, name, operations, rounds)
        };
        let generated = self.generated.iter().map(|(operations, subject)| {
            let name = match operations {
                1 => "1 operation".to_owned(),
                _ => format!("{operations} operations with separate types"),
            };
            sample(subject, name, *operations)
        });
        let floors = self.floors.iter().map(|(operations, floor, subject)| {
            sample(subject, floor.description().to_owned(), *operations)
        });
        generated.chain(floors).collect()
    }
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

/// Compares the instructions of the compiler for one operation of ten, which do not vary with the machine.
fn instructions(
    settings: &Settings,
    workspace: &Workspace<'_>,
    crates: &Crates,
    theirs: &Crate,
) -> Result<Vec<Row>> {
    let (operations, ours) = &crates.generated[1];
    let spec = made_up::separate(settings, *operations, Home::Outside)?;
    let [types, face] = [Floor::Types, Floor::Face].map(|floor| workspace.floor(&spec, floor));
    let count = |subject: &Crate| {
        if settings.quick {
            return Ok(None);
        }
        subject.instructions()
    };
    let reference = count(theirs)?;
    let row = |name: &str, subject| {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let operations = *operations as f64;
        Result::Ok(Row {
            what: format!("instructions of rustc, {name}, per operation"),
            against: PROGENITOR_1.to_owned(),
            figure: match (count(subject)?, reference) {
                (Some(count), Some(reference)) => {
                    Figure::Ratio(Ratio::of_counts(count / operations, reference))
                }
                _ => Figure::Missing(UNCOUNTED),
            },
            target: Target::Informative,
        })
    };
    let name = format!("{operations} operations with separate types");
    Ok(vec![
        row(&name, ours)?,
        row(Floor::Types.description(), &types?)?,
        row(Floor::Face.description(), &face?)?,
    ])
}

/// Returns the number of rounds for a crate. Longer runs are less sensitive to other load, but take more
/// time.
fn rounds(settings: &Settings, operations: usize) -> usize {
    settings.rounds().min(match operations {
        ..=10 => 9,
        11..=100 => 5,
        _ => 3,
    })
}

/// Checks a whole API of the size of the vendor's, whose operations share the filters.
fn whole(settings: &Settings, workspace: &Workspace<'_>) -> Result<[Row; 6]> {
    let copies = if settings.quick { 1 } else { COPIES };
    let spec = made_up::whole(settings, copies, Home::Outside)?;
    let api = workspace.generate(&spec)?;
    let [types, face] = [Floor::Types, Floor::Face].map(|floor| workspace.floor(&spec, floor));
    let (types, face) = (types?, face?);
    let name = format!("a whole API of {} operations", spec.operations);
    let rounds = rounds(settings, spec.operations);
    let sample = |subject, name| Sample::new(subject, name, spec.operations, rounds);
    let mut samples = [
        sample(&api, name),
        sample(&types, Floor::Types.description().to_owned()),
        sample(&face, Floor::Face.description().to_owned()),
    ];
    samples::measure(&mut samples)?;
    let [api, types, face] = samples;
    Ok([
        api.seconds(Target::AtMost(60.0)),
        types.floor_seconds(),
        face.floor_seconds(),
        api.peak(Target::AtMost(2_384.0)),
        types.floor_peak(),
        face.floor_peak(),
    ])
}
