//! Updates that cannot keep what the author wrote: the report says so.

use crate::import::support::{Folder, import_all};

const SOURCE: &str = include_str!("features/everything_at_once.yaml");
const PET: &str = "types/pet.yaml";

fn imported() -> Folder {
    let mut folder = Folder::default();
    import_all(&mut folder, SOURCE).expect("the first import");
    folder
}

/// Imports a newer source, and returns the notes of a kind.
fn notes(folder: &mut Folder, kind: &str, changes: &[(&str, &str)]) -> Vec<String> {
    let mut source = SOURCE.to_owned();
    for (from, to) in changes {
        assert!(source.contains(from), "{from}");
        source = source.replace(from, to);
    }
    let imported = import_all(folder, &source).expect("a newer source");
    let notes = imported.report.notes.into_iter();
    let notes = notes.filter(|note| note.kind == kind);
    let notes = notes.map(|note| format!("{}: {}", note.item, note.text));
    notes.collect()
}

/// A person's words about a member, a value, an input or an object that is gone are in the report.
#[test]
fn words_about_items_that_are_gone_are_reported() {
    let mut folder = imported();
    for (path, item) in [
        (PET, "The field `nickName`"),
        ("types/status.yaml", "The value `sold`"),
        ("operations/list_pets.yaml", "The parameter `cursor`"),
        ("operations/list_pets.yaml", "The field `next_cursor`"),
    ] {
        let neutral = format!("description: {item}; not described yet.");
        let mut words = item.replace('`', "");
        words.push_str(" by hand.");
        folder.edit(path, &neutral, &format!("description: {words}"));
    }
    folder.edit(
        PET,
        "  - name: born\n",
        "  - name: born\n    since: \"2026-08\"\n",
    );
    let changes = [
        ("        nickName: {type: string}\n", ""),
        (
            "        labels: {type: object, additionalProperties: {type: string}}\n",
            "",
        ),
        ("[available, sold]", "[available]"),
        (
            "        - name: cursor\n          in: query\n          schema: {type: string}\n",
            "",
        ),
        (
            "                  next_cursor: {type: string, nullable: true}\n",
            "",
        ),
    ];
    let mut found = notes(&mut folder, "hand edit", &changes);
    found.retain(|note| !note.contains("`pagination`"));
    assert_eq!(
        found,
        [
            "Pet: the source no longer has `nickName` here; written by hand there: \"The field nickName by hand.\"",
            "Status: the source no longer has `sold` here; written by hand there: \"The value sold by hand.\"",
            "GET /v1/pets: the source no longer has `cursor` here; written by hand there: \"The parameter cursor by hand.\"",
            "GET /v1/pets: the source no longer has `json_body.next_cursor` here; written by hand there: \"The field next_cursor by hand.\"",
        ]
    );
    // The next import has nothing to report.
    assert_eq!(notes(&mut folder, "hand edit", &changes), [""; 0]);
}

/// A type that was edited without a deviation is that of the source again, which the report says.
#[test]
fn edited_facts_that_an_update_replaces_are_reported() {
    let newer = [(
        "nickName: {type: string}",
        "nickName: {type: string, maxLength: 7}",
    )];
    let mut folder = imported();
    assert_eq!(notes(&mut folder, "hand edit", &newer), [""; 0]);
    let mut folder = imported();
    folder.edit(
        PET,
        "- name: age\n    type: int64\n",
        "- name: age\n    type: uint16\n    maximum: 30\n",
    );
    let status = folder.file("types/status.yaml").to_owned();
    folder.put(
        "types/status.yaml",
        format!("{status}  - value: lost\n    description: Run away.\n"),
    );
    let changes = [
        newer[0],
        ("[available, sold]", "[available, sold, adopted]"),
    ];
    assert_eq!(
        notes(&mut folder, "hand edit", &changes),
        [
            "Pet: `type: uint16` of `age` is `type: int64` now",
            "Pet: `maximum: 30` of `age` is gone now",
            "Status: the source no longer has `lost` here; written by hand there: \"Run away.\"",
            "Status: `lost` is gone",
        ]
    );
    // Its own words and keys are not facts of the source.
    let mut folder = imported();
    folder.edit(
        PET,
        "  - name: age\n",
        "  - name: age\n    rust_name: years\n",
    );
    assert_eq!(notes(&mut folder, "hand edit", &newer), [""; 0]);
    assert!(folder.file(PET).contains("rust_name: years"));
}

