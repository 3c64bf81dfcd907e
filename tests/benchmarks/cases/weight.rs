//! The weight of a program that uses the SDK, against the same program by hand on reqwest with its
//! defaults.
//!
//! Both are packages below `programs/` and contain only the code that a user would write.

use super::Case;
use crate::Result;
use crate::measure::{child, rounds, rustc};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

/// The case.
pub const CASE: Case = Case {
    name: "weight",
    title: "Program size and build time",
    about: "Two programs with the same behaviour, each built from scratch, and the least one on the same crates as the SDK.",
    is_long: true,
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
/// The number of rounds: each takes minutes.
const ROUNDS: usize = 5;
/// The packages of this workspace that the program on the SDK consists of.
const OWN: [&str; 3] = ["sdk-runtime", "sentinelone-sdk", WITH_SDK];

fn run(settings: &Settings) -> Result<Vec<Row>> {
    // Also downloads missing crates, so that the builds are timed without network access.
    let crates = [WITH_SDK, BY_HAND].map(|program| crates(settings, program));
    let [with_sdk, by_hand] = crates;
    let (with_sdk, by_hand) = (with_sdk?.len(), by_hand?.len());
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
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let ratio = Ratio::of_counts(with_sdk as f64, by_hand as f64);
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
    let of_url = crates(settings, URL)?;
    let of_url = of_url.iter().filter_map(|found| found.split(' ').next());
    let of_url: HashSet<_> = of_url.collect();
    let mut parts = Vec::new();
    let times = rounds::cold(
        ROUNDS,
        &mut [
            &mut || clean_build(settings, BY_HAND),
            &mut || {
                let time = clean_build(settings, WITH_SDK)?;
                let times = rustc::times(&log(settings, WITH_SDK))?;
                let own = seconds(&times, |package| OWN.contains(&package));
                parts.push([own, seconds(&times, |package| of_url.contains(package))]);
                Ok(time)
            },
            &mut || clean_build(settings, FLOOR),
        ],
    )?;
    let by_hand = size(settings, BY_HAND)?;
    let time = |index| Figure::Ratio(times.ratio(index, 0));
    let part = |index: usize| {
        let seconds = parts.iter().map(|parts| parts[index]);
        Figure::Ratio(times.ratio_of(seconds, 0))
    };
    let size = |program| {
        Result::Ok(Figure::Ratio(Ratio::of_counts(
            size(settings, program)?,
            by_hand,
        )))
    };
    let (with_sdk, floor) = (size(WITH_SDK)?, size(FLOOR)?);
    Ok([time(1), time(2), part(0), part(1), with_sdk, floor])
}

/// Adds up the times of some packages.
fn seconds(times: &HashMap<String, Duration>, is_part: impl Fn(&str) -> bool) -> f64 {
    let times = times.iter().filter(|(package, _)| is_part(package));
    times.map(|(_, time)| time.as_secs_f64()).sum()
}

/// Returns the crates, with their versions, compiled for a program on this machine, including itself.
fn crates(settings: &Settings, program: &str) -> Result<HashSet<String>> {
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
    let lines = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    let crates = lines.filter(|line| !line.is_empty());
    Ok(crates.map(str::to_owned).collect())
}

/// Builds a program and all its crates with the settings for a small binary.
fn clean_build(settings: &Settings, program: &str) -> Result<Duration> {
    let target = settings.scratch.join(program);
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    std::fs::create_dir_all(&target)?;
    let mut command = settings.cargo();
    command.args(["build", "--quiet", "--release", "--locked", "--offline"]);
    command.args(["--config", "profile.release.strip=true"]);
    command.args(["--package", program, "--target-dir"]);
    command.arg(&target);
    rustc::log(&mut command, &log(settings, program))?;
    Ok(child::run(&command)?.cpu)
}

/// Returns the path of the log of the compiler in the last clean build of a program.
fn log(settings: &Settings, program: &str) -> PathBuf {
    settings.scratch.join(program).join("rustc.log")
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
