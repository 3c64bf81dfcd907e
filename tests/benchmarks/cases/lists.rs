//! Long lists: a walk over all pages of one, and a list of ids that is split over many requests.
//!
//! The server is a function in memory, so that the client is all that costs anything. Each run is a
//! separate process, whose peak memory counts.

mod batches;
mod server;
mod walk;

use super::Case;
use crate::Result;
use crate::measure::child::{self, Usage};
use crate::report::{Figure, Ratio, Row, Target, number};
use crate::settings::Settings;
use server::PAGE;
use std::process::Command;

/// The case.
pub const CASE: Case = Case {
    name: "lists",
    title: "Long lists",
    about: "A server in memory; each run is a separate process. By hand: a loop over the cursor, and a loop over parts of the ids that keeps \
            the result of each, with owned structs and without a transport.",
    run,
    children: &[
        ("walk", |arguments| walk::walk(count(arguments)?)),
        ("walk-by-hand", |arguments| {
            walk::walk_by_hand(count(arguments)?)
        }),
        ("batches", |arguments| batches::batches(count(arguments)?)),
        ("batches-by-hand", |arguments| {
            batches::batches_by_hand(count(arguments)?)
        }),
    ],
};

/// The number of rounds.
const ROUNDS: usize = 5;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let (few, many, ids) = if settings.quick {
        (2_000, 3_000, 12_000)
    } else {
        (5_000, 100_000, 1_000_000)
    };
    let rounds = settings.rounds().min(ROUNDS);
    let (time, [peak, _]) = in_turn(rounds, ["walk", "walk-by-hand"], many)?;
    let (_, [short, _]) = in_turn(1, ["walk", "walk-by-hand"], few)?;
    let (job, peaks) = in_turn(rounds, ["batches", "batches-by-hand"], ids)?;
    let requests = batches::requests(ids)?;
    let [many, few, ids] = [many, few, ids].map(float);
    let [bytes, by_hand] = peaks.map(|peak| (peak / ids).ceil());
    let row = |what: String, against: String, figure, target| Row {
        what,
        against,
        figure,
        target,
    };
    Ok(vec![
        row(
            format!(
                "CPU time of a walk over {} items in pages of {PAGE}",
                number(many)
            ),
            "by hand".to_owned(),
            Figure::Ratio(time),
            Target::Informative,
        ),
        row(
            "peak memory of that walk".to_owned(),
            format!("a walk over {} items", number(few)),
            Figure::Ratio(Ratio::of_counts(peak, short)),
            Target::AtMost(1.1),
        ),
        row(
            format!(
                "CPU time of an update of {} ids, in {requests} requests",
                number(ids)
            ),
            "by hand".to_owned(),
            Figure::Ratio(job),
            Target::Informative,
        ),
        row(
            "peak memory of that update, per id".to_owned(),
            format!("{by_hand} bytes by hand"),
            Figure::Count(bytes, "bytes"),
            Target::Informative,
        ),
    ])
}

/// Runs two parts in turn, and returns the ratio of their CPU times, and their peak memory in bytes.
fn in_turn(rounds: usize, names: [&str; 2], count: usize) -> Result<(Ratio, [f64; 2])> {
    let (mut ratios, mut peaks) = (Vec::new(), [0; 2]);
    for _ in 0..rounds {
        let [ours, theirs] = [child(names[0], count)?, child(names[1], count)?];
        ratios.push(ours.cpu.as_secs_f64() / theirs.cpu.as_secs_f64());
        peaks = [peaks[0].max(ours.peak), peaks[1].max(theirs.peak)];
    }
    let peaks = peaks.map(|peak| float(usize::try_from(peak).unwrap_or(usize::MAX)));
    Ok((Ratio::of(ratios), peaks))
}

fn child(name: &str, count: usize) -> Result<Usage> {
    let mut command = Command::new(std::env::current_exe()?);
    child::run(command.args(["child", name]).arg(count.to_string()))
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn float(count: usize) -> f64 {
    count as f64
}

fn count(arguments: &[String]) -> Result<usize> {
    let [count] = arguments else {
        return Err("expected a number".into());
    };
    Ok(count.parse()?)
}
