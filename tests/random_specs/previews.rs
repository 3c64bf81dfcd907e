//! Random operations: previews, by a listing with the same filter.

use crate::random_specs::generate::Generator;
use crate::random_specs::model::{Field, Kind, Operation, Preview, Shared, SharedKind, Type};
use crate::random_specs::operations::Inputs;

/// Returns an optional parameter of the query.
fn parameter(name: &str, kind: Kind) -> Field {
    Field {
        name: name.to_owned(),
        location: Some(("in", "query")),
        ty: Type::of(kind),
        ..Field::default()
    }
}

/// Returns `true` for a listing that reports the number of its items, and needs no input.
fn is_listing(operation: &Operation) -> bool {
    let pages = operation.pagination.as_ref();
    let has_total = pages.is_some_and(|pages| pages.texts.iter().any(|(key, _)| *key == "total"));
    let mut inputs = operation.inputs.iter();
    has_total && !inputs.any(|input| input.required)
}

impl Generator {
    /// Gives some listings a filter, and another operation with the same filter.
    pub fn previews(&mut self) {
        if self.choices.chance(25) {
            let listing = self.plain_listing();
            self.spec.operations.push(listing);
        }
        for at in 0..self.spec.operations.len() {
            let listing = &self.spec.operations[at];
            if !is_listing(listing) || !self.choices.chance(80) {
                continue;
            }
            let listing = listing.name.clone();
            let operations = self.spec.operations.iter().enumerate();
            let others = operations.filter(|(_, other)| {
                other.name != listing && other.preview.is_none() && other.method != "HEAD"
            });
            let others: Vec<_> = others.map(|(at, _)| at).collect();
            if !others.is_empty() {
                let other = *self.choices.pick(&others);
                self.preview(other, at, listing);
            }
        }
    }

    /// Returns a listing with few inputs.
    fn plain_listing(&mut self) -> Operation {
        let mut operation = Operation {
            name: self.type_name(&["ListPreviewed"]),
            deprecated: self.maybe(20, Self::prose),
            title: self.prose(),
            description: self.prose(),
            method: "GET",
            path: format!("/previewed{}", self.serial()),
            tags: self.tags_of_operation(),
            auth: self.operation_auth(),
            ..Operation::default()
        };
        let mut inputs = Inputs::default();
        operation.pagination = Some(self.pages(&mut operation, &mut inputs));
        operation.inputs = inputs.fields;
        operation
    }

    /// Adds a filter to the operation and its listing.
    fn preview(&mut self, other: usize, at: usize, listing: String) {
        let number = self.serial();
        let name = self.type_name(&["PreviewFilter"]);
        let limit = format!("previewLimit{number}");
        let members = [
            (format!("previewName{number}"), "string"),
            (limit.clone(), "uint16"),
        ];
        let fields = members.map(|(name, word)| Field {
            name,
            ty: Type::of(Kind::Scalar(word)),
            description: self.prose(),
            ..Field::default()
        });
        let description = self.prose();
        self.spec.types.push(Shared {
            name,
            renamed_from: None,
            description,
            kind: SharedKind::Object {
                selection: None,
                fields: fields.into(),
            },
            additional: None,
        });
        let filter = format!("previewed{number}");
        let shared = Kind::Shared(self.spec.types.len() - 1);
        for (operation, is_required) in [(at, false), (other, self.choices.chance(50))] {
            let input = Field {
                required: is_required,
                description: self.prose(),
                ..parameter(&filter, shared.clone())
            };
            self.spec.operations[operation].inputs.push(input);
        }
        let count_only = self.maybe(50, |_| format!("countOnly{number}"));
        if let Some(name) = &count_only {
            let input = Field {
                description: self.prose(),
                ..parameter(name, Kind::Scalar("boolean"))
            };
            self.spec.operations[at].inputs.push(input);
        }
        let limit = self.maybe(60, |_| format!("{filter}.{limit}"));
        self.spec.operations[other].preview = Some(Preview {
            listing,
            limit,
            count_only,
        });
    }
}
