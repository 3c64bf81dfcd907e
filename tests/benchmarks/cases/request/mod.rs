//! A whole request, from its setters to the parsed response: 3 filters, a small response, one
//! connection that is kept open.

mod blocking;
mod callers;

use super::Case;
use crate::Result;
use crate::measure::allocations::{self, Counted, Counter};
use crate::measure::{instructions, rounds};
use crate::report::{Figure, Ratio, Row, Target};
use crate::server::{self, Server};
use crate::settings::Settings;
use callers::{Caller, Floor, Sdk, Typed, UnboundSdk, Untyped};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

/// The case.
pub const CASE: Case = Case {
    name: "request",
    title: "Sending a request",
    about: "Sends three filters and reads a small response with its headers, over persistent connections. The SDK has its timeouts, limits and \
            retries enabled; for the throughput, only the declared rate limit is raised. The handwritten clients have a timeout. The blocking clients send one request after another; the instructions of their threads differ by a few percent from run to run.",
    is_long: false,
    run,
    children: &[
        ("request-sdk", repeat::<Sdk>),
        ("request-typed", repeat::<Typed>),
        ("request-untyped", repeat::<Untyped>),
        ("request-floor", repeat::<Floor>),
        ("blocking-sdk", blocking::repeat::<blocking::Sdk>),
        ("blocking-ureq", blocking::repeat::<blocking::Ureq>),
    ],
};

/// Returns the counted work.
pub const COUNTED: &[(&str, Counted)] = &[
    ("request-sdk", count::<Sdk>),
    ("request-typed", count::<Typed>),
    ("request-untyped", count::<Untyped>),
    ("request-floor", count::<Floor>),
];

/// The number of calls before counting starts.
const WARM_UP: u32 = 8;

/// The number of concurrent tasks.
const TASKS: usize = 64;

fn run(settings: &Settings) -> Result<Vec<Row>> {
    let server = Server::start()?;
    let mut rows = allocated(settings)?;
    rows.extend(instructed(settings, server.address)?);
    rows.extend(throughput(settings, server.address)?);
    rows.extend(blocking::rows(settings, server.address)?);
    Ok(rows)
}

/// Counts the allocations of one call with the default settings.
fn allocated(settings: &Settings) -> Result<Vec<Row>> {
    let typed = allocations::count(settings, "request-typed")?;
    let untyped = allocations::count(settings, "request-untyped")?;
    let floor = allocations::count(settings, "request-floor")?;
    let sdk = allocations::count(settings, "request-sdk")?;
    let against = format!(
        "reqwest: {typed} with types, {untyped} with `json!`; hyper with prepared bytes: {floor}"
    );
    Ok(vec![Row {
        what: "allocations per request".to_owned(),
        against,
        figure: Figure::Count(sdk, "allocations"),
        target: Target::AtMost(60.0),
    }])
}

/// Counts the instructions of one call, in this process alone. The number of calls stays below the
/// rate limit that the API declares, which is active.
fn instructed(settings: &Settings, server: SocketAddr) -> Result<Vec<Row>> {
    let program = std::env::current_exe()?;
    let server = server.to_string();
    let per_call = |name: &str| {
        let arguments = ["child", name, &server];
        instructions::per_repetition(settings, program.as_os_str(), &arguments, (10, 50))
    };
    let typed = per_call("request-typed")?;
    let row = |what: &str, count: Option<f64>, target| Row {
        what: what.to_owned(),
        against: match typed {
            Some(typed) => format!("reqwest with types: {typed:.0}"),
            None => "reqwest with types".to_owned(),
        },
        figure: match (count, typed) {
            (Some(count), Some(typed)) => Figure::Ratio(Ratio::of_counts(count, typed)),
            _ => Figure::Missing(instructions::UNCOUNTED),
        },
        target,
    };
    Ok(vec![
        row(
            "instructions per request",
            per_call("request-sdk")?,
            Target::AtMost(0.9),
        ),
        row(
            "instructions of reqwest with `json!`",
            per_call("request-untyped")?,
            Target::Informative,
        ),
        row(
            "instructions of hyper with prepared bytes",
            per_call("request-floor")?,
            Target::Informative,
        ),
    ])
}

/// Measures the throughput of concurrent requests on a runtime with one thread per core.
fn throughput(settings: &Settings, server: SocketAddr) -> Result<Vec<Row>> {
    let calls = if settings.quick { 1 } else { 100 };
    let (typed, sdk) = (
        Crowd::<Typed>::new(server)?,
        Crowd::<UnboundSdk>::new(server)?,
    );
    let floor = Crowd::<Floor>::new(server)?;
    let times = rounds::warm(
        settings.rounds(),
        [
            &mut || typed.call(calls),
            &mut || sdk.call(calls),
            &mut || floor.call(calls),
        ],
    )?;
    let row = |what: &str, ratio, target| Row {
        what: what.to_owned(),
        against: "reqwest with types".to_owned(),
        figure: Figure::Ratio(ratio),
        target,
    };
    Ok(vec![
        row(
            "throughput with 64 tasks",
            times.ratio(0, 1),
            Target::AtLeast(1.0),
        ),
        row(
            "throughput of hyper with prepared bytes",
            times.ratio(0, 2),
            Target::Informative,
        ),
    ])
}

/// Concurrent tasks that call the server.
struct Crowd<C> {
    runtime: Runtime,
    caller: C,
}

impl<C: Caller> Crowd<C> {
    fn new(server: SocketAddr) -> Result<Self> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let caller = runtime.block_on(async { C::new(server) })?;
        Ok(Self { runtime, caller })
    }

    /// Makes this number of sequential calls in each task.
    fn call(&self, calls: u32) -> Result<Duration> {
        let start = Instant::now();
        let tasks = (0..TASKS).map(|_| {
            let caller = self.caller.clone();
            self.runtime.spawn(async move {
                for _ in 0..calls {
                    caller.call().await?;
                }
                Result::Ok(())
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            self.runtime.block_on(task)??;
        }
        Ok(start.elapsed())
    }
}

/// Calls the server this many times, on this thread alone.
fn repeat<C: Caller>(arguments: &[String]) -> Result<()> {
    let [server, times] = arguments else {
        return Err("expected the server's address and the number of repetitions".into());
    };
    let (server, times) = (server.parse()?, times.parse::<u64>()?);
    alone()?.block_on(async {
        let caller = C::new(server)?;
        for _ in 0..times {
            caller.call().await?;
        }
        Ok(())
    })
}

/// Counts the allocations of one call on an open connection.
fn count<C: Caller>(count: Counter<'_>) -> Result<u64> {
    let (server, runtime) = (server::spawn()?, alone()?);
    let caller = runtime.block_on(async { C::new(server) })?;
    for _ in 0..WARM_UP {
        runtime.block_on(caller.call())?;
    }
    let mut outcome = Ok(());
    let count = count(&mut || outcome = runtime.block_on(caller.call()));
    outcome?;
    Ok(count)
}

fn alone() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
