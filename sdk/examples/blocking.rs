//! Lists threats without async code.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example blocking
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::process::ExitCode;

use clap::Parser;
use sentinelone_sdk::{
    ClientBuilder, Error, GetThreats, IncidentStatus, Threat, ThreatFilter, ThreatSortKey, blocking,
};

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::exit::{NOTHING_MATCHED, failed};

/// Lists threats, the oldest first
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The status of the threats: `unresolved`, `in_progress` or `resolved`
    #[arg(required_unless_present = "demo", value_parser = IncidentStatus::parse_known)]
    status: Option<IncidentStatus>,
    #[command(flatten)]
    connection: Connection,
}

fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let status = arguments.status.unwrap_or(IncidentStatus::Unresolved);
    let client = arguments.connection.client();
    let listed = client
        .and_then(ClientBuilder::build_blocking)
        .and_then(|client| list(&client, status));
    match listed {
        Ok(0) => ExitCode::from(NOTHING_MATCHED),
        Ok(count) => {
            println!("{count} threats");
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error),
    }
}

/// Prints a line for each threat, and returns their number.
fn list(client: &blocking::Client, status: IncidentStatus) -> Result<usize, Error> {
    let filter = ThreatFilter::new().incident_statuses([status]).limit(1000);
    let request = GetThreats::new(filter).sort_by(ThreatSortKey::CreatedAt);
    let mut count = 0;
    for threat in client.items(request) {
        print(&threat?);
        count += 1;
    }
    Ok(count)
}

fn print(threat: &Threat) {
    let id = threat.id.as_deref().unwrap_or("-");
    let info = threat.threat_info.as_ref();
    let name = info.and_then(|info| info.threat_name.as_deref());
    let created = info.and_then(|info| info.created_at);
    let created = created.map_or("-".to_owned(), |time| time.to_string());
    println!("{id}  {created}  {}", name.unwrap_or("-"));
}
