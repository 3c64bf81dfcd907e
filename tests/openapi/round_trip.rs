//! Round trips: a spec is exported, the description imported into an empty spec, and that spec exported
//! and generated again. Descriptions and code are compared.

use super::description::{self, Description, second_api};
use codegen::openapi::import::{Broken, Imported, RECORD, Request, Selection, import};
use codegen::{Sources, parallel};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The differences that remain: the folder of the spec, a part of its description or its code, and the
/// reason.
const REMAINING: [(&str, &str, &str); 2] = [
    (
        "bounds_and_patterns",
        "It is from 1 to 18446744073709551615.",
        LIMIT,
    ),
    (
        "bounds_and_patterns",
        "at_least(1), at_most(18_446_744_073_709_551_615);",
        LIMIT,
    ),
];

const LIMIT: &str = "The schema of an unsigned integer always has the limits of its type, so a bound of \
                     the spec that repeats one of them is not among the bounds after the import.";

fn import_all(text: &str) -> Result<Imported, Vec<Broken>> {
    import_into(&Sources::new("spec"), text, Selection::All)
}

fn import_into(spec: &Sources, text: &str, selection: Selection) -> Result<Imported, Vec<Broken>> {
    import(&Request {
        bytes: text.as_bytes(),
        spec,
        selection,
        with_descriptions: true,
    })
}

/// Imports a description into an empty spec.
fn imported(description: &Description) -> Sources {
    let name = &description.name;
    let imported = import_all(&description.text);
    let imported = imported.unwrap_or_else(|broken| panic!("{name}: {broken:?}"));
    let losses = imported.report.losses();
    assert_eq!(losses, 0, "{name}: {:?}", imported.report.notes);
    let mut sources = Sources::new("spec");
    for file in imported.files {
        if is_yaml(&file.path) && file.path != RECORD {
            sources.add(file.path, file.contents.into_bytes());
        }
    }
    sources
}

fn is_yaml(path: &str) -> bool {
    path.rsplit('.').next() == Some("yaml")
}

/// A difference: its place, and both values.
struct Difference {
    place: String,
    before: String,
    after: String,
}

impl Difference {
    fn new(place: &str, before: Option<&Value>, after: Option<&Value>) -> Self {
        let shown = |value: Option<&Value>| {
            let text = value.map_or_else(|| "nothing".to_owned(), Value::to_string);
            text.chars().take(200).collect()
        };
        Self {
            place: place.to_owned(),
            before: shown(before),
            after: shown(after),
        }
    }
}

fn differences(place: &str, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
            for key in keys {
                let place = format!("{place}/{key}");
                match (old.get(key), new.get(key)) {
                    (Some(old), Some(new)) => differences(&place, old, new, found),
                    (old, new) => found.push(Difference::new(&place, old, new)),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                differences(&format!("{place}/{index}"), old, new, found);
            }
        }
        (old, new) if old == new => {}
        (old, new) => found.push(Difference::new(place, Some(old), Some(new))),
    }
}

/// Returns the generated files, without the lines that name their sources.
fn code(sources: &Sources) -> Value {
    let files = codegen::generate(sources);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(sources)));
    let files: BTreeMap<_, _> = files
        .into_iter()
        .map(|file| {
            let lines = file.contents.lines();
            let lines: Vec<_> = lines.filter(|line| !line.contains("@generated")).collect();
            (file.path, Value::from(lines))
        })
        .collect();
    files.into_iter().collect()
}

