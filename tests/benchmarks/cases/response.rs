//! Reads a response from its bytes to `json_body`, against handwritten owned structs.
//!
//! The SDK does everything that it does in a call, including its checks and limits; only the server
//! is a buffer in memory. The handwritten side is the parser alone.
//!
//! The floor borrows every string from the bytes, which is impossible for a response that outlives
//! them. The parser by hand with types owns its values, and has types for them like those of the SDK.

use super::Case;
use crate::Result;
use crate::by_hand::response::Body;
use crate::by_hand::typed_response::TypedDetail;
use crate::measure::allocations::{self, Counted, Counter};
use crate::measure::child::Turns;
use crate::measure::instructions;
use crate::report::{Figure, Ratio, Row, Target};
use crate::settings::Settings;
use sentinelone_sdk::transport::Transport;
use sentinelone_sdk::{
    Client, IncidentStatus, Response, ThreatFilter, UpdateThreatIncident, transport,
};
use serde::Deserialize;
use std::fmt::Write as _;
use std::hint::black_box;
use tokio::runtime::{Builder, Runtime};

/// The case.
pub const CASE: Case = Case {
    name: "response",
    title: "Response bodies",
    about: "The SDK does a whole call, including its checks and limits, against a server in memory. The handwritten side is only the parser. \
            Structs that borrow from a text are the lower bound for every parser on this JSON library. \
            By hand with types, the structs own their values: known values are an enum that keeps unknown ones, and ids are stored inline.",
    is_long: false,
    run,
    children: &[
        ("response", |arguments| {
            let caller = Caller::new(&response(DETAILS))?;
            super::repeat(arguments, || caller.call())
        }),
        ("response-by-hand", |arguments| {
            let bytes = response(DETAILS);
            super::repeat(arguments, || by_hand(&bytes))
        }),
        ("response-by-hand-typed", |arguments| {
            let bytes = response(DETAILS);
            super::repeat(arguments, || by_hand_with_types(&bytes))
        }),
        ("response-borrowed", |arguments| {
            let bytes = response(DETAILS);
            super::repeat(arguments, || borrowed(&bytes))
        }),
    ],
};

/// Returns the counted work.
pub const COUNTED: &[(&str, Counted)] = &[
    ("response", |count| count_call(count, DETAILS)),
    ("response-without-details", |count| count_call(count, 0)),
    ("response-by-hand", |count| {
        let bytes = response(DETAILS);
        Ok(count(&mut || {
            black_box(by_hand(&bytes).is_ok());
        }))
    }),
];

/// The number of details in the response.
const DETAILS: usize = 1_000;

/// The same types, borrowing all strings.
#[derive(Deserialize)]
struct Borrowed<'a> {
    #[serde(borrow)]
    data: BorrowedData<'a>,
}

#[derive(Deserialize)]
struct BorrowedData<'a> {
    affected: u64,
    #[serde(borrow)]
    details: Vec<BorrowedDetail<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BorrowedDetail<'a> {
    result: Option<&'a str>,
    analyst_verdict: Option<&'a str>,
    threat_id: Option<&'a str>,
}

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let (bytes, caller) = (response(DETAILS), Caller::new(&response(DETAILS))?);
    same(&caller.call()?, &by_hand(&bytes)?)?;
    same_types(&caller.call()?, &by_hand_with_types(&bytes)?)?;
    let repetitions = if settings.quick { 1 } else { 1_000 };
    let against_by_hand = |name| {
        let names = [name, "response-by-hand"];
        let turns = Turns::of_parts(settings.rounds(), names, repetitions);
        Result::Ok(turns?.cpu())
    };
    let row = |what: &str, ratio: Ratio, target| Row {
        what: what.to_owned(),
        against: "handwritten owned structs, `serde_json::from_slice`".to_owned(),
        figure: Figure::Ratio(ratio),
        target,
    };
    let instructed = |what: &str, name| {
        Result::Ok(Row {
            what: what.to_owned(),
            against: "handwritten owned structs".to_owned(),
            figure: instructions::ratio(settings, name, "response-by-hand", (2, 22))?,
            target: Target::Informative,
        })
    };
    let count = |name| allocations::count(settings, name);
    let (whole, without) = (count("response")?, count("response-without-details")?);
    Ok(vec![
        row(
            "parse a response with 1,000 details, as a whole call in memory",
            against_by_hand("response")?,
            Target::AtMost(0.64),
        ),
        row(
            "parse a response with 1,000 details, by hand with types",
            against_by_hand("response-by-hand-typed")?,
            Target::Informative,
        ),
        instructed("instructions per response", "response")?,
        instructed(
            "instructions per response, by hand with types",
            "response-by-hand-typed",
        )?,
        row(
            "lower bound: borrowing structs",
            against_by_hand("response-borrowed")?,
            Target::Informative,
        ),
        Row {
            what: "allocations for the 1,000 details".to_owned(),
            against: format!("{} by handwritten structs", count("response-by-hand")?),
            figure: Figure::Count(whole - without, "allocations"),
            target: Target::AtMost(20.0),
        },
    ])
}

