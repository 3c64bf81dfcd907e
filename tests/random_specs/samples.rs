//! Values for types: defaults, and whole examples.

use crate::random_specs::additional::MEMBER;
use crate::random_specs::generate::Generator;
use crate::random_specs::model::{Additional, Field, Kind, Shared, SharedKind, Type};
use crate::random_specs::words;
use serde_json::{Map, Value, json};

/// The maximum object depth with optional members in a sample.
const DEEP: usize = 3;

const TEXTS: [&str; 8] = [
    "a text",
    "",
    "say \"so\" \\ `so`",
    "ü 日本 🦀",
    "two\nlines",
    "# \"##",
    "*/ ``` {}",
    "\u{202e}\u{7}",
];

impl Generator {
    /// Adds a default and an example to some fields.
    pub fn sample_fields(&mut self, fields: &mut [Field], types: &[Shared], is_sent: bool) {
        for field in fields {
            if let Kind::Object { fields, .. } = &mut field.ty.kind {
                self.sample_fields(fields, types, is_sent);
                // The fields of an inline object have the samples.
                continue;
            }
            if field.ty.is("nothing") || field.constant.is_some() {
                continue;
            }
            self.sample_items(&mut field.ty, types);
            let is_file = field.ty.innermost().is("file");
            if is_sent && !field.required && !is_file && self.choices.chance(20) {
                field.default = Some(self.sample(field, types, 0));
            }
            if self.choices.chance(15) {
                field.example = Some(self.sample(field, types, 0));
            }
        }
    }

    /// Adds an example to some of the items of lists and the values of maps.
    fn sample_items(&mut self, ty: &mut Type, types: &[Shared]) {
        if let Kind::List(items) | Kind::Map(items) = &mut ty.kind {
            if self.choices.chance(20) {
                items.example = Some(self.value_of(items, types, 0));
            }
            self.sample_items(items, types);
        }
    }

    /// Returns a value of a field.
    pub fn sample(&mut self, field: &Field, types: &[Shared], depth: usize) -> Value {
        if let Some(constant) = &field.constant {
            return constant.clone();
        }
        if field.nullable && (depth > DEEP || self.choices.chance(30)) {
            return Value::Null;
        }
        let mut value = self.value_of(&field.ty, types, depth);
        if let Value::Object(members) = &mut value {
            members.retain(|name, _| !field.without.contains(name));
        }
        value
    }

    /// Returns the members of an object: the required ones, and some of the others.
    pub fn object_of(
        &mut self,
        fields: &[Field],
        types: &[Shared],
        depth: usize,
    ) -> Map<String, Value> {
        let mut members = Map::new();
        let is_request = self.is_request;
        let fields = || {
            let fields = fields.iter();
            fields.filter(move |field| !is_request || !field.is_read_only())
        };
        for field in fields() {
            if field.required || (depth < DEEP && self.choices.chance(50)) {
                members.insert(field.name.clone(), self.sample(field, types, depth + 1));
            }
        }
        if members.is_empty()
            && depth < DEEP
            && let Some(field) =
                fields().find(|field| field.selects != Some(false) && field.constant.is_none())
        {
            members.insert(field.name.clone(), self.sample(field, types, depth + 1));
        }
        members
    }

    /// Returns an object with a member that has no field.
    fn with_more(
        &mut self,
        mut members: Map<String, Value>,
        additional: Option<&Additional>,
        types: &[Shared],
        depth: usize,
    ) -> Value {
        if let Some(additional) = additional.filter(|_| self.choices.chance(60)) {
            let value = self.item_of(&additional.ty, types, depth + 1);
            members.insert(MEMBER.to_owned(), value);
        }
        Value::Object(members)
    }

