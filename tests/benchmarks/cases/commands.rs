//! The commands around the generator on a large API: the OpenAPI description in both directions, and
//! the comparison of two specs.

use super::Case;
use crate::Result;
use crate::made_up::{self, Home, Spec};
use crate::measure::child::{self, Usage};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::ffi::OsStr;
use std::fs;
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "commands",
    title: "OpenAPI and comparisons of specs",
    about: "Copies of the whole API that share the filters. The commands run in turn in the release build, and write into memory like those above; median CPU time.",
    is_long: false,
    run,
    children: &[],
};

/// The number of rounds, which take half a minute each.
const ROUNDS: usize = 3;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let copies = if settings.quick { 1 } else { 36 };
    let spec = made_up::whole(settings, copies, Home::Sdk)?;
    let rounds = settings.rounds().min(ROUNDS);
    let rounds = (0..rounds).map(|_| round(settings, &spec));
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
    Ok(rows.flatten().collect())
}

/// The usages of the commands: the first is `gen` of the code alone.
type Usages = [Usage; 4];

/// Runs each command once. Those that write do so into empty folders.
fn round(settings: &Settings, spec: &Spec) -> Result<Usages> {
    let xtask = settings.binary("xtask", "xtask")?;
    let folder = settings.folder_in_memory()?;
    let [code, again, docs, imported, narrowed] =
        ["code", "again", "docs", "imported", "narrowed"].map(|name| folder.path().join(name));
    let run = |arguments: &[&dyn AsRef<OsStr>]| {
        let mut command = Command::new(&xtask);
        command.args(arguments.iter().map(AsRef::as_ref));
        // Cargo set the folder of the benchmarks.
        command.env("CARGO_MANIFEST_DIR", settings.root.join("xtask"));
        child::run(command.current_dir(&settings.root))
    };
    let (of, description) = (&spec.folder, docs.join("openapi.json"));
    let alone = run(&[&"gen", &"--spec", of, &"--out", &code])?;
    let exported = run(&[&"gen", &"--spec", of, &"--out", &again, &"--docs", &docs])?;
    fs::create_dir_all(&imported)?;
    let import = run(&[&"import", &description, &"--all", &"--into", &imported])?;
    made_up::narrowed(of, &narrowed)?;
    let compared = run(&[&"diff", &"--base", of, &"--spec", &narrowed])?;
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
