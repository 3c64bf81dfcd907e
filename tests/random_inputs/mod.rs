//! Ten thousand random and mutated specs: the generator handles any input.
//!
//! The seed is fixed, so a failure can be reproduced; the message has the input's number. Three
//! quarters of the inputs are valid specs with small mutations, so that many of them pass the
//! parser and reach the later stages.

mod mutate;
mod random;
mod seeds;

use codegen::{Format, Sources};
use random::Random;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const INPUTS: usize = 10_000;
const SEED: u64 = 0x5eed_0005;
/// The time limit of the whole run in a debug build on two shared cores.
const MOST_TIME: Duration = Duration::from_secs(120);
/// The time limit of one input.
const MOST_TIME_EACH: Duration = Duration::from_secs(20);

/// The stage that the inputs reached.
#[derive(Default)]
struct Rates {
    /// Every file is valid YAML in the spec language.
    yaml: AtomicUsize,
    /// The first gate passed, so lowering ran.
    lowered: AtomicUsize,
    /// The second gate passed, so code was emitted.
    generated: AtomicUsize,
}

#[test]
fn ten_thousand_inputs_generate_or_are_reported() {
    let seeds = seeds::all();
    let rates = Rates::default();
    let failures = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= INPUTS {
                        return;
                    }
                    if let Err(failure) = try_one(number, &seeds, &rates) {
                        failures.lock().expect("no thread panics").push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("no thread panics");
    let share = |count: &AtomicUsize| count.load(Ordering::Relaxed) * 100 / INPUTS;
    let (yaml, lowered, generated) = (
        share(&rates.yaml),
        share(&rates.lowered),
        share(&rates.generated),
    );
    // Write to the stream directly: the test runner captures the output of a passing test.
    let _ = writeln!(
        std::io::stderr(),
        "random_inputs: {INPUTS} inputs of {} seeds in {:?}: {yaml} % are YAML, {lowered} % reach lowering, \
         {generated} % generate; {} failures",
        seeds.len(),
        began.elapsed(),
        failures.len()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(yaml >= 30, "only {yaml} % of the inputs parse");
    assert!(
        lowered >= 10,
        "only {lowered} % of the inputs reach lowering"
    );
    assert!(
        generated < 90,
        "{generated} % generate: the mutations are too mild"
    );
    assert!(
        began.elapsed() < MOST_TIME,
        "the run took {:?}",
        began.elapsed()
    );
}

/// Runs one input; a failure names it.
fn try_one(number: usize, seeds: &[seeds::Seed], rates: &Rates) -> Result<(), String> {
    let mut random = Random::new(SEED ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let files = mutate::input(&mut random, seeds);
    let mut sources = Sources::new("spec");
    for (path, bytes) in &files {
        sources.add(path.as_str(), bytes.clone());
    }
    let began = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| run(&sources, rates)));
    let shown = || {
        let texts = files.iter().map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let short: String = text.chars().take(4_000).collect();
            format!("#~ {path}\n{short}\n")
        });
        texts.collect::<String>()
    };
    match outcome {
        Err(_) => Err(format!("input {number}: a panic\n{}", shown())),
        Ok(Err(problem)) => Err(format!("input {number}: {problem}\n{}", shown())),
        Ok(Ok(())) if began.elapsed() > MOST_TIME_EACH => {
            Err(format!("input {number}: took {:?}", began.elapsed()))
        }
        Ok(Ok(())) => Ok(()),
    }
}

/// Runs the stages one by one, and checks their diagnostics against the files.
fn run(sources: &Sources, rates: &Rates) -> Result<(), String> {
    let document = match codegen::parse::parse(sources) {
        Ok(document) => document,
        Err(found) => {
            let broken = |code: codegen::Code| seeds::NO_YAML.contains(&code.name());
            if !found.iter().any(|one| broken(one.code)) {
                rates.yaml.fetch_add(1, Ordering::Relaxed);
            }
            return check(sources, &found);
        }
    };
    rates.yaml.fetch_add(1, Ordering::Relaxed);
    rates.lowered.fetch_add(1, Ordering::Relaxed);
    let api = match codegen::lower::lower(sources, document) {
        Ok(api) => api,
        Err(found) => return check(sources, &found),
    };
    rates.generated.fetch_add(1, Ordering::Relaxed);
    check_layout(&api)
}

/// Generates the code, and checks that its layout is that of prettyplease.
fn check_layout(api: &codegen::model::Api) -> Result<(), String> {
    let plan = codegen::emit::Plan::new(api);
    for file in plan.files() {
        let written = codegen::render::render(plan.emit(file));
        let expected = codegen::render::render_by_prettyplease(plan.emit(file));
        if written != expected {
            return Err(format!(
                "{}\ninstead of\n{}",
                written.contents, expected.contents
            ));
        }
    }
    Ok(())
}

/// Checks that each diagnostic has a location inside its file, and that every output format works.
fn check(sources: &Sources, found: &codegen::Diagnostics) -> Result<(), String> {
    if found.is_empty() {
        return Err("a failure without a diagnostic".to_owned());
    }
    for one in found.iter() {
        let related = one.related.iter().map(|(span, _)| *span);
        for span in std::iter::once(one.span).chain(related) {
            // A spec without any file has no location.
            if sources.iter().next().is_none() {
                continue;
            }
            let text = &sources.file(span.file).text;
            if span.start() > span.end() || text.get(span.start()..span.end()).is_none() {
                return Err(format!("a span outside its file: {one:?}"));
            }
        }
        if one.help.is_empty() {
            return Err(format!("no help: {one:?}"));
        }
    }
    let forms = [
        Format::Human { colour: true },
        Format::Human { colour: false },
        Format::Json,
        Format::Github,
    ];
    for format in forms {
        let text = found.format(sources, format);
        let is_json = |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok();
        let well = match format {
            Format::Human { .. } => text.contains("error"),
            Format::Json => text.lines().all(is_json),
            Format::Github => text.lines().all(|line| line.starts_with("::error file=")),
        };
        if !well {
            return Err(format!("{format:?} is malformed:\n{text}"));
        }
    }
    Ok(())
}
