//! The SDK's example, run as a program.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value as Json;

use crate::fields::body;
use crate::fixture::{ID, TOKEN};
use crate::reply::Reply;
use crate::server::{Seen, Server};

/// The name of the example.
const EXAMPLE: &str = "update_threat_incident";
/// Another threat.
const OTHER: &str = "225494730938493804";
/// Environment variables that cargo sets for this process only; with them, a build would differ
/// from that of this test.
const OF_THIS_PROCESS: [&str; 5] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_",
    "CARGO_CRATE_",
    "CARGO_PRIMARY_",
];

/// Builds the program with the same features as `cargo test`.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut command = Command::new(cargo);
    command
        .args(["build", "--quiet", "--offline"])
        .args(["--example", EXAMPLE, "--message-format", "json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if OF_THIS_PROCESS.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    let output = command.output().expect("cargo starts");
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut programs = messages.lines().filter_map(|line| {
        let message: Json = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == EXAMPLE;
        is_it.then(|| message["executable"].as_str().map(PathBuf::from))?
    });
    let error = String::from_utf8_lossy(&output.stderr);
    programs
        .next_back()
        .unwrap_or_else(|| panic!("the example does not build: {error}"))
});

/// The result of the program.
struct Ran {
    code: Option<i32>,
    printed: String,
    complained: String,
}

/// Runs the program with these variables only.
fn run(variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(&*PROGRAM);
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

/// Runs the program against a server with this response.
fn run_against(reply: &Reply, arguments: &[&str]) -> (Ran, Seen) {
    let server = Server::start([reply.script()]);
    let url = server.url();
    let variables = [
        ("SENTINELONE_URL", url.as_str()),
        ("SENTINELONE_API_TOKEN", TOKEN),
    ];
    let ran = run(&variables, arguments);
    (ran, server.finish())
}

#[test]
fn it_prints_a_line_for_each_threat() {
    let reply = Reply::json(
        r#"{"data":{"affected":2,"details":[
            {"result":"updated","analystVerdict":"not_changed","threatId":"1488938160436018741"},
            {"result":"already_set","threatId":225494730938493804}]}}"#,
    );
    let (ran, seen) = run_against(&reply, &["resolved", ID, OTHER]);
    assert_eq!(ran.complained, "");
    assert_eq!(ran.code, Some(0));
    let printed = [
        "1488938160436018741 (result: updated, analystVerdict: not_changed)",
        "225494730938493804 (result: already_set)",
    ];
    assert_eq!(ran.printed.lines().collect::<Vec<_>>(), printed);
    let filter = format!(r#"{{"ids":["{ID}","{OTHER}"]}}"#);
    assert_eq!(seen.requests[0].body(), body(&filter));
}

#[test]
fn it_agrees_with_the_library() {
    for (response, code, complaint) in [
        (r#"{"data":{"affected":2}}"#, 0, ""),
        (
            r#"{"data":{"affected":1}}"#,
            1,
            "the response does not account for 1 of 2 requested threats: they were already set, or do not match",
        ),
        (r#"{"data":{"affected":0}}"#, 3, "no threat matched"),
        (
            r#"{"data":{"affected":2},"errors":[{"code":4030010,"title":"Forbidden","detail":"one site is not yours"}]}"#,
            1,
            "the server reports errors: Forbidden: one site is not yours (4030010)",
        ),
        (
            r#"{"data":{"affected":1,"details":[
                {"result":"updated","threatId":"1488938160436018741"},
                {"result":"missing_permissions","threatId":"225494730938493804"}]}}"#,
            1,
            "1 of 2 threats were not updated as requested: 225494730938493804 (result: missing_permissions)",
        ),
    ] {
        let (ran, _) = run_against(&Reply::json(response), &["resolved", ID, OTHER]);
        assert_eq!(ran.code, Some(code), "{response}");
        assert_eq!(ran.complained.trim_end(), complaint);
        assert_eq!(ran.printed.lines().count(), 2, "{}", ran.printed);
    }
}

#[test]
fn it_explains_an_error() {
    let reply = Reply::json(
        r#"{"errors":[{"code":4010010,"detail":null,"title":"Authentication Failed"}]}"#,
    )
    .with_status("401 Unauthorized")
    .with_header("X-RQID", "r-9");
    let (ran, _) = run_against(&reply, &["resolved", ID]);
    assert_eq!((ran.code, ran.printed.as_str()), (Some(1), ""));
    let complained = ran.complained;
    assert!(
        complained.starts_with("error: the server responded with 401 Unauthorized: "),
        "{complained}"
    );
    assert!(
        complained.contains("quote to the vendor's support: r-9"),
        "{complained}"
    );
}

#[test]
fn without_the_environment_it_names_the_variables() {
    for (variables, missing) in [
        (
            &[][..],
            &[
                "SENTINELONE_URL is not set",
                "SENTINELONE_API_TOKEN is not set",
            ][..],
        ),
        (
            &[("SENTINELONE_API_TOKEN", TOKEN)],
            &["SENTINELONE_URL is not set"],
        ),
        (
            &[("SENTINELONE_URL", "http://127.0.0.1")],
            &["SENTINELONE_API_TOKEN is not set"],
        ),
    ] {
        let ran = run(variables, &["resolved", ID]);
        assert_eq!((ran.code, ran.printed.as_str()), (Some(2), ""));
        let lines: Vec<_> = ran.complained.lines().take(missing.len()).collect();
        assert_eq!(lines, missing);
        assert!(
            ran.complained
                .contains("usage: update_threat_incident STATUS ID...")
        );
    }
}

#[test]
fn without_arguments_it_names_them() {
    let server = Server::start([]);
    let url = server.url();
    let variables = [
        ("SENTINELONE_URL", url.as_str()),
        ("SENTINELONE_API_TOKEN", TOKEN),
    ];
    for arguments in [&[][..], &["resolved"]] {
        let ran = run(&variables, arguments);
        assert_eq!((ran.code, ran.printed.as_str()), (Some(2), ""));
        assert!(ran.complained.starts_with("usage: "), "{}", ran.complained);
    }
    assert_eq!(server.finish().connections, 0);
}

#[test]
fn it_rejects_a_misspelled_status() {
    for (status, advice) in [
        ("resolvd", "did you mean `resolved`?"),
        ("Resolved", "did you mean `resolved`?"),
        ("done", "`unresolved`, `in_progress`, `resolved`"),
    ] {
        let server = Server::start([]);
        let url = server.url();
        let variables = [
            ("SENTINELONE_URL", url.as_str()),
            ("SENTINELONE_API_TOKEN", TOKEN),
        ];
        let ran = run(&variables, &[status, ID]);
        assert_eq!((ran.code, &*ran.printed), (Some(2), ""));
        let start = format!("the status `{status}` is not one of the known values");
        assert!(ran.complained.starts_with(&start), "{}", ran.complained);
        assert!(ran.complained.contains(advice), "{}", ran.complained);
        assert_eq!(server.finish().connections, 0);
    }
}
