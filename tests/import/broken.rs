//! Broken and hostile descriptions: an error with its place, or a note, and nothing written.

use crate::import::support::{Folder, import_all, some};
use codegen::openapi::import::{Broken, Imported, Selection, listing};
use std::fmt::Write;

pub const HEAD: &str = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\n";

/// Imports a text and returns the errors, each as shown to a person.
pub fn errors(text: &str) -> Vec<String> {
    let mut folder = Folder::default();
    let errors = import_all(&mut folder, text).expect_err(text);
    assert!(folder.files().is_empty(), "something was written");
    errors.iter().map(ToString::to_string).collect()
}

#[track_caller]
pub fn one_error(text: &str, expected: &str) {
    let found = errors(text);
    assert!(
        found.iter().any(|error| error.contains(expected)),
        "{expected}: {found:?}"
    );
}

/// A description with one operation whose body is this schema.
pub fn with_schema(schema: &str, schemas: &str) -> String {
    format!(
        "{HEAD}paths:\n  /pets:\n    post:\n      requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}\n      responses: {{'200': {{description: ok}}}}\ncomponents: {{schemas: {{{schemas}}}}}\n"
    )
}

#[test]
fn a_text_that_is_not_a_description_is_an_error() {
    one_error("", "neither the key `swagger`");
    one_error("{", "neither JSON nor YAML");
    one_error("{\"openapi\": \"3.0.0\",}", "neither JSON nor YAML");
    one_error("<html></html>", "neither");
    one_error("a: [", "neither JSON nor YAML");
    one_error(
        "swagger: '1.2'\npaths: {}\n",
        "version `1.2` is not supported",
    );
    one_error(
        "openapi: 4.0.0\npaths: {}\n",
        "version `4.0.0` is not supported",
    );
    one_error("openapi: 3.0.0\n", "has no `paths`");
    let mut folder = Folder::default();
    let not_utf8 = codegen::openapi::import::import(&codegen::openapi::import::Request {
        bytes: b"\xff\xfe{}",
        spec: &folder.sources(),
        selection: Selection::All,
        with_descriptions: false,
    });
    assert!(not_utf8.is_err_and(|errors| errors[0].message.contains("UTF-8")));
    assert!(import_all(&mut folder, &format!("{HEAD}paths: {{}}\n")).is_ok());
}

#[test]
fn references_into_nothing_out_of_the_document_and_in_circles_are_errors() {
    one_error(
        &with_schema("{$ref: '#/components/schemas/Pet'}", ""),
        "/paths/~1pets/post/requestBody/content/application~1json/schema/$ref: the reference `#/components/schemas/Pet` leads to nothing",
    );
    for remote in [
        "https://example.com/pet.json",
        "pet.yaml#/Pet",
        "file:///etc/passwd",
    ] {
        one_error(
            &with_schema(&format!("{{$ref: '{remote}'}}"), ""),
            "leads out of the document, and an import uses no network",
        );
    }
    one_error(
        &with_schema(
            "{$ref: '#/components/schemas/Pet'}",
            "Pet: {$ref: '#/components/schemas/Pet'}",
        ),
        "/components/schemas/Pet: the schema `Pet` leads back to itself",
    );
    one_error(
        &with_schema(
            "{$ref: '#/components/schemas/A'}",
            "A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}",
        ),
        "leads back to itself",
    );
    one_error(
        &with_schema(
            "{$ref: '#/components/schemas/A'}",
            "A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}",
        ),
        "the combination contains itself",
    );
    let own = "{type: object, properties: {a: {$ref: '#/paths/~1pets/post/requestBody/content/application~1json/schema'}}}";
    one_error(&with_schema(own, ""), "lead back to themselves");
    let parameter = format!(
        "{HEAD}paths:\n  /pets:\n    get:\n      parameters: [{{$ref: '#/paths/~1pets/get/parameters/0'}}]\n"
    );
    one_error(&parameter, "leads back to itself");
}

/// Errors outside of the selected operations do not matter.
#[test]
fn an_error_elsewhere_does_not_prevent_an_import() {
    let text = format!(
        "{HEAD}paths:\n  /pets:\n    get: {{responses: {{'200': {{description: ok}}}}}}\n  /owners:\n    get: {{parameters: [{{$ref: '#/nowhere'}}]}}\n"
    );
    assert_eq!(errors(&text).len(), 1);
    let mut folder = Folder::default();
    let imported = folder
        .import(&text, some(&["GET /pets"]), false)
        .expect("the rest is valid");
    assert_eq!(imported.operations, 1);
}

#[test]
fn an_unknown_selection_is_an_error_with_a_suggestion() {
    let text = format!("{HEAD}paths:\n  /pets:\n    get: {{tags: [Pets]}}\n");
    let mut folder = Folder::default();
    let error = folder
        .import(&text, some(&["GET /pet"]), false)
        .expect_err("a misspelled path");
    assert!(
        error[0].message.contains("did you mean `GET /pets`?"),
        "{error:?}"
    );
    let tags = Selection::Some {
        operations: Vec::new(),
        tags: vec!["Pet".to_owned()],
    };
    let error = folder
        .import(&text, tags, false)
        .expect_err("a misspelled tag");
    assert!(error[0].message.contains("`Pets`"), "{error:?}");
    assert!(folder.files().is_empty());
}

