//! The first operation, imported from a description, has the bytes and bounds of the hand-written spec.

use crate::support::{Folder, import_all};
use codegen::model::{Api, Field, Object, Type, TypeKind};
use codegen::{Sources, understand};
use std::collections::BTreeMap;
use std::path::Path;

/// A description of one operation, made for this test: the facts of the vendor's schema without its
/// sentences.
const DESCRIPTION: &str = include_str!("first_operation.yaml");

fn written_by_hand() -> Api {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut sources = Sources::new("spec");
    let files = ["api.yaml", "deviations.yaml"]
        .into_iter()
        .map(str::to_owned);
    let folders = ["types", "operations"].into_iter().flat_map(|folder| {
        let entries = std::fs::read_dir(root.join(folder)).expect("the folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names.map(move |name| format!("{folder}/{}", name.to_string_lossy()))
    });
    for path in files.chain(folders) {
        sources.add(&*path, std::fs::read(root.join(&path)).expect("the file"));
    }
    understand(&sources).expect("the spec is valid")
}

fn imported() -> Api {
    let mut folder = Folder::default();
    import_all(&mut folder, DESCRIPTION).expect("the description is valid");
    understand(&folder.sources()).expect("the import generates")
}

fn shared<'a>(api: &'a Api, name: &str) -> &'a TypeKind {
    let found = api.types.iter().find(|known| known.name.as_str() == name);
    &found.unwrap_or_else(|| panic!("no type {name}")).kind
}

/// Returns the type of a value on the wire, regardless of names in Rust.
fn wire(api: &Api, ty: &Type) -> String {
    match ty {
        // An integer of another size has the same digits.
        Type::Scalar(scalar) => match scalar.word() {
            "int32" | "int64" | "uint64" => "integer".to_owned(),
            word => word.to_owned(),
        },
        Type::List(items) => format!("list of {}", wire(api, items)),
        Type::Map(items) => format!("map of {}", wire(api, items)),
        Type::Inline(object) => format!("{:?}", members(api, object).keys().collect::<Vec<_>>()),
        Type::Shared(name) => match shared(api, name.as_str()) {
            TypeKind::Enum(known) => {
                let mut values: Vec<_> = known
                    .values
                    .iter()
                    .map(|value| value.wire.as_str())
                    .collect();
                values.sort_unstable();
                format!("one of {values:?}")
            }
            TypeKind::Object(object) => {
                format!("{:?}", members(api, object).keys().collect::<Vec<_>>())
            }
            TypeKind::External(_) => "string".to_owned(),
        },
        // A type that is written by hand, as text.
        _ => "string".to_owned(),
    }
}

/// Returns type and bounds of each member.
fn members(api: &Api, object: &Object) -> BTreeMap<String, String> {
    let member = |field: &Field| {
        let bounds = format!("{:?}", field.bounds).replace("format: Some(Digits)", "format: None");
        format!("{} {bounds}", wire(api, &field.ty))
    };
    let fields = object.fields.iter();
    fields
        .map(|field| (field.wire.to_string(), member(field)))
        .collect()
}

fn object<'a>(api: &'a Api, name: &str) -> &'a Object {
    match shared(api, name) {
        TypeKind::Object(object) => object,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_filter_is_the_same() {
    let (hand, import) = (written_by_hand(), imported());
    let (hand, import) = (
        members(&hand, object(&hand, "ThreatFilter")),
        members(&import, object(&import, "ThreatFilter")),
    );
    let differing = hand
        .iter()
        .filter(|(name, member)| import.get(*name) != Some(member));
    let differing: Vec<_> = differing.map(|(name, _)| name.as_str()).collect();
    // The author added that hashes are SHA-1, and that a limit is at least 1.
    assert_eq!(differing, ["contentHashes", "limit"]);
    assert_eq!(import.len(), hand.len());
}

#[test]
fn request_and_response_are_the_same() {
    let (hand, import) = (written_by_hand(), imported());
    let (first, second) = (&hand.operations[0], &import.operations[0]);
    assert_eq!(first.method, second.method);
    assert_eq!(first.path, second.path);
    let of = |api: &Api, index: usize| {
        let mut list: Vec<_> = api.operations[index]
            .request
            .fields
            .iter()
            .map(|field| {
                format!(
                    "{} {} {:?}",
                    field.wire,
                    wire(api, &field.ty),
                    field.presence
                )
            })
            .collect();
        list.sort();
        list
    };
    assert_eq!(of(&hand, 0), of(&import, 0));
    let body = |api: &Api| {
        let bodies: Vec<_> = api.operations[0]
            .response_bodies()
            .map(|output| wire(api, &output.field.ty))
            .collect();
        bodies
    };
    assert_eq!(body(&hand), body(&import));
}
