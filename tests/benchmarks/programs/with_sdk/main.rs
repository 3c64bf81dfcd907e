//! Marks one threat as a false alarm, with the SDK.

use sentinelone_sdk::{
    AnalystVerdict, Client, IncidentStatus, OsType, ThreatFilter, Timestamp, UpdateThreatIncident,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let filter = ThreatFilter::new()
        .ids(["1488938160436018741"])
        .os_types([OsType::Windows])
        .created_at_lt("2026-01-31T00:00:00Z".parse::<Timestamp>()?);
    let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter)
        .analyst_verdict(AnalystVerdict::FalsePositive);
    let response = client.send(&request).await?;
    println!("{}", response.json_body.data.affected);
    Ok(())
}
