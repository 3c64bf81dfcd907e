//! Checks the OpenAPI descriptions of many specs: that another reader understands them, that they are
//! complete, and that their schemas fit the examples of the specs.

mod description;
mod round_trip;
mod schemas;

use description::Description;
use std::collections::BTreeSet;

/// Another reader of OpenAPI finds each operation, once.
#[test]
fn another_reader_finds_each_operation() {
    let mut total = 0;
    for description in description::all() {
        let spec = oas3::from_json(&description.text);
        let spec = spec.unwrap_or_else(|error| panic!("{}: {error}", description.name));
        let found: Vec<_> = spec
            .operations()
            .filter_map(|(_, _, operation)| operation.operation_id.clone())
            .collect();
        let unique: BTreeSet<_> = found.iter().collect();
        assert_eq!(found.len(), unique.len(), "{}", description.name);
        let expected = description.api.operations.iter();
        let expected: BTreeSet<_> = expected
            .map(|operation| operation.name.to_string())
            .collect();
        assert_eq!(unique, expected.iter().collect(), "{}", description.name);
        total += found.len();
    }
    assert!(total > 80, "{total}");
}

#[test]
fn each_reference_has_a_target() {
    let mut total = 0;
    for description in description::all() {
        for target in description.references() {
            let pointer = target.strip_prefix('#').expect("a local reference");
            let found = description.json.pointer(pointer);
            assert!(found.is_some(), "{}: {target}", description.name);
            total += 1;
        }
    }
    assert!(total > 250, "{total}");
}

/// Shared types and fields keep their number and order.
#[test]
fn each_type_and_member_is_described() {
    for Description {
        name, api, json, ..
    } in description::all()
    {
        let types = api.types.iter();
        for def in types {
            let schema = &json["components"]["schemas"][def.name.as_str()];
            assert!(schema.is_object(), "{name}: {}", def.name);
            if let codegen::model::TypeKind::Object(object) = &def.kind {
                let documented = schema["properties"].as_object();
                let documented = documented.map_or(0, serde_json::Map::len);
                let more = usize::from(schema.get("additionalProperties").is_some());
                assert_eq!(
                    documented + more,
                    object.fields.len(),
                    "{name}: {}",
                    def.name
                );
            }
        }
    }
}

#[test]
fn each_example_fits_its_schema() {
    let (mut total, mut wrong) = (0, Vec::new());
    for description in description::all() {
        for example in schemas::examples(description) {
            total += 1;
            wrong.extend(example.problems());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(total > 100, "{total}");
}

/// The check of examples would notice schemas that reject everything, or nothing.
#[test]
fn the_schemas_tell_valid_from_invalid_values() {
    let description = description::sentinel_one();
    let check = |schema: &str, value| schemas::is_valid(description, schema, &value);
    let filter = "#/components/schemas/ThreatFilter";
    for (value, expected) in [
        (serde_json::json!({}), true),
        (serde_json::json!({"ids": ["1488938160436018741"]}), true),
        (serde_json::json!({"ids": ["a,b"]}), false),
        (
            serde_json::json!({"ids": [1_488_938_160_436_018_741_u64]}),
            false,
        ),
        (serde_json::json!({"ids": vec!["1"; 5_001]}), false),
        (serde_json::json!({"limit": 10}), true),
        (serde_json::json!({"limit": "10"}), false),
        (serde_json::json!({"createdAt__lt": 5}), false),
        (serde_json::json!({"osTypes": ["linux"]}), true),
        (
            serde_json::json!({"osTypes": ["an OS of the future"]}),
            true,
        ),
        (serde_json::json!({"osTypes": "linux"}), false),
    ] {
        assert_eq!(check(filter, value.clone()), expected, "{value}");
    }
}
