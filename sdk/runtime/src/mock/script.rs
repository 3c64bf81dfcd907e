//! The calls that a mock expects and those that it received, and the difference.

use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::http::method::Method;
use crate::mock::reply::Reply;
use crate::mock::route::{PathParameters, Route};
use crate::transport::request::Request;

/// Responds to a call: the status, and the response or the reason why a server could not give it.
pub(super) type Handler = dyn FnMut(Request, PathParameters) -> (u16, Result<Reply, String>) + Send;

/// The handler of all calls that an expectation covers.
pub(super) type SharedHandler = Arc<Mutex<Box<Handler>>>;

/// Compares a call with the expected request.
pub(super) type Compare = dyn Fn(&Request, &PathParameters) -> Vec<String> + Send;

/// An expected operation.
pub(super) struct Expected {
    pub(super) operation: &'static str,
    pub(super) route: Route,
    pub(super) handler: SharedHandler,
    pub(super) differences: Option<Box<Compare>>,
    pub(super) least: usize,
    pub(super) most: Option<usize>,
    pub(super) calls: usize,
}

impl Expected {
    fn is_saturated(&self) -> bool {
        self.most.is_some_and(|most| self.calls >= most)
    }

    /// Describes a wrong number of calls.
    fn count_problem(&self) -> Option<String> {
        if self.calls >= self.least {
            return None;
        }
        let (name, calls) = (self.operation, self.calls);
        let is_exact = self.most == Some(self.least);
        let kind = if is_exact { "" } else { "at least " };
        let least = count(self.least);
        Some(format!("{name}: expected {kind}{least}, received {calls}"))
    }
}

/// A call that was received.
pub(super) struct Received {
    /// The operation, if an expectation names it.
    pub(super) operation: Option<&'static str>,
    pub(super) request: Request,
    pub(super) parameters: PathParameters,
}

/// The calls that a mock expects and received.
#[derive(Default)]
pub(super) struct Script {
    pub(super) expected: Vec<Expected>,
    pub(super) received: Vec<Received>,
    pub(super) is_ordered: bool,
    /// `true` if requests are not kept.
    pub(super) is_discarding: bool,
    /// Responds to requests for operations that are not expected.
    pub(super) fallback: Option<SharedHandler>,
    /// The number of calls.
    calls: usize,
    problems: Vec<String>,
}

/// The script that all clones of a mock share.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Mutex<Script>>);

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a number of calls.
fn count(calls: usize) -> String {
    match calls {
        1 => "1 call".to_owned(),
        _ => format!("{calls} calls"),
    }
}

/// The handler of a call.
pub(super) type Chosen = (SharedHandler, PathParameters);

impl Script {
    /// Records a call, and returns its handler.
    ///
    /// # Errors
    ///
    /// Returns the problem of a call that is not expected.
    pub(super) fn receive(&mut self, request: &Request) -> Result<Chosen, String> {
        let (method, path) = (request.method(), request.url.path().to_owned());
        let candidates = self.candidates(method, &path);
        let first = candidates.first();
        let parameters = first.map(|(_, parameters)| parameters.clone());
        let parameters = parameters.unwrap_or_default();
        let operation = first.map(|(at, _)| self.expected[*at].operation);
        self.calls += 1;
        if !self.is_discarding {
            self.received.push(Received {
                operation,
                request: request.clone(),
                parameters: parameters.clone(),
            });
        }
        let Some(operation) = operation else {
            if let Some(fallback) = &self.fallback {
                return Ok((Arc::clone(fallback), parameters));
            }
            return Err(self.problem(&format!("{method} {path}: no such operation is expected")));
        };
        let at = match self.covering(&candidates, request) {
            Ok(at) => at,
            Err(problem) => return Err(self.problem(&format!("{operation}: {problem}"))),
        };
        if let Some(problem) = self.order_problem(at) {
            return Err(self.problem(&format!("{operation}: {problem}")));
        }
        self.expected[at].calls += 1;
        Ok((Arc::clone(&self.expected[at].handler), parameters))
    }

    /// Returns the expectations of the operation that a request is for, in order.
    fn candidates(&self, method: Method, path: &str) -> Vec<(usize, PathParameters)> {
        let expected = self.expected.iter().enumerate();
        let matching = expected.filter_map(|(at, expected)| {
            let (rank, parameters) = expected.route.parameters(method, path)?;
            Some((rank, at, parameters))
        });
        let matching: Vec<_> = matching.collect();
        let best = matching.iter().map(|(rank, ..)| *rank).max();
        let best = matching
            .into_iter()
            .filter(|(rank, ..)| Some(*rank) == best);
        best.map(|(_, at, parameters)| (at, parameters)).collect()
    }

    /// Returns the first expectation that covers a call.
    fn covering(
        &self,
        candidates: &[(usize, PathParameters)],
        request: &Request,
    ) -> Result<usize, String> {
        let mut nearest: Option<Vec<String>> = None;
        for (at, parameters) in candidates {
            let expected = &self.expected[*at];
            if expected.is_saturated() {
                continue;
            }
            let compare = expected.differences.as_ref();
            let differences = compare.map(|compare| compare(request, parameters));
            match differences.filter(|differences| !differences.is_empty()) {
                None => return Ok(*at),
                Some(found) if nearest.as_ref().is_none_or(|near| found.len() < near.len()) => {
                    nearest = Some(found);
                }
                Some(_) => {}
            }
        }
        if let Some(differences) = nearest {
            let differences = differences.join("\n    ");
            return Err(format!(
                "differs from the expected request:\n    {differences}"
            ));
        }
        let covered = candidates.iter();
        let most = covered.filter_map(|(at, _)| self.expected[*at].most).sum();
        let most = count(most);
        Err(format!("expected at most {most}, received another one"))
    }

    /// Describes a call that comes too early or too late, if the order counts.
    fn order_problem(&self, at: usize) -> Option<String> {
        if !self.is_ordered {
            return None;
        }
        let (before, rest) = self.expected.split_at(at);
        let missing = before.iter().find_map(Expected::count_problem);
        let missing = missing.map(|missing| format!("came too early, before {missing}"));
        let later = rest.iter().skip(1).find(|later| later.calls > 0);
        missing.or_else(|| Some(format!("came too late, after {}", later?.operation)))
    }

    /// Records a problem.
    pub(super) fn problem(&mut self, problem: &str) -> String {
        let numbered = format!("call {}: {problem}", self.calls);
        self.problems.push(numbered.clone());
        numbered
    }

    /// Describes the difference between the expected and the received calls; `None` without one.
    pub(super) fn difference(&self) -> Option<String> {
        let counts = self.expected.iter().filter_map(Expected::count_problem);
        let problems: Vec<_> = self.problems.iter().cloned().chain(counts).collect();
        if problems.is_empty() {
            return None;
        }
        let mut text = "the mock received other calls than expected:\n".to_owned();
        for problem in problems {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "- {problem}");
        }
        text.push_str("received:\n");
        for (at, call) in self.received.iter().enumerate() {
            let (method, path) = (call.request.method(), call.request.url.path());
            let name = call.operation.unwrap_or("not expected");
            let _ = writeln!(text, "  {}. {name} ({method} {path})", at + 1);
        }
        if self.received.is_empty() {
            let nothing = match self.calls {
                0 => "  nothing\n",
                _ => "  the mock discards requests\n",
            };
            text.push_str(nothing);
        }
        Some(text)
    }
}
