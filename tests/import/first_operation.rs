//! The first operation, imported from the descriptions of two consoles, has the bytes and the bounds of
//! the hand-written spec.

use crate::facts::{self, Fact};
use crate::support::{Folder, some};
use codegen::model::{Api, Field, Object, Operation, Scalar, Type, TypeKind};
use codegen::{generate, understand};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// The month of each description, and its facts.
const DESCRIPTIONS: [(&str, &str); 2] = [
    ("2024-03", include_str!("first_operation/2024.yaml")),
    ("2026-08", include_str!("first_operation/2026.yaml")),
];

const ENDPOINT: &str = "POST /web/api/v2.1/threats/incident";
const NAME: &str = "UpdateThreatIncident";
const FILE: &str = "operations/update_threat_incident.yaml";

/// Differences between the spec and the descriptions, where the spec agrees with the
/// documentation, so `deviations.yaml` has no entry for them: the item, and the reason.
const EXPLAINED: [(&str, &str); 6] = [
    (
        "ThreatFilter",
        "the spec rejects a filter without a condition, which means every threat; a description cannot say so",
    ),
    (
        "ThreatFilter.contentHashes",
        "the documentation says that the hashes are SHA-1; in the descriptions, a sentence alone says so",
    ),
    (
        "ThreatFilter.initiatedBy",
        "responses of another operation also have the value `multiple`",
    ),
    (
        "ThreatFilter.initiatedByNin",
        "responses of another operation also have the value `multiple`",
    ),
    (
        "UpdateThreatIncident.headers",
        "the documentation lists the response headers; the descriptions have none",
    ),
    (
        "UpdateThreatIncident.outputs.json_body.data.details.threatId",
        "the documentation has no minimum, and bounds of responses are documentation alone",
    ),
];

/// Returns the folder of the hand-written spec.
fn by_hand() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut folder = Folder::default();
    let mut put = |path: String| {
        let text = std::fs::read_to_string(root.join(&path)).expect("the file");
        folder.put(&path, text);
    };
    put("api.yaml".to_owned());
    put("deviations.yaml".to_owned());
    for part in ["types", "operations"] {
        for entry in std::fs::read_dir(root.join(part)).expect("the folder") {
            let name = entry.expect("an entry").file_name();
            put(format!("{part}/{}", name.to_string_lossy()));
        }
    }
    folder
}

/// Imports the operation into a spec that has an `api.yaml` alone, and renames it.
fn imported(description: &str) -> Folder {
    let mut folder = Folder::default();
    folder.put("api.yaml", by_hand().file("api.yaml"));
    let import = |folder: &mut Folder| {
        let imported = folder.import(description, some(&[ENDPOINT]), false);
        let report = imported.expect("the description is valid").report;
        // The author of `api.yaml` declared no tags.
        let lost: Vec<_> = report.notes.iter().filter(|note| note.is_loss).collect();
        assert!(lost.iter().all(|note| note.kind == "tags"), "{lost:?}");
    };
    import(&mut folder);
    folder.edit("import.yaml", "PostThreatsIncident", NAME);
    import(&mut folder);
    folder
}

fn understood(folder: &Folder) -> Api {
    let sources = folder.sources();
    understand(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources)))
}

fn operation(api: &Api) -> &Operation {
    let mut operations = api.operations.iter();
    let found = operations.find(|operation| operation.name.as_str() == NAME);
    found.expect("the operation")
}

/// Types, bounds, values and requiredness are equal, besides the differences that `deviations.yaml`
/// records and those that have a reason here.
#[test]
fn facts_are_those_of_the_hand_written_spec() {
    let hand = understood(&by_hand());
    let recorded: BTreeSet<_> = hand
        .deviations
        .iter()
        .map(|one| one.item.as_str())
        .filter(|item| item.starts_with("ThreatFilter.") || item.starts_with(NAME))
        .collect();
    let mut unused: BTreeSet<_> = recorded.clone();
    unused.extend(EXPLAINED.iter().map(|(item, _)| *item));
    let mut text = String::new();
    for (month, description) in DESCRIPTIONS {
        let import = understood(&imported(description));
        let ours = facts::of(&hand, operation(&hand), month);
        let theirs = facts::of(&import, operation(&import), month);
        let places: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
        assert!(places.len() > 100, "{}", places.len());
        let _ = writeln!(text, "{month}: {} facts", places.len());
        for place in places {
            let (ours, theirs) = (ours.get(place), theirs.get(place));
            let both = ours.zip(theirs);
            if both.is_some_and(|(ours, theirs)| ours.text == theirs.text) {
                continue;
            }
            let item = ours.or(theirs).map_or("", |fact| fact.item.as_str());
            let explained = EXPLAINED.iter().find(|(known, _)| *known == item);
            let reason = match explained {
                Some((_, reason)) => *reason,
                None if recorded.contains(item) => "recorded in `deviations.yaml`",
                None => panic!("{month}: {place} ({item})\n{ours:#?}\n{theirs:#?}"),
            };
            unused.remove(item);
            let shown = |fact: Option<&Fact>| fact.map_or("-".to_owned(), |fact| fact.text.clone());
            let (ours, theirs) = (shown(ours), shown(theirs));
            let _ = writeln!(
                text,
                "\n{item}: {reason}\n  spec:        {ours}\n  description: {theirs}"
            );
        }
        text.push('\n');
    }
    assert_eq!(
        unused,
        BTreeSet::new(),
        "differences that there are none of"
    );
    expect_test::expect_file!["first_operation/differences.txt"].assert_eq(&text);
}

