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
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "commands",
    title: "OpenAPI and comparisons of specs",
    about: "Copies of the whole API that share the filters. Each command runs once in the release build; CPU time.",
    is_long: false,
    run,
    children: &[],
};

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let xtask = settings.binary("xtask", "xtask")?;
    let copies = if settings.quick { 1 } else { 36 };
    let spec = made_up::whole(settings, copies, Home::Sdk)?;
    let [code, again, docs, imported, narrowed] = ["code", "again", "docs", "imported", "narrowed"]
        .map(|name| settings.scratch.join(format!("commands-{name}")));
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
    let operations = spec.operations;
    let rows = [
        ("`gen` with the OpenAPI description and all pages", exported),
        ("`import` of that description", import),
        ("`diff` after a smaller bound in the filters", compared),
    ];
    let rows = rows
        .map(|(what, usage)| measured(&format!("{what}, {operations} operations"), usage, alone));
    Ok(rows.into_iter().flatten().collect())
}

/// Returns the rows for a command: its time and its peak memory, against those of `gen` alone.
fn measured(what: &str, usage: Usage, alone: Usage) -> [Row; 2] {
    let (seconds, of_gen) = (usage.cpu.as_secs_f64(), alone.cpu.as_secs_f64());
    let (peak, peak_of_gen) = (usage.peak_in_mib(), alone.peak_in_mib());
    let row = |what: String, against, count: f64, reference: f64| Row {
        what,
        against,
        figure: Figure::Ratio(Ratio::of_counts(count, reference)),
        target: Target::Informative,
    };
    [
        row(
            format!("{what}: {seconds:.1} s"),
            format!("the code alone: {of_gen:.1} s"),
            seconds,
            of_gen,
        ),
        row(
            format!("peak memory of that run: {peak:.0} MiB"),
            format!("the code alone: {peak_of_gen:.0} MiB"),
            peak,
            peak_of_gen,
        ),
    ]
}
