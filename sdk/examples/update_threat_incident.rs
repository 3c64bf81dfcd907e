//! Sets the incident status of threats and prints the outcome for each of them.
//!
//! ```sh
//! export SENTINELONE_URL=https://example.sentinelone.net SENTINELONE_API_TOKEN=...
//! cargo run -p sentinelone-sdk --example update_threat_incident -- resolved 1488938160436018741
//! ```
//!
//! The exit code is 0 if every threat was updated, 1 if one was not or the request failed, 2 if an
//! argument or a variable is missing or wrong, and 3 if no threat matched.

use std::env;
use std::process::ExitCode;

use sentinelone_sdk::outcomes::{Conclusion, Outcomes};
use sentinelone_sdk::{
    Client, Error, IncidentStatus, ThreatFilter, UpdateOutcome, UpdateThreatIncident,
};

const USAGE: &str = "\
usage: update_threat_incident STATUS ID...

  STATUS  unresolved, in_progress or resolved
  ID      id of a threat; repeat for more

Environment variables:
  SENTINELONE_URL        address of the console, such as https://example.sentinelone.net
  SENTINELONE_API_TOKEN  the bare API token of a user or service user of that console";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let url = env::var("SENTINELONE_URL").ok();
    let token = env::var("SENTINELONE_API_TOKEN").ok();
    for (name, value) in [("SENTINELONE_URL", &url), ("SENTINELONE_API_TOKEN", &token)] {
        if value.is_none() {
            eprintln!("{name} is not set");
        }
    }
    let (Some(url), Some(token), [status, ids @ ..]) = (url, token, arguments.as_slice()) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if ids.is_empty() {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let status = match IncidentStatus::parse_known(status) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("the status `{status}` is {error}");
            return ExitCode::from(2);
        }
    };
    match update(url, token, status, ids).await {
        Ok(outcomes) => report(outcomes),
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Sends the request, and compares the response with it.
async fn update(
    url: String,
    token: String,
    status: IncidentStatus,
    ids: &[String],
) -> Result<Outcomes<UpdateOutcome>, Error> {
    let client = Client::builder(url, token).build()?;
    let request = UpdateThreatIncident::new(status, ThreatFilter::new().ids(ids));
    let response = client.send(&request).await?;
    Ok(request.outcomes(&response))
}

/// Prints a line for each threat, and the reason if not every threat was updated.
fn report(outcomes: Outcomes<UpdateOutcome>) -> ExitCode {
    for threat in outcomes.items() {
        println!("{threat}");
    }
    match outcomes.require_all_updated() {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            match error.conclusion() {
                Conclusion::NothingMatched => ExitCode::from(3),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

/// Prints an error with its causes.
fn explain(error: &Error) {
    eprintln!("error: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        eprintln!("  caused by: {error}");
        cause = error.source();
    }
    if let Some(id) = error.request_id() {
        eprintln!("  request id, to quote to the vendor's support: {id}");
    }
}
