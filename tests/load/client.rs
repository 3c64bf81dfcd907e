//! The client of the callers.

use std::time::Duration;

use sentinelone_sdk::Client;
use sentinelone_sdk::retry::RetryPolicy;

/// The token that the console accepts.
pub const TOKEN: &str = "load";

/// Returns a client with short time-outs and waits, and without the rate limits of the real server.
///
/// # Errors
///
/// Returns the problem of the configuration.
pub fn client(url: &str) -> Result<Client, String> {
    let (base, cap) = (Duration::from_millis(20), Duration::from_millis(200));
    let client = Client::builder(url, TOKEN)
        .without_rate_limit()
        .with_timeout(Duration::from_secs(5))
        .with_deadline(Duration::from_secs(60))
        .with_max_body_bytes(256 * 1024)
        .with_retry_policy(RetryPolicy::default().with_backoff(base, cap))
        .build();
    client.map_err(|error| error.report().to_string())
}
