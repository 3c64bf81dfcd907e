//! A second operation with a page of its own, made up here, whatever others there are: it conforms,
//! and its changes are named.

use crate::baseline::Baseline;
use crate::{Tally, complain_of_gaps, counts, report, this_checkout};
use conformance::checkout::Checkout;
use conformance::fact::{Section, Text};
use conformance::mutate::{Mutation, Side};

/// Where its page would stand.
pub const PAGE: &str = "tests/documentation/add-test-note.md";

/// Where its spec stands, below `spec/`.
const SPEC: &str = "operations/add_test_note.yaml";

const OPERATION: &str = r"operation: AddTestNote
title: Add Test Note
description: Adds one note to every threat that the filter matches.
method: POST
path: /threats/test-notes
inputs:
  - name: json_body
    in: body
    type: object
    required: true
    description: The whole request of a note.
    fields:
      - name: data
        type: object
        required: true
        description: The note.
        fields:
          - name: text
            type: string
            required: true
            min_length: 1
            description: The words of the note.
      - name: filter
        type: ThreatFilter
        required: true
        description: Says which threats receive the note.
outputs:
  - name: status_code
    from: status
    type: uint16
    required: true
    description: The status of the answer.
  - name: reason
    from: reason
    type: string
    required: true
    description: The phrase of the answer.
  - name: json_body
    from: body
    type: object
    required: true
    description: The body of the answer.
    fields:
      - name: data
        type: object
        required: true
        description: What came of the note.
        fields:
          - name: affected
            type: uint64
            required: true
            description: The number of threats with the new note.
response_headers:
  - Date
  - X-RQID
";

const DEVIATIONS: &str = r"  - items:
      - AddTestNote.outputs.status_code
    kind: type
    documented: number
    spec: uint16
    reason: A status is three digits.
    evidence: RFC 9110, section 15.
  - items:
      - AddTestNote.outputs.json_body.data.affected
    kind: type
    documented: number
    spec: uint64
    reason: It is a count.
    evidence: The description of the field.
";

/// The page up to the fields of the filter, which the first page documents.
const BEGINNING: &str = "# Add Test Note

**Description**: Adds one note to every threat that the filter matches.

## Endpoint

- **URL:** `/web/api/v2.1/threats/test-notes`
- **Method:** `POST`

## Inputs

- **json_body** (object) – Required: The whole request of a note.
  - **data** (object) – Required: The note.
    - **text** (string) – Required: The words of the note.
  - **filter** (object) – Required: Says which threats receive the note.
";

const END: &str = "
## Output

### Output Parameters

- **status_code** (number) – Required: The status of the answer.
- **reason** (string) – Required: The phrase of the answer.
- **json_body** (object) – Required: The body of the answer.
  - **data** (object) – Required: What came of the note.
    - **affected** (number) – Required: The number of threats with the new note.

## Response Headers

| Header | Type | Description |
|--------|------|-------------|
";

/// This checkout with the second operation, its code and its page.
pub fn two_operations() -> Checkout {
    let mut checkout = this_checkout();
    let first = checkout
        .pages
        .iter()
        .find(|page| page.path.ends_with("update-threat-incident.md"));
    let first = first.expect("the first page").text.clone();
    checkout.pages.insert(0, page(&first));
    let deviations = checkout
        .spec
        .iter()
        .find(|(_, file)| file.path == "deviations.yaml");
    let (_, deviations) = deviations.expect("the recorded deviations");
    let deviations = format!("{}{DEVIATIONS}", deviations.text);
    checkout
        .spec
        .add("deviations.yaml", deviations.into_bytes());
    checkout.spec.add(SPEC, OPERATION.as_bytes().to_vec());
    let generated = codegen::generate(&checkout.spec).expect("the spec has no mistakes");
    let generated = generated.into_iter().map(|file| Text {
        path: format!("sdk/src/generated/{}", file.path),
        text: file.contents,
    });
    checkout.generated = generated.collect();
    checkout
}

fn page(first: &str) -> Text {
    let conditions = first
        .lines()
        .skip_while(|line| !line.contains("**filter**"));
    let conditions = conditions.skip(1).take_while(|line| !line.is_empty());
    let headers = first
        .lines()
        .filter(|line| line.starts_with("| Date ") || line.starts_with("| X-RQID "));
    let lines = |lines: Vec<&str>| format!("{}\n", lines.join("\n"));
    let (conditions, headers) = (lines(conditions.collect()), lines(headers.collect()));
    Text {
        path: PAGE.to_owned(),
        text: format!("{BEGINNING}{conditions}{END}{headers}"),
    }
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
        (Section::Inputs, 4 + of_filter),
        (Section::Outputs, 5),
        (Section::Headers, 2),
    ];
    assert_eq!(counts(second), expected);
    let shown = report.to_string();
    assert!(shown.starts_with("Add Test Note\nsection "), "{shown}");
    assert!(
        shown.contains("\n\nUpdate Threat Incident\nsection "),
        "{shown}"
    );
    // A deviation of the shared filter explains something on both pages, and is shown once.
    assert_eq!(shown.matches("ThreatFilter.limit:").count(), 1, "{shown}");
}

#[test]
fn each_change_of_the_second_operation_is_named() {
    let baseline = Baseline::of(two_operations());
    let mut subjects = baseline.subjects.iter();
    let second = subjects.find(|subject| subject.title() == "Add Test Note");
    let second = second.expect("the second operation");
    // Those of the filter are made with the first operation.
    let is_own = |mutation: &Mutation| {
        mutation.key.section != Section::Inputs
            || mutation.key.path.get(2).is_none_or(|name| name == "text")
    };
    let mut total = Tally::default();
    for side in Side::ALL {
        let mut mutations = baseline.mutations(second, side);
        complain_of_gaps(second, side, &mutations);
        mutations.retain(is_own);
        total.run(&baseline, second, side, &mutations);
    }
    total.conclude();
}

/// A shared type belongs to each operation that uses it, and what differs in it is named for each.
#[test]
fn a_change_of_a_shared_type_is_named_once_for_each_page() {
    let mut checkout = two_operations();
    let file = "sdk/src/generated/types/threat_filter.rs";
    let mut files = checkout.generated.iter_mut();
    let file = files.find(|text| text.path == file).expect("the filter");
    file.text = file
        .text
        .replace("optional \"groupIds\" =>", "optional \"groups\" =>");
    let report = report(&checkout);
    for title in ["Add Test Note", "Update Threat Incident"] {
        let of_page = report.differences.iter().filter(|difference| {
            let is_missing = difference.message == "the spec has it, and the code does not";
            is_missing && difference.key.name() == "groupIds" && difference.operation == title
        });
        assert_eq!(of_page.count(), 1, "{title}\n{report}");
    }
    let shown = report.to_string();
    let line = "\nAdd Test Note: inputs: json_body.filter.groupIds: the spec has it";
    assert!(shown.contains(line), "{shown}");
}
