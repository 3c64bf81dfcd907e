//! Builds a request from its setters to its JSON, against a struct of owned fields with handwritten
//! setters.

mod requests;

use super::{Case, repeat};
use crate::by_hand::Update;
use crate::by_hand::filter::Filter;
use crate::measure::allocations::{self, Counted, Counter};
use crate::measure::child::Turns;
use crate::measure::instructions;
use crate::report::{Figure, Row, Target};
use crate::settings::Settings;
use crate::{Error, Result};
use requests::{all, all_by_hand, all_typed, few, few_by_hand, few_of_narrow};
use requests::{few_unchecked, timestamp};
use sentinelone_sdk::{Client, Operation as _, ThreatFilter, UpdateThreatIncident};
use serde::Serialize;
use std::hint::black_box;

/// The case.
pub const CASE: Case = Case {
    name: "body",
    title: "Request bodies",
    about: "In the handwritten code, timestamps and tags are prepared strings; in the SDK they are types that cannot be invalid. \
            By hand with types, timestamps are those of jiff, and known values are an enum with serde's derive. \
            Only the SDK checks each value, and prepares path and headers. Each run is a separate process; times are CPU times.",
    is_long: false,
    run,
    children: &[
        ("body-3", |arguments| repeat(arguments, || json(&few()))),
        ("body-3-by-hand", |arguments| {
            repeat(arguments, || json(&few_by_hand()))
        }),
        ("body-3-narrow", |arguments| {
            repeat(arguments, || json(&few_of_narrow()))
        }),
        ("prepare-3", |arguments| {
            repeat(arguments, || few().prepare())
        }),
        ("prepare-3-narrow", |arguments| {
            repeat(arguments, || few_of_narrow().prepare())
        }),
        ("prepare-3-unchecked", |arguments| {
            repeat(arguments, || few_unchecked().prepare())
        }),
        ("serialise-3", |arguments| {
            let request = few();
            repeat(arguments, || json(&request))
        }),
        ("serialise-3-by-hand", |arguments| {
            let request = few_by_hand();
            repeat(arguments, || json(&request))
        }),
        ("body-98", |arguments| {
            let timestamp = timestamp()?;
            repeat(arguments, || json(&all(timestamp)))
        }),
        ("body-98-by-hand", |arguments| {
            repeat(arguments, || json(&all_by_hand()))
        }),
        ("prepare-98", |arguments| {
            let timestamp = timestamp()?;
            repeat(arguments, || all(timestamp).prepare())
        }),
        ("serialise-98", |arguments| {
            let request = all(timestamp()?);
            repeat(arguments, || json(&request))
        }),
        ("serialise-98-by-hand", |arguments| {
            let request = all_by_hand();
            repeat(arguments, || json(&request))
        }),
        ("serialise-98-typed", |arguments| {
            let request = all_typed()?;
            repeat(arguments, || json(&request))
        }),
    ],
};

/// Returns the counted work.
pub const COUNTED: &[(&str, Counted)] = &[
    ("body-3", |count| Ok(allocated(count, || json(&few())))),
    ("body-3-by-hand", |count| {
        Ok(allocated(count, || json(&few_by_hand())))
    }),
    ("body-98", |count| {
        let timestamp = timestamp()?;
        Ok(allocated(count, || json(&all(timestamp))))
    }),
    ("body-98-by-hand", |count| {
        Ok(allocated(count, || json(&all_by_hand())))
    }),
];

/// The reference of every ratio.
const BY_HAND: &str = "a handwritten owned struct with setters";

/// The number of rounds of a row with a target: runs are short, and their ratios differ by up to a half.
const ROUNDS: usize = 21;

/// The repetitions of a run with three filters, which take some tenths of a second.
const FEW: usize = 500_000;

/// The repetitions of a run with every filter.
const ALL: usize = 50_000;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let mut rows = few_rows(settings)?;
    rows.extend(all_rows(settings)?);
    rows.extend(sizes()?);
    Ok(rows)
}

/// Measures the request with three filters.
fn few_rows(settings: &Settings) -> Result<Vec<Row>> {
    same(&few(), &few_by_hand())?;
    same(&few_of_narrow(), &few_by_hand())?;
    same(&few_unchecked(), &few_by_hand())?;
    let by_hand = "body-3-by-hand";
    let timed = |what: &str, names, target| timed(settings, what, names, FEW, target);
    let instructed = |what: &str, name| instructed(settings, what, [name, by_hand]);
    Ok(vec![
        timed(
            "build and serialise, 3 filters",
            ["body-3", by_hand],
            Target::AtMost(0.58),
        )?,
        timed(
            "serialise, 3 filters",
            ["serialise-3", "serialise-3-by-hand"],
            Target::AtMost(1.0),
        )?,
        timed(
            "build, check and prepare to send, 3 filters",
            ["prepare-3", by_hand],
            Target::Informative,
        )?,
        timed(
            "build and prepare to send without checks, 3 filters",
            ["prepare-3-unchecked", by_hand],
            Target::Informative,
        )?,
        timed(
            "lower bound: build, check and prepare a filter that has no more than these 3 fields",
            ["prepare-3-narrow", by_hand],
            Target::Informative,
        )?,
        timed(
            "lower bound: build and serialise a filter that has no more than these 3 fields",
            ["body-3-narrow", by_hand],
            Target::Informative,
        )?,
        instructed("build and serialise, 3 filters", "body-3")?,
        instructed("reach that lower bound", "body-3-narrow")?,
        instructed("build, check and prepare to send, 3 filters", "prepare-3")?,
        instructed(
            "build and prepare to send without checks, 3 filters",
            "prepare-3-unchecked",
        )?,
        counts(settings, "3 filters", "body-3")?,
    ])
}

