//! Finds the old unresolved threats of a site, shows them, and resolves them with a note, unless they are
//! too many.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example close_by_filter
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::process::ExitCode;

use clap::Parser;
use sentinelone_sdk::{
    AddThreatNote, AnalystVerdict, Client, ClientBuilder, Error, Id, IncidentStatus, SendOptions,
    ThreatFilter, Timestamp, UpdateThreatIncident,
};

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::demo::SITE;
use support::exit::{NOTHING_MATCHED, conclude, failed};

/// Resolves the unresolved threats of a site that are older than some days
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The id of the site
    #[arg(required_unless_present = "demo")]
    site: Option<String>,
    /// The least age of the threats in days
    #[arg(long, default_value_t = 30, value_name = "DAYS")]
    older_than: u32,
    /// The SHA-1 hash of the file of the threats; repeat it for more
    #[arg(long, value_name = "SHA1")]
    hash: Vec<String>,
    /// The verdict to set as well, such as `false_positive`
    #[arg(long, required_unless_present = "demo", value_parser = AnalystVerdict::parse_known)]
    verdict: Option<AnalystVerdict>,
    /// A note to add to the resolved threats
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Resolve nothing if more threats match
    #[arg(long, default_value_t = 500, value_name = "THREATS")]
    at_most: u64,
    /// Show the threats, and resolve nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let client = arguments.connection.client();
    let client = match client.and_then(ClientBuilder::build) {
        Ok(client) => client,
        Err(error) => return failed(&error),
    };
    match run(&client, &arguments).await {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

async fn run(client: &Client, arguments: &Arguments) -> Result<ExitCode, Error> {
    let mut filter = ThreatFilter::new()
        .site_ids([arguments.site.as_deref().unwrap_or(SITE)])
        .incident_statuses([IncidentStatus::Unresolved])
        .created_at_lt(Timestamp::days_ago(arguments.older_than));
    if !arguments.hash.is_empty() {
        filter = filter.content_hashes(&arguments.hash);
    }
    let verdict = arguments.verdict.clone();
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
        .analyst_verdict(verdict.unwrap_or(AnalystVerdict::FalsePositive));

    let preview = client.preview(&request).await?;
    println!("{} threats match", preview.total());
    for threat in preview.items() {
        let name = threat.threat_info.as_ref();
        let name = name.and_then(|info| info.threat_name.as_deref());
        let id = threat.id.as_deref().unwrap_or("-");
        println!("  {id}  {}", name.unwrap_or("-"));
    }
    if preview.total() == 0 {
        return Ok(ExitCode::from(NOTHING_MATCHED));
    }
    if arguments.dry_run {
        return Ok(ExitCode::SUCCESS);
    }

    // More threats can match by now: the limit is checked again.
    let options = SendOptions::new().at_most(arguments.at_most);
    let response = client.send_with(&request, options).await?;
    let outcomes = request.outcomes(&response);
    let updated = outcomes.items().iter();
    let updated = updated.filter(|threat| threat.outcome.is_success());
    let updated: Vec<Id> = updated.filter_map(|threat| threat.id.clone()).collect();
    let code = conclude(outcomes);
    if let Some(note) = arguments.note.as_deref().filter(|_| !updated.is_empty()) {
        let filter = ThreatFilter::new().ids(&updated);
        let response = client.send(&AddThreatNote::new(note, filter)).await?;
        println!("{} notes added", response.json_body.data.affected);
    }
    Ok(code)
}