    pub fn value_of(&mut self, ty: &Type, types: &[Shared], depth: usize) -> Value {
        match &ty.kind {
            Kind::Scalar(word) => self.scalar_of(word, ty),
            Kind::List(items) => {
                let count = self.count(ty, depth);
                (0..count)
                    .map(|_| self.item_of(items, types, depth + 1))
                    .collect()
            }
            Kind::Map(items) => {
                let keys = ["a", "key", "ü \"b\"", "", "type", "c\\d", "{e}"];
                let count = self.count(ty, depth);
                let values = keys.into_iter().take(count);
                let values =
                    values.map(|key| (key.to_owned(), self.item_of(items, types, depth + 1)));
                Value::Object(values.collect())
            }
            Kind::Object { fields, .. } => {
                let members = self.object_of(fields, types, depth);
                self.with_more(members, ty.additional.as_deref(), types, depth)
            }
            Kind::Shared(at) => match &types[*at].kind {
                SharedKind::Object { fields, .. } => {
                    let members = self.object_of(fields, types, depth);
                    self.with_more(members, types[*at].additional.as_ref(), types, depth)
                }
                SharedKind::External => json!("{\"site\":[\"a\"]}"),
                SharedKind::Union {
                    discriminator,
                    variants,
                } => self.union_of(discriminator.as_deref(), variants, types, depth),
                SharedKind::Enum {
                    wire: Some(wire),
                    values,
                    ..
                } if *wire != "string" => {
                    let digits = &self.choices.pick(values).value;
                    serde_json::from_str(digits).unwrap_or_default()
                }
                SharedKind::Enum { open, values, .. } => {
                    if *open && self.is_unlisted && self.choices.chance(50) {
                        return json!("a value of tomorrow");
                    }
                    json!(self.choices.pick(values).value)
                }
            },
        }
    }

    /// Returns an item of a list or a value of a map.
    fn item_of(&mut self, ty: &Type, types: &[Shared], depth: usize) -> Value {
        if ty.is_nullable && (depth > DEEP || self.choices.chance(30)) {
            return Value::Null;
        }
        self.value_of(ty, types, depth)
    }

    fn count(&mut self, ty: &Type, depth: usize) -> usize {
        let least = ty
            .min_items
            .map_or(usize::from(depth <= DEEP), |least| least as usize);
        let most = ty
            .max_items
            .map_or(least + 2, |most| most as usize)
            .min(least + 2);
        if depth > DEEP {
            least
        } else {
            self.choices.between(least, most)
        }
    }

    fn scalar_of(&mut self, word: &str, ty: &Type) -> Value {
        match word {
            "string" | "text" => self.text_of(ty),
            "boolean" => json!(self.choices.chance(50)),
            "date-time" => json!(
                self.choices
                    .pick(&["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456+02:00"])
            ),
            "date" => json!("2026-01-31"),
            "local-date-time" => json!(
                self.choices
                    .pick(&["2026-01-31T12:00:00", "2026-01-31 12:00:00.120"])
            ),
            "uuid" => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
            "id" => json!("225494730938493804"),
            "file" => json!({"file_name": "a \"b\".txt", "content": "aGk="}),
            "bytes" => json!(self.choices.pick(&["", "aGk=", "/+8="])),
            "json" | "json_string" | "error_list" => {
                let values = [
                    json!({ "a": [1, -2.5, null, true] }),
                    json!("text"),
                    json!([]),
                    json!("`\"\\"),
                ];
                self.choices.pick(&values).clone()
            }
            _ if ty.encoding == Some("text") => json!(self.number_of(word, ty).to_string()),
            _ => self.number_of(word, ty),
        }
    }

    fn text_of(&mut self, ty: &Type) -> Value {
        let mut formats = words::FORMATS.iter();
        if let Some((_, sample)) = formats.find(|(word, _)| ty.format == Some(*word)) {
            return json!(sample);
        }
        if let Some((_, sample)) = ty.pattern {
            return json!(sample);
        }
        let length = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let fits = |text: &&&str| {
            ty.min_length.is_none_or(|least| length(text) >= least)
                && ty.max_length.is_none_or(|most| length(text) <= most)
        };
        let texts: Vec<_> = TEXTS.iter().filter(fits).collect();
        json!(self.choices.pick(&texts))
    }

    fn number_of(&mut self, word: &str, ty: &Type) -> Value {
        if ty.is_exclusive {
            return json!(1);
        }
        let edges = match word {
            "uint16" => ["0", "65535"],
            "uint32" => ["0", "4294967295"],
            "uint64" => ["0", "18446744073709551615"],
            "int32" => ["-2147483648", "2147483647"],
            "int64" => ["-9223372036854775808", "9223372036854775807"],
            _ => ["-0.5", "1234.75"],
        };
        let [least, most] = [(ty.minimum, edges[0]), (ty.maximum, edges[1])]
            .map(|(bound, edge)| bound.unwrap_or(edge));
        let text = match (ty.minimum, ty.maximum) {
            (Some(least), None) => least,
            (None, Some(most)) => most,
            _ => *self.choices.pick(&[least, most]),
        };
        serde_json::from_str(text).unwrap_or_default()
    }
}