/// Requests have the same bytes: a request with all fields, and the examples of the spec.
#[test]
fn bytes_are_those_of_the_hand_written_spec() {
    let hand = by_hand();
    let (_, examples) = hand
        .file(FILE)
        .split_once("\nexamples:\n")
        .expect("examples");
    let api = understood(&hand);
    for (_, description) in DESCRIPTIONS {
        let import = imported(description);
        let filter = sample_of(&api, &understood(&import));
        let body = json!({"data": {"incidentStatus": "resolved", "analystVerdict": "suspicious"}, "filter": filter});
        let examples = format!(
            "\nexamples:\n{examples}  - name: all_fields\n    description: Sets all fields.\n    request:\n      json_body: {body}\n"
        );
        let (ours, theirs) = (
            expected(hand.clone(), &examples),
            expected(import, &examples),
        );
        assert_eq!(ours, theirs);
        assert_eq!(ours.len(), 3);
        for name in filter.as_object().expect("an object").keys() {
            assert!(ours[2].contains(&format!("\"{name}\"")), "{name}");
        }
    }
}

/// Returns the requests that the generated tests of some examples expect.
fn expected(mut folder: Folder, examples: &str) -> Vec<String> {
    let text = folder.file(FILE);
    let text = text
        .split_once("\nexamples:\n")
        .map_or(text.trim_end(), |(text, _)| text);
    folder.put(FILE, format!("{text}{examples}"));
    let sources = folder.sources();
    let files = generate(&sources);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(&sources)));
    let path = "examples/update_threat_incident.rs";
    let file = files
        .iter()
        .find(|file| file.path == path)
        .expect("the tests");
    let requests = file.contents.split("let expected = r#\"").skip(1);
    let requests = requests.filter_map(|rest| rest.split_once("\"#;"));
    requests.map(|(request, _)| request.to_owned()).collect()
}

fn object<'a>(api: &'a Api, name: &str) -> &'a Object {
    let found = api.types.iter().find(|known| known.name.as_str() == name);
    match found.map(|found| &found.kind) {
        Some(TypeKind::Object(object)) => object,
        other => panic!("{other:?}"),
    }
}

/// Returns a filter with all fields that both have. A type that is written by hand has no samples.
fn sample_of(hand: &Api, import: &Api) -> Value {
    let hand = &object(hand, "ThreatFilter").fields;
    let is_sampled = |field: &&Field| {
        let mut hand = hand.iter();
        let known = hand.find(|known| known.wire == field.wire);
        known.is_some_and(|known| !matches!(known.ty, Type::External { .. }))
    };
    let fields = object(import, "ThreatFilter").fields.iter();
    let members = fields.filter(is_sampled);
    let members = members.map(|field| (field.wire.to_string(), sample(import, &field.ty)));
    let members: Map<_, _> = members.collect();
    assert!(members.len() + 2 >= hand.len(), "{}", members.len());
    Value::Object(members)
}

fn sample(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::List(items) => json!([sample(api, items)]),
        Type::Shared(name) => {
            let found = api.types.iter().find(|known| known.name == *name);
            match found.map(|found| &found.kind) {
                Some(TypeKind::Enum(list)) => json!(list.values[0].wire.as_str()),
                other => panic!("{other:?}"),
            }
        }
        Type::Scalar(Scalar::Boolean) => json!(true),
        Type::Scalar(Scalar::Int32 | Scalar::Int64) => json!(5),
        Type::Scalar(Scalar::Id) => json!("225494730938493804"),
        Type::Scalar(Scalar::DateTime) => json!("2026-01-31T12:00:00Z"),
        // It fits the hashes, too.
        Type::Scalar(Scalar::String) => json!("0123456789abcdef0123456789abcdef01234567"),
        other => panic!("{other:?}"),
    }
}
