//! Random valid specs: the generator accepts each, and its output is code.
//!
//! A spec is built as a model, which is then written as YAML: in one file or in several, in any
//! order. The numbers behind a failing spec are made fewer and smaller while it fails, so that the
//! shown spec is reduced to the failure. `RANDOM_SPECS_SEED` and `RANDOM_SPECS_COUNT` select other
//! specs than the default ones.

mod additional;
mod bodies;
mod choices;
mod compile;
mod constants;
mod coverage;
mod differences;
mod errors;
mod fields;
mod generate;
mod invariants;
mod layout;
mod metadata;
mod model;
mod names;
mod node;
mod operations;
mod outcomes;
mod pages;
mod previews;
mod read_only;
mod responses;
mod samples;
mod shared;
mod unions;
mod wire_names;
mod words;
mod write;

use choices::Choices;
use coverage::Coverage;
use layout::Spread;
use node::Writer;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

const SEED: u64 = 0x5eed_0006;
const SPECS: u64 = 150;
/// The number of compiled specs.
const SAMPLE: u64 = 40;
/// The maximum number of failures that are shrunk and shown.
const MOST_SHOWN: usize = 3;

fn setting(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Returns the numbers behind a spec of this run.
fn numbers(of: u64) -> Vec<u32> {
    let seed = setting("RANDOM_SPECS_SEED", SEED) ^ of.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    generate::spec(Choices::seeded(seed)).2
}

/// Writes to the stream directly: the test runner captures the output of a passing test.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "random_specs: {text}");
}

#[test]
fn random_specs_keep_the_invariants() {
    let specs = setting("RANDOM_SPECS_COUNT", SPECS);
    let (coverage, failures) = (Mutex::new(Coverage::default()), Mutex::new(Vec::new()));
    let next = AtomicU64::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= specs {
                        return;
                    }
                    let made = numbers(number);
                    match invariants::keep(&made) {
                        Ok(kept) => {
                            let mut coverage = coverage.lock().expect("no thread panics");
                            coverage.add(&kept.spec, &kept.features, &kept.parts, &kept.code);
                        }
                        Err(broken) => failures
                            .lock()
                            .expect("no thread panics")
                            .push((number, made, broken)),
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no thread panics");
    failures.sort_by_key(|(number, ..)| *number);
    let (table, missing) = coverage
        .into_inner()
        .expect("no thread panics")
        .report(specs);
    say(&format!(
        "{specs} specs in {:?}, {} failures; {table}",
        began.elapsed(),
        failures.len()
    ));
    let shown = failures.iter().take(MOST_SHOWN);
    let shown: Vec<_> = shown
        .map(|(number, made, broken)| explain(*number, made, broken))
        .collect();
    assert!(
        failures.is_empty(),
        "{} specs fail\n\n{}",
        failures.len(),
        shown.join("\n\n")
    );
    assert!(
        missing.is_empty() || specs != SPECS,
        "hardly any spec has {missing:?}"
    );
}

/// Returns the simplest spec with the same failure.
fn explain(number: u64, made: &[u32], broken: &invariants::Broken) -> String {
    let is_same = |made: &[u32]| {
        invariants::keep(made).is_err_and(|other| other.invariant == broken.invariant)
    };
    let made = choices::shrink(made.to_vec(), is_same);
    let problem = invariants::keep(&made).map_or_else(|broken| broken.problem, |_| String::new());
    let (spec, ..) = generate::spec(Choices::given(made));
    let files = layout::files(&write::parts(&spec), Spread::Apart, &mut Writer::plain());
    format!(
        "spec {number}: {}\n{problem}\n{}",
        broken.invariant,
        layout::shown(&files)
    )
}

#[test]
fn a_sample_compiles() {
    let specs: BTreeMap<_, _> = (0..SAMPLE)
        .map(|number| {
            let (spec, ..) = generate::spec(Choices::given(numbers(number)));
            (format!("m{number:02}"), spec)
        })
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    compile::write_crate(folder.path(), &specs);
    let began = Instant::now();
    let problems = compile::problems(folder.path());
    say(&format!(
        "{SAMPLE} of the specs compiled in {:?}",
        began.elapsed()
    ));
    let shown = problems.iter().map(|(module, problems)| {
        let files = specs
            .get(module)
            .map(|spec| layout::files(&write::parts(spec), Spread::Apart, &mut Writer::plain()));
        let spec = files.map_or_else(String::new, |files| layout::shown(&files));
        format!("{module}:\n{problems}\n{spec}")
    });
    let shown: Vec<_> = shown.take(MOST_SHOWN).collect();
    let modules: Vec<_> = problems.keys().collect();
    assert!(
        problems.is_empty(),
        "in {modules:?}\n\n{}",
        shown.join("\n\n")
    );
}
