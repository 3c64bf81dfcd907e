//! The example of partial failures.

use crate::examples::program::{
    READY, RESOLVED, Ran, UNDECIDED, assert_untouched, console, run, run_against, status,
};
use sentinelone_sdk::IncidentStatus;
use sentinelone_sdk::mock::Fault;

const NAME: &str = "partial_failure";
const OTHER: &str = "1488938160436018749";

fn resolve(ids: &[&str]) -> Ran {
    let arguments = [&["resolved"], ids].concat();
    run_against(&console(), NAME, &arguments)
}

#[test]
fn it_prints_a_line_for_each_threat() {
    let ran = resolve(&[READY, RESOLVED, UNDECIDED]);
    let lines: Vec<_> = ran.printed.lines().collect();
    let expected = [
        format!("{READY} (result: updated)"),
        format!("{RESOLVED} (result: already_set)"),
        format!("{UNDECIDED} (result: conditions_not_met)"),
    ];
    assert_eq!(lines, expected);
    assert!(ran.complained.contains("1 of 3 threats"), "{ran:?}");
    assert_eq!(ran.code, Some(1));
}

#[test]
fn the_exit_codes_tell_the_outcomes_apart() {
    assert_eq!(resolve(&[READY, RESOLVED]).code, Some(0));
    assert_eq!(resolve(&[UNDECIDED]).code, Some(1));
    assert_eq!(resolve(&[OTHER]).code, Some(3));
    for (fault, code) in [(Fault::CutAfterActing, 4), (Fault::ServerError(400), 1)] {
        let console = console();
        console.inject_faults(move |_| Some(fault));
        let ran = run_against(&console, NAME, &["resolved", READY]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.complained.starts_with("error: "), "{ran:?}");
    }
}

#[test]
fn it_quotes_the_id_of_a_refused_request() {
    let console = console();
    let server = console.listen().expect("a free port");
    let variables = [
        ("SENTINELONE_URL", server.url()),
        ("SENTINELONE_API_TOKEN", "unknown"),
    ];
    let ran = crate::examples::program::run_with(NAME, &variables, &["resolved", READY]);
    assert_eq!((ran.code, ran.printed.as_str()), (Some(1), ""));
    let start = "error: the server responded with 401 Unauthorized: ";
    assert!(ran.complained.starts_with(start), "{ran:?}");
    let id = "quote to the vendor's support: console-in-memory-1";
    assert!(ran.complained.contains(id), "{ran:?}");
}

#[test]
fn it_rejects_a_misspelled_status() {
    let console = console();
    for (status, advice) in [
        ("resolvd", "did you mean `resolved`?"),
        ("done", "`unresolved`, `in_progress`, `resolved`"),
    ] {
        let ran = run_against(&console, NAME, &[status, READY]);
        assert_eq!((ran.code, &*ran.printed), (Some(2), ""));
        assert!(ran.complained.contains(advice), "{ran:?}");
    }
    assert_untouched(&console);
}

#[test]
fn it_names_missing_arguments() {
    let ran = run(NAME, &["resolved"]);
    assert_eq!((ran.code, ran.printed.as_str()), (Some(2), ""));
    assert!(ran.complained.contains("<ID>"), "{ran:?}");
}

#[test]
fn it_sets_the_verdict_as_well() {
    let console = console();
    let arguments = ["resolved", UNDECIDED, "--verdict", "false_positive"];
    let ran = run_against(&console, NAME, &arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(status(&console, UNDECIDED), IncidentStatus::Resolved);
}
