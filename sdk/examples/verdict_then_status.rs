//! Sets the verdict on threats, and then resolves those that have it: some consoles do not resolve a
//! threat without a verdict.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example verdict_then_status
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::process::ExitCode;

use clap::Parser;
use sentinelone_sdk::{
    AnalystVerdict, Client, ClientBuilder, Error, Id, IncidentStatus, ThreatFilter,
    UpdateThreatAnalystVerdict, UpdateThreatIncident,
};

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::demo::IDS;
use support::exit::{FAILURE, NOTHING_MATCHED, conclude, failed, show};

/// Sets the verdict on threats, and then resolves those that have it
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The verdict: `true_positive`, `suspicious`, `false_positive` or `undefined`
    #[arg(required_unless_present = "demo", value_parser = AnalystVerdict::parse_known)]
    verdict: Option<AnalystVerdict>,
    /// The ids of the threats
    #[arg(required_unless_present = "demo", value_name = "ID")]
    ids: Vec<String>,
    /// Print the first request instead of sending both
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let verdict = arguments.verdict.unwrap_or(AnalystVerdict::FalsePositive);
    let filter = if arguments.ids.is_empty() {
        ThreatFilter::new().ids(IDS)
    } else {
        ThreatFilter::new().ids(&arguments.ids)
    };
    let request = UpdateThreatAnalystVerdict::new(verdict, filter);
    if arguments.dry_run {
        return show(&request);
    }
    let client = arguments.connection.client();
    let client = match client.and_then(ClientBuilder::build) {
        Ok(client) => client,
        Err(error) => return failed(&error),
    };
    match run(&client, &request).await {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

async fn run(client: &Client, request: &UpdateThreatAnalystVerdict) -> Result<ExitCode, Error> {
    let response = client.send(request).await?;
    let outcomes = request.outcomes(&response);
    let (mut ready, mut is_partial): (Vec<Id>, bool) = (Vec::new(), false);
    for threat in outcomes.items() {
        match &threat.id {
            Some(id) if threat.outcome.is_success() => ready.push(id.clone()),
            _ => {
                is_partial = true;
                eprintln!("no verdict, so not resolved: {threat}");
            }
        }
    }
    if ready.is_empty() {
        return Ok(ExitCode::from(NOTHING_MATCHED));
    }
    let filter = ThreatFilter::new().ids(&ready);
    let resolve = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    let response = client.send(&resolve).await?;
    let code = conclude(resolve.outcomes(&response));
    Ok(if is_partial && code == ExitCode::SUCCESS {
        ExitCode::from(FAILURE)
    } else {
        code
    })
}