#[test]
fn bombs_and_deep_nesting_end_quickly() {
    let mut aliases = "openapi: 3.0.0\na: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='k').zip('a'..) {
        let list = vec![format!("*{before}"); 10].join(", ");
        let _ = writeln!(aliases, "{name}: &{name} [{list}]");
    }
    one_error(&aliases, "neither JSON nor YAML");
    one_error(&"[".repeat(200_000), "neither JSON nor YAML");
    one_error(
        &format!("{{\"openapi\": {}", "{\"a\":".repeat(200_000)),
        "neither JSON nor YAML",
    );
    // References can repeat a part any number of times.
    let mut schemas = "S0: {type: object, properties: {a: {type: string}}}".to_owned();
    for index in 1..60 {
        let before = index - 1;
        let _ = write!(
            schemas,
            ", S{index}: {{allOf: [{{$ref: '#/components/schemas/S{before}'}}, {{$ref: '#/components/schemas/S{before}'}}]}}"
        );
    }
    let started = std::time::Instant::now();
    let found = errors(&with_schema("{$ref: '#/components/schemas/S59'}", &schemas));
    assert!(!found.is_empty() && started.elapsed().as_secs() < 600);
}

/// Imports a text on a separate thread, and fails if that takes long.
fn import_quickly(text: String) -> Result<(Folder, Imported), Vec<Broken>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut folder = Folder::default();
        let imported = import_all(&mut folder, &text);
        let _ = sender.send(imported.map(|imported| (folder, imported)));
    });
    let limit = std::time::Duration::from_secs(600);
    receiver.recv_timeout(limit).expect("an import that ends")
}

/// A union that lists and maps lead back to.
#[test]
fn a_recursive_union_is_a_type_if_shapes_distinguish_it() {
    let known = "Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/Json'}}]}";
    let unknown = known.replace("{type: string}", "{type: object}");
    let member = "{type: object, properties: {value: {$ref: '#/components/schemas/Json'}}}";
    for schema in [
        "{$ref: '#/components/schemas/Json'}".to_owned(),
        format!("{{type: object, properties: {{a: {member}, b: {member}}}}}"),
    ] {
        for (json, is_lost) in [(known, false), (unknown.as_str(), true)] {
            let (folder, imported) =
                import_quickly(with_schema(&schema, json)).expect("a valid import");
            let kinds: Vec<_> = imported.report.notes.iter().map(|note| note.kind).collect();
            assert_eq!(kinds.contains(&"union"), is_lost, "{kinds:?}");
            codegen::generate(&folder.sources()).expect("the import generates");
        }
    }
}

/// Returns named schemas that each lead to the next one.
fn chain(count: usize, link: impl Fn(&str) -> String) -> String {
    let mut schemas = format!("S{count}: {{type: object, properties: {{a: {{type: string}}}}}}");
    for index in 0..count {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", index + 1);
        let _ = write!(schemas, ", S{index}: {}", link(&next));
    }
    with_schema("{$ref: '#/components/schemas/S0'}", &schemas)
}

#[test]
fn a_long_chain_of_combinations_is_an_error() {
    let text = chain(20_000, |next| {
        format!("{{allOf: [{next}, {{type: object, properties: {{b: {{type: string}}}}}}]}}")
    });
    let found = import_quickly(text).expect_err("a chain that is too long");
    assert!(found[0].message.contains("nested too deeply"), "{found:?}");
}

#[test]
fn a_long_chain_of_lists_and_maps_ends_in_any_json() {
    for link in ["type: array, items", "type: object, additionalProperties"] {
        let text = chain(3000, |next| format!("{{{link}: {next}}}"));
        let (_, imported) = import_quickly(text).expect("a valid import");
        let notes = &imported.report.notes;
        assert!(
            notes.iter().any(|note| note.kind == "nested list or map"),
            "{notes:?}"
        );
    }
}

/// Lists of objects that are not shared double at each level.
#[test]
fn lists_that_double_at_each_level_end_in_any_json() {
    let text = chain(26, |next| {
        format!("{{type: array, items: {{type: object, properties: {{x: {next}, y: {next}}}}}}}")
    });
    let (folder, imported) = import_quickly(text).expect("a valid import");
    let notes = &imported.report.notes;
    assert!(
        notes.iter().any(|note| note.kind == "nested list or map"),
        "{notes:?}"
    );
    let size: usize = folder.files().values().map(String::len).sum();
    assert!(size < 16 * 1024 * 1024, "{size} bytes");
}

