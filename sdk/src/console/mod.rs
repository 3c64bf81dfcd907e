//! A small console in memory, on top of the mock: it holds threats and carries requests out.

mod access;
mod criteria;
mod operations;
mod page;
mod query;
mod refusal;
mod state;
mod threat;

pub use access::Role;
pub use threat::ConsoleThreat;

use std::fmt;
use std::io;
use std::sync::Arc;

use sdk_runtime::mock::{Fault, MockServer, MockTransport, Mockable, ReceivedRequest, Reply};
use sdk_runtime::response::Operation;
use sdk_runtime::transport::Request;

use crate::{
    AddThreatNote, DeleteThreatNote, GetThreatNotes, GetThreats, MitigateThreats,
    UpdateThreatAnalystVerdict, UpdateThreatExternalTicketId, UpdateThreatIncident,
    UpdateThreatNote,
};
use refusal::Refusal;
use state::{Shared, State};

/// A small console in memory, for tests, examples and first steps.
///
/// It holds threats, accepts tokens with roles, and carries these operations out: [`GetThreats`],
/// [`UpdateThreatIncident`], [`UpdateThreatAnalystVerdict`], [`MitigateThreats`],
/// [`UpdateThreatExternalTicketId`], [`AddThreatNote`], [`GetThreatNotes`], [`UpdateThreatNote`] and
/// [`DeleteThreatNote`]. A filter selects threats by what the console holds about them; [`testing`] lists
/// the criteria. A request with any other criterion is refused with status 400, so that no threat
/// matches by accident. Every other operation is refused with status 404.
///
/// Like some consoles, it does not resolve a threat whose verdict is undefined: the outcome is
/// `conditions_not_met`. A mitigation action takes effect at once.
///
/// Clones share the threats.
///
/// ```
/// use sentinelone_sdk::mock::{Console, ConsoleThreat, Role};
/// use sentinelone_sdk::{Client, IncidentStatus, ThreatFilter, UpdateThreatIncident};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), sentinelone_sdk::Error> {
/// let console = Console::new();
/// console.add_token("secret", Role::Analyst);
/// console.add_threat(ConsoleThreat::new("7").with_site_id("1"));
/// console.add_threat(ConsoleThreat::new("8").with_site_id("2"));
///
/// let client = Client::builder("https://example.sentinelone.net", "secret")
///     .with_transport(console.transport())
///     .build()?;
/// let filter = ThreatFilter::new().site_ids(["1"]);
/// client.send(&UpdateThreatIncident::new(IncidentStatus::InProgress, filter)).await?;
///
/// let status = |id| console.threat(id).map(|threat| threat.incident_status());
/// assert_eq!(status("7"), Some(IncidentStatus::InProgress));
/// assert_eq!(status("8"), Some(IncidentStatus::Unresolved));
/// # Ok(())
/// # }
/// ```
///
/// [`testing`]: crate::guide::testing#a-console-in-memory
#[derive(Clone)]
pub struct Console {
    shared: Shared,
    mock: Arc<MockTransport>,
}

impl Console {
    /// Creates a console without threats and tokens.
    #[must_use]
    pub fn new() -> Self {
        let console = Self {
            shared: Shared::default(),
            mock: Arc::new(MockTransport::new()),
        };
        console.mock.discard_requests();
        console.mock.otherwise(unknown);
        console.serve::<GetThreats>(operations::list::list);
        console.serve::<UpdateThreatIncident>(operations::incident::update);
        console.serve::<UpdateThreatAnalystVerdict>(operations::verdict::update);
        console.serve::<MitigateThreats>(operations::mitigation::mitigate);
        console.serve::<AddThreatNote>(operations::notes::add);
        console.serve::<GetThreatNotes>(operations::notes::list);
        console.serve::<UpdateThreatNote>(operations::notes::update);
        console.serve::<DeleteThreatNote>(operations::notes::delete);
        console.serve::<UpdateThreatExternalTicketId>(operations::ticket::connect);
        console
    }

    /// Accepts a token; a request with any other is refused with status 401.
    pub fn add_token(&self, token: impl Into<String>, role: Role) {
        self.shared.state().tokens.insert(token.into(), role);
    }

    /// Adds a threat, in place of one with the same id.
    pub fn add_threat(&self, threat: ConsoleThreat) {
        let id = threat.id().clone();
        self.shared.state().threats.insert(id, threat);
    }

    /// Returns a threat as it is now; `None` if the console does not hold it.
    #[must_use]
    pub fn threat(&self, id: &str) -> Option<ConsoleThreat> {
        self.shared.state().threats.get(id).cloned()
    }

    /// Returns all threats as they are now, in the order of their ids.
    #[must_use]
    pub fn threats(&self) -> Vec<ConsoleThreat> {
        self.shared.state().threats.values().cloned().collect()
    }

    /// Injects a fault into each request for which `fault` returns one. It receives the name of the
    /// operation, such as `UpdateThreatIncident`. The console carries a request out in spite of the
    /// fault if [`Fault::acts`] is `true`. A second call replaces the function of the first.
    pub fn inject_faults(&self, fault: impl FnMut(&str) -> Option<Fault> + Send + 'static) {
        *self.shared.faults() = Some(Box::new(fault));
    }

    /// Returns the transport to the console, for
    /// [`ClientBuilder::with_transport`](crate::client::ClientBuilder::with_transport).
    #[must_use]
    pub fn transport(&self) -> MockTransport {
        MockTransport::clone(&self.mock)
    }

    /// Serves the console over sockets, on a free port of 127.0.0.1, until the server is dropped: for
    /// programs that run as another process.
    ///
    /// # Errors
    ///
    /// Returns an error if the system grants no port or no thread.
    pub fn listen(&self) -> io::Result<MockServer> {
        MockServer::start(self.transport())
    }

    /// Carries the requests for an operation out.
    fn serve<O: Operation<Response: Mockable> + 'static>(
        &self,
        act: fn(&ReceivedRequest<O>, Role, &mut State) -> Result<Reply, Refusal>,
    ) {
        let shared = self.shared.clone();
        let respond = move |request: &ReceivedRequest<O>| {
            let fault = shared.faults().as_mut().and_then(|fault| fault(O::NAME));
            if let Some(fault) = fault.filter(|fault| !fault.acts()) {
                return fault.into();
            }
            let mut state = shared.state();
            let role = access::check(request, &state.tokens, O::METADATA.permissions);
            let reply = role.and_then(|role| act(request, role, &mut state));
            let reply = reply.unwrap_or_else(Reply::from);
            let reply = reply.with_header("X-RQID", state.next_request_id());
            match fault {
                Some(fault) => reply.with_fault(fault),
                None => reply,
            }
        };
        self.mock.on::<O>(respond).times(0..);
    }
}

/// Refuses an operation that the console does not carry out.
fn unknown(request: &Request) -> Reply {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let method = request.method();
    Refusal::not_found(format!(
        "the console in memory does not carry out {method} {path}"
    ))
    .into()
}

impl Default for Console {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console")
            .field("threats", &self.shared.state().threats.len())
            .finish_non_exhaustive()
    }
}
