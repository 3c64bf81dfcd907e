//! The first request of a program: its start, a client with root certificates, a connection with TLS,
//! and one response.
//!
//! The programs are those of the case `weight`. The roots come from a file, which the environment
//! names on Linux alone.

use super::{Case, weight};
use crate::Result;
use crate::measure::child::Turns;
use crate::measure::instructions;
use crate::report::{Figure, Ratio, Row, Target};
use crate::server::Server;
use crate::settings::Settings;
use sentinelone_sdk::{Client, IncidentStatus, ThreatFilter, UpdateThreatIncident};
use std::process::Command;
use tokio::runtime::Builder;

/// The case.
pub const CASE: Case = Case {
    name: "start",
    title: "Cold start",
    about: "The two programs of ten lines as whole processes: each builds a client with the root certificates of the system, opens a \
            connection with TLS, sends one request and prints the result. The system has 141 root certificates.",
    is_long: false,
    run,
    children: &[("first-request", |_arguments| first_request())],
};

/// The number of rounds: a process takes some milliseconds.
const ROUNDS: usize = 101;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let against = "the same program on reqwest with its default TLS";
    let row = |what: &str, figure| Row {
        what: what.to_owned(),
        against: against.to_owned(),
        figure,
        target: Target::Informative,
    };
    if !cfg!(target_os = "linux") {
        return Ok(vec![row("first request", Figure::Missing("Linux only"))]);
    }
    let roots = settings.scratch.join("roots.pem");
    let server = Server::with_tls(&roots)?;
    let program = |name: &str| {
        let mut command = if settings.quick {
            // The programs take minutes to compile.
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["child", "first-request"]);
            command
        } else {
            Command::new(weight::program(settings, name)?)
        };
        command
            .env("SSL_CERT_FILE", &roots)
            .env("SENTINELONE_URL", format!("https://{}", server.address))
            .env("SENTINELONE_API_TOKEN", "token");
        Result::Ok(command)
    };
    let (sdk, by_hand) = (program(weight::WITH_SDK)?, program(weight::BY_HAND)?);
    let floor = program(weight::FLOOR)?;
    let rounds = if settings.quick { 1 } else { ROUNDS };
    let turns = Turns::run(rounds, [&sdk, &by_hand])?;
    let lower = Turns::run(rounds, [&floor, &by_hand])?;
    let instructions = instructions::ratio_of_processes(settings, [&sdk, &by_hand])?;
    let [peak, other] = turns.peaks_in_mib();
    Ok(vec![
        row(
            "first request, from start to end",
            Figure::Ratio(turns.wall()),
        ),
        row(
            "lower bound: the least program on reqwest, rustls and ring",
            Figure::Ratio(lower.wall()),
        ),
        row("CPU time of the process", Figure::Ratio(turns.cpu())),
        row("instructions of the process", instructions),
        row(
            "peak memory of the process",
            Figure::Ratio(Ratio::of_counts(peak, other)),
        ),
    ])
}

/// Does the same as the program on the SDK, for quick runs.
fn first_request() -> Result<()> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    let ids = ThreatFilter::new().ids(["1488938160436018741"]);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, ids);
    runtime.block_on(Client::from_env()?.send(&request))?;
    Ok(())
}
