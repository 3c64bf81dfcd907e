//! The facts of one operation, from the model of the API.

use super::written::Written;
use super::{Fact, first_line, rows};
use crate::fact::{Key, Section};
use crate::rules::{self, Form, Meaning};
use codegen::model::{
    Api, Direction, Field, Header, Location, Nullability, Object, Operation, Output, Override,
    Presence, Scalar, Secrecy, Type, TypeKind,
};
use std::collections::BTreeMap;

pub(super) struct Reader<'a> {
    pub(super) api: &'a Api,
    pub(super) written: &'a Written<'a>,
    pub(super) facts: Vec<Fact>,
    /// The shared objects around the current field: a recursive object is visited once.
    pub(super) open: Vec<String>,
    /// The enums of the fields, with the number of their values.
    pub(super) enums: BTreeMap<String, usize>,
}

impl Reader<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        self.endpoint(operation);
        self.inputs(operation);
        for output in &operation.outputs {
            self.output(operation, output);
        }
        for header in &operation.headers.list {
            self.header(operation, header);
        }
    }

    fn output(&mut self, operation: &Operation, output: &Output) {
        let key = Key::top(Section::Outputs, output.field.wire.as_str());
        let item = format!("{}.outputs", operation.name);
        let at = self.facts.len();
        self.field(&key, &item, &output.field, Direction::TwoWay);
        if let Some(fact) = self.facts.get_mut(at) {
            fact.rules = rows::output(operation, output);
            let is_bytes = matches!(output.field.ty, Type::Scalar(Scalar::Bytes));
            if let Some((meaning, _)) = fact.ty.as_mut().filter(|_| is_bytes) {
                meaning.form = Form::Stream;
            }
        }
    }

    fn header(&mut self, operation: &Operation, header: &Header) {
        let key = Key::top(Section::Headers, header.wire.as_str());
        let item = format!("{}.headers.{}", operation.name, header.wire);
        let form = match header.ty {
            Scalar::String => Form::Header,
            scalar => Form::Scalar(scalar),
        };
        let word = header.ty.word().to_owned();
        self.push(&key, item, Some((Meaning::one(form, ""), word)));
        self.complete(None, &header.description);
        self.ruled(rows::header(header));
    }

    /// Wraps the members of an object body: in the model they are inputs, in the spec they are
    /// inside the object.
    fn inputs(&mut self, operation: &Operation) {
        let item = format!("{}.inputs", operation.name);
        let mut around = None;
        for field in &operation.request.fields {
            let body = operation
                .body
                .as_ref()
                .filter(|_| field.location == Location::Member);
            let Some(body) = body else {
                let key = Key::top(Section::Inputs, field.wire.as_str());
                let at = self.facts.len();
                self.field(&key, &item, field, Direction::Sent);
                let is_body = matches!(field.location, Location::JsonBody | Location::RawBody);
                if let Some(rules) = self.facts.get_mut(at).and_then(|fact| fact.rules.as_mut()) {
                    rules.extend(rows::media_type(operation).filter(|_| is_body));
                }
                continue;
            };
            let item = format!("{item}.{}", body.wire);
            let key = around.get_or_insert_with(|| {
                let key = Key::top(Section::Inputs, body.wire.as_str());
                self.body(&key, &item, operation);
                key
            });
            self.field(
                &key.child(field.wire.as_str()),
                &item,
                field,
                Direction::Sent,
            );
        }
    }

    /// Reads the description of a body; the model has only its members.
    fn body(&mut self, key: &Key, item: &str, operation: &Operation) {
        let meaning = Meaning::one(Form::Inline, operation.request.name.as_str());
        self.push(key, item.to_owned(), Some((meaning, "object".to_owned())));
        let written = self.written.get(key);
        let required = written.and_then(|fact| fact.required);
        let description = written.map_or("", |fact| fact.description.as_str());
        self.complete(required, description);
        self.ruled(rows::media_type(operation).into_iter().collect());
    }

    fn endpoint(&mut self, operation: &Operation) {
        let facts = [
            ("Description", operation.description.as_str()),
            ("URL:", operation.path.as_str()),
            ("Method:", operation.method.word()),
        ];
        for (name, value) in facts {
            let key = Key::top(Section::Endpoint, name);
            self.push(&key, operation.name.to_string(), None);
            self.complete(None, value);
        }
        // The metadata of an operation belongs to its method: permissions, retries and limits.
        self.ruled(rows::metadata(operation));
    }

    fn fields(&mut self, parent: &Key, item: &str, object: &Object) {
        for field in &object.fields {
            self.field(
                &parent.child(field.wire.as_str()),
                item,
                field,
                object.direction,
            );
        }
    }

    fn field(&mut self, key: &Key, parent_item: &str, field: &Field, flow: Direction) {
        // Requests do not have the fields that only the server sets.
        if key.section == Section::Inputs && field.is_read_only() {
            return;
        }
        let item = format!("{parent_item}.{}", field.wire);
        let mut meaning = rules::meaning(self.api, &field.ty);
        meaning.is_nullable = field.nullability == Nullability::Nullable;
        meaning.is_hidden = field.secrecy == Secrecy::Hidden && flow == Direction::Received;
        // In an object that goes both ways, it is unset until the server sets it.
        let is_unset = field.is_read_only() && flow == Direction::TwoWay;
        self.push(key, item.clone(), Some((meaning, field.ty.word())));
        self.complete(
            Some(field.presence == Presence::Required && !is_unset),
            &field.description,
        );
        if key.section == Section::Inputs {
            self.ruled(rows::input(field));
        }
        self.inside(key, &item, &field.ty);
        // The members that do not exist on this use of a shared object.
        let left_out = field.overrides.iter().filter_map(|member| match member {
            Override::Without(wire) => Some(key.child(wire.as_str())),
            Override::Differs(_) => None,
        });
        let left_out: Vec<_> = left_out.collect();
        self.facts.retain(|fact| !left_out.contains(&fact.key));
    }

    /// Reads the fields of an object, shared or in place.
    fn inside(&mut self, key: &Key, item: &str, ty: &Type) {
        match ty {
            Type::Inline(object) => self.fields(key, item, object),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.inside(key, item, inner);
            }
            Type::Shared(name) if !self.open.iter().any(|open| open == name.as_str()) => {
                let api = self.api;
                let def = api.types.iter().find(|def| def.name == *name);
                match def.map(|def| &def.kind) {
                    Some(TypeKind::Object(object)) => {
                        self.open.push(name.to_string());
                        self.fields(key, name.as_str(), object);
                        self.open.pop();
                    }
                    Some(TypeKind::Enum(values)) => {
                        self.enums.insert(name.to_string(), values.values.len());
                    }
                    _ => {}
                }
            }
            Type::Shared(_) | Type::Scalar(_) | Type::IntegerText(_) | Type::External { .. } => {}
        }
    }

    fn push(&mut self, key: &Key, item: String, ty: Option<(Meaning, String)>) {
        let written = self.written.get(key);
        let place = written.map_or_else(
            || first_line(&self.api.origin.0),
            |written| written.place.clone(),
        );
        self.facts.push(Fact {
            key: key.clone(),
            item,
            ty,
            required: None,
            rust_name: written.and_then(|written| written.rust_name.clone()),
            rules: None,
            description: String::new(),
            place,
        });
    }

    fn ruled(&mut self, rules: Vec<String>) {
        if let Some(fact) = self.facts.last_mut() {
            fact.rules = Some(rules);
        }
    }

    fn complete(&mut self, required: Option<bool>, description: &str) {
        if let Some(fact) = self.facts.last_mut() {
            fact.required = required;
            description.clone_into(&mut fact.description);
        }
    }
}
