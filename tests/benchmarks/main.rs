//! `cargo xtask bench`: measures, prints the table, and writes it to `tests/BENCHMARKS.md`.

use benchmarks::cases::{ALL, Case, LONG};
use benchmarks::measure::{child, rustc};
use benchmarks::report::{self, Section};
use benchmarks::settings::Settings;
use benchmarks::{Error, Result, page, plot, server};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

/// The command line.
enum Request {
    /// Measures the selected cases.
    Measure {
        only: Option<&'static Case>,
        quick: bool,
    },
    /// Runs one part of a case, in a separate process.
    Child(String, Vec<String>),
    /// Runs the compiler for cargo, and logs its time.
    Rustc(OsString, Vec<OsString>),
}

fn main() -> ExitCode {
    let outcome = parse(lexopt::Parser::from_env()).and_then(|request| match request {
        Request::Measure { only, quick } => measure(only, quick).map(|()| ExitCode::SUCCESS),
        Request::Child(name, arguments) => run_child(&name, &arguments).map(|()| ExitCode::SUCCESS),
        Request::Rustc(rustc, arguments) => rustc::run(rustc, arguments),
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut parser: lexopt::Parser) -> Result<Request> {
    let (mut only, mut quick) = (None, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("quick") => quick = true,
            Long("only") => only = Some(case(&parser.value()?.string()?)?),
            Value(word) if word == "child" => {
                let name = parser.value()?.string()?;
                let arguments = parser.raw_args()?.map(ValueExt::string);
                return Ok(Request::Child(
                    name,
                    arguments.collect::<std::result::Result<_, _>>()?,
                ));
            }
            Value(program) if rustc::is_wrapper() => {
                let arguments = parser.raw_args()?.collect();
                return Ok(Request::Rustc(program, arguments));
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Request::Measure { only, quick })
}

fn case(name: &str) -> Result<&'static Case> {
    let mut cases = ALL.iter().chain(LONG);
    cases.find(|case| case.name == name).ok_or_else(|| {
        let names: Vec<_> = ALL.iter().chain(LONG).map(|case| case.name).collect();
        Error::from(format!(
            "unknown benchmark `{name}`: choose one of {}",
            names.join(", ")
        ))
    })
}

/// Writes the report of a full run. A partial or quick run is only printed, except for the section of a
/// case that a full run leaves as it is.
fn measure(only: Option<&'static Case>, quick: bool) -> Result<()> {
    let settings = Settings::new(quick, only.is_some())?;
    let path = settings.root.join("tests/BENCHMARKS.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let cases: Vec<_> = only.map_or_else(|| ALL.iter().collect(), |only| vec![only]);
    let mut sections = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let (number, count, name) = (index + 1, cases.len(), case.name);
        eprintln!("==> {number} of {count}: {name}");
        let start = Instant::now();
        let rows = (case.run)(&settings).map_err(|error| format!("{name}: {error}"))?;
        let seconds = start.elapsed().as_secs();
        eprintln!("    {} rows after {seconds} s", rows.len());
        let section = Section {
            title: case.title,
            about: case.about,
            rows,
        };
        sections.push(section.text());
    }
    if only.is_none() {
        let kept = LONG.iter();
        let kept = kept.filter_map(|case| page::section(&before, case.title));
        sections.extend(kept.map(str::to_owned));
    }
    let report = report::report(&settings, &sections)?;
    print!("{report}");
    for point in settings.points() {
        let (series, operations, share) = (point.series, point.operations, point.share);
        eprintln!("    {series}, {operations} operations: {share:.2}x per operation");
    }
    match only {
        _ if quick => {}
        Some(case) if LONG.iter().any(|long| long.name == case.name) => {
            let page = page::with_section(&before, case.title, &sections.concat());
            std::fs::write(path, page)?;
        }
        Some(_) => {}
        None => {
            std::fs::write(&path, report)?;
            let svg = plot::svg(&settings.points());
            std::fs::write(path.with_file_name(report::PLOT), svg)?;
        }
    }
    Ok(())
}

fn run_child(name: &str, arguments: &[String]) -> Result<()> {
    let children = ALL.iter().flat_map(|case| case.children);
    let children = children.chain(server::CHILDREN);
    let mut children = children.chain(child::CHILDREN);
    let (_, run) = children
        .find(|(child, _)| *child == name)
        .ok_or_else(|| format!("unknown part of a benchmark: `{name}`"))?;
    run(arguments)
}
