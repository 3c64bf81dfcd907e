//! Random responses: known members survive a round trip, unknown ones are kept or ignored, and none
//! is an error.

use fastrand::Rng;
use sentinelone_sdk::{UpdateThreatIncident, UpdateThreatIncidentBody};
use serde_json::{Map, Value, json};

use crate::faults::memory::{Memory, Reaction, idempotent};
use sentinelone_sdk::transport;

/// The number of responses.
const CASES: u64 = 3_000;

/// Known outcomes, and some unknown ones.
const OUTCOMES: [&str; 9] = [
    "updated",
    "not_changed",
    "already_set",
    "conditions_not_met",
    "missing_permissions",
    "",
    "Updated",
    "unrecognized",
    "\u{1F525} \"new\"",
];

/// Returns random JSON.
fn anything(rng: &mut Rng, depth: u32) -> Value {
    match rng.u32(..if depth == 0 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => json!(rng.i64(..)),
        3 => json!(text(rng)),
        4 => json!(rng.f64()),
        5 => (0..rng.usize(..3))
            .map(|_| anything(rng, depth - 1))
            .collect(),
        _ => Value::Object(
            (0..rng.usize(..3))
                .map(|_| (text(rng), anything(rng, depth - 1)))
                .collect(),
        ),
    }
}

fn text(rng: &mut Rng) -> String {
    (0..rng.usize(..6)).map(|_| rng.char(..)).collect()
}

/// Sets this key, or omits it.
fn perhaps(rng: &mut Rng, object: &mut Map<String, Value>, key: &str, value: Value) {
    if rng.bool() {
        object.insert(key.to_owned(), value);
    }
}

/// Adds unknown members.
fn extend(rng: &mut Rng, object: &mut Map<String, Value>) {
    for number in 0..rng.usize(..3) {
        object.insert(format!("new {number}"), anything(rng, 2));
    }
}

/// Returns the outcome for one threat.
fn detail(rng: &mut Rng) -> Value {
    let mut detail = Map::new();
    extend(rng, &mut detail);
    for key in ["result", "analystVerdict"] {
        let outcome = match rng.choice(OUTCOMES) {
            Some(outcome) if rng.u8(..8) > 0 => json!(outcome),
            _ => Value::Null,
        };
        perhaps(rng, &mut detail, key, outcome);
    }
    let id = rng.u64(..).to_string();
    perhaps(rng, &mut detail, "threatId", json!(id));
    Value::Object(detail)
}

/// Returns the body of a response.
fn body(rng: &mut Rng) -> Value {
    let mut data = Map::new();
    extend(rng, &mut data);
    data.insert("affected".to_owned(), json!(rng.u64(..)));
    let details = match rng.u8(..4) {
        0 => Value::Null,
        _ => (0..rng.usize(..5)).map(|_| detail(rng)).collect(),
    };
    perhaps(rng, &mut data, "details", details);
    let mut body = Map::new();
    extend(rng, &mut body);
    body.insert("data".to_owned(), Value::Object(data));
    let errors = match rng.u8(..4) {
        0 => anything(rng, 2),
        _ => (0..rng.usize(..3)).map(|_| anything(rng, 2)).collect(),
    };
    perhaps(rng, &mut body, "errors", errors);
    Value::Object(body)
}

/// Returns the value of a member; `null` counts as absent.
fn present<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    value.get(key).filter(|value| !value.is_null())
}

/// Compares a body with the JSON that it was read from.
fn assert_kept(read: &Value, sent: &Value) {
    assert_eq!(read["data"]["affected"], sent["data"]["affected"], "{sent}");
    let none = Vec::new();
    let details = |body: &Value| {
        let details = present(&body["data"], "details").and_then(Value::as_array);
        details.unwrap_or(&none).clone()
    };
    let (read, all) = (details(read), details(sent));
    assert_eq!(read.len(), all.len(), "{sent}");
    for (read, sent) in read.iter().zip(&all) {
        for key in ["result", "analystVerdict", "threatId"] {
            assert_eq!(present(read, key), present(sent, key), "{sent}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_survives_a_round_trip() {
    for seed in 0..CASES {
        let sent = body(&mut Rng::with_seed(seed));
        let text = sent.to_string();
        let memory = Memory::new(move |_| {
            Reaction::Respond(transport::Response::new(200).with_body(text.clone()))
        });
        let client = memory.client().build().expect("a client");
        let outcome = client.send::<UpdateThreatIncident>(&idempotent()).await;
        let first = outcome.unwrap_or_else(|error| panic!("{seed}: {error:?}: {sent}"));
        let first = first.json_body;
        let written = serde_json::to_string(&first).expect("a body is JSON");
        let second: UpdateThreatIncidentBody = serde_json::from_str(&written)
            .unwrap_or_else(|error| panic!("{seed}: {error}: {written}"));
        assert_eq!(first, second, "{seed}: {written}");
        assert_kept(
            &serde_json::to_value(&second).expect("a body is JSON"),
            &sent,
        );
    }
}
