//! `cargo xtask gen` as a whole process, against reading its input and formatting its output.
//!
//! The reference does the minimum of every generator that ends in prettyplease: it reads the YAML,
//! parses the Rust of the expected output, and formats it. It writes nothing.
//!
//! The lower bound reads the YAML too, and writes the expected output: no generator does less.
//!
//! The generator writes into a folder in memory if there is one. On ext4, creating a file within
//! minutes of the deletion of thousands of files is several times slower than usual, which every
//! round but the first would measure.

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::measure::child::{self, Usage};
use crate::measure::{instructions, rounds};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The case.
pub const CASE: Case = Case {
    name: "generator",
    title: "Code generation",
    about: "Runs the release build of `gen` as a whole process that writes into an empty folder. The reference does the least work possible for a \
            generator that formats everything with prettyplease; it writes nothing and uses one core. The lower bound parses and formats nothing. \
            All of them write into memory where the system has a folder for it: on ext4, creating thousands of files takes several times as long \
            within minutes of the deletion of as many, which every round but the first would measure.",
    is_long: false,
    run,
    children: &[
        ("generator-reference", reference),
        ("generator-floor", floor),
    ],
};

/// The number of rounds for a large spec and for the largest, which take most of the time of the case.
const ROUNDS_OF_LARGE: usize = 5;
const ROUNDS_OF_LARGEST: usize = 3;

/// The name of the line in the plot.
const SERIES: &str = "gen";

/// The reference of both ratios of whole runs.
const REFERENCE: &str = "reading the YAML, `syn::parse_file` and prettyplease of the same output";

/// The least that a generator of the same output does.
const FLOOR: &str = "reading the YAML, writing the same files";

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let generator = settings.binary("xtask", "xtask")?;
    let out = settings.folder_in_memory()?;
    let subject = |operations, spec| Subject::new(&generator, operations, spec, out.path());
    let made_up = |operations| {
        let spec = made_up::separate(settings, operations, Home::Sdk)?;
        Result::Ok(subject(operations, spec.folder))
    };
    let [few, some, many, most] = if settings.quick {
        [2, 5, 10, 20]
    } else {
        [10, 100, 500, 2_000]
    };
    let mut one = made_up(1)?;
    let mut some = made_up(some)?;
    let mut rows = whole(settings, &mut one)?;
    rows.extend(large(settings, &mut made_up(many)?, &mut some)?);
    rows.extend(small(settings, &mut made_up(few)?, &mut some)?);
    rows.extend(largest(settings, &mut made_up(most)?, &mut some)?);
    rows.push(instructions_of(settings, &mut some)?);
    let unused = if settings.quick {
        [10, 20]
    } else {
        [1_000, 8_000]
    };
    let types = |types| made_up::unused(settings, types, Home::Sdk);
    let [few, many] = unused.map(|count| Result::Ok(subject(1, types(count)?)));
    rows.push(unused_types(settings, unused, &mut few?, &mut many?)?);
    Ok(rows)
}

fn whole(settings: &Settings, one: &mut Subject<'_>) -> Result<Vec<Row>> {
    let (mut read, mut floor) = (one.reference()?, one.floor()?);
    let times = rounds::warm(
        settings.rounds(),
        [&mut || one.generate(), &mut read, &mut floor],
    )?;
    Ok(vec![
        Row {
            what: "`gen`, 1 operation, whole process".to_owned(),
            against: REFERENCE.to_owned(),
            figure: Figure::Ratio(times.ratio(0, 1)),
            target: Target::AtMost(1.0),
        },
        lower_bound(times.ratio(2, 1)),
        instructions_of(settings, one)?,
    ])
}

/// Builds the row for the least that a generator of the same output takes.
fn lower_bound(ratio: Ratio) -> Row {
    Row {
        what: format!("lower bound of that time: {FLOOR}"),
        against: REFERENCE.to_owned(),
        figure: Figure::Ratio(ratio),
        target: Target::Informative,
    }
}

/// Builds the row for the instructions of a whole process.
fn instructions_of(settings: &Settings, subject: &mut Subject<'_>) -> Result<Row> {
    // The reference reads what the subject wrote before.
    subject.generate()?;
    let reference = subject.child("generator-reference")?;
    let out = subject.out.with_extension("counted");
    let generation = subject.generation_into(&out)?;
    let figure = instructions::ratio_of_processes(settings, [&generation, &reference])?;
    let operations = subject.operations;
    Ok(Row {
        what: format!("instructions of `gen`, operations: {operations}"),
        against: REFERENCE.to_owned(),
        figure,
        target: Target::Informative,
    })
}

