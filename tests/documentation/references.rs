//! Pages that refer to the page of a shared type.

use crate::documentation::report;
use crate::documentation::second::{PAGE, two_operations};
use conformance::checkout::Checkout;
use conformance::fact::{Key, Section, Text};
use conformance::page;

const FILTER: &str = "tests/documentation/types/threat_filter.md";

/// Returns the made-up operation whose page refers to the page of the filter, with another text for the
/// reference.
fn referring(reference: &str) -> Checkout {
    let mut checkout = two_operations();
    let mut pages = checkout.pages.iter_mut();
    let page = pages.find(|page| page.path == PAGE).expect("the page");
    let mut lines: Vec<_> = page.text.lines().map(str::to_owned).collect();
    let first = lines.iter().position(|line| line.contains("**filter**"));
    let first = first.expect("the filter") + 1;
    let indent = lines[first].len() - lines[first].trim_start().len();
    let inside = |line: &&String| line.starts_with(&" ".repeat(indent));
    let end = first + lines[first..].iter().take_while(inside).count();
    let line = format!("{}- {reference}", " ".repeat(indent));
    lines.splice(first..end, [line]);
    page.text = lines.join("\n") + "\n";
    checkout
}

fn problem(checkout: &Checkout) -> String {
    let report = report(checkout);
    assert!(!report.conforms(), "{report}");
    report.to_string()
}

#[test]
fn a_page_refers_to_the_page_of_a_type() {
    let checkout = referring("The fields of [ThreatFilter](types/threat_filter.md).");
    let report = report(&checkout);
    assert!(report.conforms(), "{report}");
    let mut pages = checkout.pages.iter();
    let page = pages.find(|page| page.path == PAGE).expect("the page");
    let page = page::read(page, &checkout.types).expect("it is read");
    let key = Key::top(Section::Inputs, "note")
        .child("filter")
        .child("ids");
    let fact = page.facts.iter().find(|fact| fact.key == key);
    let fact = fact.expect("the reader follows the reference");
    assert_eq!(fact.place.file, FILTER);
    assert_eq!(page.references.len(), 1);
}

#[test]
fn a_reference_leaves_fields_out() {
    let checkout = referring(
        "The fields of [ThreatFilter](types/threat_filter.md), except **limit** and **ids**.",
    );
    let shown = problem(&checkout);
    for name in ["ids", "limit"] {
        let message = format!("note.filter.{name}: the spec has it, but the page does not");
        assert!(shown.contains(&message), "{shown}");
    }
    assert!(!shown.contains("note.filter.query"), "{shown}");
    let unknown = referring("[ThreatFilter](types/threat_filter.md), except **idz**.");
    let shown = problem(&unknown);
    assert!(
        shown.contains("`ThreatFilter` has no field `idz`"),
        "{shown}"
    );
}

#[test]
fn a_reference_to_another_page_is_reported() {
    let shown = problem(&referring(
        "The fields of [ThreatFilter](types/threats.md).",
    ));
    let message = "the page tests/documentation/types/threats.md of a shared type does not exist";
    assert!(shown.contains(message), "{shown}");
    let shown = problem(&referring(
        "The fields of [Threat](types/threat_filter.md).",
    ));
    let message = "the page is about `ThreatFilter`, but the reference names `Threat`";
    assert!(shown.contains(message), "{shown}");
}

/// A type inside itself is listed once, as in the spec.
#[test]
fn a_page_that_refers_to_itself_is_read_once() {
    let mut checkout = referring("The fields of [ThreatFilter](types/threat_filter.md).");
    let mut types = checkout.types.iter_mut();
    let filter = types.find(|page| page.path == FILTER).expect("the page");
    let again = "\n- **again** (object): Once more.\n  - [ThreatFilter](threat_filter.md)\n";
    filter.text.push_str(again);
    let shown = problem(&checkout);
    assert!(
        shown.contains("note.filter.again: it is documented"),
        "{shown}"
    );
    assert!(!shown.contains("again.again"), "{shown}");
}

#[test]
fn a_page_of_a_type_without_a_reference_is_reported() {
    let mut checkout = two_operations();
    checkout.types.push(Text {
        path: "tests/documentation/types/nothing.md".to_owned(),
        text: "# Nothing\n".to_owned(),
    });
    let shown = problem(&checkout);
    assert!(
        shown.contains("nothing.md:1: no page refers to this page"),
        "{shown}"
    );
}
