//! A run: threats, faults, calls, and the comparison at the end.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sentinelone_sdk::Client;
use sentinelone_sdk::mock::{Console, ConsoleThreat, MockServer, Role};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::call::{Call, Reported};
use crate::client::{TOKEN, client};
use crate::faults::Faults;
use crate::figures::{Figures, Memory, sockets};
use crate::verdict::check;

/// The longest time for a run. A call has its own deadline, which is much shorter.
const LIMIT: Duration = Duration::from_secs(600);
/// The longest time for the connections to end.
const CLOSING: Duration = Duration::from_secs(5);

/// The size of a run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub requests: usize,
    pub concurrency: usize,
    /// The seed of the faults.
    pub seed: u64,
}

impl Plan {
    /// Returns the plan of a whole run.
    pub fn whole() -> Self {
        Self {
            requests: 20_000,
            concurrency: 64,
            seed: fastrand::u64(..),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            requests,
            concurrency,
            seed,
        } = self;
        write!(
            f,
            "{requests} requests, {concurrency} at a time, seed {seed}"
        )
    }
}

/// The state that the workers share.
struct Shared {
    client: Client,
    next: AtomicUsize,
    plan: Plan,
    memory: Memory,
}

/// Carries a run out.
///
/// # Errors
///
/// Returns the first difference between the result that a caller received and the console, or a
/// resource that was not returned.
pub fn run(plan: Plan) -> Result<Figures, String> {
    // The first runtime of a process opens sockets for signals, which stay open.
    drop(runtime()?);
    let before = sockets();
    let console = console(plan);
    let faults = Faults::inject(&console, plan.seed);
    let server = console.listen().map_err(|error| error.to_string())?;
    let runtime = runtime()?;
    let shared = Arc::new(Shared {
        client: client(server.url())?,
        next: AtomicUsize::new(0),
        plan,
        memory: Memory::new(plan.requests),
    });
    let start = Instant::now();
    let reported = runtime.block_on(send_in_time(Arc::clone(&shared)))?;
    let duration = start.elapsed();

    let peak = server.open_connections();
    let memory = Arc::into_inner(shared).map(|shared| shared.memory);
    let memory = memory.ok_or("a worker kept the client")?;
    drop(runtime);
    wait_until_closed(&server)?;
    drop(server);
    let figures = Figures {
        duration,
        reported,
        faults: faults.injected(),
        memory: memory.measured(),
        connections: peak,
        sockets: (before, sockets()),
    };
    check(&console, &figures)?;
    Ok(figures)
}

fn runtime() -> Result<Runtime, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| error.to_string())
}

/// Returns a console with a threat for each call.
fn console(plan: Plan) -> Console {
    let console = Console::new();
    console.add_token(TOKEN, Role::Analyst);
    for at in 0..plan.requests {
        console.add_threat(ConsoleThreat::new(Call::new(at).id()));
    }
    console
}

/// Sends all requests, and ends after the limit.
async fn send_in_time(shared: Arc<Shared>) -> Result<Vec<Reported>, String> {
    let sent = tokio::time::timeout(LIMIT, send_all(shared)).await;
    sent.map_err(|_| format!("some calls did not end within {LIMIT:?}"))?
}

/// Sends all requests, and returns the result of each caller, in the order of the threats.
async fn send_all(shared: Arc<Shared>) -> Result<Vec<Reported>, String> {
    let mut workers = JoinSet::new();
    for _ in 0..shared.plan.concurrency {
        workers.spawn(work(Arc::clone(&shared)));
    }
    let mut reported = vec![None; shared.plan.requests];
    while let Some(worker) = workers.join_next().await {
        for (at, answer) in worker.map_err(|error| error.to_string())? {
            reported[at] = Some(answer);
        }
    }
    let reported: Option<Vec<Reported>> = reported.into_iter().collect();
    reported.ok_or_else(|| "a call has no result".to_owned())
}

/// Sends one request after the other.
async fn work(shared: Arc<Shared>) -> Vec<(usize, Reported)> {
    let mut reported = Vec::new();
    loop {
        let at = shared.next.fetch_add(1, Ordering::Relaxed);
        if at >= shared.plan.requests {
            return reported;
        }
        shared.memory.measure(at);
        reported.push((at, Call::new(at).send(&shared.client).await));
    }
}

/// Waits until the server has seen the end of all connections.
fn wait_until_closed(server: &MockServer) -> Result<(), String> {
    let start = Instant::now();
    while server.open_connections() > 0 {
        if start.elapsed() > CLOSING {
            return Err(format!(
                "{} connections stay open",
                server.open_connections()
            ));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