fn large(settings: &Settings, many: &mut Subject<'_>, some: &mut Subject<'_>) -> Result<Vec<Row>> {
    let (mut read, mut floor, mut floor_of_some) =
        (many.reference()?, many.floor()?, some.floor()?);
    let times = rounds::warm(
        settings.rounds().min(ROUNDS_OF_LARGE),
        [
            &mut || many.generate(),
            &mut read,
            &mut floor,
            &mut || some.generate(),
            &mut floor_of_some,
        ],
    )?;
    let operations = many.operations;
    Ok(vec![
        Row {
            what: format!(
                "`gen`, {operations} operations with 98 filters and separate types, whole process"
            ),
            against: REFERENCE.to_owned(),
            figure: Figure::Ratio(times.ratio(0, 1)),
            target: Target::AtMost(0.65),
        },
        lower_bound(times.ratio(2, 1)),
        Row {
            what: "peak memory of `gen`".to_owned(),
            against: String::new(),
            figure: Figure::Count(many.peak_in_mib().ceil(), "MiB"),
            target: Target::AtMost(160.0),
        },
        each_time(settings, many, some, times.ratio(0, 3)),
        each_floor(many, some, times.ratio(2, 4)),
    ])
}

/// Compares few operations with some. The start of the process and of its threads is a larger share of
/// few operations: the CPU time and the lower bound tell it apart from the work.
fn small(settings: &Settings, few: &mut Subject<'_>, some: &mut Subject<'_>) -> Result<[Row; 3]> {
    let rounds = settings.rounds();
    let walls = rounds::warm(rounds, [&mut || few.generate(), &mut || some.generate()])?;
    settings.plot(SERIES, some.operations, 1.0);
    let time = each_time(settings, few, some, walls.ratio(0, 1));
    let mut cpu_of_few = || Ok(few.usage()?.cpu);
    let mut cpu_of_some = || Ok(some.usage()?.cpu);
    let cpu = rounds::warm(rounds, [&mut cpu_of_few, &mut cpu_of_some])?;
    let floors = rounds::warm(rounds, [&mut few.floor()?, &mut some.floor()?])?;
    Ok([
        time,
        each_floor(few, some, floors.ratio(0, 1)),
        Row {
            target: Target::Informative,
            ..each(few, some, "CPU time", cpu.ratio(0, 1))
        },
    ])
}

fn largest(
    settings: &Settings,
    most: &mut Subject<'_>,
    some: &mut Subject<'_>,
) -> Result<[Row; 3]> {
    let rounds = settings.rounds().min(ROUNDS_OF_LARGEST);
    let (mut floor, mut floor_of_some) = (most.floor()?, some.floor()?);
    let times = rounds::warm(
        rounds,
        [
            &mut || most.generate(),
            &mut || some.generate(),
            &mut floor,
            &mut floor_of_some,
        ],
    )?;
    let memory = Ratio::of_counts(most.peak_in_mib(), some.peak_in_mib());
    Ok([
        each_time(settings, most, some, times.ratio(0, 1)),
        each_floor(most, some, times.ratio(2, 3)),
        each(most, some, "memory", memory),
    ])
}

/// Compares many types that no operation uses with few of them.
fn unused_types(
    settings: &Settings,
    [count_of_few, count_of_many]: [u32; 2],
    few: &mut Subject<'_>,
    many: &mut Subject<'_>,
) -> Result<Row> {
    let rounds = settings.rounds().min(ROUNDS_OF_LARGE);
    let times = rounds::warm(rounds, [&mut || many.generate(), &mut || few.generate()])?;
    let part = f64::from(count_of_few) / f64::from(count_of_many);
    Ok(Row {
        what: format!(
            "`gen`, time per type, a chain of {count_of_many} types that no operation uses"
        ),
        against: format!("per type, a chain of {count_of_few} types"),
        figure: Figure::Ratio(times.ratio(0, 1).times(part)),
        target: Target::AtMost(1.1),
    })
}

/// Builds the row for the time of one operation, and plots it.
fn each_time(settings: &Settings, subject: &Subject<'_>, other: &Subject<'_>, whole: Ratio) -> Row {
    let share = whole.times(part(subject, other)).median;
    settings.plot(SERIES, subject.operations, share);
    each(subject, other, "time", whole)
}

/// Builds the row for the least time of one operation.
fn each_floor(subject: &Subject<'_>, other: &Subject<'_>, whole: Ratio) -> Row {
    Row {
        what: format!("lower bound of that time: {FLOOR}"),
        target: Target::Informative,
        ..each(subject, other, "time", whole)
    }
}

