//! Random operations: outputs and pagination.

use crate::fields::{At, Way};
use crate::generate::{Class, Generator, HEADER_TYPES};
use crate::model::{Field, Header, Kind, Operation, Pagination, Shared, SharedKind, Type};
use crate::names::Taken;
use crate::operations::Inputs;
use crate::words;

const CURSORS: [&str; 8] = [
    "string", "id", "uuid", "int32", "int64", "uint16", "uint32", "uint64",
];

fn received(parent: &str) -> At<'_> {
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
                let mut statuses = vec![200, 201, 202, 203, 206, 207, 226, 299];
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
            required: true,
            description: self.prose(),
            ..Field::default()
        }
    }

    /// Returns a JSON body; an inline object has this name.
    fn json(&mut self, name: &str) -> Type {
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

    /// Adds the input and the output that pagination requires.
    pub fn pages(&mut self, operation: &mut Operation, inputs: &mut Inputs) -> Pagination {
        let word = *self.choices.pick(&CURSORS);
        let cursor = format!("pageCursor{}", self.serial());
        let wanted = |name: &str| Field {
            name: name.to_owned(),
            ty: Type::of(Kind::Scalar(word)),
            ..Field::default()
        };
        let mut input = wanted(&cursor);
        let mut path = cursor.clone();
        inputs.all.setters.extend(crate::names::setter(&cursor));
        let parent = format!("{}Input", operation.name);
        let at = At {
            way: Way::Sent,
            ..received(&parent)
        };
        self.adorn(&mut input, at, &mut inputs.all);
        let body = inputs.fields.iter_mut().find(|field| field.is_in("body"));
        if let Some(Kind::Object { fields, .. }) = body.map(|body| &mut body.ty.kind) {
            input.nullable = self.choices.chance(20);
            if input.nullable {
                inputs
                    .all
                    .setters
                    .extend(crate::names::setter(&format!("{cursor}_null")));
            }
            if self.choices.chance(40) {
                self.saw("a cursor inside an object of the body");
                let name = format!("pageOf{}", self.serial());
                let (_, rust) = self.nested_type(&parent, &name);
                path = format!("{name}.{cursor}");
                fields.push(Field {
                    name,
                    ty: Type::of(Kind::Object {
                        rust,
                        fields: vec![input],
                    }),
                    required: true,
                    description: self.prose(),
                    ..Field::default()
                });
            } else {
                fields.push(input);
            }
        } else {
            input.location = Some(("in", "query"));
            inputs.fields.push(input);
        }
        let (ty, pagination) = if self.choices.chance(40) {
            self.shared_page(wanted("nextCursor"), path)
        } else {
            let body = format!("{}Body", operation.name);
            let (fields, pagination) = self.page(received(&body), wanted("nextCursor"), path);
            (Type::of(Kind::Object { rust: None, fields }), pagination)
        };
        operation.outputs = self.outputs_of_nothing();
        operation.outputs.push(Field {
            name: "json_body".to_owned(),
            location: Some(("from", "body")),
            ty,
            required: true,
            description: self.prose(),
            ..Field::default()
        });
        pagination
    }

    /// Adds a shared type with a page in it, which later operations may also send.
    fn shared_page(&mut self, next: Field, cursor: String) -> (Type, Pagination) {
        let name = self.type_name(&["PetPage", "Listing"]);
        let at = At {
            way: Way::Either,
            ..received(&name)
        };
        let (fields, pagination) = self.page(at, next, cursor);
        self.saw("a page that is a shared type");
        self.plan.push((name.clone(), Class::Object));
        let page = Shared {
            name,
            renamed_from: None,
            description: self.prose(),
            kind: SharedKind::Object {
                selection: None,
                fields,
            },
        };
        self.spec.types.push(page);
        let ty = Type::of(Kind::Shared(self.spec.types.len() - 1));
        (ty, pagination)
    }

    /// Returns the members of a body with a page in it.
    fn page(&mut self, at: At<'_>, next: Field, cursor: String) -> (Vec<Field>, Pagination) {
        let mut taken = Taken::default();
        let mut fields = self.members(0, 2, at, &mut taken);
        let mut items = Field {
            name: "theItems".to_owned(),
            ..Field::default()
        };
        let item = At {
            is_item: true,
            ..at
        };
        items.ty = match self.filled(items.clone(), item, &mut Taken::default()).ty {
            Type {
                kind: Kind::List(items),
                ..
            } => Type::of(Kind::List(items)),
            other => Type::of(Kind::List(Box::new(other))),
        };
        let mut inner = vec![next];
        let has_total = self.choices.chance(50);
        if has_total {
            let word = *self.choices.pick(&CURSORS[3..]);
            inner.push(Field {
                name: "theTotal".to_owned(),
                ty: Type::of(Kind::Scalar(word)),
                ..Field::default()
            });
        }
        let mut is_deprecated = false;
        for field in inner.iter_mut().chain([&mut items]) {
            field.required = self.choices.chance(30);
            field.nullable = self.choices.chance(30);
            self.adorn(field, at, &mut taken);
            // Pagination members must not be sensitive.
            field.sensitive = false;
            is_deprecated |= field.deprecated.is_some();
        }
        let prefix = if self.choices.chance(50) {
            let (_, rust) = self.nested_type(at.parent, "thePages");
            let deprecated = self.maybe(15, Self::prose);
            is_deprecated |= deprecated.is_some();
            fields.push(Field {
                name: "thePages".to_owned(),
                ty: Type::of(Kind::Object {
                    rust,
                    fields: inner,
                }),
                required: self.choices.chance(50),
                nullable: self.choices.chance(30),
                deprecated,
                description: self.prose(),
                ..Field::default()
            });
            "thePages."
        } else {
            fields.extend(inner);
            ""
        };
        fields.push(items);
        if is_deprecated {
            self.saw("a deprecated member on the path of a page");
        }
        let pagination = Pagination {
            cursor,
            next: format!("{prefix}nextCursor"),
            items: "theItems".to_owned(),
            total: has_total.then(|| format!("{prefix}theTotal")),
        };
        (fields, pagination)
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
}
