//! A job whose process is killed at random moments and resumed: the report is right and whole.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use sentinelone_sdk::Client;
use sentinelone_sdk::batches::BatchOptions;
use serde_json::Value;

use crate::again;
use crate::batches::fixture::{id, request};
use crate::batches::server::Server;

const COUNT: usize = 4000;
const SIZE: usize = 50;
const KILLS: usize = 10;

/// The variables that make the test below a child process.
const URL: &str = "BATCH_TEST_URL";
const REPORT: &str = "BATCH_TEST_REPORT";

/// The child process: it sends the job if the variables are set.
#[tokio::test]
async fn child() {
    let (Ok(url), Ok(report)) = (env::var(URL), env::var(REPORT)) else {
        return;
    };
    let client = Client::builder(url, "canary").without_rate_limit();
    let client = client.build().expect("the configuration is valid");
    let options = BatchOptions::new()
        .with_batch_size(SIZE)
        .with_report(report);
    let batches = client.send_batched(&request(COUNT), options);
    let report = batches.expect("the report can be used").finish().await;
    assert!(
        report
            .expect("the report can be saved")
            .counts()
            .is_complete()
    );
}

/// Returns the ids that the report and its journal show as done.
fn done(report: &Path) -> BTreeSet<String> {
    let mut states = std::collections::BTreeMap::new();
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let document: Value = match serde_json::from_str(&read(report)) {
        Ok(document) => document,
        Err(_) => return BTreeSet::new(),
    };
    let journal = read(&report.with_extension("json.journal"));
    let lines = journal
        .lines()
        .map_while(|line| serde_json::from_str(line).ok());
    let groups = document["groups"].as_array().expect("a list").clone();
    for group in groups.into_iter().chain(lines) {
        for id in group["ids"].as_array().expect("a list") {
            let id = id.as_str().expect("an id").to_owned();
            states.insert(id, group["state"].as_str().expect("a state").to_owned());
        }
    }
    let is_done = |state: &str| state == "done" || state == "already_set";
    let done = states.into_iter().filter(|(_, state)| is_done(state));
    done.map(|(id, _)| id).collect()
}

/// Runs the job in a process, which ends after this many steps of the server. Returns `true` if it
/// ended by itself.
async fn run(server: &Server, report: &Path, steps: Option<usize>) -> bool {
    let child = again::command(module_path!(), "child")
        .arg("--quiet")
        .env(URL, &server.url)
        .env(REPORT, report)
        .stdout(Stdio::null())
        .spawn();
    let mut child = child.expect("the test can be started");
    let (killed, is_killed) = tokio::sync::oneshot::channel();
    {
        let mut state = server.state();
        state.received.clear();
        state.steps = steps;
        state.stop = Some(Box::new(move || {
            // The test may have gone on.
            let _ = killed.send(());
        }));
    }
    if steps.is_some() {
        is_killed
            .await
            .expect("the server receives enough requests");
        // SIGKILL on Unix.
        child.kill().expect("the child can be killed");
    }
    let status = tokio::task::spawn_blocking(move || child.wait()).await;
    status
        .expect("the thread ends")
        .expect("the child ends")
        .success()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_job_is_resumed_to_a_whole_report() {
    let seed = fastrand::u64(..);
    eprintln!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.json");
    let server = Server::start().await;
    for kill in 0..KILLS {
        let before = done(&report);
        let steps = random.usize(..12);
        assert!(
            !run(&server, &report, Some(steps)).await,
            "the child was killed"
        );
        let again: Vec<_> = before
            .intersection(&server.state().received)
            .cloned()
            .collect();
        assert!(again.is_empty(), "run {kill} sent what was done: {again:?}");
        let lied = done(&report);
        let lied = lied.difference(&server.state().resolved).count();
        assert_eq!(lied, 0, "the report shows {lied} ids as done that are not");
    }
    assert!(
        done(&report).len() < COUNT,
        "the last run has something to do"
    );
    assert!(run(&server, &report, None).await, "the last run succeeds");
    let all: BTreeSet<_> = (0..COUNT).map(id).collect();
    assert_eq!(done(&report), all);
    assert_eq!(server.state().resolved, all);
    assert!(!report.with_extension("json.journal").exists());
}