fn by_hand(bytes: &[u8]) -> Result<Body> {
    Ok(serde_json::from_slice(bytes)?)
}

fn by_hand_with_types(bytes: &[u8]) -> Result<Body<TypedDetail>> {
    Ok(serde_json::from_slice(bytes)?)
}

fn borrowed(bytes: &[u8]) -> Result<u64> {
    let Borrowed { data } = serde_json::from_str(str::from_utf8(bytes)?)?;
    for detail in &data.details {
        black_box((detail.result, detail.analyst_verdict, detail.threat_id));
    }
    Ok(data.affected)
}

/// Calls a server that is a buffer in memory.
struct Caller {
    runtime: Runtime,
    client: Client,
    request: UpdateThreatIncident,
}

impl Caller {
    fn new(bytes: &[u8]) -> Result<Self> {
        let ids = ThreatFilter::new().ids(["1488938160436018741"]);
        Ok(Self {
            runtime: Builder::new_current_thread().enable_time().build()?,
            // No rate limit; everything else is the default.
            client: Client::builder("https://example.sentinelone.net", "token")
                .with_transport(Memory(bytes.to_vec().into()))
                .with_rate_limit(u32::MAX, u32::MAX)
                .build()?,
            request: UpdateThreatIncident::new(IncidentStatus::Resolved, ids),
        })
    }

    fn call(&self) -> Result<Response<UpdateThreatIncident>> {
        Ok(self.runtime.block_on(self.client.send(&self.request))?)
    }
}

/// Sends the same bytes for every request.
struct Memory(sentinelone_sdk::values::Bytes);

impl Transport for Memory {
    fn send(&self, _request: transport::Request) -> transport::ResponseFuture<'_> {
        let response = transport::Response::new(200)
            .with_header("content-type", "application/json")
            .with_body(self.0.clone());
        Box::pin(async { Ok(response) })
    }
}

/// Builds a body with `count` details, some of them failures.
fn response(details: usize) -> Vec<u8> {
    const OUTCOMES: [&str; 3] = ["updated", "already_set", "missing_permissions"];
    let mut text = format!(r#"{{"data":{{"affected":{details},"details":["#);
    for index in 0..details {
        let comma = if index == 0 { "" } else { "," };
        let id = 1_488_938_160_436_018_741_u64 + index as u64;
        let (result, verdict) = (OUTCOMES[index % 3], OUTCOMES[index / 3 % 3]);
        let _ = write!(
            text,
            r#"{comma}{{"threatId":"{id}","result":"{result}","analystVerdict":"{verdict}"}}"#
        );
    }
    text.push_str("]},\"errors\":[]}");
    text.into_bytes()
}

/// Checks that both sides read the same values.
fn same(response: &Response<UpdateThreatIncident>, by_hand: &Body) -> Result<()> {
    let read = response.json_body.data.details.iter().map(|detail| {
        let result = detail.result.as_ref().map(AsRef::as_ref);
        let verdict = detail.analyst_verdict.as_ref().map(AsRef::as_ref);
        (result, verdict, detail.threat_id.as_deref())
    });
    let by_hand = by_hand.data.details.iter().map(|detail| {
        let (result, verdict) = (detail.result.as_deref(), detail.analyst_verdict.as_deref());
        (result, verdict, detail.threat_id.as_deref())
    });
    equal(read.eq(by_hand))
}

/// Checks that both sides read the same variants and ids.
fn same_types(
    response: &Response<UpdateThreatIncident>,
    by_hand: &Body<TypedDetail>,
) -> Result<()> {
    let read = response.json_body.data.details.iter().map(|detail| {
        let variants = format!("{:?} {:?}", detail.result, detail.analyst_verdict);
        (variants, detail.threat_id.as_deref())
    });
    let by_hand = by_hand.data.details.iter().map(|detail| {
        let variants = format!("{:?} {:?}", detail.result, detail.analyst_verdict);
        (variants, detail.threat_id.as_ref().map(|id| id.0.as_str()))
    });
    equal(read.eq(by_hand))
}

fn equal(equal: bool) -> Result<()> {
    if equal {
        return Ok(());
    }
    Err("the SDK and the structs by hand read different values".into())
}

/// Counts the allocations of a call whose response has this number of details.
fn count_call(count: Counter<'_>, details: usize) -> Result<u64> {
    let caller = Caller::new(&response(details))?;
    caller.call()?;
    Ok(count(&mut || {
        black_box(caller.call().is_ok());
    }))
}
