//! Builds a request from its setters to its JSON, against a struct of owned fields with handwritten
//! setters.

mod requests;

use super::{Case, repeat};
use crate::by_hand::Update;
use crate::by_hand::filter::Filter;
use crate::measure::allocations::{self, Counted, Counter};
use crate::measure::instructions;
use crate::measure::rounds::{self, time};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use crate::{Error, Result};
use requests::{all, all_by_hand, all_typed, few, few_by_hand, few_of_narrow, timestamp};
use sentinelone_sdk::{Client, Operation, ThreatFilter, UpdateThreatIncident};
use serde::Serialize;
use std::hint::black_box;
use std::time::Duration;

/// The case.
pub const CASE: Case = Case {
    name: "body",
    title: "Request bodies",
    about: "In the handwritten code, timestamps and tags are prepared strings; in the SDK they are types that cannot be invalid. \
            By hand with types, timestamps are those of jiff, and known values are an enum with serde's derive. \
            Only the SDK checks each value, and prepares path and headers.",
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
    let times = if settings.quick { 10 } else { 100_000 };
    let targets = [0.58, 1.0];
    let mut rows = self::times(settings, "3 filters", targets, times, few, few_by_hand)?;
    let by_hand = "body-3-by-hand";
    rows.extend([
        compared(
            settings,
            "lower bound: build and serialise a filter that has no more than these 3 fields",
            times,
            || json(&few_by_hand()),
            || json(&few_of_narrow()),
        )?,
        instructed(
            settings,
            "build and serialise, 3 filters",
            "body-3",
            by_hand,
        )?,
        instructed(settings, "reach that lower bound", "body-3-narrow", by_hand)?,
        instructed(
            settings,
            "build, check and prepare to send, 3 filters",
            "prepare-3",
            by_hand,
        )?,
        counts(settings, "3 filters", "body-3")?,
    ]);
    Ok(rows)
}

/// Measures the request with every filter.
fn all_rows(settings: &Settings) -> Result<Vec<Row>> {
    let timestamp = timestamp()?;
    let (by_hand, typed) = (all_by_hand(), all_typed()?);
    same(&all(timestamp), &by_hand)?;
    same(&typed, &by_hand)?;
    let times = if settings.quick { 1 } else { 6_000 };
    let build = || all(timestamp);
    let targets = [0.95, 1.05];
    let mut rows = self::times(settings, "all 98", targets, times, build, all_by_hand)?;
    rows.extend([
        compared(
            settings,
            "serialise, all 98, by hand with types",
            times,
            || json(black_box(&by_hand)),
            || json(black_box(&typed)),
        )?,
        instructed(
            settings,
            "serialise, all 98",
            "serialise-98",
            "serialise-98-by-hand",
        )?,
        instructed(
            settings,
            "serialise, all 98, by hand with types",
            "serialise-98-typed",
            "serialise-98-by-hand",
        )?,
        counts(settings, "all 98", "body-98")?,
    ]);
    Ok(rows)
}

/// Measures building and serialising, serialising alone, and the SDK's work before sending.
fn times<S: Serialize + Operation, H: Serialize>(
    settings: &Settings,
    fields: &str,
    [most, most_alone]: [f64; 2],
    repetitions: u32,
    build: impl Fn() -> S,
    build_by_hand: impl Fn() -> H,
) -> Result<Vec<Row>> {
    let whole = rounds::ratios(
        settings.rounds(),
        [
            &mut || Ok(timed(repetitions, || json(&build_by_hand()))),
            &mut || Ok(timed(repetitions, || json(&build()))),
            &mut || Ok(timed(repetitions, || build().prepare())),
        ],
    )?;
    let (request, by_hand) = (build(), build_by_hand());
    let alone = rounds::ratios(
        settings.rounds(),
        [
            &mut || Ok(timed(repetitions, || json(black_box(&by_hand)))),
            &mut || Ok(timed(repetitions, || json(black_box(&request)))),
        ],
    )?;
    let row = |what: &str, speed, target| row(format!("{what}, {fields}"), speed, target);
    Ok(vec![
        row("build and serialise", whole[0], Target::AtMost(most)),
        row("serialise", alone[0], Target::AtMost(most_alone)),
        row(
            "build, check and prepare to send",
            whole[1],
            Target::Informative,
        ),
    ])
}

/// Times another way to the same bytes as the handwritten code.
fn compared<H, T>(
    settings: &Settings,
    what: &str,
    repetitions: u32,
    by_hand: impl Fn() -> H,
    other: impl Fn() -> T,
) -> Result<Row> {
    let ratios = rounds::ratios(
        settings.rounds(),
        [&mut || Ok(timed(repetitions, &by_hand)), &mut || {
            Ok(timed(repetitions, &other))
        }],
    )?;
    Ok(row(what.to_owned(), ratios[0], Target::Informative))
}

fn row(what: String, speed: Ratio, target: Target) -> Row {
    Row {
        what,
        against: BY_HAND.to_owned(),
        figure: Figure::Ratio(speed.inverse()),
        target,
    }
}

/// Counts instructions, which are independent of the machine's load.
fn instructed(settings: &Settings, what: &str, child: &str, by_hand: &str) -> Result<Row> {
    Ok(Row {
        what: format!("instructions to {what}"),
        against: BY_HAND.to_owned(),
        figure: instructions::ratio(settings, child, by_hand, (100, 1_100))?,
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

fn timed<T>(repetitions: u32, work: impl Fn() -> T) -> Duration {
    time(|| {
        for _ in 0..repetitions {
            black_box(work());
        }
    })
}

fn allocated<T>(count: Counter<'_>, work: impl Fn() -> T) -> u64 {
    count(&mut || {
        black_box(work());
    })
}
