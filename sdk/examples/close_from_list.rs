//! Resolves the threats whose ids are in a file, with a progress bar and a report that a later run
//! resumes.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example close_from_list
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use sentinelone_sdk::batches::{BatchOptions, BatchReport, ItemState};
use sentinelone_sdk::{
    AnalystVerdict, Client, ClientBuilder, Error, GetThreats, Id, IncidentStatus, Operation,
    Threat, ThreatFilter, UpdateThreatIncident,
};

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::demo::decided;
use support::exit::{FAILURE, SUCCESS, UNKNOWN, USAGE, failed};

/// Resolves the threats whose ids are in a file; the same command resumes an interrupted run
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The file with an id in each line; empty lines and lines that begin with # are skipped
    #[arg(required_unless_present = "demo")]
    ids: Option<PathBuf>,
    /// The verdict to set as well, such as `false_positive`
    #[arg(long, value_parser = AnalystVerdict::parse_known)]
    verdict: Option<AnalystVerdict>,
    /// The report [default: the file of ids with the ending .report.json]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The number of ids in a request, at most 5000
    #[arg(long, default_value_t = 5000, value_name = "IDS")]
    batch_size: usize,
    /// Validate the ids and count the requests, and send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let ids = match arguments.ids.as_deref().map(read) {
        None => decided(),
        Some(Ok(ids)) => ids,
        Some(Err(problem)) => {
            eprintln!("error: {problem}");
            return ExitCode::from(USAGE);
        }
    };
    if arguments.dry_run {
        return match dry_run(&arguments, &ids) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&error),
        };
    }
    let client = arguments.connection.client();
    let client = match client.and_then(ClientBuilder::build) {
        Ok(client) => client,
        Err(error) => return failed(&error),
    };
    let mut report = match run(&client, &arguments, &ids).await {
        Ok(report) => report,
        Err(code) => return code,
    };
    if report.counts().unknown > 0
        && let Err(problem) = look_up(&client, &arguments, &mut report).await
    {
        eprintln!("error: {problem}");
    }
    conclude(&report)
}

/// Reads the ids.
fn read(path: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().map(str::trim);
    let ids = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(ids.map(str::to_owned).collect())
}

fn request(arguments: &Arguments, ids: &[String]) -> UpdateThreatIncident {
    let filter = ThreatFilter::new().ids(ids);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
    match &arguments.verdict {
        Some(verdict) => request.analyst_verdict(verdict.clone()),
        None => request,
    }
}

/// Validates all requests, and prints their number.
fn dry_run(arguments: &Arguments, ids: &[String]) -> Result<(), Error> {
    let size = arguments.batch_size.clamp(1, 5000);
    for ids in ids.chunks(size) {
        request(arguments, ids).prepare()?;
    }
    let requests = ids.len().div_ceil(size);
    println!("threats: {}, requests: {requests}", ids.len());
    Ok(())
}

/// Sends the batches, and shows the progress on a terminal.
async fn run(
    client: &Client,
    arguments: &Arguments,
    ids: &[String],
) -> Result<BatchReport, ExitCode> {
    let bar = ProgressBar::new(ids.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {eta}") {
        bar.set_style(style);
    }
    let shown = bar.clone();
    let options = BatchOptions::new()
        .with_batch_size(arguments.batch_size)
        .with_progress(move |counts| {
            shown.set_position((counts.total() - counts.not_tried) as u64);
            shown.set_message(counts.to_string());
        });
    let options = match report(arguments) {
        Some(path) => options.with_report(path),
        None => options,
    };
    let batches = client.send_batched(&request(arguments, ids), options);
    let mut batches = batches.map_err(|error| failed(&error))?;
    while let Some(result) = batches.next().await {
        let result = result.map_err(|error| {
            eprintln!("error: {error}");
            ExitCode::from(FAILURE)
        })?;
        if let Err(error) = result.response {
            bar.suspend(|| eprintln!("{} threats: {}", result.ids.len(), error.report()));
        }
    }
    bar.finish_and_clear();
    Ok(batches.report())
}

/// Looks the threats up whose response was lost, and saves the report.
async fn look_up(
    client: &Client,
    arguments: &Arguments,
    job: &mut BatchReport,
) -> Result<(), Box<dyn std::error::Error>> {
    // The server may still carry out the last request.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let list = |ids| GetThreats::new(ThreatFilter::new().ids(ids).limit(100));
    let reconciled = client
        .reconcile(job, list, |threat| judge(arguments, threat))
        .await;
    if let Some(path) = report(arguments) {
        job.save(path)?;
    }
    Ok(reconciled?)
}

/// Returns the id of a threat, and whether it is as requested.
fn judge<'a>(arguments: &Arguments, threat: &'a Threat) -> Option<(&'a Id, bool)> {
    let info = threat.threat_info.as_ref()?;
    let is_resolved = info.incident_status == Some(IncidentStatus::Resolved);
    let wanted = arguments.verdict.as_ref();
    let has_verdict = wanted.is_none_or(|wanted| info.analyst_verdict.as_ref() == Some(wanted));
    Some((threat.id.as_ref()?, is_resolved && has_verdict))
}

/// Returns the file of the report; a demo has none unless it is named.
fn report(arguments: &Arguments) -> Option<PathBuf> {
    let by_ids = arguments.ids.as_ref();
    let by_ids = by_ids.map(|ids| ids.with_extension("report.json"));
    arguments.report.clone().or(by_ids)
}

/// Prints the threats that are not resolved, and the number of threats in each state.
fn conclude(report: &BatchReport) -> ExitCode {
    for (id, state) in report.iter() {
        match state {
            ItemState::Failed { reason, .. } => println!("{id} failed: {reason}"),
            ItemState::Unknown { reason } => println!("{id} unknown: {reason}"),
            ItemState::NotTried { reason } => println!("{id} not tried: {reason}"),
            _ => {}
        }
    }
    let counts = report.counts();
    println!("{counts}");
    ExitCode::from(match counts {
        counts if counts.is_complete() => SUCCESS,
        counts if counts.unknown > 0 => UNKNOWN,
        _ => FAILURE,
    })
}
