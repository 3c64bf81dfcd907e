//! Random operations: pagination.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{
    Field, Header, Kind, Operation, Pagination, Shared, SharedKind, Type,
};
use crate::random_specs::names::{self, Taken};
use crate::random_specs::operations::Inputs;
use crate::random_specs::responses::received;
use crate::random_specs::words;

const STYLES: [&str; 7] = ["", "cursor", "cursor", "offset", "page", "link", "next_url"];

const CURSORS: [&str; 8] = [
    "string", "id", "uuid", "int32", "int64", "uint16", "uint32", "uint64",
];

const INTEGERS: [&str; 5] = ["int32", "int64", "uint16", "uint32", "uint64"];

fn scalar(name: &str, word: &'static str) -> Field {
    Field {
        name: name.to_owned(),
        ty: Type::of(Kind::Scalar(word)),
        ..Field::default()
    }
}

impl Generator {
    /// Adds the inputs, the output and the header that pagination requires.
    pub fn pages(&mut self, operation: &mut Operation, inputs: &mut Inputs) -> Pagination {
        let style = *self.choices.pick(&STYLES);
        let mut pages = Pagination::default();
        if !style.is_empty() {
            pages.texts.push(("style", style.to_owned()));
        }
        let mut inner = Vec::new();
        match style {
            "" | "cursor" => {
                let word = *self.choices.pick(&CURSORS);
                let path = self.position(word, false, operation, inputs);
                pages.texts.push(("cursor", path));
                inner.push(("next", scalar("nextCursor", word)));
            }
            "offset" | "page" => {
                let word = *self.choices.pick(&INTEGERS);
                let is_required = self.choices.chance(25);
                let path = self.position(word, is_required, operation, inputs);
                pages.texts.push((style, path));
                if self.choices.chance(50) {
                    pages.texts.push(("limit", self.limit(inputs)));
                }
                if style == "page" {
                    pages.first_page = self.maybe(60, |generator| generator.choices.below(2));
                    if self.choices.chance(75) {
                        let word = *self.choices.pick(&INTEGERS);
                        inner.push(("total_pages", scalar("pageCount", word)));
                    }
                }
            }
            "link" => operation.headers.push(Header {
                name: "Link".to_owned(),
                ty: self.maybe(30, |_| "string"),
                rust_name: None,
                description: Some(self.prose()),
            }),
            _ => inner.push(("next", scalar("nextCursor", "string"))),
        }
        let is_list = !matches!(style, "" | "cursor" | "next_url") && self.choices.chance(40);
        let ty = if is_list {
            self.saw("a page that is a list");
            inner.clear();
            pages.texts.retain(|(key, _)| *key != "total_pages");
            self.items(received(&format!("{}Body", operation.name)))
        } else if self.choices.chance(40) {
            self.shared_page(inner, &mut pages)
        } else {
            let body = format!("{}Body", operation.name);
            let fields = self.page(received(&body), inner, &mut pages);
            Type::of(Kind::Object { rust: None, fields })
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
        pages
    }

    /// Adds the limit to the query, and returns its path.
    fn limit(&mut self, inputs: &mut Inputs) -> String {
        let name = format!("pageLimit{}", self.serial());
        let word = *self.choices.pick(&INTEGERS);
        let mut input = scalar(&name, word);
        inputs.all.setters.extend(names::setter(&name));
        input.location = Some(("in", "query"));
        input.required = self.choices.chance(25);
        let at = At {
            way: Way::Sent,
            ..received("")
        };
        self.adorn(&mut input, at, &mut inputs.all);
        inputs.fields.push(input);
        name
    }

    /// Adds the input that selects the page, and returns its path.
    fn position(
        &mut self,
        word: &'static str,
        is_required: bool,
        operation: &Operation,
        inputs: &mut Inputs,
    ) -> String {
        let cursor = format!("pageCursor{}", self.serial());
        let mut input = scalar(&cursor, word);
        input.required = is_required;
        let mut path = cursor.clone();
        inputs.all.setters.extend(names::setter(&cursor));
        let parent = format!("{}Input", operation.name);
        let at = At {
            way: Way::Sent,
            ..received(&parent)
        };
        self.adorn(&mut input, at, &mut inputs.all);
        // The objects in a form are not flattened.
        let is_json = |field: &&mut Field| field.media_type != Some(words::FORM);
        let body = inputs.fields.iter_mut().find(|field| field.is_in("body"));
        let body = body.filter(is_json);
        if let Some(Kind::Object { fields, .. }) = body.map(|body| &mut body.ty.kind) {
            input.nullable = self.choices.chance(20);
            if input.nullable {
                inputs
                    .all
                    .setters
                    .extend(names::setter(&format!("{cursor}_null")));
            }
            if self.choices.chance(70) {
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
        path
    }

    /// Adds a shared type with a page in it, which later operations may also send.
    fn shared_page(&mut self, inner: Vec<(&'static str, Field)>, pages: &mut Pagination) -> Type {
        let name = self.type_name(&["PetPage", "Listing"]);
        let at = At {
            way: Way::Either,
            ..received(&name)
        };
        let fields = self.page(at, inner, pages);
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
            additional: None,
        };
        self.spec.types.push(page);
        Type::of(Kind::Shared(self.spec.types.len() - 1))
    }

    /// Returns a list of any items.
    fn items(&mut self, at: At<'_>) -> Type {
        let items = Field {
            name: "theItems".to_owned(),
            ..Field::default()
        };
        let item = At {
            is_item: true,
            ..at
        };
        match self.filled(items, item, &mut Taken::default()).ty {
            Type {
                kind: Kind::List(items),
                ..
            } => Type::of(Kind::List(items)),
            other => Type::of(Kind::List(Box::new(other))),
        }
    }

    /// Returns the members of a body with a page in it. `inner` has members that pagination needs,
    /// with the keys that name them.
    fn page(
        &mut self,
        at: At<'_>,
        mut inner: Vec<(&'static str, Field)>,
        pages: &mut Pagination,
    ) -> Vec<Field> {
        let mut taken = Taken::default();
        let mut fields = self.members(0, 2, at, &mut taken);
        let mut items = Field {
            name: "theItems".to_owned(),
            ty: self.items(at),
            ..Field::default()
        };
        if self.choices.chance(50) {
            let word = *self.choices.pick(&INTEGERS);
            inner.push(("total", scalar("theTotal", word)));
        }
        let mut is_deprecated = false;
        let members = inner.iter_mut().map(|(_, field)| field);
        for field in members.chain([&mut items]) {
            field.required = self.choices.chance(30);
            field.nullable = self.choices.chance(30);
            self.adorn(field, at, &mut taken);
            // Pagination members must not be sensitive.
            field.sensitive = false;
            is_deprecated |= field.deprecated.is_some();
        }
        let (keys, mut inner): (Vec<_>, Vec<_>) = inner
            .into_iter()
            .map(|(key, field)| ((key, field.name.clone()), field))
            .unzip();
        let mut prefix = "";
        let has_object = self.choices.chance(50);
        if has_object {
            let mut items_path = "theItems".to_owned();
            if self.choices.chance(40) {
                self.saw("the items of a page inside an object");
                items_path.insert_str(0, "thePages.");
                inner.push(items.clone());
            }
            pages.texts.push(("items", items_path));
        } else {
            pages.texts.push(("items", "theItems".to_owned()));
        }
        let is_inside = inner.iter().any(|field| field.name == "theItems");
        if has_object && !inner.is_empty() {
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
            prefix = "thePages.";
        } else {
            fields.extend(inner);
        }
        if !is_inside {
            fields.push(items);
        }
        if is_deprecated {
            self.saw("a deprecated member on the path of a page");
        }
        for (key, name) in keys {
            pages.texts.push((key, format!("{prefix}{name}")));
        }
        fields
    }
}
