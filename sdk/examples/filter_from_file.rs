//! Updates the threats that a configuration in TOML or JSON selects.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example filter_from_file
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use sentinelone_sdk::{
    AnalystVerdict, ClientBuilder, IncidentStatus, ThreatFilter, UpdateThreatIncident,
};
use serde::Deserialize;

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::exit::{USAGE, conclude, failed, show};

/// The configuration of the demo.
const DEMO: &str = r#"
status = "in_progress"

[filter]
siteIds = ["225494730938493804"]
incidentStatuses = ["unresolved"]
"#;

/// Updates the threats that a configuration with the keys status, verdict and filter selects
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The configuration: TOML, or JSON if the name ends in .json
    #[arg(required_unless_present = "demo", value_name = "FILE")]
    configuration: Option<PathBuf>,
    /// Print the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

/// An update, as it is configured.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    status: IncidentStatus,
    verdict: Option<AnalystVerdict>,
    filter: ThreatFilter,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let configuration = match arguments.configuration.as_deref() {
        None => toml::from_str(DEMO).map_err(|error| error.to_string()),
        Some(path) => read(path).map_err(|problem| format!("{}: {problem}", path.display())),
    };
    let configuration: Configuration = match configuration {
        Ok(configuration) => configuration,
        Err(problem) => {
            eprintln!("error: {problem}");
            return ExitCode::from(USAGE);
        }
    };
    let mut request = UpdateThreatIncident::new(configuration.status, configuration.filter);
    if let Some(verdict) = configuration.verdict {
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

/// Reads a configuration. A misspelled key is an error.
fn read(path: &Path) -> Result<Configuration, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    if path
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        serde_json::from_str(&text).map_err(|error| error.to_string())
    } else {
        toml::from_str(&text).map_err(|error| error.to_string())
    }
}
