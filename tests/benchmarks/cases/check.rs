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
use samples::{Reference, Sample};

/// The case.
pub const CASE: Case = Case {
    name: "check",
    title: "`cargo check` of the generated code",
    about: "CPU time to check generated code as a separate crate; its dependencies are already checked. The reference of a ratio is checked \
            before and after each crate, because the speed of a machine changes within the minutes that a large crate takes. In the larger crates with separate \
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
    let mut samples = crates.samples(settings, &theirs);
    samples::measure(&mut samples)?;
    let [
        one,
        ten,
        hundred,
        most,
        floor_of_one,
        floor,
        face,
        face_of_most,
    ] = &samples;
    let mut rows = vec![one.ratio(Target::AtMost(0.4)), floor_of_one.floor_ratio()];
    rows.extend(lints(crates.one(), &theirs)?);
    rows.extend([
        ten.ratio(Target::Informative),
        // At the time of the target, a hundred operations took 0.26x. Their seconds, 28.8, cannot be compared: the
        // same code takes fewer on a machine with less to do.
        hundred.ratio(Target::AtMost(0.14)),
        floor.floor_ratio(),
        face.floor_ratio(),
        hundred.seconds(Target::Informative),
        hundred.peak(Target::AtMost(1_473.0)),
        floor.floor_peak(),
        face.floor_peak(),
        most.ratio(Target::AtMost(1.1)),
        face_of_most.floor_ratio(),
        most.seconds(Target::Informative),
        most.peak(Target::Informative),
        face_of_most.floor_peak(),
    ]);
    for sample in [one, ten, hundred, most] {
        settings.plot("cargo check", sample.operations(), sample.share_of(hundred));
    }
    for sample in [floor_of_one, floor] {
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

/// A crate with the number of its operations.
type Counted = (usize, Crate);

/// The crates with separate types, and their lower bounds.
struct Crates {
    generated: [Counted; 4],
    /// The types of the first and the third, and these with data and conversions of the third and the fourth.
    floors: [(Floor, Counted); 4],
}

impl Crates {
    fn new(settings: &Settings, workspace: &Workspace<'_>) -> Result<Self> {
        let sizes = if settings.quick { QUICK_SIZES } else { SIZES };
        let spec = |operations| made_up::separate(settings, operations, Home::Outside);
        let generated = |operations| {
            let subject = workspace.generate(&spec(operations)?)?;
            Result::Ok((operations, subject))
        };
        let floor = |operations, floor| {
            let subject = workspace.floor(&spec(operations)?, floor)?;
            Result::Ok((floor, (operations, subject)))
        };
        let [one, ten, hundred, most] = sizes;
        Ok(Self {
            generated: [
                generated(one)?,
                generated(ten)?,
                generated(hundred)?,
                generated(most)?,
            ],
            floors: [
                floor(one, Floor::Types)?,
                floor(hundred, Floor::Types)?,
                floor(hundred, Floor::Face)?,
                floor(most, Floor::Face)?,
            ],
        })
    }

    /// Returns the crate with one operation.
    fn one(&self) -> &Crate {
        &self.generated[0].1
    }

    /// Returns the generated crates by size, and then the lower bounds.
    fn samples<'a>(&'a self, settings: &Settings, theirs: &'a Crate) -> [Sample<'a>; 8] {
        let sample = |(operations, subject): &'a Counted, name: String, reference| {
            let rounds = rounds(settings, *operations);
            Sample::new(subject, name, *operations, rounds).against(reference)
        };
        let generated = |index: usize, reference| {
            let subject = &self.generated[index];
            sample(subject, name(subject.0), reference)
        };
        let floor = |index: usize, reference| {
            let (floor, subject) = &self.floors[index];
            sample(subject, floor.description().to_owned(), reference)
        };
        let of_one = || Reference::new(theirs, PROGENITOR, 1);
        let of_many = || Reference::new(theirs, PROGENITOR_1, 1);
        let own = |(operations, subject): &'a Counted, name: String| {
            Reference::new(subject, format!("per operation, {name}"), *operations)
        };
        let [one, _, hundred, _] = &self.generated;
        let (_, face) = &self.floors[2];
        let name_of_face = format!("lower bound of {} operations", face.0);
        [
            generated(0, of_one()),
            generated(1, own(one, name(one.0))),
            generated(2, of_many()),
            generated(3, own(hundred, name(hundred.0))),
            floor(0, of_one()),
            floor(1, of_many()),
            floor(2, of_many()),
            floor(3, own(face, name_of_face)),
        ]
    }
}

/// Returns the name of the crate with separate types.
fn name(operations: usize) -> String {
    match operations {
        1 => "1 operation".to_owned(),
        _ => format!("{operations} operations with separate types"),
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
