//! Sends a request and prints the text of its response.

use reqwest::Client;
use rustls::crypto::ring;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("SENTINELONE_URL")?;
    // A second provider can only be there already.
    let _ = ring::default_provider().install_default();
    let response = Client::new().post(url).body("{}").send().await?;
    println!("{}", response.error_for_status()?.text().await?);
    Ok(())
}
