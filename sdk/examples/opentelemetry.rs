//! Sends the spans of the SDK to OpenTelemetry. They go to the standard output here; a program exports
//! them over OTLP instead.
//!
//! ```sh
//! cargo run -p sentinelone-sdk --example opentelemetry
//! ```
//!
//! The help lists the arguments and the exit codes: `-- --help`.

#[allow(dead_code, reason = "each example uses a part of it")]
mod support;

use std::process::ExitCode;

use clap::Parser;
use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use sentinelone_sdk::{Client, ClientBuilder, Error, GetThreats, IncidentStatus, ThreatFilter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use support::connection::{Connection, ENVIRONMENT, arguments};
use support::exit::failed;

/// Counts threats, and prints the spans of the call
#[derive(Parser)]
#[command(after_help = ENVIRONMENT)]
struct Arguments {
    /// The status of the threats: `unresolved`, `in_progress` or `resolved`
    #[arg(required_unless_present = "demo", value_parser = IncidentStatus::parse_known)]
    status: Option<IncidentStatus>,
    #[command(flatten)]
    connection: Connection,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Arguments = arguments();
    let status = arguments.status.unwrap_or(IncidentStatus::Unresolved);
    let provider = SdkTracerProvider::builder()
        .with_resource(
            Resource::builder()
                .with_service_name("threat-counter")
                .build(),
        )
        .with_simple_exporter(opentelemetry_stdout::SpanExporter::default())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("example"));
    tracing_subscriber::registry().with(layer).init();

    let client = arguments.connection.client();
    let counted = match client.and_then(ClientBuilder::build) {
        Ok(client) => count(&client, status).await,
        Err(error) => Err(error),
    };
    // The exporter writes the last spans here.
    if let Err(error) = provider.shutdown() {
        eprintln!("the spans were not exported: {error}");
    }
    match counted {
        Ok(count) => {
            println!("{count} threats");
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error),
    }
}

#[tracing::instrument(skip(client), err(Display))]
async fn count(client: &Client, status: IncidentStatus) -> Result<u64, Error> {
    let filter = ThreatFilter::new().incident_statuses([status]);
    let response = client
        .send(&GetThreats::new(filter).count_only(true))
        .await?;
    Ok(response
        .json_body
        .pagination
        .total_items
        .unwrap_or_default())
}
