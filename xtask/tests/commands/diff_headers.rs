//! `cargo xtask diff` of response headers whose type operations share.

use crate::diff::Repository;

fn assert_has(out: &str, parts: &[&str]) {
    for part in parts {
        assert!(out.contains(part), "{part:?} in\n{out}");
    }
}

#[test]
fn an_operation_that_leaves_a_header_set_names_the_type_of_its_headers() {
    let repository = Repository::new();
    let file = "spec/operations/get_alerts.yaml";
    repository.edit(file, "  - X-RQID\n", "  - X-RQID\n  - Vary\n");
    let left = repository.diff(&["--base", "HEAD"]).out;
    let parts = [
        "shared type of the headers of `GetAlerts` removed (was `CommonHeaders`) [source-breaking]",
        "- pub type GetAlertsHeaders = CommonHeaders",
        "Programs that pass `GetAlertsHeaders` as `CommonHeaders`.",
        "+ pub vary: Option<runtime::HeaderText>",
    ];
    assert_has(&left, &parts);
    assert!(!left.contains("::new("), "{left}");
    repository.commit("Leave the set");
    repository.edit(file, "  - Vary\n", "");
    let joined = repository.diff(&["--base", "HEAD"]).out;
    let parts = [
        "+ pub type GetAlertsHeaders = CommonHeaders",
        "implement a trait for `GetAlertsHeaders` and for another name of `CommonHeaders`.",
    ];
    assert_has(&joined, &parts);
}

/// The field is in the struct of the set, in another file than the operation.
#[test]
fn a_retyped_common_header_shows_its_field_for_each_operation() {
    let repository = Repository::new();
    let (from, to) = ("  - name: Date\n", "  - name: Date\n    type: date-time\n");
    repository.edit("spec/api.yaml", from, to);
    let out = repository.diff(&["--base", "HEAD"]).out;
    assert_has(&out, &["`get_alerts_headers.date` no longer compiles."]);
    let of_alerts = out.split("of `GetAlerts` tightened").nth(1);
    let of_alerts = of_alerts.expect("a change").split("hit ").next();
    let parts = [
        "- pub date: Option<runtime::HeaderText>",
        "+ pub date: Option<runtime::Timestamp>",
    ];
    assert_has(of_alerts.expect("its lines"), &parts);
}
