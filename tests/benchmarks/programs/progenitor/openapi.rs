//! One operation of the API in OpenAPI: types, enums, the bounds of lists, and descriptions.
//!
//! The minimum length of a string is omitted. Progenitor generates a separate type for each string
//! that has one, which more than doubles its output: this is the document that is cheapest for it.

use codegen::model::{
    Api, Bounds, Field, Object, Operation, OutputSource, Presence, Scalar, Type, TypeKind,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The operation that the benchmarks compare.
const OPERATION: &str = "UpdateThreatIncident";

/// Builds the whole document.
pub fn document(api: &Api) -> Value {
    let operations = api.operations.iter();
    let operations = operations.filter(|operation| operation.name.as_str() == OPERATION);
    let paths: Map<_, _> = operations.map(path).collect();
    let types = api.types.iter().filter_map(|ty| {
        let schema = match &ty.kind {
            TypeKind::Enum(values) => {
                let values = values.values.iter().map(|value| value.wire.as_str());
                json!({"type": "string", "enum": values.collect::<Vec<_>>()})
            }
            TypeKind::Object(members) => object(members),
            TypeKind::Union(_) | TypeKind::External(_) => return None,
        };
        Some((ty.name.to_string(), described(schema, &ty.description)))
    });
    let mut types: Map<_, _> = types.collect();
    let reached = reached(&paths, &types);
    types.retain(|name, _| reached.contains(name));
    json!({
        "openapi": "3.0.3",
        "info": {"title": api.title, "description": api.description, "version": "2.1"},
        "paths": paths,
        "components": {"schemas": types},
    })
}

/// Returns the names of the types that the paths need, directly or through other types.
fn reached(paths: &Map<String, Value>, types: &Map<String, Value>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut texts = vec![Value::Object(paths.clone()).to_string()];
    while let Some(text) = texts.pop() {
        for (name, schema) in types {
            let reference = format!("\"#/components/schemas/{name}\"");
            if text.contains(&reference) && reached.insert(name.clone()) {
                texts.push(schema.to_string());
            }
        }
    }
    reached
}

/// Builds the path of an operation with the operation.
fn path(operation: &Operation) -> (String, Value) {
    let outputs = operation.outputs.iter();
    let mut bodies = outputs.filter(|output| matches!(output.source, OutputSource::Body { .. }));
    let response = bodies.next().map(|output| schema(&output.field));
    let post = json!({
        "operationId": operation.name.as_str(),
        "summary": operation.title,
        "description": operation.description,
        "requestBody": {
            "required": true,
            "content": {"application/json": {"schema": object(&operation.request)}},
        },
        "responses": {"200": {
            "description": "The response.",
            "content": {"application/json": {"schema": response}},
        }},
    });
    let method = operation.method.word().to_lowercase();
    (operation.path.clone(), json!({ method: post }))
}

fn object(object: &Object) -> Value {
    let fields = object.fields.iter();
    let required = fields
        .clone()
        .filter(|field| field.presence == Presence::Required);
    let required: Vec<_> = required.map(|field| field.wire.as_str()).collect();
    let members = fields.map(|field| (field.wire.to_string(), schema(field)));
    let members: Map<_, _> = members.collect();
    json!({"type": "object", "required": required, "properties": members})
}

fn schema(field: &Field) -> Value {
    described(typed(&field.ty, &field.bounds), &field.description)
}

fn typed(ty: &Type, bounds: &Bounds) -> Value {
    match ty {
        Type::List(items) => json!({
            "type": "array",
            "items": typed(items, &Bounds::default()),
            "minItems": bounds.min_items,
            "maxItems": bounds.max_items,
        }),
        Type::Map(values) => json!({
            "type": "object",
            "additionalProperties": typed(values, &Bounds::default()),
        }),
        Type::Shared(name) => json!({"$ref": format!("#/components/schemas/{name}")}),
        Type::Inline(members) => object(members),
        Type::External { .. } => json!({"type": "string"}),
        Type::IntegerText(_) => json!({"type": "string"}),
        Type::Nullable(ty) => {
            let mut schema = typed(ty, bounds);
            schema["nullable"] = true.into();
            schema
        }
        Type::Scalar(scalar) => scalar_type(*scalar),
    }
}

fn scalar_type(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Boolean => json!({"type": "boolean"}),
        Scalar::Int32 => json!({"type": "integer", "format": "int32"}),
        Scalar::Int64 => json!({"type": "integer", "format": "int64"}),
        Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64 => {
            json!({"type": "integer", "format": scalar.word()})
        }
        Scalar::Number => json!({"type": "number"}),
        Scalar::DateTime | Scalar::Date | Scalar::LocalDateTime | Scalar::Uuid => {
            json!({"type": "string", "format": scalar.word()})
        }
        Scalar::Json => json!({}),
        Scalar::ErrorList => {
            let text = json!({"type": "string"});
            let members = json!({"code": {"type": "integer"}, "title": text, "detail": text});
            json!({"type": "array", "items": {"type": "object", "properties": members}})
        }
        Scalar::String
        | Scalar::Id
        | Scalar::JsonString
        | Scalar::Bytes
        | Scalar::File
        | Scalar::Text
        | Scalar::Nothing => {
            json!({"type": "string"})
        }
    }
}

/// Returns a schema with its description. A reference cannot have a description in OpenAPI 3.0.
fn described(mut schema: Value, description: &str) -> Value {
    if let Some(members) = schema.as_object_mut()
        && !members.contains_key("$ref")
    {
        members.insert("description".to_owned(), description.into());
    }
    schema
}
