//! The faults of a run.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sentinelone_sdk::mock::{Console, Fault};

/// The number of faults in a thousand requests.
const PER_THOUSAND: usize = 20;

const WAIT: Duration = Duration::from_secs(1);

/// The kinds of faults, with the same share each.
#[rustfmt::skip]
const KINDS: [(&str, Fault); 10] = [
    ("429 with Retry-After", Fault::RateLimited { retry_after: WAIT }),
    ("status 500", Fault::ServerError(500)),
    ("status 503", Fault::ServerError(503)),
    ("cut before the server acted", Fault::CutBeforeActing),
    ("cut after the server acted", Fault::CutAfterActing),
    ("truncated body", Fault::CutInBody),
    ("no response", Fault::NoResponse),
    ("slow body", Fault::SlowBody(Duration::from_micros(500))),
    ("endless body", Fault::EndlessBody),
    ("wrong content type", Fault::HtmlPage),
];

/// The number of injected faults of each kind.
#[derive(Clone)]
pub struct Faults(Arc<Mutex<[u64; KINDS.len()]>>);

impl Faults {
    /// Injects faults into the requests to a console.
    pub fn inject(console: &Console, seed: u64) -> Self {
        let faults = Self(Arc::default());
        let counts = Arc::clone(&faults.0);
        let mut random = fastrand::Rng::with_seed(seed);
        console.inject_faults(move |_| {
            if random.usize(..1_000) >= PER_THOUSAND {
                return None;
            }
            let at = random.usize(..KINDS.len());
            counts.lock().unwrap_or_else(PoisonError::into_inner)[at] += 1;
            Some(KINDS[at].1)
        });
        faults
    }

    /// Returns the injected faults.
    pub fn injected(&self) -> Vec<Injected> {
        let counts = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kinds = KINDS.iter().zip(counts);
        let injected = kinds.map(|((name, fault), count)| Injected {
            name,
            fault: *fault,
            count,
        });
        injected.collect()
    }
}

/// The number of faults of a kind.
pub struct Injected {
    pub name: &'static str,
    pub fault: Fault,
    pub count: u64,
}

impl Injected {
    /// Returns `true` if the caller cannot know whether the server acted.
    pub fn loses_the_response(&self) -> bool {
        !matches!(self.fault, Fault::RateLimited { .. } | Fault::SlowBody(_))
    }

    /// Returns `true` if the attempt fails.
    pub fn fails(&self) -> bool {
        !matches!(self.fault, Fault::SlowBody(_))
    }
}
