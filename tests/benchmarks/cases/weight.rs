//! The weight of a program that uses the SDK, against the same program by hand on reqwest with its
//! defaults.
//!
//! Both are packages below `programs/` and contain only the code that a user would write.

use super::Case;
use crate::Result;
use crate::measure::{child, rounds};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

/// The case.
pub const CASE: Case = Case {
    name: "weight",
    title: "Program size and build time",
    about: "Two programs with the same behaviour, each built from scratch, and the least one on the same crates as the SDK. \
            `--only weight` runs seven rounds.",
    run,
    children: &[],
};

/// The program on the SDK.
pub const WITH_SDK: &str = "with-sdk";
/// The same program by hand.
pub const BY_HAND: &str = "by-hand";
/// The least program on reqwest, rustls and ring.
pub const FLOOR: &str = "floor";
/// The parser of URLs, with the tables for names outside of ASCII, which reqwest needs too.
const URL: &str = "url";
/// The packages of this workspace that the program on the SDK consists of.
const OWN: [&str; 3] = ["sdk-runtime", "sentinelone-sdk", WITH_SDK];

fn run(settings: &Settings) -> Result<Vec<Row>> {
    // Also downloads missing crates, so that the builds are timed without network access.
    let crates = [crates(settings, WITH_SDK)?, crates(settings, BY_HAND)?];
    let against = "the same program on reqwest with its default TLS";
    let row = |what: &str, figure, target| Row {
        what: what.to_owned(),
        against: against.to_owned(),
        figure,
        target,
    };
    let [time, floor_time, own_time, url_time, size, floor_size] = if settings.quick {
        // Clippy checks the programs in the same run of continuous integration.
        [(); 6].map(|()| Figure::Missing("takes minutes"))
    } else {
        figures(settings)?
    };
    let [with_sdk, by_hand] = crates;
    let ratio = Ratio::of_counts(with_sdk, by_hand);
    Ok(vec![
        row(
            "clean release build of a ten-line program on the SDK, CPU time",
            time,
            Target::AtMost(0.75),
        ),
        row(
            "lower bound of that time: the least program on reqwest, rustls and ring",
            floor_time,
            Target::Informative,
        ),
        row(
            "of that time: the two crates of the SDK and the program",
            own_time,
            Target::Informative,
        ),
        row(
            "of that time: `url` with its tables of Unicode, which the lower bound has too",
            url_time,
            Target::Informative,
        ),
        row("stripped size", size, Target::AtMost(0.68)),
        row(
            "lower bound of that size: the least program on reqwest, rustls and ring",
            floor_size,
            Target::Informative,
        ),
        row(
            &format!("crates: {with_sdk} against {by_hand}"),
            Figure::Ratio(ratio),
            Target::AtMost(1.0),
        ),
    ])
}

/// Measures the builds in turn, and the sizes of the programs.
fn figures(settings: &Settings) -> Result<[Figure; 6]> {
    let rounds = if settings.alone { 7 } else { 1 };
    let times = rounds::cold_ratios(
        rounds,
        &mut [
            &mut || clean_build(settings, BY_HAND),
            &mut || clean_build(settings, WITH_SDK),
            &mut || clean_build(settings, FLOOR),
            &mut || rebuild(settings),
            &mut || clean_build(settings, URL),
        ],
    )?;
    let by_hand = size(settings, BY_HAND)?;
    let time = |index: usize| Figure::Ratio(times[index].inverse());
    let size = |program| {
        Result::Ok(Figure::Ratio(Ratio::of_counts(
            size(settings, program)?,
            by_hand,
        )))
    };
    let (with_sdk, floor) = (size(WITH_SDK)?, size(FLOOR)?);
    Ok([time(0), time(1), time(2), time(3), with_sdk, floor])
}

/// Counts the crates compiled for a program on this machine, including itself.
fn crates(settings: &Settings, program: &str) -> Result<f64> {
    let mut command = settings.cargo();
    command.args(["tree", "--quiet", "--locked", "--edges", "normal,build"]);
    command.args(["--prefix", "none", "--package", program]);
    let output = command.output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("cargo cannot list the crates of `{program}`:\n{errors}").into());
    }
    let tree = String::from_utf8(output.stdout)?;
    // A crate that was listed before ends in `(*)`.
    let crates = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    let crates: HashSet<_> = crates.filter(|line| !line.is_empty()).collect();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let count = crates.len() as f64;
    Ok(count)
}

/// Builds a program and all its crates with the settings for a small binary.
fn clean_build(settings: &Settings, program: &str) -> Result<Duration> {
    let target = settings.scratch.join(program);
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    build(settings, program)
}

/// Builds the program on the SDK again, whose other crates are already built.
fn rebuild(settings: &Settings) -> Result<Duration> {
    let target = settings.scratch.join(WITH_SDK);
    let mut command = settings.cargo();
    command.args(["clean", "--quiet", "--release", "--locked", "--offline"]);
    command.args(OWN.iter().flat_map(|package| ["--package", package]));
    command.arg("--target-dir").arg(&target);
    child::run(&command)?;
    build(settings, WITH_SDK)
}

/// Builds a program and those of its crates that are not built.
fn build(settings: &Settings, program: &str) -> Result<Duration> {
    let target = settings.scratch.join(program);
    let mut command = settings.cargo();
    command.args(["build", "--quiet", "--release", "--locked", "--offline"]);
    command.args(["--config", "profile.release.strip=true"]);
    command.args(["--package", program, "--target-dir"]);
    command.arg(&target);
    Ok(child::run(&command)?.cpu)
}

/// Returns the path of a program: that of the last clean build, or of a usual one.
///
/// # Errors
///
/// Returns an error if cargo cannot build it.
pub fn program(settings: &Settings, program: &str) -> Result<PathBuf> {
    let built = built(settings, program);
    if built.exists() {
        return Ok(built);
    }
    settings.binary(program, program)
}

/// Returns the path of a program from a clean build.
fn built(settings: &Settings, program: &str) -> PathBuf {
    let binary = settings.scratch.join(program).join("release").join(program);
    binary.with_extension(std::env::consts::EXE_EXTENSION)
}

/// Returns the size of the program from the last clean build.
fn size(settings: &Settings, program: &str) -> Result<f64> {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let bytes = std::fs::metadata(built(settings, program))?.len() as f64;
    Ok(bytes)
}
