//! Updates: what the author wrote stays, and a change of the source changes only what it touches.

use crate::import::support::{Folder, import_all, some};

const SOURCE: &str = include_str!("features/everything_at_once.yaml");

fn imported() -> Folder {
    let mut folder = Folder::default();
    import_all(&mut folder, SOURCE).expect("the first import");
    folder
}

/// Returns the paths of the files that differ.
fn changed(before: &Folder, after: &Folder) -> Vec<String> {
    let (old, new) = (before.files(), after.files());
    let paths: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let differs = paths
        .into_iter()
        .filter(|path| old.get(*path) != new.get(*path));
    differs.cloned().collect()
}

#[test]
fn a_change_of_the_source_changes_what_it_touches() {
    let before = imported();
    let mut after = before.clone();
    let source = SOURCE.replace("maximum: 1000", "maximum: 2000");
    assert_ne!(source, SOURCE);
    import_all(&mut after, &source).expect("an update");
    assert_eq!(
        changed(&before, &after),
        ["import.yaml", "operations/list_pets.yaml"]
    );
    assert!(
        after
            .file("operations/list_pets.yaml")
            .contains("maximum: 2000")
    );
}

#[test]
fn hand_written_words_and_names_survive_an_update() {
    let mut folder = imported();
    let path = "operations/list_pets.yaml";
    folder.edit(
        path,
        "title: List pets",
        "title: List the pets\n# Twice a day at most.\nrate_limit:\n  per_second: 1",
    );
    folder.edit(
        path,
        "description: The parameter `limit`; not described yet.",
        "description: The number of pets.",
    );
    folder.edit(
        "types/pet.yaml",
        "  - name: nickName\n",
        "  - name: nickName\n    rust_name: nick\n",
    );
    let written = folder.clone();
    import_all(&mut folder, SOURCE).expect("the same source");
    assert_eq!(changed(&written, &folder), Vec::<String>::new());
    let source = SOURCE.replace("maximum: 1000", "maximum: 2000").replace(
        "nickName: {type: string}",
        "nickName: {type: string, maxLength: 7}",
    );
    import_all(&mut folder, &source).expect("a newer source");
    let text = folder.file(path);
    for kept in [
        "title: List the pets",
        "# Twice a day at most.\nrate_limit:",
        "description: The number of pets.",
        "maximum: 2000",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    let text = folder.file("types/pet.yaml");
    assert!(
        text.contains("rust_name: nick") && text.contains("max_length: 7"),
        "{text}"
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
}

/// A line of a text can begin with `#`.
#[test]
fn headings_in_descriptions_are_not_comments() {
    let mut folder = imported();
    let heading = "# Limits";
    folder.edit(
        "operations/list_pets.yaml",
        "description: The parameter `limit`; not described yet.\n",
        "description: >-\n      The number of pets.\n\n      # Limits\n\n      At most 1000.\n    # By hand.\n",
    );
    folder.edit(
        "types/pet.yaml",
        "description: The type `Pet`; not described yet.",
        "description: \"An animal.\n  # Limits\n  None.\" # An animal.\n# By hand.",
    );
    let written = folder.clone();
    let changes = [
        ("maximum: 1000", "maximum: 2000"),
        (
            "nickName: {type: string}",
            "nickName: {type: string, maxLength: 7}",
        ),
        ("maximum: 1000", "maximum: 3000"),
    ];
    for (from, to) in changes {
        import_all(&mut folder, &SOURCE.replace(from, to)).expect("a newer source");
    }
    for path in ["operations/list_pets.yaml", "types/pet.yaml"] {
        let (before, text) = (written.file(path), folder.file(path));
        assert_ne!(before, text);
        for once in [heading, "# By hand."] {
            assert_eq!(text.matches(once).count(), 1, "{once}\n{text}");
        }
    }
    let text = folder.file("types/pet.yaml");
    assert!(
        text.contains("description: >- # An animal.\n") && text.contains("# By hand.\nfields:"),
        "{text}"
    );
    let text = folder.file("operations/list_pets.yaml");
    assert!(
        text.contains("1000.\n    # By hand.\n") || text.contains("    # By hand.\n  - name"),
        "{text}"
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
}

/// Comments and blank lines stay with their keys, also where equal lines come before them.
#[test]
fn comments_stay_with_their_keys() {
    let mut folder = imported();
    let path = "types/pet.yaml";
    folder.edit(
        path,
        "kind: object\n",
        "\nkind: object # as in the vendor's page\n",
    );
    folder.edit(
        path,
        "  - name: nickName\n",
        "  # A nickname.\n  - name: nickName # two words\n",
    );
    let source = SOURCE.replace(
        "nickName: {type: string}",
        "alias: {type: string}\n        nickName: {type: string, maxLength: 7}",
    );
    import_all(&mut folder, &source).expect("a newer source");
    let text = folder.file(path);
    for kept in [
        "\n\nkind: object # as in the vendor's page\n",
        "  # A nickname.\n  - name: nickName # two words\n",
        "name: alias\n",
        "max_length: 7",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
}

#[test]
fn a_name_in_the_record_renames_the_item_everywhere() {
    let mut folder = imported();
    folder.edit(
        "types/pet.yaml",
        "description: The type `Pet`; not described yet.",
        "description: An animal.",
    );
    folder.edit("import.yaml", "    type: Pet\n", "    type: Animal\n");
    folder.edit(
        "import.yaml",
        "    operation: ListPets\n",
        "    operation: ListAnimals\n",
    );
    import_all(&mut folder, SOURCE).expect("an import with new names");
    assert!(!folder.has("types/pet.yaml") && !folder.has("operations/list_pets.yaml"));
    assert!(
        folder
            .file("types/animal.yaml")
            .contains("description: An animal.")
    );
    assert!(
        folder
            .file("operations/list_animals.yaml")
            .contains("Animal")
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
    let written = folder.clone();
    import_all(&mut folder, SOURCE).expect("once more");
    assert_eq!(changed(&written, &folder), Vec::<String>::new());
}

/// The rest of the spec does not change, and neither do the names in it.
#[test]
fn one_more_operation_adds_files_only() {
    let mut folder = Folder::default();
    folder
        .import(SOURCE, some(&["GET /v1/pets"]), false)
        .expect("one operation");
    let before = folder.clone();
    folder
        .import(SOURCE, some(&["POST /pets"]), false)
        .expect("one more, without the base path");
    let differs = changed(&before, &folder);
    let is_expected = |path: &String| !before.has(path) || path.starts_with("import");
    assert!(differs.iter().all(is_expected), "{differs:?}");
    assert!(folder.has("operations/create_pet.yaml") && folder.has("operations/list_pets.yaml"));
}

#[test]
fn items_that_the_source_no_longer_has_stay() {
    let mut folder = imported();
    let before = folder.clone();
    let (rest, _) = SOURCE.split_once("  /v1/pets/{petId}:").expect("the path");
    let (_, tail) = SOURCE.split_once("components:").expect("the components");
    import_all(&mut folder, &format!("{rest}components:{tail}")).expect("fewer operations");
    for path in before.files().keys().filter(|path| path.contains('/')) {
        assert!(folder.has(path), "{path}");
    }
}

/// Types that the spec has already are used, and hand-written operations are left alone.
#[test]
fn hand_written_types_and_operations_are_used() {
    let mut folder = Folder::default();
    folder.put(
        "api.yaml",
        "api: Pets\ntitle: Pets\ndescription: Pets.\nbase_path: /v1\n",
    );
    folder.put(
        "types/status.yaml",
        "type: Status\nkind: open_enum\ndescription: By hand.\nvalues:\n  - {value: sold, description: Sold.}\n  - {value: available, description: Here.}\n",
    );
    folder.put(
        "operations/delete_it.yaml",
        "operation: DeleteIt\ntitle: Delete\ndescription: By hand.\nmethod: DELETE\npath: /pets/{petId}\ninputs:\n  - {name: petId, in: path, type: id, required: true, description: Id.}\noutputs:\n  - {name: status_code, from: status, type: uint16, required: true, description: S.}\n  - {name: reason, from: reason, type: string, required: true, description: R.}\n",
    );
    let before = folder.clone();
    import_all(&mut folder, SOURCE).expect("an import into a spec");
    for (path, text) in before.files() {
        assert_eq!(folder.file(path), text, "{path}");
    }
    assert!(!folder.has("operations/delete_pet.yaml"));
    assert!(
        folder
            .file("operations/list_pets.yaml")
            .contains("items: Status")
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
}

#[test]
fn descriptions_fill_the_neutral_ones_only() {
    let mut folder = imported();
    folder.edit(
        "operations/list_pets.yaml",
        "description: The parameter `limit`; not described yet.",
        "description: By hand.",
    );
    folder
        .import(SOURCE, codegen::openapi::import::Selection::All, true)
        .expect("with sentences");
    let text = folder.file("operations/list_pets.yaml");
    assert!(
        text.contains("description: By hand.") && text.contains("description: Lists all pets."),
        "{text}"
    );
    assert!(codegen::generate(&folder.sources()).is_ok());
}

/// The report leaves out what the author of `api.yaml` decided otherwise.
#[test]
fn decisions_of_the_author_are_not_reported() {
    let source = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\nsecurity: [{key: []}, {login: []}]\npaths:\n  /pets:\n    get:\n      responses:\n        '200': {description: Ok.}\n        '400': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\ncomponents:\n  schemas:\n    Problem: {type: object, properties: {code: {type: integer}, title: {type: string}}}\n  securitySchemes:\n    key: {type: apiKey, in: header, name: Authorization}\n    login: {type: mutualTLS}\n";
    let kinds = |folder: &mut Folder| -> Vec<&str> {
        let imported = import_all(folder, source).expect("an import");
        let notes = imported.report.notes.into_iter();
        notes.map(|note| note.kind).collect()
    };
    let mut folder = Folder::default();
    let all = ["credential", "credential", "error envelope"];
    assert_eq!(kinds(&mut folder), all);
    // The file is as it was imported.
    assert_eq!(kinds(&mut folder), all);
    let mut own = folder.clone();
    own.edit(
        "api.yaml",
        "header: Authorization",
        "header: Authorization\n  prefix: Key",
    );
    assert_eq!(kinds(&mut own), ["error envelope"]);
    own.edit("api.yaml", "title: title", "title: name");
    assert_eq!(kinds(&mut own), [""; 0]);
}

/// A type that the source has first in another operation is a part of the import, and so is its report.
#[test]
fn shared_types_are_reported_with_each_operation() {
    let filter = "{type: object, properties: {name: {type: string, pattern: '(?=a)b'}, ids: {type: array, items: {type: string}, example: '1'}, a: {type: string}, b: {type: string}}}";
    let body = format!(
        "requestBody: {{content: {{application/json: {{schema: {{type: object, required: [filter], properties: {{filter: {filter}}}}}}}}}}}"
    );
    let source = format!(
        "openapi: 3.0.0\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /one: {{post: {{{body}, responses: {{'200': {{description: Ok.}}}}}}}}\n  /two: {{post: {{{body}, responses: {{'200': {{description: Ok.}}}}}}}}\n"
    );
    for endpoint in ["POST /one", "POST /two"] {
        let mut folder = Folder::default();
        let imported = folder.import(&source, some(&[endpoint]), false);
        let notes = imported.expect("an import").report.notes.into_iter();
        let mut kinds: Vec<_> = notes.map(|note| note.kind).collect();
        // The pattern is in both operations.
        kinds.dedup();
        assert_eq!(kinds, ["wrong example", "pattern"], "{endpoint}");
    }
}

/// The file of an operation that the source no longer has can contradict the types of a newer source.
#[test]
fn an_outdated_operation_that_no_longer_fits_is_removed() {
    let source = |paths: &str, values: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\npaths: {{{paths}}}\ncomponents: {{schemas: {{Status: {{type: string, enum: [{values}]}}}}}}\n"
        )
    };
    let operation = |path: &str, example: &str| {
        format!(
            "{path}: {{get: {{responses: {{'200': {{description: Ok., content: {{application/json: {{schema: {{type: object, properties: {{status: {{$ref: '#/components/schemas/Status', example: {example}}}}}}}}}}}}}}}}}}}, "
        )
    };
    let (pets, dogs) = (operation("/pets", "sold"), operation("/dogs", "draft"));
    let mut folder = Folder::default();
    import_all(
        &mut folder,
        &source(&format!("{pets}{dogs}"), "sold, draft"),
    )
    .expect("valid");
    // Without a contradiction, the operation stays.
    import_all(&mut folder, &source(&pets, "sold, draft, lost")).expect("a newer source");
    assert!(folder.has("operations/get_dogs.yaml"));
    let imported = import_all(&mut folder, &source(&pets, "sold")).expect("a newer source");
    assert_eq!(imported.removed, ["operations/get_dogs.yaml"]);
    assert!(!folder.file("import.yaml").contains("GetDogs"));
    assert!(codegen::generate(&folder.sources()).is_ok());
}

/// A credential and a header set of `api.yaml` are types in Rust, whose names no imported type can have.
#[test]
fn names_of_types_in_the_api_file_are_taken() {
    let mut folder = Folder::default();
    import_all(&mut folder, SOURCE).expect("the first import");
    let api = format!(
        "{}response_headers:\n  - {{name: X-Day, description: The day.}}\nheader_sets:\n  - name: Pet\n    description: \
         Dated ones.\n    response_headers: [X-Day]\ncredentials:\n  - credential: Status\n    description: Another one.\n    \
         scheme: bearer\n",
        folder.file("api.yaml")
    );
    let mut own = Folder::default();
    own.put("api.yaml", api);
    import_all(&mut own, SOURCE).expect("an import into an API with these names");
    for path in folder.files().keys() {
        let renamed = match path.as_str() {
            "types/pet.yaml" => "types/pet2.yaml",
            "types/status.yaml" => "types/pet_status.yaml",
            other => other,
        };
        assert!(own.has(renamed), "{renamed} in {:?}", own.files().keys());
    }
    let read = codegen::understand(&own.sources());
    assert!(read.is_ok(), "{:?}", read.err());
}
