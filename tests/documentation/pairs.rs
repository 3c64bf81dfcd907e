//! Pages without an operation, operations without a page, and duplicates.

use crate::documentation::second::{PAGE, two_operations};
use crate::documentation::{report, this_checkout};
use conformance::fact::Text;
use conformance::report::Difference;

/// Returns the page of the first operation.
fn first(pages: &mut [Text]) -> &mut Text {
    let mut pages = pages.iter_mut();
    let first = pages.find(|page| page.path.ends_with("/update-threat-incident.md"));
    first.expect("the page of the first operation")
}

/// Returns the only difference in a report.
fn only(differences: &[Difference]) -> String {
    match differences {
        [difference] => difference.to_string(),
        _ => panic!("expected one difference, got {differences:?}"),
    }
}

#[test]
fn an_operation_without_a_page() {
    let mut checkout = two_operations();
    checkout.pages.retain(|page| page.path != PAGE);
    let report = report(&checkout);
    let difference = only(&report.differences);
    let wanted = "endpoint: Add Test Note: the operation `AddTestNote` has no documentation page: \
                  write tests/documentation/add-test-note.md with the heading `# Add Test Note`\n  \
                  spec: spec/operations/add_test_note.yaml:2\n  \
                  code: sdk/src/generated/operations/add_test_note.rs:";
    assert!(difference.starts_with(wanted), "{difference}");
    assert_eq!(report.operations.len(), checkout.pages.len());
}

#[test]
fn no_page_at_all() {
    let mut checkout = this_checkout();
    checkout.pages.clear();
    let report = report(&checkout);
    assert!(report.operations.is_empty());
    let shown = report.to_string();
    let place = "write tests/documentation/update-threat-incident.md";
    assert!(shown.contains(place), "{shown}");
}

#[test]
fn a_page_without_an_operation() {
    let mut checkout = this_checkout();
    let mut page = checkout.pages[0].clone();
    page.path = "tests/documentation/more.md".to_owned();
    page.text = "# Mark as Seen\n".to_owned();
    checkout.pages.push(page);
    let report = report(&checkout);
    assert_eq!(
        only(&report.differences),
        "endpoint: Mark as Seen: no operation of the spec has this title: write \
         spec/operations/mark_as_seen.yaml with `title: Mark as Seen`, or change the page's \
         heading to the title of its operation\n  page: tests/documentation/more.md:1\n"
    );
    assert_eq!(report.operations.len(), checkout.pages.len() - 1);
}

#[test]
fn two_pages_about_one_operation() {
    let mut checkout = this_checkout();
    let page = checkout.pages[0].clone();
    let path = "tests/documentation/z.md".to_owned();
    let text = format!("\n{}", page.text);
    checkout.pages.push(Text { path, text });
    let message = only(&report(&checkout).differences);
    let wanted = format!(
        "another page, {}, documents the same operation: keep one of them\n  page: \
         tests/documentation/z.md:2\n",
        page.path
    );
    assert!(message.contains(&wanted), "{message}");
}

#[test]
fn code_without_an_operation_and_an_operation_without_code() {
    let mut checkout = two_operations();
    let mut files = checkout.generated.iter_mut();
    let file = files.find(|text| text.path.ends_with("add_test_note.rs"));
    let file = file.expect("the operation's module");
    file.text = file
        .text
        .replace("= \"AddTestNote\";", "= \"AddTestNotes\";");
    let report = report(&checkout);
    let shown = report.to_string();
    assert_eq!(report.differences.len(), 2, "{shown}");
    for message in [
        "the operation `AddTestNote` has no code: run `cargo xtask gen`",
        "the code has the operation `AddTestNotes`, but the spec does not: run `cargo xtask gen`",
    ] {
        assert!(shown.contains(message), "{shown}");
    }
}

#[test]
fn one_title_for_two_operations() {
    let mut checkout = two_operations();
    let mut sources = checkout.spec.iter();
    let file = sources.find(|(_, file)| file.path.ends_with("add_test_note.yaml"));
    let (_, file) = file.expect("the second operation");
    let title = "title: Update Threat Incident";
    let text = file.text.replace("title: Add Test Note", title);
    let path = file.path.clone();
    drop(sources);
    checkout.spec.add(path, text.into_bytes());
    checkout.pages.retain(|page| page.path != PAGE);
    let shown = report(&checkout).to_string();
    let message = "is also that of `AddTestNote`: its page would be ambiguous";
    assert!(shown.contains(message), "{shown}");
}

#[test]
fn a_type_in_two_files() {
    let mut checkout = this_checkout();
    let mut again = checkout.generated.last().expect("a file").clone();
    again.path = "sdk/src/generated/again.rs".to_owned();
    again.text = "struct ThreatFilter { ids: u8 }\n".to_owned();
    checkout.generated.push(again);
    let shown = report(&checkout).to_string();
    let message = "sdk/src/generated/again.rs:1: `ThreatFilter` is already defined at sdk/src/generated/types/";
    assert!(shown.contains(message), "{shown}");
}

/// The report of a difference ends with the entry that would explain it.
#[test]
fn a_difference_shows_its_entry() {
    let mut checkout = this_checkout();
    let page = first(&mut checkout.pages);
    let text = "**osTypes** (array)";
    assert!(page.text.contains(text));
    page.text = page.text.replace(text, "**osTypes** (string)");
    let report = report(&checkout);
    let shown = only(&report.differences);
    let entry = "\n\n  - items:\n      - ThreatFilter.osTypes\n    kind: type\n    documented: string\n    \
                 spec: list\n    reason:\n    evidence:\n";
    assert!(shown.contains(entry), "{shown}");
}

/// The spec language determines the type and the presence of the status.
#[test]
fn a_status_needs_no_entry() {
    let mut checkout = this_checkout();
    let page = first(&mut checkout.pages);
    assert!(
        page.text.contains("**status_code** (number):"),
        "{}",
        page.text
    );
    let report = report(&checkout);
    assert!(report.conforms(), "{report}");
    assert!(!report.to_string().contains("status_code"), "{report}");
}
