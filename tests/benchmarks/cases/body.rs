//! Builds a request from its setters to its JSON, against a struct of owned fields with handwritten
//! setters.

use super::{Case, repeat};
use crate::by_hand::Update;
use crate::by_hand::filter::{self, Filter};
use crate::measure::allocations::{self, Counted, Counter};
use crate::measure::instructions;
use crate::measure::rounds::{self, time};
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use crate::{Error, Result};
use sentinelone_sdk::{AnalystVerdict, Client, IncidentStatus, Operation, OsType};
use sentinelone_sdk::{ThreatFilter, Timestamp, UpdateThreatIncident};
use serde::Serialize;
use std::hint::black_box;
use std::time::Duration;

/// The case.
pub const CASE: Case = Case {
    name: "body",
    title: "Request bodies",
    about: "In the handwritten code, timestamps and tags are prepared strings; in the SDK they are types that cannot be invalid.",
    run,
    children: &[
        ("body-3", |arguments| repeat(arguments, || json(&few()))),
        ("body-3-by-hand", |arguments| {
            repeat(arguments, || json(&few_by_hand()))
        }),
        ("serialise-98", |arguments| {
            let request = all(timestamp()?);
            repeat(arguments, || json(&request))
        }),
        ("serialise-98-by-hand", |arguments| {
            let request = all_by_hand();
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

/// The request with the API's field names.
const TIMESTAMP: &str = "2026-01-31T12:00:00.000000Z";

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let timestamp = timestamp()?;
    same(&few(), &few_by_hand())?;
    same(&all(timestamp), &all_by_hand())?;
    let mut rows = Vec::new();
    let (few_times, all_times) = if settings.quick {
        (10, 1)
    } else {
        (100_000, 6_000)
    };
    rows.extend(times(
        settings,
        "3 filters",
        [0.58, 1.0],
        few_times,
        few,
        few_by_hand,
    )?);
    rows.push(instructed(
        settings,
        "build and serialise, 3 filters",
        "body-3",
    )?);
    rows.push(counts(settings, "3 filters", "body-3")?);
    rows.extend(times(
        settings,
        "all 98",
        [0.95, 1.05],
        all_times,
        || all(timestamp),
        all_by_hand,
    )?);
    rows.push(instructed(settings, "serialise, all 98", "serialise-98")?);
    rows.push(counts(settings, "all 98", "body-98")?);
    rows.extend(sizes()?);
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
    let row = |what: &str, speed: Ratio, target| Row {
        what: format!("{what}, {fields}"),
        against: "a handwritten owned struct with setters".to_owned(),
        figure: Figure::Ratio(speed.inverse()),
        target,
    };
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

/// Counts instructions, which are independent of the machine's load.
fn instructed(settings: &Settings, what: &str, child: &str) -> Result<Row> {
    Ok(Row {
        what: format!("instructions to {what}"),
        against: "a handwritten owned struct with setters".to_owned(),
        figure: instructions::ratio(settings, child, &format!("{child}-by-hand"), (100, 1_100))?,
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

/// Three filters.
#[inline(never)]
fn few() -> UpdateThreatIncident {
    let filter = ThreatFilter::new()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types([OsType::Windows]);
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
        .analyst_verdict(AnalystVerdict::FalsePositive)
}

#[inline(never)]
fn few_by_hand() -> Update {
    let filter = Filter::new()
        .ids(["1488938160436018741"])
        .site_ids(["225494730938493804"])
        .os_types(["windows"]);
    Update::new("resolved", filter).analyst_verdict("false_positive")
}

/// Every documented filter.
#[inline(never)]
fn all(timestamp: Timestamp) -> UpdateThreatIncident {
    UpdateThreatIncident::new(IncidentStatus::Resolved, filter::all_of_sdk(timestamp))
        .analyst_verdict(AnalystVerdict::FalsePositive)
}

#[inline(never)]
fn all_by_hand() -> Update {
    Update::new("resolved", filter::all(TIMESTAMP)).analyst_verdict("false_positive")
}

fn timestamp() -> Result<Timestamp> {
    Ok(TIMESTAMP.parse()?)
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
