//! The memory of a job: its ids and the batches in flight.

use std::env;
use std::fs;

use sentinelone_sdk::Client;
use sentinelone_sdk::batches::BatchOptions;
use sentinelone_sdk::transport::{Request, Response, ResponseFuture, Transport};

use crate::again;
use crate::batches::fixture::request;

/// The variable that makes the test below a child process: the number of ids.
const IDS: &str = "BATCH_TEST_IDS";

/// Updates all threats of a request.
struct Console;

impl Transport for Console {
    fn send(&self, request: Request) -> ResponseFuture<'_> {
        let ids = request.body().split(|byte| *byte == b',').count() - 1;
        let body = format!(r#"{{"data":{{"affected":{ids}}}}}"#);
        Box::pin(async { Ok(Response::new(200).with_body(body)) })
    }
}

/// Returns the highest memory of the process so far, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: usize = kilobytes
        .expect("the peak in kilobytes")
        .parse()
        .expect("a number");
    kilobytes * 1024
}

/// The child process: it sends a job if the variable is set, and prints the bytes for each id.
#[tokio::test]
async fn child() {
    let Ok(ids) = env::var(IDS) else {
        return;
    };
    let ids: usize = ids.parse().expect("a number");
    let builder = Client::builder("https://example.sentinelone.net", "canary");
    let builder = builder.without_rate_limit().with_transport(Console);
    let client = builder.build().expect("the configuration is valid");
    let request = request(ids);
    let before = peak();
    let batches = client.send_batched(&request, BatchOptions::new());
    let finished = batches.expect("it can be split").finish().await;
    let counts = finished.expect("the report has no file").counts();
    assert!(counts.is_complete(), "{counts}");
    println!("{} bytes for each id", (peak() - before) / ids);
}

#[cfg(target_os = "linux")]
#[test]
fn a_job_takes_little_more_than_its_ids() {
    let child = again::command(module_path!(), "child")
        .arg("--nocapture")
        .env(IDS, "200000")
        .output()
        .expect("the test can be started");
    let output = String::from_utf8_lossy(&child.stdout);
    let bytes = output.lines().find_map(|line| {
        let (before, _) = line.split_once(" bytes for each id")?;
        before.rsplit(' ').next()?.parse::<usize>().ok()
    });
    let bytes = bytes.unwrap_or_else(|| panic!("{output}"));
    assert!(bytes < 100, "{bytes} bytes for each id");
}
