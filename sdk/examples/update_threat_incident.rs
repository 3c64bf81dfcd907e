//! Sets the incident status of threats and prints the outcome for each of them.
//!
//! ```sh
//! export SENTINELONE_URL=https://example.sentinelone.net SENTINELONE_API_TOKEN=...
//! cargo run -p sentinelone-sdk --example update_threat_incident -- resolved 1488938160436018741
//! ```
//!
//! The exit code is 0 if every threat was updated, 1 if one was not or the request failed, and 2 if an
//! argument or a variable is missing.

use std::env;
use std::process::ExitCode;

use sentinelone_sdk::{
    Client, Error, Id, IncidentStatus, Response, ThreatFilter, UpdateOutcome, UpdateThreatIncident,
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
    match update(url, token, status, ids).await {
        Ok(response) if report(&response, ids) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Sends the request.
async fn update(
    url: String,
    token: String,
    status: &str,
    ids: &[String],
) -> Result<Response<UpdateThreatIncident>, Error> {
    let client = Client::builder(url, token).build()?;
    let filter = ThreatFilter::new().ids(ids);
    let request = UpdateThreatIncident::new(IncidentStatus::from(status), filter);
    client.send(&request).await
}

/// Prints a line for each threat and a summary; returns `true` if every threat was updated.
fn report(response: &Response<UpdateThreatIncident>, ids: &[String]) -> bool {
    let data = &response.json_body.data;
    let text = |outcome: &Option<UpdateOutcome>| match outcome {
        Some(outcome) => outcome.to_string(),
        None => "-".to_owned(),
    };
    println!(
        "{:<20} {:<20} {:<20}",
        "THREAT", "RESULT", "ANALYST VERDICT"
    );
    let mut updated = 0;
    for detail in &data.details {
        let threat = detail.threat_id.as_ref().map_or("-", Id::as_str);
        let (result, verdict) = (text(&detail.result), text(&detail.analyst_verdict));
        println!("{threat:<20} {result:<20} {verdict:<20}");
        let done = matches!(
            detail.result,
            Some(UpdateOutcome::Updated | UpdateOutcome::AlreadySet)
        );
        updated += usize::from(done);
    }
    for error in &response.json_body.errors {
        eprintln!("error: {error}");
    }
    let (asked, affected) = (ids.len(), data.affected);
    print!(
        "{} {}: {affected} affected, ",
        response.status_code, response.reason
    );
    if data.details.is_empty() {
        println!("no outcome for each of the {asked} threats");
        updated = usize::try_from(affected).unwrap_or(usize::MAX);
    } else {
        println!("{updated} of {asked} threats were updated as requested");
    }
    updated >= asked && response.json_body.errors.is_empty()
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
