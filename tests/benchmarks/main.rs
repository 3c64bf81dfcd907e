//! `cargo xtask bench`: measures, prints the tables, and writes them to `tests/BENCHMARKS.md`.

use benchmarks::cases::{ALL, Case};
use benchmarks::measure::{child, rustc};
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
    let mut cases = ALL.iter();
    cases.find(|case| case.name == name).ok_or_else(|| {
        let names: Vec<_> = ALL.iter().map(|case| case.name).collect();
        Error::from(format!(
            "unknown benchmark `{name}`: choose one of {}",
            names.join(", ")
        ))
    })
}

/// Measures the selected cases and prints their sections. A run without options writes them to the page, and so
/// does a case that such a run leaves out.
fn measure(only: Option<&'static Case>, quick: bool) -> Result<()> {
    let settings = Settings::new(quick)?;
    let cases = ALL.iter().filter(|case| match only {
        Some(only) => case.name == only.name,
        None => quick || !case.is_long,
    });
    let cases: Vec<_> = cases.collect();
    let mut sections = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let (number, count, name) = (index + 1, cases.len(), case.name);
        eprintln!("==> {number} of {count}: {name}");
        let start = Instant::now();
        let rows = (case.run)(&settings).map_err(|error| format!("{name}: {error}"))?;
        let seconds = start.elapsed().as_secs();
        eprintln!("    {} rows after {seconds} s", rows.len());
        sections.push(page::Section::new(case, rows, settings.take_points())?);
    }
    let header = page::header(&settings)?;
    print!("{header}");
    for section in &sections {
        print!("\n{}", section.text());
    }
    if quick || only.is_some_and(|case| !case.is_long) {
        return Ok(());
    }
    let path = settings.root.join("tests/BENCHMARKS.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let header = if only.is_none() {
        &header
    } else {
        page::header_of(&before)
    };
    let titles: Vec<_> = ALL.iter().map(|case| case.title).collect();
    std::fs::write(&path, page::renew(&before, header, &titles, &sections))?;
    for (name, points) in sections.iter().filter_map(|section| section.plot.as_ref()) {
        std::fs::write(path.with_file_name(name), plot::svg(points))?;
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
