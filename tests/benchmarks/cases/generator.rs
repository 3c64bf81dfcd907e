//! `cargo xtask gen` as a whole process, against reading its input and laying out its output.
//!
//! The reference is what every generator that ends in prettyplease has to do at least, and nothing
//! else: it reads the YAML, parses the Rust that is to come out, and lays it out.

use super::Case;
use crate::Result;
use crate::made_up::{self, Home};
use crate::measure::{child, rounds};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::path::Path;
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "generator",
    title: "The generator",
    run,
    children: &[("generator-reference", reference)],
};

/// What generating this many operations takes, against the reference.
struct Run {
    time: Ratio,
    peak: f64,
}

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let one = generate(settings, &settings.root.join("spec"))?;
    let many = if settings.quick { 10 } else { 500 };
    let spec = made_up::spec(settings, many, Home::Sdk)?;
    let large = generate(settings, &spec)?;
    let against = "reading the YAML, `syn::parse_file` and prettyplease of the same output";
    Ok(vec![
        Row {
            what: "`gen`, 1 operation, whole process".to_owned(),
            against: against.to_owned(),
            figure: Figure::Ratio(one.time),
            target: Target::AtMost(1.1),
        },
        Row {
            what: format!("`gen`, {many} operations with 98 filters and types of their own"),
            against: against.to_owned(),
            figure: Figure::Ratio(large.time),
            target: Target::AtMost(0.65),
        },
        Row {
            what: "the most memory of that".to_owned(),
            against: String::new(),
            figure: Figure::Count(large.peak, "MiB"),
            target: Target::AtMost(160.0),
        },
    ])
}

fn generate(settings: &Settings, spec: &Path) -> Result<Run> {
    let generator = settings.release_binary("xtask", "xtask")?;
    let this = std::env::current_exe()?;
    let out = settings.scratch.join("out");
    let mut peak: u64 = 0;
    let generate = &mut || {
        if out.exists() {
            std::fs::remove_dir_all(&out)?;
        }
        let mut command = Command::new(&generator);
        command
            .arg("gen")
            .arg("--spec")
            .arg(spec)
            .arg("--out")
            .arg(&out);
        let usage = child::run(&mut command)?;
        peak = peak.max(usage.peak);
        Ok(usage.wall)
    };
    let reference = &mut || {
        let mut command = Command::new(&this);
        command
            .args(["child", "generator-reference"])
            .arg(spec)
            .arg(&out);
        Ok(child::run(&mut command)?.wall)
    };
    let ratios = rounds::ratios(settings.rounds(), [generate, reference])?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let peak = (peak as f64 / f64::from(1 << 20)).ceil();
    Ok(Run {
        time: ratios[0],
        peak,
    })
}

/// Reads the YAML below the first folder, then parses and lays out the Rust below the second.
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

/// The texts of the files with this extension, anywhere below a folder.
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