#[test]
fn a_spec_survives_its_export_and_import() {
    let mut unexplained = Vec::new();
    let mut unused: BTreeSet<_> = REMAINING
        .iter()
        .map(|(spec, part, _)| (*spec, *part))
        .collect();
    for description in description::all() {
        let sources = imported(description);
        let api = codegen::understand(&sources);
        let api = api.unwrap_or_else(|found| panic!("{}", found.render(&sources)));
        let again: Value = serde_json::from_str(&codegen::openapi::export(&api)).expect("JSON");
        let mut found = Vec::new();
        differences("", &description.json, &again, &mut found);
        differences("", &code(&description.sources), &code(&sources), &mut found);
        for Difference {
            place,
            before,
            after,
        } in found
        {
            let folder = description.name.as_str();
            let is_known = |entry: &&(&str, &str, &str)| {
                folder.ends_with(&format!("/{}", entry.0)) && before.contains(entry.1)
            };
            match REMAINING.iter().find(is_known) {
                Some((spec, part, _)) => drop(unused.remove(&(*spec, *part))),
                None => unexplained.push(format!("{folder} {place}:\n  {before}\n  {after}")),
            }
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(unused.is_empty(), "no difference is left at {unused:?}");
}

/// A second import of the same description changes nothing, and neither does a part of it.
#[test]
fn a_second_import_changes_nothing() {
    let changes = parallel::map(description::all(), |_| (), changes_again);
    let changes: Vec<_> = changes.into_iter().flatten().collect();
    assert!(changes.is_empty(), "{}", changes.join("\n"));
}

/// Imports a description into an empty spec, and again into that spec. Returns what the second imports
/// change, lose and advise to remove.
fn changes_again(description: &Description) -> Vec<String> {
    let name = &description.name;
    let first = import_all(&description.text).unwrap_or_else(|broken| panic!("{name}: {broken:?}"));
    let mut spec = Sources::new("spec");
    let files = first.files.into_iter();
    for file in files.filter(|file| is_yaml(&file.path)) {
        spec.add(file.path, file.contents.into_bytes());
    }
    let operations = description.api.operations.iter();
    let some = operations.take(3).map(|operation| Selection::Some {
        operations: vec![format!("{} {}", operation.method.word(), operation.path)],
        tags: Vec::new(),
    });
    let mut changes = Vec::new();
    for selection in some.chain([Selection::All]) {
        let again = import_into(&spec, &description.text, selection.clone());
        let again = again.unwrap_or_else(|broken| panic!("{name}, {selection:?}: {broken:?}"));
        assert_eq!(again.operations, first.operations, "{name}, {selection:?}");
        let written = again.files.iter().map(|file| &file.path);
        let paths = written.filter(|path| is_yaml(path)).chain(&again.removed);
        changes.extend(paths.map(|path| format!("{name}, {selection:?}: {path}")));
        let notes = again.report.notes.iter();
        let notes = notes.filter(|note| note.is_loss || note.kind == "deviation");
        changes.extend(notes.map(|note| format!("{name}, {selection:?}: {note:?}")));
    }
    changes
}

/// An error in the spec does not make the import ignore the members `x-` of its description, and write
/// all files anew without the facts that OpenAPI has no word for.
#[test]
fn errors_of_the_spec_are_not_those_of_the_description() {
    let description = second_api();
    let first = import_all(&description.text).expect("the first import");
    let files = first.files.into_iter();
    let files: Vec<_> = files.filter(|file| is_yaml(&file.path)).collect();
    let is_type = |path: &str| path.starts_with("types/");
    let types = files.iter().map(|file| &file.path);
    let mut refused = 0;
    for renamed in types.filter(|path| is_type(path)) {
        let mut spec = Sources::new("spec");
        for file in &files {
            let mut text = file.contents.clone();
            if file.path == *renamed {
                text = text.replace("  - name: ", "  - name: x");
            }
            spec.add(file.path.clone(), text.into_bytes());
        }
        match import_into(&spec, &description.text, Selection::All) {
            Ok(again) => {
                let mut notes = again.report.notes.iter();
                let ignored = notes.find(|note| note.kind == "odd extension");
                assert!(ignored.is_none(), "{renamed}: {ignored:?}");
            }
            Err(broken) => {
                let message = broken[0].to_string();
                assert!(
                    message.contains("the spec has errors"),
                    "{renamed}: {message}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
}

/// Each operation can be imported without the others.
#[test]
fn single_operations_are_imported_without_a_loss() {
    let description = second_api();
    let paths = description.json["paths"].as_object().expect("paths");
    let mut total = 0;
    for (path, methods) in paths.iter().filter(|(path, _)| !path.contains('#')) {
        for method in methods.as_object().expect("methods").keys() {
            let endpoint = format!("{} {path}", method.to_uppercase());
            let selection = Selection::Some {
                operations: vec![endpoint.clone()],
                tags: Vec::new(),
            };
            let imported = import_into(&Sources::new("spec"), &description.text, selection);
            let imported = imported.unwrap_or_else(|broken| panic!("{endpoint}: {broken:?}"));
            assert_eq!(imported.operations, 1, "{endpoint}");
            assert_eq!(
                imported.report.losses(),
                0,
                "{endpoint}: {:?}",
                imported.report.notes
            );
            total += 1;
        }
    }
    assert!(total > 20, "{total}");
}

/// Members without which examples, bounds or outcomes contradict each other: operations with them are left
/// out. Any other member is ignored if it has an unexpected form.
const NEEDED: [&str; 3] = ["x-minimum", "x-name", "x-values"];

/// Members `x-` of an unexpected form are ignored, or leave out the operation that has them.
#[test]
fn members_of_any_form_are_safe() {
    let json = &second_api().json;
    let mut names = BTreeSet::new();
    collect(json, &mut names);
    assert!(names.len() > 20, "{names:?}");
    let total = import_all(&json.to_string())
        .expect("the import")
        .operations;
    let forms = [
        Value::from(5),
        Value::from("not A \"name\""),
        serde_json::json!([{"a": 5}]),
    ];
    let odd = names
        .iter()
        .flat_map(|name| forms.iter().map(move |odd| (name, odd)));
    let results = parallel::map(
        odd,
        |_| (),
        |(name, odd)| {
            let mut changed = json.clone();
            replace(&mut changed, name, odd);
            let imported = import_all(&changed.to_string());
            let imported = imported.unwrap_or_else(|broken| panic!("{name}: {odd}: {broken:?}"));
            let is_lost = *odd == 5 && imported.operations != total;
            (imported.report.notes.len(), is_lost.then_some(name))
        },
    );
    let notes: usize = results.iter().map(|(notes, _)| notes).sum();
    assert!(notes > names.len(), "{notes}");
    let lost: Vec<_> = results.iter().filter_map(|(_, lost)| *lost).collect();
    assert_eq!(lost, NEEDED.each_ref(), "operations are left out");
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            let own = entries.keys().filter(|key| key.starts_with("x-"));
            names.extend(own.cloned());
            entries.values().for_each(|value| collect(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

fn replace(value: &mut Value, name: &str, odd: &Value) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                if key == name {
                    *value = odd.clone();
                } else {
                    replace(value, name, odd);
                }
            }
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| replace(value, name, odd)),
        _ => {}
    }
}
