//! Sets the incident status of threats, and prints the outcome for each of them: the console can accept
//! a request and still not update every threat.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example partial_failure
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::process::ExitCode;

use clap::Parser;
use sentinelone_sdk::{
    AnalystVerdict, ClientBuilder, IncidentStatus, ThreatFilter, UpdateThreatIncident,
};

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::demo::IDS;
use support::exit::{conclude, failed, show};

/// Sets the incident status of threats, and prints the outcome for each of them
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The status: `unresolved`, `in_progress` or `resolved`
    #[arg(required_unless_present = "demo", value_parser = IncidentStatus::parse_known)]
    status: Option<IncidentStatus>,
    /// The ids of the threats
    #[arg(required_unless_present = "demo", value_name = "ID")]
    ids: Vec<String>,
    /// The verdict to set as well, such as `false_positive`
    #[arg(long, value_parser = AnalystVerdict::parse_known)]
    verdict: Option<AnalystVerdict>,
    /// Print the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let status = arguments.status.unwrap_or(IncidentStatus::Resolved);
    let filter = if arguments.ids.is_empty() {
        // The second has no verdict, and the console does not hold the last.
        ThreatFilter::new().ids(IDS.into_iter().chain(["1488938160436018744"]))
    } else {
        ThreatFilter::new().ids(&arguments.ids)
    };
    let mut request = UpdateThreatIncident::new(status, filter);
    if let Some(verdict) = arguments.verdict {
        request = request.analyst_verdict(verdict);
    }
    if arguments.dry_run {
        return show(&request);
    }
    let client = arguments.connection.client();
    let client = match client.and_then(ClientBuilder::build) {
        Ok(client) => client,
        Err(error) => return failed(&error),
    };
    match client.send(&request).await {
        Ok(response) => conclude(request.outcomes(&response)),
        Err(error) => failed(&error),
    }
}
