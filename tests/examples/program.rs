//! Builds the examples and runs them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use sentinelone_sdk::mock::{Console, ConsoleThreat, Role};
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, Timestamp};

/// The token that the console accepts; no output may contain it.
const TOKEN: &str = "canary-token";

/// The examples by name, built with the same features as `cargo test`.
static PROGRAMS: LazyLock<HashMap<String, PathBuf>> = LazyLock::new(|| {
    let output = crate::cargo::command()
        .args(["build", "--quiet", "--offline"])
        .args(["--examples", "--message-format", "json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the examples do not build: {error}"
    );
    let messages = crate::messages::of(&output);
    let programs = messages.iter().filter_map(|message| {
        let path = message["executable"].as_str()?;
        let is_example = message["target"]["kind"][0] == "example";
        let name = message["target"]["name"].as_str()?;
        is_example.then(|| (name.to_owned(), path.into()))
    });
    programs.collect()
});

/// Returns the names of all examples.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = PROGRAMS.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// The result of a program.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub printed: String,
    pub complained: String,
}

/// Runs an example with these variables only.
pub fn run_with(name: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(&PROGRAMS[name]);
    command
        .args(arguments)
        .env_remove("SENTINELONE_URL")
        .env_remove("SENTINELONE_API_TOKEN")
        .envs(variables.iter().copied());
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the example starts");
    let text = |bytes| String::from_utf8(bytes).expect("the example prints UTF-8");
    let ran = Ran {
        code: status.code(),
        printed: text(stdout),
        complained: text(stderr),
    };
    let shown = format!("{}{}", ran.printed, ran.complained);
    assert!(!shown.contains(TOKEN), "{shown}");
    ran
}

/// Runs an example without a connection.
pub fn run(name: &str, arguments: &[&str]) -> Ran {
    run_with(name, &[], arguments)
}

/// Runs an example against a console over sockets.
pub fn run_against(console: &Console, name: &str, arguments: &[&str]) -> Ran {
    let server = console.listen().expect("a free port");
    let variables = [
        ("SENTINELONE_URL", server.url()),
        ("SENTINELONE_API_TOKEN", TOKEN),
    ];
    run_with(name, &variables, arguments)
}

/// The threats of [`console`]: unresolved with a verdict, without one, and resolved.
pub const READY: &str = "1488938160436018741";
pub const UNDECIDED: &str = "1488938160436018742";
pub const RESOLVED: &str = "1488938160436018743";

/// The time at which the threats were created.
static CREATED: LazyLock<Timestamp> = LazyLock::new(|| Timestamp::days_ago(90));

/// Returns a console with three threats.
pub fn console() -> Console {
    let console = Console::new();
    console.add_token(TOKEN, Role::Analyst);
    let threat = |id| ConsoleThreat::new(id).with_created_at(*CREATED);
    console.add_threat(threat(READY).with_analyst_verdict(AnalystVerdict::TruePositive));
    console.add_threat(threat(UNDECIDED));
    let threat = threat(RESOLVED).with_incident_status(IncidentStatus::Resolved);
    console.add_threat(threat.with_analyst_verdict(AnalystVerdict::TruePositive));
    console
}

/// Returns the status of a threat.
pub fn status(console: &Console, id: &str) -> IncidentStatus {
    console.threat(id).expect("it exists").incident_status()
}

/// Asserts that nothing was changed.
pub fn assert_untouched(console: &Console) {
    assert_eq!(console.threats(), self::console().threats());
}