/// The digest of an inline object follows the names of its members.
#[test]
fn names_that_stand_for_each_other_are_an_error_inside_an_object() {
    one_error(
        &with_schema(
            "{type: object, properties: {a: {type: object, properties: {b: {$ref: '#/components/schemas/A'}}}}}",
            "A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}",
        ),
        "leads back to itself",
    );
}

/// The last of equal keys counts, as in most readers of JSON.
#[test]
fn a_key_that_is_listed_twice_is_noted() {
    let schema = "{type: object, properties: {a: {type: integer}, b: {type: boolean}, a: {type: string}}, required: [b], required: [a]}";
    let text = with_schema(schema, "") + "tags: [{name: a}]\ntags: [{name: Pets}]\n";
    let mut folder = Folder::default();
    let imported = import_all(&mut folder, &text).expect("a valid import");
    let operation = folder.file("operations/post_pets.yaml");
    let member = "      - name: a\n        type: string\n        required: true\n";
    assert!(
        operation.contains(member) && operation.matches("name: a\n").count() == 1,
        "{operation}"
    );
    let notes = imported.report.notes.iter();
    let notes = notes.filter(|note| note.kind == "duplicate key");
    let notes: Vec<_> = notes
        .map(|note| (note.item.as_str(), note.pointer.as_str()))
        .collect();
    let schema = "/paths/~1pets/post/requestBody/content/application~1json/schema";
    assert_eq!(
        notes,
        [
            ("POST /pets", &*format!("{schema}/properties/a")),
            ("POST /pets", &*format!("{schema}/required")),
            ("the API", "/tags"),
        ]
    );
}

/// An error in a component belongs to each operation that refers to it.
#[test]
fn an_error_in_a_component_is_an_error_of_its_operations() {
    let text = format!(
        "{HEAD}paths:\n  /pets:\n    get: {{parameters: [{{$ref: '#/components/parameters/Odd'}}]}}\n  /owners:\n    get: {{responses: {{'200': {{description: ok}}}}}}\n  /lost: {{$ref: '#/nowhere'}}\ncomponents: {{parameters: {{Odd: {{name: odd, in: nowhere, schema: {{type: string}}}}}}}}\n"
    );
    let found = errors(&text);
    for expected in [
        "/components/parameters/Odd: a parameter cannot be in `nowhere`",
        "/paths/~1lost/$ref: the reference `#/nowhere` leads to nothing",
    ] {
        assert!(found.iter().any(|error| error == expected), "{found:?}");
    }
    let mut folder = Folder::default();
    assert!(folder.import(&text, some(&["GET /owners"]), false).is_ok());
    assert!(folder.import(&text, some(&["GET /pets"]), false).is_err());
}

#[test]
fn a_description_of_65_mib_is_an_error() {
    let text = format!("{HEAD}x: \"{}\"\n", "a".repeat(65 * 1024 * 1024));
    one_error(&text, "more than 64 MiB");
}

/// Everything can be of the wrong type, and nothing panics.
#[test]
fn values_of_wrong_types_are_errors_or_notes() {
    let whole = include_str!("features/everything_at_once.yaml");
    let replacements = [
        "null", "true", "12", "-1.5", "\"\"", "\"x\"", "[]", "[1]", "{}", "{a: 1}",
    ];
    let lines: Vec<_> = whole.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(": ") else {
            continue;
        };
        if value.starts_with('#') {
            continue;
        }
        for replacement in replacements {
            let mut changed = lines.clone();
            let line = format!("{key}: {replacement}");
            changed[index] = &line;
            // Either result is fine; a panic is not.
            let _ = import_all(&mut Folder::default(), &changed.join("\n"));
        }
    }
}

#[test]
fn the_list_has_all_operations_by_tag() {
    let text = format!(
        "{HEAD}paths:\n  /pets:\n    get: {{tags: [Pets], summary: List pets}}\n    post: {{tags: [Pets]}}\n  /x:\n    get: {{}}\n"
    );
    let list = listing(text.as_bytes()).expect("a list");
    assert_eq!(
        list,
        "Pets (2)\n  GET    /pets  List pets\n  POST   /pets\n(no tag) (1)\n  GET    /x\n3 operations in all. Select with --operation, --tag or --all.\n"
    );
    assert!(listing(b"{}").is_err());
}

/// The import, not the author, is at fault for a wrong `api.yaml` that it made.
#[test]
fn errors_in_a_new_api_are_those_of_the_import() {
    let text = |tag: &str| {
        format!(
            "{HEAD}paths: {{/pets: {{get: {{tags: [{tag}], responses: {{'200': {{description: Ok.}}}}}}}}}}\n"
        )
    };
    let long = "a".repeat(1 << 20);
    one_error(&text(&long), "the imported spec has errors:\nerror[");
    let mut folder = Folder::default();
    folder.put("types/wrong.yaml", "type: Wrong\nkind: none\n");
    let errors = import_all(&mut folder, &text("a")).expect_err("the spec has errors");
    let error = errors[0].to_string();
    assert!(
        error.starts_with("the spec has errors; correct them first"),
        "{error}"
    );
}
