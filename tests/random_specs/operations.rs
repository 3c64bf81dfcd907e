//! Random operations: inputs.

use crate::fields::{At, Way};
use crate::generate::{Class, Generator};
use crate::model::{Field, Kind, Operation, SharedKind, Type};
use crate::names::Taken;
use crate::words;
use std::collections::BTreeSet;

/// The names in use among the inputs of a request.
#[derive(Default)]
pub struct Inputs {
    pub all: Taken,
    pub fields: Vec<Field>,
}

impl Generator {
    pub fn operation(&mut self) -> Operation {
        let name = self.type_name(&words::OPERATIONS);
        let method = *self
            .choices
            .pick(&["GET", "POST", "PUT", "PATCH", "DELETE"]);
        let mut inputs = Inputs::default();
        let path = self.path(&name, &mut inputs);
        self.parameters(&name, &mut inputs);
        if method != "GET" && self.choices.chance(80) {
            self.body(&name, &mut inputs);
        }
        let mut operation = Operation {
            renamed_from: self.maybe(10, |generator| {
                generator.type_name(&["OldCall", "FormerCall"])
            }),
            deprecated: self.maybe(8, Self::prose),
            title: self.prose(),
            description: self.prose(),
            method,
            base_path: self.maybe(25, |generator| {
                *generator.choices.pick(&["", "/v9", "/a@b/(c);d=1"])
            }),
            path,
            rate_limit: self.maybe(20, Self::rate_limit),
            name,
            ..Operation::default()
        };
        operation.permissions = self.permissions();
        operation.optional_permissions = self.permissions();
        let needed = operation.permissions.clone();
        let optional = &mut operation.optional_permissions;
        optional.retain(|permission| !needed.contains(permission));
        operation.pagination =
            self.maybe(25, |generator| generator.pages(&mut operation, &mut inputs));
        if operation.pagination.is_none() && self.choices.chance(30) {
            operation.outcomes = self.outcomes(&mut operation, &mut inputs);
        }
        operation.inputs = inputs.fields;
        if operation.pagination.is_none() && operation.outcomes.is_none() {
            operation.outputs = self.outputs(&operation.name);
        }
        operation.errors = self.errors(&operation.name);
        let headers = self.response_headers();
        operation.headers.extend(headers);
        self.metadata(&mut operation);
        operation
    }

    fn permissions(&mut self) -> Vec<String> {
        let permissions: BTreeSet<_> = (0..self.choices.below(3))
            .map(|_| self.prose().trim().to_owned())
            .collect();
        permissions.into_iter().collect()
    }

    fn input(&mut self, words: &[&str], location: &'static str, inputs: &mut Inputs) -> Field {
        let (name, rust_name) = self.wire(words, &mut inputs.all);
        Field {
            name,
            rust_name,
            location: Some(("in", location)),
            ..Field::default()
        }
    }

    /// Returns a path with parameters, some of them inside a segment.
    fn path(&mut self, parent: &str, inputs: &mut Inputs) -> String {
        let mut path = format!("/r{}", self.serial());
        for _ in 0..self.choices.below(4) {
            let mut field = self.input(&words::PARAMETERS, "path", inputs);
            let shape = *self.choices.pick(&[
                "/{}",
                "/{}/all",
                "/v{}",
                "/{}.json",
                "/a-{}~b",
                ".{}",
                "/{}:run",
                "/of({})",
                "/{};v=1",
                "/a%20@{}!$&'*+,=b",
            ]);
            if shape.trim_end_matches("/all") != "/{}" {
                self.saw("a parameter inside a segment");
            }
            path.push_str(&shape.replace("{}", &format!("{{{}}}", field.name)));
            field.required = true;
            let at = Self::text(parent, 1);
            let mut field = self.filled(field, at, &mut inputs.all);
            let has_slashes = field.ty.is("string") || field.ty.is("id");
            field.keep_slashes = has_slashes && self.choices.chance(30);
            inputs.fields.push(field);
        }
        // Only the dot separates `{a}` from `.{b}`, which is enough.
        if self.choices.chance(20) {
            self.saw("a slash at the end of a path");
            path.push('/');
        }
        path
    }

