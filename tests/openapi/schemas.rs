//! The examples of a description with their schemas.

use super::description::Description;
use serde_json::{Value, json};

/// An example with the schema that should describe it.
pub struct Example<'d> {
    description: &'d Description,
    /// The location of the schema's owner.
    location: String,
    schema: &'d Value,
    value: &'d Value,
}

impl Example<'_> {
    /// Returns what is wrong with the example.
    pub fn problems(&self) -> Vec<String> {
        let validator = validator(self.description, self.schema);
        let errors = validator.iter_errors(self.value);
        let name = &self.description.name;
        errors
            .map(|error| {
                format!(
                    "{name}{}: {}: {error}",
                    self.location,
                    error.instance_path()
                )
            })
            .collect()
    }
}

/// Returns `true` if the value fits the schema at a location such as `#/components/schemas/Pet`.
pub fn is_valid(description: &Description, location: &str, value: &Value) -> bool {
    validator(description, &json!({"$ref": location})).is_valid(value)
}

/// References in a schema start from the root of the description.
fn validator(description: &Description, schema: &Value) -> jsonschema::Validator {
    let mut root = schema.clone();
    root["components"] = description.json["components"].clone();
    let validator = jsonschema::draft202012::options().build(&root);
    validator.unwrap_or_else(|error| panic!("{}: {error}\n{schema}", description.name))
}

/// Returns the examples of parameters, bodies and members.
pub fn examples(description: &Description) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    collect(description, &description.json, "", &mut found);
    found
}

/// Adds the examples of a part of the description. The keys of `properties` are names.
fn collect<'d>(
    description: &'d Description,
    part: &'d Value,
    location: &str,
    found: &mut Vec<Example<'d>>,
) {
    match part {
        Value::Array(parts) => {
            for (index, part) in parts.iter().enumerate() {
                collect(description, part, &format!("{location}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            if !location.ends_with("/properties") {
                let owned = owned(part).into_iter();
                found.extend(owned.map(|(schema, value)| Example {
                    description,
                    location: location.to_owned(),
                    schema,
                    value,
                }));
            }
            // Examples can have members that look like schemas.
            let parts = entries
                .iter()
                .filter(|(key, part)| *key != "examples" || part["type"].is_string());
            for (key, part) in parts {
                collect(description, part, &format!("{location}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// Returns the examples and the default of a parameter, a body or a schema, each with its schema.
fn owned(part: &Value) -> Vec<(&Value, &Value)> {
    let mut owned = Vec::new();
    match (&part["examples"], &part["schema"]) {
        (Value::Object(examples), schema @ Value::Object(_)) => {
            owned.extend(examples.values().map(|example| (schema, &example["value"])));
        }
        (Value::Array(examples), _) => owned.extend(examples.iter().map(|value| (part, value))),
        _ => {}
    }
    owned.extend(part.get("default").map(|default| (part, default)));
    owned
}
