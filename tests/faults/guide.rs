//! The table of faults as a page of the documentation, kept in sync with the tests.

use std::fmt::Write;

use crate::faults::table::ROWS;

/// Describes the caller's result in a sentence.
fn result(result: &str, status: Option<u16>) -> String {
    let what = match result {
        "ok" => "a response",
        "no connection" => "`Connect`, or `Timeout` while connecting",
        "timeout" => "`Timeout`",
        "transport" => "`Interrupted`",
        "decode" => "`Decode`",
        "api" => "`Api`",
        other => panic!("unknown result: {other}"),
    };
    status.map_or(what.to_owned(), |status| format!("{what} ({status})"))
}

/// Renders the whole page.
fn page() -> String {
    let mut page = String::from(
        "Each row is a test case of the SDK: the server, or the way to it, reacts to every attempt in \
         the same way.\n\"May have acted\" is the result of `error.is_ambiguous()`; a response has \"no\" \
         there.\nThe last two columns count the attempts of a policy with three retries.\n\n\
         | Reaction to every attempt | The caller's result | May have acted \
         | Attempts, if idempotent | Attempts, if not |\n\
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
