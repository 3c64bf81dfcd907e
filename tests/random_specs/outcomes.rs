//! Random operations: the outcomes of single items.

use crate::random_specs::fields::{At, Way};
use crate::random_specs::generate::Generator;
use crate::random_specs::model::{Field, Kind, Operation, Outcomes, SharedKind, Type};
use crate::random_specs::names::{Taken, setter};
use crate::random_specs::operations::Inputs;

/// The types of a number of items.
const COUNTS: [&str; 5] = ["int32", "int64", "uint16", "uint32", "uint64"];

impl Generator {
    /// Adds the inputs and the output that outcomes require; `None` without an enum of outcomes.
    pub fn outcomes(&mut self, operation: &mut Operation, inputs: &mut Inputs) -> Option<Outcomes> {
        let types = self.spec.types.iter().enumerate();
        let enums = types.filter(|(_, shared)| match &shared.kind {
            SharedKind::Enum { values, .. } => values.iter().any(|value| value.success.is_some()),
            SharedKind::Object { .. } | SharedKind::Union { .. } | SharedKind::External => false,
        });
        let enums: Vec<_> = enums.map(|(at, _)| at).collect();
        if enums.is_empty() {
            return None;
        }
        let value = *self.choices.pick(&enums);
        let ids = self.query_input("theIds", id_list(), operation, inputs);
        let most = self.query_input("mostItems", Kind::Scalar("int32"), operation, inputs);
        let parts = 1 + self.choices.below(3);
        let body = format!("{}Body", operation.name);
        let entry = self.entry(&body, value, parts);
        let fields = self.reported(&body, entry);
        let prefix = if fields.len() == 1 { "theResult." } else { "" };
        operation.outputs = self.outputs_of_nothing();
        operation.outputs.push(Field {
            name: "json_body".to_owned(),
            location: Some(("from", "body")),
            ty: Type::of(Kind::Object { rust: None, fields }),
            required: true,
            description: self.prose(),
            ..Field::default()
        });
        let has_ids = self.choices.chance(70);
        let has_entries = self.choices.chance(75);
        let requested_by = *self.choices.pick(&[&ids, &most]);
        Some(Outcomes {
            plural: self.maybe(30, Self::prose),
            affected: format!("{prefix}affectedItems"),
            details: has_entries.then(|| format!("{prefix}theDetails")),
            errors: self.maybe(50, |_| format!("{prefix}theErrors")),
            parts: (0..parts)
                .map(|part| (format!("part{part}"), requested_by.clone()))
                .collect(),
            ids: has_ids.then(|| ids.clone()),
            limited_by: if has_ids && self.choices.chance(60) {
                vec![most]
            } else {
                Vec::new()
            },
        })
    }

    /// Adds an optional input to the query, and returns its name.
    fn query_input(
        &mut self,
        name: &str,
        kind: Kind,
        operation: &Operation,
        inputs: &mut Inputs,
    ) -> String {
        let name = format!("{name}{}", self.serial());
        let mut input = Field {
            name: name.clone(),
            location: Some(("in", "query")),
            ty: Type::of(kind),
            ..Field::default()
        };
        inputs.all.setters.extend(setter(&name));
        let parent = format!("{}Input", operation.name);
        let at = At {
            way: Way::Sent,
            parent: &parent,
            is_text: true,
            needed_by: None,
            depth: 0,
            is_item: false,
        };
        self.adorn(&mut input, at, &mut inputs.all);
        inputs.fields.push(input);
        name
    }

    /// Returns the type of an entry.
    fn entry(&mut self, body: &str, value: usize, parts: usize) -> Type {
        let (parent, rust) = self.nested_type(body, "anEntry");
        let mut taken = Taken::default();
        let id = (Kind::Scalar("id"), "itemId".to_owned());
        let parts = (0..parts).map(|part| (Kind::Shared(value), format!("part{part}")));
        let members: Vec<_> = std::iter::once(id).chain(parts).collect();
        let fields = members
            .into_iter()
            .map(|(kind, name)| self.judged_member(name, kind, &parent, &mut taken))
            .collect();
        let rust = rust.or(Some(parent));
        Type::of(Kind::Object { rust, fields })
    }

    fn judged_member(
        &mut self,
        name: String,
        kind: Kind,
        parent: &str,
        taken: &mut Taken,
    ) -> Field {
        let mut field = Field {
            name,
            ty: Type::of(kind),
            required: self.choices.chance(30),
            nullable: self.choices.chance(30),
            ..Field::default()
        };
        let at = At {
            way: Way::Received,
            parent,
            is_text: false,
            needed_by: None,
            depth: 0,
            is_item: false,
        };
        self.adorn(&mut field, at, taken);
        // Members with outcomes must not be sensitive.
        field.sensitive = false;
        field
    }

    /// Returns the members of the body: the count, the list and the errors, or an object with them.
    fn reported(&mut self, body: &str, entry: Type) -> Vec<Field> {
        let mut taken = Taken::default();
        let word = *self.choices.pick(&COUNTS);
        let details = Kind::List(Box::new(entry));
        let mut fields: Vec<_> = [
            ("affectedItems", Kind::Scalar(word)),
            ("theDetails", details),
            ("theErrors", Kind::Scalar("error_list")),
        ]
        .into_iter()
        .map(|(name, kind)| self.judged_member(name.to_owned(), kind, body, &mut taken))
        .collect();
        for errors in fields.iter_mut().filter(|field| field.ty.is("error_list")) {
            errors.required = false;
            errors.nullable = false;
        }
        if self.choices.chance(50) {
            return fields;
        }
        let (_, rust) = self.nested_type(body, "theResult");
        vec![Field {
            name: "theResult".to_owned(),
            ty: Type::of(Kind::Object { rust, fields }),
            required: self.choices.chance(50),
            nullable: self.choices.chance(30),
            description: self.prose(),
            ..Field::default()
        }]
    }
}

fn id_list() -> Kind {
    Kind::List(Box::new(Type::of(Kind::Scalar("id"))))
}