/// Returns the factor that makes a ratio of operations from one of whole runs.
fn part(subject: &Subject<'_>, other: &Subject<'_>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let part = other.operations as f64 / subject.operations as f64;
    part
}

/// Builds the row for the share of one operation in the ratio of two whole runs.
fn each(subject: &Subject<'_>, other: &Subject<'_>, what: &str, whole: Ratio) -> Row {
    let (operations, others) = (subject.operations, other.operations);
    Row {
        what: format!("`gen`, {what} per operation, {operations} operations"),
        against: format!("per operation, {others} operations"),
        figure: Figure::Ratio(whole.times(part(subject, other))),
        target: Target::AtMost(1.1),
    }
}

/// A spec to generate code from, each time into an empty folder.
struct Subject<'a> {
    generator: &'a Path,
    operations: usize,
    spec: PathBuf,
    out: PathBuf,
    /// The peak memory of a run, in bytes.
    peak: u64,
}

impl<'a> Subject<'a> {
    fn new(generator: &'a Path, operations: usize, spec: PathBuf, out: &Path) -> Self {
        let out = out.join(spec.file_name().unwrap_or_default());
        Self {
            generator,
            operations,
            spec,
            out,
            peak: 0,
        }
    }

    /// Prepares the command that generates the code into a folder, which is emptied.
    fn generation_into(&self, out: &Path) -> Result<Command> {
        if out.exists() {
            std::fs::remove_dir_all(out)?;
        }
        let mut command = Command::new(self.generator);
        command.arg("gen").arg("--spec").arg(&self.spec);
        command.arg("--out").arg(out);
        Ok(command)
    }

    /// Generates the code, and keeps it until the next run.
    fn generate(&mut self) -> Result<Duration> {
        Ok(self.usage()?.wall)
    }

    /// Generates the code like [`generate`](Self::generate), and returns all costs.
    fn usage(&mut self) -> Result<Usage> {
        let usage = child::run(&self.generation_into(&self.out)?)?;
        self.peak = self.peak.max(usage.peak);
        Ok(usage)
    }

    /// Prepares a part of this case for the same spec and its generated code.
    fn child(&self, name: &str) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["child", name]);
        command.arg(&self.spec).arg(&self.out);
        Ok(command)
    }

    /// Runs the reference.
    fn reference(&self) -> Result<impl FnMut() -> Result<Duration> + use<>> {
        let command = self.child("generator-reference")?;
        Ok(move || Ok(child::run(&command)?.wall))
    }

    /// Runs the lower bound, which writes into another empty folder.
    fn floor(&self) -> Result<impl FnMut() -> Result<Duration> + use<>> {
        let mut command = self.child("generator-floor")?;
        let copy = self.out.with_extension("copy");
        command.arg(&copy);
        Ok(move || {
            if copy.exists() {
                std::fs::remove_dir_all(&copy)?;
            }
            Ok(child::run(&command)?.wall)
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn peak_in_mib(&self) -> f64 {
        self.peak as f64 / f64::from(1 << 20)
    }
}

/// Reads the YAML below the first folder, then parses and formats the Rust below the second.
fn reference(arguments: &[String]) -> Result<()> {
    let [spec, output] = arguments else {
        return Err("expected the folders of the spec and of the output".into());
    };
    read(spec)?;
    for (_, text) in files(Path::new(output), "rs")? {
        std::hint::black_box(prettyplease::unparse(&syn::parse_file(&text)?));
    }
    Ok(())
}

/// Reads the YAML below the first folder, and writes the Rust below the second into the third.
fn floor(arguments: &[String]) -> Result<()> {
    let [spec, output, copy] = arguments else {
        return Err("expected the folders of the spec, of the output and of its copy".into());
    };
    read(spec)?;
    for (path, text) in files(Path::new(output), "rs")? {
        let path = Path::new(copy).join(path.strip_prefix(output)?);
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        std::fs::write(path, text)?;
    }
    Ok(())
}

fn read(spec: &str) -> Result<()> {
    for (_, text) in files(Path::new(spec), "yaml")? {
        std::hint::black_box(serde_yaml::from_str::<serde_yaml::Value>(&text)?);
    }
    Ok(())
}

/// Returns all files with this extension below a folder, with their texts.
fn files(folder: &Path, extension: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|found| found == extension) {
            let text = std::fs::read_to_string(&path)?;
            texts.push((path, text));
        }
    }
    Ok(texts)
}
