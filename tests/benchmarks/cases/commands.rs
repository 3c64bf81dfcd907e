//! The commands around the generator on a large API: the OpenAPI description in both directions, and
//! the comparison of two specs.

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::measure::child::{self, Usage};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "commands",
    title: "OpenAPI and comparisons of specs",
    about: "Copies of the whole API that share the filters, and chains of types that no operation uses. The commands run in turn in the release build, and write into memory like those above; median CPU time.",
    is_long: false,
    run,
    children: &[],
};

/// The number of rounds, which take half a minute each.
const ROUNDS: usize = 3;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let copies = if settings.quick { 1 } else { 36 };
    let spec = made_up::whole(settings, copies, Home::Sdk)?;
    let count = settings.rounds().min(ROUNDS);
    let rounds = (0..count).map(|_| round(settings, &spec.folder, made_up::narrowed));
    let rounds = rounds.collect::<Result<Vec<_>>>()?;
    let rows = [
        "`gen` with the OpenAPI description and all pages",
        "`import` of that description",
        "`diff` after a smaller bound in the filters",
    ];
    let rows = rows.iter().enumerate().map(|(index, what)| {
        let what = format!("{what}, {} operations", spec.operations);
        measured(&what, &rounds, index + 1)
    });
    Ok(rows.flatten().chain(per_type(settings, count)?).collect())
}

/// Compares the time per type of a long chain with that of a shorter one.
fn per_type(settings: &Settings, rounds: usize) -> Result<Vec<Row>> {
    let counts = if settings.quick {
        [10, 20]
    } else {
        [500, 2_000]
    };
    let specs = counts.map(|types| made_up::unused(settings, types, Home::Sdk));
    let [few, many] = specs;
    let (few, many) = (few?, many?);
    let round = |spec| round(settings, spec, made_up::described_otherwise);
    let rounds = (0..rounds).map(|_| Ok((round(&many)?, round(&few)?)));
    let rounds = rounds.collect::<Result<Vec<_>>>()?;
    let [count_of_few, count_of_many] = counts;
    let part = f64::from(count_of_few) / f64::from(count_of_many);
    let commands = [
        "`gen` with the OpenAPI description and all pages",
        "`import` of that description",
        "`diff` after a change of each type",
    ];
    let rows = commands.iter().enumerate().map(|(index, command)| {
        let seconds = |usages: &Usages| usages[index + 1].cpu.as_secs_f64();
        let ratios = rounds
            .iter()
            .map(|(many, few)| seconds(many) / seconds(few));
        Row {
            what: format!("{command}, time per type, a chain of {count_of_many} types"),
            against: format!("per type, a chain of {count_of_few} types"),
            figure: Figure::Ratio(Ratio::of(ratios.collect()).times(part)),
            target: Target::AtMost(1.1),
        }
    });
    Ok(rows.collect())
}

/// The usages of the commands: the first is `gen` of the code alone.
type Usages = [Usage; 4];

/// Runs each command once. Those that write do so into empty folders.
fn round(
    settings: &Settings,
    spec: &Path,
    edit: impl Fn(&Path, &Path) -> Result<()>,
) -> Result<Usages> {
    let xtask = settings.binary("xtask", "xtask")?;
    let folder = settings.folder_in_memory()?;
    let [code, again, docs, imported, edited] =
        ["code", "again", "docs", "imported", "edited"].map(|name| folder.path().join(name));
    let run = |arguments: &[&dyn AsRef<OsStr>]| {
        let mut command = Command::new(&xtask);
        command.args(arguments.iter().map(AsRef::as_ref));
        // Cargo set the folder of the benchmarks.
        command.env("CARGO_MANIFEST_DIR", settings.root.join("xtask"));
        child::run(command.current_dir(&settings.root))
    };
    let description = docs.join("openapi.json");
    let alone = run(&[&"gen", &"--spec", &spec, &"--out", &code])?;
    let exported = run(&[&"gen", &"--spec", &spec, &"--out", &again, &"--docs", &docs])?;
    fs::create_dir_all(&imported)?;
    let import = run(&[&"import", &description, &"--all", &"--into", &imported])?;
    edit(spec, &edited)?;
    let compared = run(&[&"diff", &"--base", &spec, &"--spec", &edited])?;
    Ok([alone, exported, import, compared])
}

/// Returns the rows for a command: its time and its peak memory, against those of `gen` alone.
fn measured(what: &str, rounds: &[Usages], index: usize) -> [Row; 2] {
    let times = |index: usize| {
        let times = rounds.iter().map(move |round| round[index].cpu);
        times.map(|time| time.as_secs_f64())
    };
    let peaks = |index: usize| rounds.iter().map(move |round| round[index].peak_in_mib());
    let median = |figures: Vec<f64>| Ratio::of(figures).median;
    let [seconds, of_gen] = [index, 0].map(|index| median(times(index).collect()));
    let [peak, peak_of_gen] = [index, 0].map(|index| peaks(index).fold(0.0, f64::max));
    let row = |what: String, against, ratio| Row {
        what,
        against,
        figure: Figure::Ratio(ratio),
        target: Target::Informative,
    };
    [
        row(
            format!("{what}: {seconds:.1} s"),
            format!("the code alone: {of_gen:.1} s"),
            Ratio::of(
                times(index)
                    .zip(times(0))
                    .map(|(own, of_gen)| own / of_gen)
                    .collect(),
            ),
        ),
        row(
            format!("peak memory of that run: {peak:.0} MiB"),
            format!("the code alone: {peak_of_gen:.0} MiB"),
            Ratio::of_counts(peak, peak_of_gen),
        ),
    ]
}