/// Measures the request with every filter.
fn all_rows(settings: &Settings) -> Result<Vec<Row>> {
    let by_hand = all_by_hand();
    same(&all(timestamp()?), &by_hand)?;
    same(&all_typed()?, &by_hand)?;
    let (built, serialised) = ("body-98-by-hand", "serialise-98-by-hand");
    let timed = |what: &str, names, target| timed(settings, what, names, ALL, target);
    let instructed = |what: &str, name| instructed(settings, what, [name, serialised]);
    Ok(vec![
        timed(
            "build and serialise, all 98",
            ["body-98", built],
            Target::AtMost(0.95),
        )?,
        timed(
            "serialise, all 98",
            ["serialise-98", serialised],
            Target::AtMost(1.05),
        )?,
        timed(
            "build, check and prepare to send, all 98",
            ["prepare-98", built],
            Target::Informative,
        )?,
        timed(
            "serialise, all 98, by hand with types",
            ["serialise-98-typed", serialised],
            Target::Informative,
        )?,
        instructed("serialise, all 98", "serialise-98")?,
        instructed(
            "serialise, all 98, by hand with types",
            "serialise-98-typed",
        )?,
        counts(settings, "all 98", "body-98")?,
    ])
}

/// Times a part against one by hand, each in a separate process.
fn timed(
    settings: &Settings,
    what: &str,
    names: [&str; 2],
    repetitions: usize,
    target: Target,
) -> Result<Row> {
    let (rounds, repetitions) = match target {
        _ if settings.quick => (1, 1),
        Target::Informative => (settings.rounds(), repetitions),
        Target::AtMost(_) | Target::AtLeast(_) => (ROUNDS, repetitions),
    };
    let turns = Turns::of_parts(rounds, names, repetitions)?;
    Ok(Row {
        what: what.to_owned(),
        against: BY_HAND.to_owned(),
        figure: Figure::Ratio(turns.cpu()),
        target,
    })
}

/// Counts instructions, which are independent of the machine's load.
fn instructed(settings: &Settings, what: &str, [name, by_hand]: [&str; 2]) -> Result<Row> {
    Ok(Row {
        what: format!("instructions to {what}"),
        against: BY_HAND.to_owned(),
        figure: instructions::ratio(settings, name, by_hand, (100, 1_100))?,
        target: Target::Informative,
    })
}

/// Counts the allocations of building and serialising.
fn counts(settings: &Settings, what: &str, name: &str) -> Result<Row> {
    let by_hand = allocations::count(settings, &format!("{name}-by-hand"))?;
    Ok(Row {
        what: format!("allocations to build and serialise, {what}"),
        against: format!("{by_hand} in the handwritten code"),
        figure: Figure::Count(allocations::count(settings, name)?, "allocations"),
        target: Target::Informative,
    })
}

/// Measures the sizes of the types.
fn sizes() -> Result<Vec<Row>> {
    let client = Client::builder("http://127.0.0.1:1", "token").build()?;
    let request = few();
    let future = size_of_val(&client.send(&request));
    Ok(vec![
        bytes(
            "the future of `send`",
            String::new(),
            future,
            Target::AtMost(4096.0),
        ),
        bytes(
            "a filter, moved by each setter",
            format!("{} in the handwritten code", size_of::<Filter>()),
            size_of::<ThreatFilter>(),
            Target::AtMost(16.0),
        ),
        bytes(
            "a request",
            format!("{} in the handwritten code", size_of::<Update>()),
            size_of::<UpdateThreatIncident>(),
            Target::Informative,
        ),
    ])
}

fn bytes(what: &str, against: String, size: usize, target: Target) -> Row {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let size = size as f64;
    Row {
        what: format!("size of {what}"),
        against,
        figure: Figure::Count(size, "bytes"),
        target,
    }
}

/// Checks that both sides send the same bytes.
fn same(request: &impl Serialize, by_hand: &impl Serialize) -> Result<()> {
    let (request, by_hand) = (json(request)?, json(by_hand)?);
    if request == by_hand {
        return Ok(());
    }
    let texts = [request, by_hand].map(|json| String::from_utf8_lossy(&json).into_owned());
    Err(Error::from(format!(
        "the bodies differ:\n{}",
        texts.join("\n")
    )))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(value)?)
}

fn allocated<T>(count: Counter<'_>, work: impl Fn() -> T) -> u64 {
    count(&mut || {
        black_box(work());
    })
}
