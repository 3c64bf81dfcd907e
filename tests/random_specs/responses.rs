//! Random operations: outputs.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::{Generator, HEADER_TYPES};
use crate::random_specs::model::{Field, Header, HeaderSet, Kind, Type};
use crate::random_specs::names::Taken;
use crate::random_specs::words;

pub fn received(parent: &str) -> At<'_> {
    At {
        way: Way::Received,
        parent,
        is_text: false,
        needed_by: None,
        depth: 0,
        is_item: false,
    }
}

impl Generator {
    /// The parts of the status line, which every response has.
    pub fn outputs_of_nothing(&mut self) -> Vec<Field> {
        [
            ("status_code", "status", "uint16"),
            ("reason", "reason", "string"),
        ]
        .map(|(name, location, word)| Field {
            name: name.to_owned(),
            location: Some(("from", location)),
            ty: Type::of(Kind::Scalar(word)),
            required: true,
            description: self.prose(),
            ..Field::default()
        })
        .into()
    }

    pub fn outputs(&mut self, operation: &str) -> Vec<Field> {
        let mut outputs = self.outputs_of_nothing();
        match self.choices.below(4) {
            0 => {}
            1 => {
                let mut taken = Taken::default();
                let count = self.choices.between(2, 4);
                let mut statuses = vec![200, 201, 302, 202, 203, 206, 207, 226, 304, 299];
                let bodies: Vec<_> = (0..count)
                    .map(|at| self.variant(operation, at, &mut statuses, &mut taken))
                    .collect();
                self.saw("responses by status");
                let values = bodies.iter().filter(|body| !body.ty.is("nothing"));
                if values.count() == 1 {
                    self.saw("responses by status with one value");
                }
                outputs.extend(bodies);
            }
            _ => outputs.push(self.only_body(operation)),
        }
        outputs
    }

    fn only_body(&mut self, operation: &str) -> Field {
        let mut field = Field {
            location: Some(("from", "body")),
            required: true,
            description: self.prose(),
            ..Field::default()
        };
        let kind = self.choices.below(8);
        let (name, word) = match kind {
            5 => ("text_body", "text"),
            6 => ("stream", "bytes"),
            7 => ("nothing", "nothing"),
            _ => ("json_body", ""),
        };
        name.clone_into(&mut field.name);
        field.ty = if word.is_empty() {
            let ty = self.json(&format!("{operation}Body"));
            self.saw(match &ty.kind {
                Kind::Scalar(_) => "a response that is one value",
                Kind::List(_) => "a response that is a list",
                Kind::Map(_) => "a response that is a map",
                Kind::Shared(_) => "a response that is a shared type",
                Kind::Object { .. } => "a response that is an inline object",
            });
            ty
        } else {
            Type::of(Kind::Scalar(word))
        };
        if word != "nothing" {
            field.media_type = self.media_type(word);
        }
        if self.choices.chance(20) {
            field.status = vec![Some(201), Some(204)];
            self.saw("a single body with statuses");
        } else if self.choices.chance(10) {
            field.status = vec![Some(302)];
            self.saw("a redirect as a result");
        }
        if word.is_empty() && self.choices.chance(25) {
            field.required = false;
            self.saw("a response that may be missing");
        }
        field
    }

    /// Returns a media type for a body of raw text or bytes, or of JSON.
    pub fn media_type(&mut self, word: &str) -> Option<&'static str> {
        let known = match word {
            "text" | "bytes" => &words::RAW_TYPES,
            _ => &words::JSON_TYPES,
        };
        self.maybe(20, |generator| *generator.choices.pick(known))
    }

    /// Returns one of several bodies; `default` is last or anywhere.
    fn variant(
        &mut self,
        operation: &str,
        at: usize,
        statuses: &mut Vec<u16>,
        taken: &mut Taken,
    ) -> Field {
        let mut words = words::BODIES.to_vec();
        words.retain(|word| !taken.wires.contains(&word.to_lowercase()));
        let (name, _) = self.wire(&words, taken);
        let variant = heck::ToUpperCamelCase::to_upper_camel_case(name.as_str());
        let word = match self.choices.below(5) {
            3 => "nothing",
            4 => "text",
            _ => "",
        };
        let status = if at == 1 && self.choices.chance(40) {
            vec![None]
        } else {
            let count = self.choices.between(1, 2);
            statuses.drain(..count).map(Some).collect()
        };
        let ty = if word.is_empty() {
            self.types.insert(format!("{operation}{variant}"));
            // Reserve the default name: `rust` may only set a different one.
            let given = self.type_name(&["Variant", "Reply"]);
            match self.json(&given) {
                Type {
                    kind: Kind::Object { fields, .. },
                    ..
                } => Type::of(Kind::Object {
                    rust: Some(given),
                    fields,
                }),
                ty => ty,
            }
        } else {
            Type::of(Kind::Scalar(word))
        };
        Field {
            name,
            location: Some(("from", "body")),
            status,
            media_type: if word == "nothing" {
                None
            } else {
                self.media_type(word)
            },
            ty,
            required: !word.is_empty() || self.choices.chance(75),
            description: self.prose(),
            ..Field::default()
        }
    }

    /// Returns a JSON body; an inline object has this name.
    pub fn json(&mut self, name: &str) -> Type {
        let mut taken = Taken::default();
        if self.choices.chance(40) {
            let fields = self.members(1, 5, received(name), &mut taken);
            return Type::of(Kind::Object { rust: None, fields });
        }
        let field = Field {
            name: "It".to_owned(),
            ..Field::default()
        };
        // The whole body follows the rules of a list item.
        let at = At {
            is_item: true,
            ..received(name)
        };
        let mut ty = self.filled(field, at, &mut taken).ty;
        if matches!(ty.kind, Kind::Object { .. } | Kind::Scalar("bytes")) {
            ty = Type::of(Kind::Map(Box::new(ty)));
        }
        ty
    }

    /// Returns headers of the API by name, and some of this operation only.
    pub fn response_headers(&mut self) -> Vec<Header> {
        let mut headers = Vec::new();
        for common in self.spec.api.headers.clone() {
            if self.choices.chance(40) {
                let name = common.name;
                headers.push(Header {
                    name,
                    rust_name: None,
                    ty: None,
                    description: None,
                });
            }
        }
        for name in ["X-Total", "ETag", "Fields", "Type", "x.y~z", "7-Days"] {
            if self.choices.chance(20) {
                headers.push(Header {
                    name: name.to_owned(),
                    rust_name: self
                        .maybe(20, |generator| format!("header_{}", generator.serial()))
                        .or((name == "7-Days").then(|| "seven_days".to_owned())),
                    ty: self.maybe(60, |generator| *generator.choices.pick(&HEADER_TYPES)),
                    description: Some(self.prose()),
                });
            }
        }
        headers
    }

    /// Adds sets of the headers that operations have.
    pub fn header_sets(&mut self) {
        for operation in self.spec.operations.clone() {
            let mut sets = self.spec.api.header_sets.iter();
            let is_new = !sets.any(|set| set.is_of(&operation));
            if is_new && !operation.headers.is_empty() && self.choices.chance(40) {
                let mut headers = operation.headers;
                if self.choices.chance(50) {
                    headers.reverse();
                }
                let name = self.type_name(&["Common", "SetOfAll"]);
                let description = self.prose();
                self.spec.api.header_sets.push(HeaderSet {
                    name,
                    description,
                    headers,
                });
            }
        }
    }
}
