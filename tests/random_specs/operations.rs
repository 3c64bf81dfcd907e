//! Random operations: inputs.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{Field, Kind, Operation, SharedKind, Type};
use crate::random_specs::names::Taken;
use crate::random_specs::words;
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
            .pick(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
        let is_head = method == "HEAD";
        let mut inputs = Inputs::default();
        let path = self.path(&name, &mut inputs);
        self.parameters(&name, &mut inputs);
        if !is_head && self.choices.chance(80) {
            if method == "GET" {
                self.saw("a body of a GET request");
            }
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
            tags: self.tags_of_operation(),
            base_path: self.maybe(25, |generator| {
                *generator.choices.pick(&["", "/v9", "/a@b/(c);d=1"])
            }),
            path,
            auth: self.operation_auth(),
            rate_limit: self.maybe(20, Self::rate_limit),
            name,
            ..Operation::default()
        };
        operation.permissions = self.permissions();
        operation.optional_permissions = self.permissions();
        let needed = operation.permissions.clone();
        let optional = &mut operation.optional_permissions;
        optional.retain(|permission| !needed.contains(permission));
        let is_multipart =
            |input: &Field| input.is_in("body") && input.media_type == Some(words::MULTIPART);
        let has_no_pages = is_head || inputs.fields.iter().any(is_multipart);
        let pages = if has_no_pages { 0 } else { 25 };
        operation.pagination = self.maybe(pages, |generator| {
            generator.pages(&mut operation, &mut inputs)
        });
        if operation.pagination.is_none() && !is_head && self.choices.chance(30) {
            operation.outcomes = self.outcomes(&mut operation, &mut inputs);
        }
        operation.inputs = inputs.fields;
        if operation.pagination.is_none() && operation.outcomes.is_none() {
            operation.outputs = if is_head {
                self.outputs_of_nothing()
            } else {
                self.outputs(&operation.name)
            };
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
            let keep_slashes = has_slashes && self.choices.chance(30);
            field.keep_slashes = keep_slashes.then_some(true);
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
    pub fn text(parent: &str, depth: usize) -> At<'_> {
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
            let field = self.parameter(parent, inputs);
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

    /// Returns a query parameter, or a field of a form.
    pub fn parameter(&mut self, parent: &str, inputs: &mut Inputs) -> Field {
        let mut field = self.input(&words::QUERIES, "query", inputs);
        field.required = self.choices.chance(25);
        let at = Self::text(parent, 0);
        match self.choices.below(8) {
            5 => self.query_object(field, at, inputs),
            6 => self.query_map(field, at, inputs),
            7 => self.query_type(field, at, inputs),
            _ => self.filled(field, at, &mut inputs.all),
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

    pub fn query_map(&mut self, mut field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        field.ty = Type::of(Kind::Map(Box::new(self.scalar(at))));
        self.adorn(&mut field, at, &mut inputs.all);
        field
    }

    /// Returns a shared type as a query, if there is one.
    pub fn query_type(&mut self, mut field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
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
        self.differences(&mut field, known);
        self.adorn(&mut field, at, &mut inputs.all);
        // A whole form has no styles.
        if field.is_in("query") {
            field.object_style = self.maybe(50, |_| "brackets");
            field.list_style = self.maybe(40, |generator| {
                *generator.choices.pick(&["comma", "repeat", "brackets"])
            });
        }
        field
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
    // A path cannot tell a parameter from a member of the body with the same name.
    let fields: Vec<_> = fields.collect();
    let is_only = |field: &&Field| {
        let same = fields.iter().filter(|other| other.name == field.name);
        same.count() == 1
    };
    fields.iter().copied().filter(is_only).collect()
}
