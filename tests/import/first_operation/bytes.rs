//! The bytes of requests and the rejected values, of the hand-written spec and of the description, by the
//! SDKs that are generated from both. `sdk/` is the one of the newest description.

use super::{DESCRIPTIONS, by_hand, imported, understood};
use codegen::generate;
use codegen::model::{Api, BoundKey, Field, Object, Scalar, Type, TypeKind};
use imported_operation::generated as theirs;
use sentinelone_sdk as ours;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// A request as it would be sent.
#[derive(Debug, PartialEq, Eq)]
struct Sent {
    line: String,
    headers: String,
    body: String,
}

impl From<ours::PreparedRequest> for Sent {
    fn from(request: ours::PreparedRequest) -> Self {
        let (method, path, query) = (request.method(), request.path(), request.query());
        Self {
            line: format!("{method} {path} {query:?}"),
            headers: format!("{:?}", request.headers()),
            body: String::from_utf8_lossy(request.body()).into_owned(),
        }
    }
}

/// Prepares the request of both SDKs. `null` leaves a value of `data` out.
macro_rules! sent {
    ($sdk:ident, $filter:expr, $status:expr, $verdict:expr) => {{
        let filter: Result<$sdk::ThreatFilter, _> = serde_json::from_value($filter.clone());
        filter
            .map_err(|error| error.to_string())
            .and_then(|filter| {
                let mut request =
                    $sdk::UpdateThreatIncident::new($sdk::IncidentStatus::from($status), filter);
                if let Some(verdict) = $verdict {
                    request = request.analyst_verdict($sdk::AnalystVerdict::from(verdict));
                }
                ours::Operation::prepare(&request)
                    .map(Sent::from)
                    .map_err(|error| error.to_string())
            })
    }};
}

fn object<'a>(api: &'a Api, name: &str) -> &'a Object {
    let found = api.types.iter().find(|known| known.name.as_str() == name);
    match found.map(|found| &found.kind) {
        Some(TypeKind::Object(object)) => object,
        other => panic!("{other:?}"),
    }
}

/// Returns a filter with all fields that both have. A type that is written by hand has no samples.
fn filter(hand: &Api, import: &Api) -> Map<String, Value> {
    let hand = &object(hand, "ThreatFilter").fields;
    let is_sampled = |field: &&Field| {
        let mut hand = hand.iter();
        let known = hand.find(|known| known.wire == field.wire);
        known.is_some_and(|known| !matches!(known.ty, Type::External { .. }))
    };
    let fields = object(import, "ThreatFilter").fields.iter();
    let members = fields.filter(is_sampled);
    let members = members.map(|field| (field.wire.to_string(), sample(import, &field.ty)));
    let members: Map<_, _> = members.collect();
    assert!(members.len() + 2 >= hand.len(), "{}", members.len());
    members
}

fn sample(api: &Api, ty: &Type) -> Value {
    match ty {
        Type::List(items) => json!([sample(api, items)]),
        Type::Shared(name) => {
            let found = api.types.iter().find(|known| known.name == *name);
            match found.map(|found| &found.kind) {
                Some(TypeKind::Enum(list)) => json!(list.values[0].wire.as_str()),
                other => panic!("{other:?}"),
            }
        }
        Type::Scalar(Scalar::Boolean) => json!(true),
        Type::Scalar(Scalar::Int32 | Scalar::Int64) => json!(5),
        Type::Scalar(Scalar::Id) => json!("225494730938493804"),
        Type::Scalar(Scalar::DateTime) => json!("2026-01-31T12:00:00Z"),
        // It fits the hashes, too.
        Type::Scalar(Scalar::String) => json!("0123456789abcdef0123456789abcdef01234567"),
        other => panic!("{other:?}"),
    }
}

