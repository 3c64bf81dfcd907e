//! The table of faults as a page of the documentation, kept in sync with the tests.

use std::fmt::Write;

use crate::table::ROWS;

/// Describes the caller's result in a sentence.
fn result(result: &str, status: Option<u16>) -> String {
    let what = match result {
        "ok" => "an answer",
        "no connection" => "`Connect`, or `Timeout` while connecting",
        "timeout" => "`Timeout`",
        "transport" => "`Transport`",
        "decode" => "`Decode`",
        "api" => "`Api`",
        other => panic!("unknown result: {other}"),
    };
    status.map_or(what.to_owned(), |status| format!("{what} ({status})"))
}

/// Renders the whole page.
fn page() -> String {
    let mut page = String::from(
        "What the server does to every attempt, what the caller gets in the end, and how many attempts \
         there are: of a request\nthat can be repeated, and of one that cannot. The tests of the SDK \
         print this table; each row is one of them.\n\n\
         | What the server does | What the caller gets | May have acted | Repeatable | Other |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    for row in ROWS.iter() {
        let acted = if row.acted { "yes" } else { "no" };
        let [idempotent, other, ..] = row.attempts;
        let result = result(&row.result, row.status);
        let name = &row.name;
        let _ = writeln!(
            page,
            "| {name} | {result} | {acted} | {idempotent} | {other} |"
        );
    }
    page
}

#[test]
fn the_guide_shows_the_table() {
    expect_test::expect_file!["../../sdk/src/guide/faults.md"].assert_eq(&page());
}
