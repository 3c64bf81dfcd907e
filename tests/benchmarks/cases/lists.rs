//! Long lists: a walk over all pages of one, and a list of ids that is split over many requests.
//!
//! The server is a function in memory, so that the client is all that costs anything. Each run is a
//! separate process, whose peak memory counts.

mod batches;
mod server;
mod walk;

use super::Case;
use crate::Result;
use crate::measure::child::Turns;
use crate::report::{Figure, Ratio, Row, Target, number};
use crate::settings::Settings;
use server::PAGE;

/// The case.
pub const CASE: Case = Case {
    name: "lists",
    title: "Long lists",
    about: "A server in memory; each run is a separate process. By hand: a loop over the cursor, and a loop over parts of the ids that keeps \
            the result of each, with owned structs and without a transport. The \
            SDK reads every member of an item that the documentation has, even if the server leaves it out.",
    is_long: false,
    run,
    children: &[
        ("walk", |arguments| walk::walk(count(arguments)?)),
        ("walk-by-hand", |arguments| {
            walk::walk_by_hand(count(arguments)?)
        }),
        ("walk-all-by-hand", |arguments| {
            walk::walk_all_by_hand(count(arguments)?)
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
        (20_000, 100_000, 1_000_000)
    };
    let rounds = settings.rounds().min(ROUNDS);
    let walk = Turns::of_parts(rounds, ["walk", "walk-by-hand"], many)?;
    let walk_all = Turns::of_parts(rounds, ["walk", "walk-all-by-hand"], many)?;
    let short = Turns::of_parts(1, ["walk", "walk-by-hand"], few)?;
    let job = Turns::of_parts(rounds, ["batches", "batches-by-hand"], ids)?;
    let flat = Ratio::of_counts(walk.peaks_in_mib()[0], short.peaks_in_mib()[0]);
    let requests = batches::requests(ids)?;
    let [many, few, ids] = [many, few, ids].map(float);
    let [bytes, by_hand] = job.peaks_in_mib().map(|mib| mib * f64::from(1 << 20) / ids);
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
            "by hand, with every documented member".to_owned(),
            Figure::Ratio(walk_all.cpu()),
            Target::Informative,
        ),
        row(
            "CPU time of that walk".to_owned(),
            "by hand, with the five members that the server sends".to_owned(),
            Figure::Ratio(walk.cpu()),
            Target::Informative,
        ),
        row(
            "peak memory of that walk".to_owned(),
            format!("a walk over {} items", number(few)),
            Figure::Ratio(flat),
            Target::AtMost(1.1),
        ),
        row(
            format!(
                "CPU time of an update of {} ids, in {requests} requests",
                number(ids)
            ),
            "by hand".to_owned(),
            Figure::Ratio(job.cpu()),
            Target::Informative,
        ),
        row(
            "peak memory of that update, per id".to_owned(),
            format!("{by_hand:.0} bytes by hand"),
            Figure::Count(bytes.ceil(), "bytes"),
            Target::Informative,
        ),
    ])
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
