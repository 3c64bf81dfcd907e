//! Random bodies of requests.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::model::{Field, Kind, Type};
use crate::random_specs::names::Taken;
use crate::random_specs::operations::Inputs;
use crate::random_specs::words;
use std::collections::BTreeSet;

impl Generator {
    pub fn body(&mut self, operation: &str, inputs: &mut Inputs) {
        let mut field = Field {
            location: Some(("in", "body")),
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
        let kind = self.choices.below(12);
        if kind == 6 || kind == 8 {
            (field.ty, field.media_type) = if kind == 6 {
                (self.form(&parent, inputs), Some(words::FORM))
            } else {
                (self.multipart(&parent, inputs), Some(words::MULTIPART))
            };
            field.description = self.prose();
            inputs.fields.push(field);
            return;
        }
        if kind < 2 {
            self.saw("a body of inline fields");
            let mut own = Taken {
                wires: BTreeSet::new(),
                setters: std::mem::take(&mut inputs.all.setters),
            };
            let most = if self.choices.chance(10) { 14 } else { 5 };
            let fields = self.members(1, most, at, &mut own);
            inputs.all.setters = own.setters;
            field.ty = self.body_of(fields, at);
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
        if kind == 7 {
            let field = self.whole_form(field, Self::text(operation, 0), inputs);
            inputs.fields.push(field);
            return;
        }
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

    /// Returns an inline body with these fields.
    fn body_of(&mut self, fields: Vec<Field>, at: At<'_>) -> Type {
        Type {
            additional: self.additional(at, true).map(Box::new),
            ..Type::of(Kind::Object { rust: None, fields })
        }
    }

    /// Returns a form of inline fields, each like a query parameter.
    fn form(&mut self, parent: &str, inputs: &mut Inputs) -> Type {
        self.saw("a form of inline fields");
        // Paths could not tell a field from a parameter of the same name.
        let mut form = Inputs {
            all: Taken {
                wires: inputs.all.wires.clone(),
                setters: std::mem::take(&mut inputs.all.setters),
            },
            fields: Vec::new(),
        };
        let count = self.choices.between(1, 4);
        let fields = (0..count).map(|_| Field {
            location: None,
            ..self.parameter(parent, &mut form)
        });
        let fields = fields.collect();
        inputs.all.setters = form.all.setters;
        Type::of(Kind::Object { rust: None, fields })
    }

    /// Returns a multipart body.
    fn multipart(&mut self, parent: &str, inputs: &mut Inputs) -> Type {
        self.saw("a multipart body");
        let mut own = Taken {
            wires: inputs.all.wires.clone(),
            setters: std::mem::take(&mut inputs.all.setters),
        };
        let count = self.choices.between(1, 4);
        let parts = (0..count).map(|_| self.part(parent, &mut own));
        let fields = parts.collect();
        inputs.all.setters = own.setters;
        Type::of(Kind::Object { rust: None, fields })
    }

    fn part(&mut self, parent: &str, own: &mut Taken) -> Field {
        let (name, rust_name) = self.wire(&words::QUERIES, own);
        let at = At {
            is_text: false,
            ..Self::text(parent, 1)
        };
        let file = || Type::of(Kind::Scalar("file"));
        let ty = match self.choices.below(5) {
            0 => file(),
            1 => Type::of(Kind::List(Box::new(file()))),
            2 => self.object(&name, at, &mut Taken::default(), false),
            _ => self.scalar(Self::text(parent, 1)),
        };
        let mut field = Field {
            name,
            rust_name,
            ty,
            required: self.choices.chance(40),
            ..Field::default()
        };
        self.adorn(&mut field, at, own);
        field.list_style = None;
        field
    }

    /// Returns a form that is a shared type or a map.
    fn whole_form(&mut self, field: Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        let mut form = Inputs::default();
        std::mem::swap(&mut form.all.setters, &mut inputs.all.setters);
        let mut field = self.query_type(field, at, &mut form);
        match field.ty.kind {
            Kind::Shared(at) if self.is_query(at) => self.saw("a form that is a shared type"),
            _ => {
                field.list_style = None;
                field = self.query_map(field, at, &mut form);
                self.saw("a form that is a map");
            }
        }
        inputs.all.setters = form.all.setters;
        field.media_type = Some(words::FORM);
        field
    }

    /// Returns `true` for a type whose members can be query parameters.
    fn is_query(&self, at: usize) -> bool {
        let known = self.plan.get(at);
        known.is_some_and(|(_, class)| *class == Class::Query)
    }

    fn whole(&mut self, field: &Field, at: At<'_>, inputs: &mut Inputs) -> Field {
        let mut other = self.filled(field.clone(), at, &mut inputs.all);
        if matches!(other.ty.kind, Kind::Object { .. }) {
            other.ty = Type::of(Kind::List(Box::new(other.ty)));
        }
        other
    }
}
