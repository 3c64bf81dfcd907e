//! Values made from schemas.

use serde_json::{Map, Value, json};

/// The completeness of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Every property has a value.
    Full,
    /// Only required properties exist.
    Sparse,
    /// Every property that can be `null` is; the others have values.
    Null,
    /// Every property that is not required is `null`, as real servers send it.
    AllNull,
}

/// Makes values, each text and number once, and records the texts that identify them.
pub struct Samples {
    completeness: Completeness,
    next: u64,
    /// The values as `Debug` shows them.
    pub shown: Vec<String>,
    /// The number of values `true`.
    pub trues: usize,
}

/// Properties without a type in the description, by the type that they have.
const UNTYPED: [(&str, &str); 4] = [
    ("engines", "list"),
    ("detectionEngines", "json"),
    ("isFileless", "boolean"),
    ("externalTicketExists", "boolean"),
];

impl Samples {
    pub fn new(completeness: Completeness) -> Self {
        Self {
            completeness,
            next: 1_000,
            shown: Vec::new(),
            trues: 0,
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Makes a value of a schema; `name` is the property that it is for.
    pub fn of(&mut self, name: &str, schema: &Value) -> Value {
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        match schema["type"].as_str() {
            Some("object") => self.object(schema),
            Some("array") if name == "errors" => {
                let title = self.text();
                json!([{"code": 4_000_010, "title": title, "detail": null}])
            }
            Some("array") => {
                let items = [0; 2].map(|_| self.of("", &schema["items"]));
                // A list of one value has it once.
                let [first, second] = items;
                if first == second {
                    json!([first])
                } else {
                    json!([first, second])
                }
            }
            Some("boolean") => self.yes(),
            Some("integer") => {
                let number = self.number();
                self.shown.push(number.to_string());
                json!(number)
            }
            Some("string") => self.string(schema),
            _ => self.untyped(name),
        }
    }

    fn yes(&mut self) -> Value {
        self.trues += 1;
        json!(true)
    }

    fn text(&mut self) -> String {
        let text = format!("text {}", self.number());
        self.shown.push(format!("{text:?}"));
        text
    }

    fn string(&mut self, schema: &Value) -> Value {
        let is_time = schema["format"] == "date-time"
            || schema["example"]
                .as_str()
                .is_some_and(|example| example.starts_with("2018-02-27T"));
        let is_id = schema.get("x-minimum").is_some() || schema.get("minimum").is_some();
        let text = match (is_time, is_id) {
            (true, _) => format!("2018-02-27T04:49:26.{:06}Z", self.number()),
            (_, true) => format!("{}", 225_494_730_938_490_000 + self.number()),
            _ => return json!(self.text()),
        };
        self.shown.push(text.clone());
        json!(text)
    }

    fn untyped(&mut self, name: &str) -> Value {
        let known = UNTYPED.iter().find(|(known, _)| *known == name);
        match known.map(|(_, ty)| *ty) {
            Some("list") => json!([self.text()]),
            Some("json") => json!([{"key": self.text()}]),
            Some(_) => self.yes(),
            None => json!(self.text()),
        }
    }

    fn object(&mut self, schema: &Value) -> Value {
        if let Some(values) = schema.get("additionalProperties") {
            return json!({"AWS": self.of("", values)});
        }
        let Some(properties) = schema["properties"].as_object() else {
            let text = self.text();
            return json!({"member": text});
        };
        let mut object = Map::new();
        for (name, property) in properties {
            let is_required = property["required"] == true;
            let is_null = match self.completeness {
                Completeness::Sparse if !is_required => continue,
                Completeness::Full | Completeness::Sparse => false,
                Completeness::Null => property["x-nullable"] == true,
                // The position of a page and the effect of a request are always there.
                Completeness::AllNull => {
                    !is_required && !["data", "affected"].contains(&name.as_str())
                }
            };
            let value = if is_null {
                Value::Null
            } else {
                self.of(name, property)
            };
            object.insert(name.clone(), value);
        }
        Value::Object(object)
    }
}
