//! Updates of facts in which the spec differs from its sources on purpose.

use crate::import::support::{Folder, import_all};

const SOURCE: &str = include_str!("features/everything_at_once.yaml");

fn imported() -> Folder {
    let mut folder = Folder::default();
    import_all(&mut folder, SOURCE).expect("the first import");
    folder
}

#[test]
fn deviations_survive_an_update() {
    let mut folder = imported();
    folder.edit(
        "types/pet.yaml",
        "  - name: age\n    type: int64\n",
        "  - name: age\n    type: uint16\n",
    );
    folder.edit(
        "types/pet.yaml",
        "    required: true\n    example: Rex\n",
        "    example: Rex\n",
    );
    let fields = folder.file("types/pet.yaml").to_owned()
        + "  - name: color\n    type: string\n    description: Its color.\n";
    folder.put("types/pet.yaml", fields);
    folder.put(
        "deviations.yaml",
        "deviations:\n  - {items: [Pet.age], kind: type, documented: string, spec: uint16, reason: Ages are small., evidence: Seen.}\n  - {items: [Pet.color], kind: added, reason: It is new., evidence: Seen.}\n",
    );
    let source = SOURCE.replace(
        "nickName: {type: string}",
        "nickName: {type: string, maxLength: 7}",
    );
    import_all(&mut folder, &source).expect("a newer source");
    let text = folder.file("types/pet.yaml");
    assert!(
        text.contains("type: uint16")
            && text.contains("name: color")
            && text.contains("max_length: 7"),
        "{text}"
    );
    // Without a deviation, the source is right.
    assert!(
        text.contains("    required: true\n    example: Rex\n"),
        "{text}"
    );
}

/// Each kind of deviation keeps its fact; the same edit without an entry is replaced.
#[test]
fn each_kind_of_deviation_keeps_its_fact() {
    const NEWER: &str = "nickName: {type: string, maxLength: 7}";
    let source = SOURCE.replace("nickName: {type: string}", NEWER);
    // The kind, the text of the import, and the edited text.
    let edits = [
        (
            "format",
            "- name: nickName\n    type: string\n",
            "- name: nickName\n    type: string\n    format: sha1\n",
        ),
        (
            "maximum",
            "- name: age\n    type: int64\n",
            "- name: age\n    type: int64\n    exclusive_maximum: 30\n",
        ),
        (
            "min_length",
            "    type: map\n    items: string\n",
            "    type: map\n    items:\n      type: string\n      min_length: 2\n",
        ),
    ];
    let items = ["Pet.nickName", "Pet.age", "Pet.labels"];
    for (index, (kind, from, to)) in edits.iter().enumerate() {
        for is_recorded in [true, false] {
            let mut folder = imported();
            folder.edit("types/pet.yaml", from, to);
            let bound = folder.clone();
            if is_recorded {
                let spec = ["sha1", "29", "2"][index];
                let item = items[index];
                folder.put("deviations.yaml", format!("deviations:\n  - {{items: [{item}], kind: {kind}, differs_from: openapi, spec: '{spec}', reason: So it is., evidence: Seen.}}\n"));
            }
            import_all(&mut folder, &source).expect("a newer source");
            let text = folder.file("types/pet.yaml");
            assert_ne!(bound.file("types/pet.yaml"), text);
            assert_eq!(text.contains(to), is_recorded, "{kind}\n{text}");
            assert!(codegen::generate(&folder.sources()).is_ok(), "{kind}");
        }
    }
}

/// Values and the order of members stay, too.
#[test]
fn recorded_values_and_orders_survive_an_update() {
    let edit = |folder: &mut Folder| {
        let text = folder.file("types/status.yaml").to_owned();
        folder.put(
            "types/status.yaml",
            format!("{text}  - value: lost\n    description: By hand.\n"),
        );
        let text = folder.file("types/pet.yaml").to_owned();
        let (head, members) = text.split_once("fields:\n").expect("fields");
        let mut members: Vec<_> = members.split("  - name: ").skip(1).collect();
        members.rotate_left(1);
        folder.put(
            "types/pet.yaml",
            format!("{head}fields:\n  - name: {}", members.join("  - name: ")),
        );
    };
    let source = SOURCE
        .replace(
            "nickName: {type: string}",
            "nickName: {type: string, maxLength: 7}",
        )
        .replace("[available, sold]", "[available, sold, adopted]");
    for is_recorded in [true, false] {
        let mut folder = imported();
        let before = folder.file("types/pet.yaml").to_owned();
        edit(&mut folder);
        if is_recorded {
            folder.put("deviations.yaml", "deviations:\n  - {items: [Status.lost], kind: added, differs_from: openapi, reason: So it is., evidence: Seen.}\n  - {items: [Pet], kind: order, differs_from: openapi, reason: So it is., evidence: Seen.}\n");
        }
        import_all(&mut folder, &source).expect("a newer source");
        let (status, pet) = (
            folder.file("types/status.yaml"),
            folder.file("types/pet.yaml"),
        );
        assert!(status.contains("value: adopted"), "{status}");
        assert_eq!(status.contains("value: lost"), is_recorded, "{status}");
        let first = |text: &str| text.find("  - name: name\n").expect("the name");
        let is_first = |text: &str| text[..first(text)].ends_with("fields:\n");
        assert!(is_first(&before) && pet.contains("max_length: 7"), "{pet}");
        assert_eq!(is_first(pet), !is_recorded, "{pet}");
        assert!(codegen::generate(&folder.sources()).is_ok());
    }
}
