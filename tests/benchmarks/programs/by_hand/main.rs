//! Marks one threat as a false alarm, by hand.

use reqwest::header::AUTHORIZATION;
use serde::{Deserialize, Serialize};
use std::time::Duration;

#[derive(Serialize)]
struct Update<'a> {
    data: Change<'a>,
    filter: Filter<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    incident_status: &'a str,
    analyst_verdict: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Filter<'a> {
    ids: &'a [&'a str],
    os_types: &'a [&'a str],
    #[serde(rename = "createdAt__lt")]
    created_at_lt: &'a str,
}

#[derive(Deserialize)]
struct Response {
    data: Outcome,
}

#[derive(Deserialize)]
struct Outcome {
    affected: u64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("SENTINELONE_URL")?;
    let token = std::env::var("SENTINELONE_API_TOKEN")?;
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let update = Update {
        data: Change {
            incident_status: "resolved",
            analyst_verdict: "false_positive",
        },
        filter: Filter {
            ids: &["1488938160436018741"],
            os_types: &["windows"],
            created_at_lt: "2026-01-31T00:00:00Z",
        },
    };
    let request = client
        .post(format!("{url}/web/api/v2.1/threats/incident"))
        .header(AUTHORIZATION, format!("ApiToken {token}"))
        .json(&update);
    let response: Response = request.send().await?.error_for_status()?.json().await?;
    println!("{}", response.data.affected);
    Ok(())
}