/// A parameter that moves into the path is still the same parameter.
#[test]
fn a_moved_input_keeps_its_words() {
    let mut folder = imported();
    let path = "operations/list_pets.yaml";
    folder.edit(
        path,
        "description: The parameter `cursor`; not described yet.",
        "description: By hand.",
    );
    let changes = [(
        "        - name: cursor\n          in: query\n",
        "        - name: cursor\n          in: header\n",
    )];
    assert_eq!(notes(&mut folder, "hand edit", &changes), [""; 0]);
    let text = folder.file(path);
    assert!(
        text.contains(
            "  - name: cursor\n    in: header\n    type: string\n    description: By hand.\n"
        ),
        "{text}"
    );
}

/// Examples and pagination that a newer source contradicts do not stop the update of an operation.
#[test]
fn contradicted_keys_follow_the_source() {
    let mut folder = imported();
    folder.edit(
        PET,
        "  - name: nickName\n    type: string\n",
        "  - name: nickName\n    type: string\n    example: Rexy\n",
    );
    let path = "operations/list_pets.yaml";
    let text = folder.file(path).to_owned();
    folder.put(
        path,
        format!("{text}examples:\n  - name: all\n    description: Lists all.\n"),
    );
    let changes = [
        (
            "name: {type: string, minLength: 1, example: Rex}",
            "name: {type: integer, minimum: 1, example: 5}",
        ),
        ("nickName: {type: string}", "nickName: {type: boolean}"),
        (
            "        - name: cursor\n          in: query\n          schema: {type: string}\n",
            "",
        ),
        (
            "                  next_cursor: {type: string, nullable: true}\n",
            "",
        ),
    ];
    assert_eq!(
        notes(&mut folder, "hand edit", &changes),
        [
            "Pet: `example` of `name` does not fit the source any more, or another one in the file; it is replaced",
            "Pet: `example` of `nickName` does not fit the source any more, or another one in the file; it is left out",
            "GET /v1/pets: `pagination` of `the file` does not fit the source any more, or another one in the file; it is left out",
        ]
    );
    let (pet, list) = (folder.file(PET), folder.file(path));
    assert!(
        pet.contains("    example: 5\n") && !pet.contains("Rexy"),
        "{pet}"
    );
    assert!(
        !list.contains("cursor") && list.contains("examples:"),
        "{list}"
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
    assert_eq!(notes(&mut folder, "hand edit", &changes), [""; 0]);
}

/// An entry of `deviations.yaml` that the description does not contradict any more is reported.
#[test]
fn deviations_without_a_difference_are_reported() {
    let entries = "deviations:\n  - {items: [Pet.age, Pet.labels], kind: minimum, differs_from: openapi, spec: '1', reason: So it is., evidence: Seen.}\n";
    let entries = entries.replace(", Pet.labels", "");
    let edited = || {
        let mut folder = imported();
        folder.edit(
            PET,
            "- name: age\n    type: int64\n",
            "- name: age\n    type: int64\n    minimum: 1\n",
        );
        folder.put("deviations.yaml", entries.clone());
        folder
    };
    for change in [("born:", "born2:"), ("limit", "limits")] {
        assert_eq!(notes(&mut edited(), "deviation", &[change]), [""; 0]);
    }
    let change = ("age: {type: integer}", "age: {type: integer, minimum: 1}");
    assert_eq!(
        notes(&mut edited(), "deviation", &[change]),
        [
            "Pet: `Pet.age` no longer differs from the source in the kind `minimum`: remove its entry from `deviations.yaml`"
        ]
    );
}
