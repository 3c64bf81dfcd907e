//! `cargo xtask gen` as a whole process, against reading its input and formatting its output.
//!
//! The reference does the minimum of every generator that ends in prettyplease: it reads the YAML,
//! parses the Rust of the expected output, and formats it. It writes nothing.
//!
//! The generator writes into a folder in memory if there is one. On ext4, creating a file within
//! minutes of the deletion of thousands of files is several times slower than usual, which every
//! round but the first would measure.

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::measure::{child, rounds};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// The case.
pub const CASE: Case = Case {
    name: "generator",
    title: "Code generation",
    about: "Runs the release build of `gen` as a whole process that writes into an empty folder. The reference does the least work possible for a \
            generator that formats with prettyplease; it writes nothing and uses one core.",
    run,
    children: &[("generator-reference", reference)],
};

/// The folder in memory on Linux.
const IN_MEMORY: &str = "/dev/shm";

/// The number of rounds for the large specs, chosen so that the case takes a minute and a half.
const ROUNDS_OF_MANY: usize = 7;
const ROUNDS_OF_MOST: usize = 3;

/// The name of the line in the plot.
const SERIES: &str = "gen";

/// The reference of both ratios of whole runs.
const REFERENCE: &str = "reading the YAML, `syn::parse_file` and prettyplease of the same output";

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let generator = settings.binary("xtask", "xtask")?;
    let parent = Some(Path::new(IN_MEMORY)).filter(|folder| folder.is_dir());
    let out = TempDir::new_in(parent.unwrap_or(&settings.scratch))?;
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
    let mut rows = vec![whole(settings, &mut one)?];
    rows.extend(large(settings, &mut made_up(many)?, &mut some)?);
    rows.push(small(settings, &mut made_up(few)?, &mut some)?);
    rows.extend(largest(settings, &mut made_up(most)?, &mut some)?);
    Ok(rows)
}

fn whole(settings: &Settings, one: &mut Subject<'_>) -> Result<Row> {
    let mut read = one.reference()?;
    let ratios = rounds::ratios(settings.rounds(), [&mut || one.generate(), &mut read])?;
    Ok(Row {
        what: "`gen`, 1 operation, whole process".to_owned(),
        against: REFERENCE.to_owned(),
        figure: Figure::Ratio(ratios[0]),
        target: Target::AtMost(1.0),
    })
}

fn large(settings: &Settings, many: &mut Subject<'_>, some: &mut Subject<'_>) -> Result<Vec<Row>> {
    let mut read = many.reference()?;
    let ratios = rounds::ratios(
        settings.rounds().min(ROUNDS_OF_MANY),
        [&mut || many.generate(), &mut read, &mut || some.generate()],
    )?;
    let operations = many.operations;
    Ok(vec![
        Row {
            what: format!(
                "`gen`, {operations} operations with 98 filters and separate types, whole process"
            ),
            against: REFERENCE.to_owned(),
            figure: Figure::Ratio(ratios[0]),
            target: Target::AtMost(0.65),
        },
        Row {
            what: "peak memory of `gen`".to_owned(),
            against: String::new(),
            figure: Figure::Count(many.peak_in_mib().ceil(), "MiB"),
            target: Target::AtMost(160.0),
        },
        each_time(settings, many, some, ratios[1]),
    ])
}

fn small(settings: &Settings, few: &mut Subject<'_>, some: &mut Subject<'_>) -> Result<Row> {
    let rounds = settings.rounds();
    let ratios = rounds::ratios(rounds, [&mut || few.generate(), &mut || some.generate()])?;
    settings.plot(SERIES, some.operations, 1.0);
    Ok(each_time(settings, few, some, ratios[0]))
}

fn largest(
    settings: &Settings,
    most: &mut Subject<'_>,
    some: &mut Subject<'_>,
) -> Result<[Row; 2]> {
    let rounds = settings.rounds().min(ROUNDS_OF_MOST);
    let ratios = rounds::ratios(rounds, [&mut || most.generate(), &mut || some.generate()])?;
    let memory = Ratio::of_counts(most.peak_in_mib(), some.peak_in_mib());
    Ok([
        each_time(settings, most, some, ratios[0]),
        each(most, some, "memory", memory),
    ])
}

/// Builds the row for the time of one operation, and plots it.
fn each_time(settings: &Settings, subject: &Subject<'_>, other: &Subject<'_>, whole: Ratio) -> Row {
    let share = whole.times(part(subject, other)).median;
    settings.plot(SERIES, subject.operations, share);
    each(subject, other, "time", whole)
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

    /// Generates the code, and keeps it until the next run.
    fn generate(&mut self) -> Result<Duration> {
        if self.out.exists() {
            std::fs::remove_dir_all(&self.out)?;
        }
        let mut command = Command::new(self.generator);
        command.arg("gen").arg("--spec").arg(&self.spec);
        let usage = child::run(command.arg("--out").arg(&self.out))?;
        self.peak = self.peak.max(usage.peak);
        Ok(usage.wall)
    }

    /// Runs the reference for the same spec and its generated code.
    fn reference(&self) -> Result<impl FnMut() -> Result<Duration> + use<>> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["child", "generator-reference"]);
        command.arg(&self.spec).arg(&self.out);
        Ok(move || Ok(child::run(&command)?.wall))
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
    for text in files(Path::new(spec), "yaml")? {
        std::hint::black_box(serde_yaml::from_str::<serde_yaml::Value>(&text)?);
    }
    for text in files(Path::new(output), "rs")? {
        std::hint::black_box(prettyplease::unparse(&syn::parse_file(&text)?));
    }
    Ok(())
}

/// Returns the texts of all files with this extension below a folder.
fn files(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|found| found == extension)
        {
            texts.push(std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(texts)
}
