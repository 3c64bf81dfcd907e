//! Visits every schema of a description.

use crate::openapi::document::{Document, Kind, Schema};

/// The surroundings of a schema.
#[derive(Clone, Debug)]
pub(super) struct Place<'d> {
    /// The name of the schema around it, or the index of the operation.
    pub(super) owner: Owner<'d>,
    /// The nearest property or parameter.
    pub(super) property: &'d str,
    /// The properties from the owner to the schema.
    path: String,
    /// `true` for the whole body of a request or a response, and for a whole named schema.
    pub(super) is_root: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'d> {
    Schema(&'d str),
    Operation(usize),
}

impl Place<'_> {
    /// Returns `true` inside the body of a request.
    pub(super) fn is_sent(&self) -> bool {
        self.path.starts_with("body")
    }

    /// Returns the name of the place in the record.
    pub(super) fn source(&self, document: &Document) -> String {
        match self.owner {
            Owner::Schema(name) => format!("{name}{}", self.path),
            Owner::Operation(index) => {
                format!("{} {}", document.operations[index].endpoint(), self.path)
            }
        }
    }
}

/// Calls a function with every schema, from the outermost.
pub(super) fn all<'d>(document: &'d Document, visit: &mut impl FnMut(&Place<'d>, &'d Schema)) {
    for (name, schema) in &document.schemas {
        let place = Place {
            owner: Owner::Schema(name),
            property: name,
            path: String::new(),
            is_root: true,
        };
        inside(&place, schema, visit);
    }
    for (index, operation) in document.operations.iter().enumerate() {
        let place = |property, path: &str, is_root| Place {
            owner: Owner::Operation(index),
            property,
            path: path.to_owned(),
            is_root,
        };
        for parameter in &operation.parameters {
            let place = place(&parameter.name, &parameter.name, false);
            inside(&place, &parameter.schema, visit);
        }
        let bodies = operation.body.iter().flat_map(|body| &body.contents);
        for schema in bodies.filter_map(|content| content.schema.as_ref()) {
            inside(&place("body", "body", true), schema, visit);
        }
        for response in &operation.responses {
            let path = format!("{:?}", response.status).to_ascii_lowercase();
            let contents = response.contents.iter();
            for schema in contents.filter_map(|content| content.schema.as_ref()) {
                inside(&place("body", &path, true), schema, visit);
            }
        }
    }
}

/// Returns the place of a schema that has no name inside another.
fn below<'d>(place: &Place<'d>, part: &str) -> Place<'d> {
    Place {
        path: format!("{}{part}", place.path),
        ..place.clone()
    }
}

fn inside<'d>(
    place: &Place<'d>,
    schema: &'d Schema,
    visit: &mut impl FnMut(&Place<'d>, &'d Schema),
) {
    visit(place, schema);
    let same = Place {
        is_root: false,
        ..place.clone()
    };
    match &schema.kind {
        Kind::Object {
            properties,
            additional,
        } => {
            for property in properties {
                let place = Place {
                    property: &property.name,
                    path: format!("{}.{}", same.path, property.name),
                    ..same.clone()
                };
                inside(&place, &property.schema, visit);
            }
            if let Some(additional) = additional {
                inside(&below(&same, ".*"), additional, visit);
            }
        }
        Kind::Union(union) => {
            for (index, option) in union.options.iter().enumerate() {
                inside(&below(&same, &format!("[{index}]")), option, visit);
            }
        }
        _ => {
            for part in schema.parts() {
                inside(&same, part, visit);
            }
        }
    }
}