    /// Returns the position of a text; below the top level it cannot be a list.
    fn text(parent: &str, depth: usize) -> At<'_> {
        At {
            way: Way::Sent,
            parent,
            is_text: true,
            needed_by: None,
            depth,
            is_item: false,
        }
    }

    fn parameters(&mut self, parent: &str, inputs: &mut Inputs) {
        let most = if self.choices.chance(10) { 15 } else { 4 };
        for _ in 0..self.choices.between(0, most) {
            let mut field = self.input(&words::QUERIES, "query", inputs);
            field.required = self.choices.chance(25);
            let at = Self::text(parent, 0);
            let field = match self.choices.below(8) {
                5 => self.query_object(field, at, inputs),
                6 => self.query_map(field, at, inputs),
                7 => self.query_type(field, at, inputs),
                _ => self.filled(field, at, &mut inputs.all),
            };
            match &field.ty.kind {
                Kind::List(_) => self.saw("a list in a query"),
                Kind::Map(_) => self.saw("a map in a query"),
                Kind::Object { .. } => self.saw("an object in a query"),
                _ => {}
            }
            inputs.fields.push(field);
        }
        for _ in 0..self.choices.below(3) {
            let mut field = self.input(&words::HEADERS, "header", inputs);
            field.required = self.choices.chance(25);
            let at = Self::text(parent, 1);
            let field = self.filled(field, at, &mut inputs.all);
            inputs.fields.push(field);
        }
    }

    fn query_object(&mut self, mut field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        // Each member is a parameter next to the others.
        let mut own = Taken {
            wires: std::mem::take(&mut inputs.all.wires),
            setters: BTreeSet::new(),
        };
        let (name, rust) = self.nested_type(at.parent, &field.name);
        let inner = At {
            parent: &name,
            depth: 1,
            ..at
        };
        let fields = self.members(1, 4, inner, &mut own);
        inputs.all.wires = own.wires;
        field.ty = Type::of(Kind::Object { rust, fields });
        self.adorn(&mut field, at, &mut inputs.all);
        field
    }

    fn query_map(&mut self, mut field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        field.ty = Type::of(Kind::Map(Box::new(self.scalar(at))));
        self.adorn(&mut field, at, &mut inputs.all);
        field
    }

    /// Returns a shared type as a query, if there is one.
    fn query_type(&mut self, mut field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        let known = self
            .plan
            .iter()
            .position(|(_, class)| *class == Class::Query);
        let members = known.and_then(|known| match &self.spec.types.get(known)?.kind {
            SharedKind::Object { fields, .. } => Some(
                fields
                    .iter()
                    .map(|field| field.name.to_lowercase())
                    .collect::<BTreeSet<_>>(),
            ),
            _ => None,
        });
        let members = members.filter(|members| members.is_disjoint(&inputs.all.wires));
        let (Some(known), Some(members)) = (known, members) else {
            return self.filled(field, at, &mut inputs.all);
        };
        inputs.all.wires.extend(members);
        self.saw("a shared type in a query");
        field.ty = Type::of(Kind::Shared(known));
        self.adorn(&mut field, at, &mut inputs.all);
        field
    }

    fn body(&mut self, operation: &str, inputs: &mut Inputs) {
        let location = Some(("in", "body"));
        let mut field = Field {
            location,
            name: "json_body".to_owned(),
            required: true,
            ..Field::default()
        };
        let parent = format!("{operation}Input");
        let at = At {
            way: Way::Sent,
            parent: &parent,
            is_text: false,
            needed_by: None,
            depth: 0,
            is_item: false,
        };
        let kind = self.choices.below(6);
        if kind < 2 {
            self.saw("a body of inline fields");
            let mut own = Taken {
                wires: BTreeSet::new(),
                setters: std::mem::take(&mut inputs.all.setters),
            };
            let most = if self.choices.chance(10) { 14 } else { 5 };
            let fields = self.members(1, most, at, &mut own);
            inputs.all.setters = own.setters;
            field.ty = Type::of(Kind::Object { rust: None, fields });
            field.description = self.prose();
            field.media_type = self.media_type("");
            inputs.fields.push(field);
            return;
        }
        (field.name, field.rust_name) = self.wire(
            &["json_body", "payload", "type", "a body", "self"],
            &mut inputs.all,
        );
        field.required = self.choices.chance(60);
        let raw: [&'static str; 2] = ["bytes", "text"];
        let at = At {
            parent: operation,
            ..at
        };
        if kind == 2 {
            field.ty = Type::of(Kind::Scalar(self.choices.pick::<&'static str>(&raw)));
            self.adorn(&mut field, at, &mut inputs.all);
        } else {
            // An inline object would be flattened into fields again.
            field = self.whole(&field, at, inputs);
        }
        field.media_type = match &field.ty.kind {
            Kind::Scalar(word) => self.media_type(word),
            _ => self.media_type(""),
        };
        self.saw(match &field.ty.kind {
            Kind::Scalar("bytes") => "a body of bytes",
            Kind::Scalar("text") => "a body of text",
            Kind::Scalar("json") => "a body of any JSON",
            Kind::Scalar(_) => "a body that is one value",
            Kind::List(_) => "a body that is a list",
            Kind::Map(_) => "a body that is a map",
            Kind::Shared(_) => "a body that is a shared type",
            Kind::Object { .. } => "a body of inline fields",
        });
        inputs.fields.push(field);
    }

    fn whole(&mut self, field: &Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        let mut other = self.filled(field.clone(), at, &mut inputs.all);
        if matches!(other.ty.kind, Kind::Object { .. }) {
            other.ty = Type::of(Kind::List(Box::new(other.ty)));
        }
        other
    }
}

/// Returns the names of a request's inputs, as the first segments of paths.
pub fn top_level(operation: &Operation) -> Vec<&Field> {
    let fields = operation
        .inputs
        .iter()
        .flat_map(|field| match &field.ty.kind {
            Kind::Object { fields, .. } if field.is_in("body") => fields.iter().collect(),
            _ => vec![field],
        });
    // If a query and a body have the same name, the path means the first.
    let mut names = BTreeSet::new();
    fields.filter(|field| names.insert(&field.name)).collect()
}