/// Each condition alone and all together, with each status and verdict, give the same bytes.
#[test]
fn requests_have_the_same_bytes() {
    let (_, description) = DESCRIPTIONS[1];
    let all = filter(&understood(&by_hand()), &understood(&imported(description)));
    // A condition that selects nothing, and the order of conditions, are deviations.
    let selects = |name: &&String| !["countsFor", "limit", "tenant"].contains(&name.as_str());
    let single: Vec<_> = all.keys().filter(selects).collect();
    assert!(single.len() > 90, "{}", single.len());
    for (status, verdict) in [
        ("resolved", None),
        ("unresolved", Some("undefined")),
        ("newer", Some("newer")),
    ] {
        for name in &single {
            let filter = json!({ name.as_str(): all[*name] });
            let ours = sent!(ours, filter, status, verdict).expect("a valid request");
            let theirs = sent!(theirs, filter, status, verdict).expect("a valid request");
            assert!(ours.body.contains(&format!("\"{name}\":")), "{}", ours.body);
            assert!(
                ours.body.contains(&format!("\"{status}\"")),
                "{}",
                ours.body
            );
            assert_eq!(ours, theirs);
        }
        let filter = Value::Object(all.clone());
        let ours = sent!(ours, filter, status, verdict).expect("a valid request");
        let theirs = sent!(theirs, filter, status, verdict).expect("a valid request");
        let json = |sent: &Sent| -> Value { serde_json::from_str(&sent.body).expect("JSON") };
        assert_eq!(json(&ours), json(&theirs));
        assert_eq!(ours.body.len(), theirs.body.len());
    }
}

/// Values beyond each bound are rejected with the same message.
#[test]
fn values_beyond_the_bounds_are_rejected_alike() {
    let (_, description) = DESCRIPTIONS[1];
    let import = understood(&imported(description));
    let mut cases = 0;
    for field in &object(&import, "ThreatFilter").fields {
        for (_, key) in BoundKey::ALL {
            let Some(bound) = field.bounds.text(key) else {
                continue;
            };
            let Some(value) = beyond(&import, field, key, &bound) else {
                continue;
            };
            let filter = json!({field.wire.as_str(): value});
            let ours = sent!(ours, filter, "resolved", None::<&str>);
            let theirs = sent!(theirs, filter, "resolved", None::<&str>);
            assert!(theirs.is_err(), "{filter}");
            assert_eq!(ours, theirs, "{filter}");
            cases += 1;
        }
    }
    assert!(cases > 60, "{cases}");
}

/// Returns a value that a bound rejects; `None` for bounds that are documentation.
fn beyond(api: &Api, field: &Field, key: BoundKey, bound: &str) -> Option<Value> {
    let count = || bound.parse::<usize>().expect("a count");
    let in_list = |value: Value| match field.ty {
        Type::List(_) => json!([value]),
        _ => value,
    };
    let is_id = matches!(field.ty.innermost(), Type::Scalar(Scalar::Id));
    Some(match key {
        BoundKey::MinItems => json!([]),
        BoundKey::MaxItems => {
            let Type::List(items) = &field.ty else {
                panic!("{} has items", field.wire);
            };
            let item = sample(api, items);
            let items = (0..=count()).map(|index| match (is_id, &item) {
                (true, Value::String(digits)) => json!(format!("{digits}{index}")),
                _ => item.clone(),
            });
            Value::Array(items.collect())
        }
        BoundKey::MinLength => in_list(json!("a".repeat(count() - 1))),
        BoundKey::MaxLength => in_list(json!("1".repeat(count() + 1))),
        BoundKey::Format => in_list(json!("not digits")),
        // That of an id is documentation.
        BoundKey::Minimum if is_id => return None,
        other => panic!("{}: no sample for {other:?}", field.wire),
    })
}

fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("import/first_operation/sdk/generated")
}

/// The compiled code is that of the newest description.
#[test]
fn the_compiled_sdk_is_that_of_the_description() {
    let (_, description) = DESCRIPTIONS[1];
    let mut folder = imported(description);
    folder.edit("api.yaml", "public_path: sentinelone_sdk\n", "");
    let sources = folder.sources();
    let files = generate(&sources);
    let files = files.unwrap_or_else(|found| panic!("{}", found.render(&sources)));
    let renews = std::env::var_os("UPDATE_EXPECT").is_some();
    for file in &files {
        let path = generated().join(&file.path);
        if renews {
            let parent = path.parent().expect("a file is in a folder");
            std::fs::create_dir_all(parent).expect("the folder can be made");
        }
        expect_test::expect_file![path].assert_eq(&file.contents);
    }
    let known = walkdir::WalkDir::new(generated()).into_iter();
    let known = known.map(|entry| entry.expect("an entry"));
    let known: Vec<_> = known.filter(|entry| entry.file_type().is_file()).collect();
    assert_eq!(
        known.len(),
        files.len(),
        "delete the files that are no longer generated"
    );
}
