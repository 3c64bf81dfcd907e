//! Made-up operations with their own pages: they conform, and their mutations are reported.

use crate::documentation::baseline::Baseline;
use crate::documentation::tally::Tally;
use crate::documentation::{counts, report, this_checkout};
use conformance::checkout::Checkout;
use conformance::fact::{Section, Text};

/// The path of its page.
pub const PAGE: &str = "tests/documentation/add-test-note.md";

const ADD_TEST_NOTE: (&str, &str, &str) = (
    PAGE,
    include_str!("second/add-test-note.md"),
    "Add Test Note",
);

/// The pages: a request with an input in each location and responses by status; bytes in both
/// directions; a list as the body, and a response without one.
const PAGES: [(&str, &str, &str); 3] = [
    ADD_TEST_NOTE,
    (
        "tests/documentation/set-test-picture.md",
        include_str!("second/set-test-picture.md"),
        "Set Test Picture",
    ),
    (
        "tests/documentation/list-test-authors.md",
        include_str!("second/list-test-authors.md"),
        "List Test Authors",
    ),
];

/// The spec, below `spec/`.
const SPEC: [(&str, &str); 5] = [
    (
        "operations/add_test_note.yaml",
        include_str!("second/add_test_note.yaml"),
    ),
    (
        "operations/set_test_picture.yaml",
        include_str!("second/set_test_picture.yaml"),
    ),
    (
        "operations/list_test_authors.yaml",
        include_str!("second/list_test_authors.yaml"),
    ),
    (
        "types/test_author.yaml",
        include_str!("second/test_author.yaml"),
    ),
    (
        "types/test_tone.yaml",
        include_str!("second/test_tone.yaml"),
    ),
];

const DEVIATIONS: &str = include_str!("second/deviations.yaml");

/// Returns this checkout with the made-up operations, their code and their pages.
pub fn two_operations() -> Checkout {
    let mut checkout = this_checkout();
    let first = checkout
        .pages
        .iter()
        .find(|page| page.path.ends_with("update-threat-incident.md"));
    let first = first.expect("the first page").text.clone();
    for (path, text, _) in PAGES {
        checkout.pages.insert(0, page(path, text, &first));
    }
    let deviations = checkout
        .spec
        .iter()
        .find(|(_, file)| file.path == "deviations.yaml");
    let (_, deviations) = deviations.expect("the recorded deviations");
    let deviations = format!("{}{DEVIATIONS}", deviations.text);
    checkout
        .spec
        .add("deviations.yaml", deviations.into_bytes());
    for (path, text) in SPEC {
        checkout.spec.add(path, text.as_bytes().to_vec());
    }
    let generated = codegen::generate(&checkout.spec).expect("the spec is valid");
    let generated = generated.into_iter().map(|file| Text {
        path: format!("sdk/src/generated/{}", file.path),
        text: file.contents,
    });
    checkout.generated = generated.collect();
    checkout
}

/// Returns a page with the first page's description of the shared filter and of the common headers.
fn page(path: &str, text: &str, first: &str) -> Text {
    let conditions = first
        .lines()
        .skip_while(|line| !line.contains("**filter**"));
    let conditions = conditions.skip(1).take_while(|line| !line.is_empty());
    let conditions: Vec<_> = conditions.collect();
    let mut text = text.replace("{filter}", &conditions.join("\n"));
    for name in ["Date", "X-RQID"] {
        let start = format!("| {name} ");
        let header = first.lines().find(|line| line.starts_with(&start));
        text = text.replace(&format!("{{{name}}}"), header.expect("the header"));
    }
    let path = path.to_owned();
    Text { path, text }
}

#[test]
fn a_second_operation_conforms() {
    let report = report(&two_operations());
    assert!(report.conforms(), "\n{report}");
    let mut outcomes = report.operations.iter();
    let second = outcomes.find(|outcome| outcome.title == "Add Test Note");
    let second = second.expect("the second operation is compared");
    let of_filter = 98;
    let expected = [
        (Section::Endpoint, 3),
        (Section::Inputs, 22 + of_filter),
        (Section::Outputs, 16),
        (Section::Headers, 3),
    ];
    assert_eq!(counts(second), expected);
    let shown = report.to_string();
    assert!(shown.starts_with("Add Test Note\nsection "), "{shown}");
    assert!(
        shown.contains("\n\nUpdate Threat Incident\nsection "),
        "{shown}"
    );
    // A deviation of the shared filter is used on both pages, and shown once.
    assert_eq!(shown.matches("ThreatFilter.limit:").count(), 1, "{shown}");
}

#[test]
fn each_mutation_of_a_second_operation_is_reported() {
    let baseline = Baseline::of(two_operations());
    let titles: Vec<_> = PAGES.iter().map(|(_, _, title)| *title).collect();
    let mut total = Tally::default();
    for (slice, sides) in baseline.slices(&titles) {
        // The fields of the filter are mutated with the first operation.
        if !slice.is_about("ThreatFilter") {
            total.slice(&slice, &sides);
        }
    }
    total.conclude();
}

/// A shared type belongs to each operation that uses it, and its differences are reported for each.
#[test]
fn a_mutation_of_a_shared_type_is_reported_once_for_each_page() {
    let mut checkout = two_operations();
    let file = "sdk/src/generated/types/threat_filter.rs";
    let mut files = checkout.generated.iter_mut();
    let file = files.find(|text| text.path == file).expect("the filter");
    file.text = file.text.replace("\"groupIds\" =>", "\"groups\" =>");
    let report = report(&checkout);
    for title in ["Add Test Note", "Update Threat Incident"] {
        let of_page = report.differences.iter().filter(|difference| {
            let is_missing = difference.message == "the spec has it, but the code does not";
            is_missing && difference.key.name() == "groupIds" && difference.operation == title
        });
        assert_eq!(of_page.count(), 1, "{title}\n{report}");
    }
    let shown = report.to_string();
    let line = "\nAdd Test Note: inputs: note.filter.groupIds: the spec has it";
    assert!(shown.contains(line), "{shown}");
}
