//! The operation with the macros of the SDK, without the checks of its request: what remains is building,
//! writing the body, and the headers.

use super::narrow::Values;
use sdk_runtime as runtime;
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, SentinelOne, ThreatFilter};
use sentinelone_sdk::{UpdateThreatIncidentBody, UpdateThreatIncidentHeaders};

/// The request.
#[derive(Clone, PartialEq)]
pub struct Update {
    data: Values,
    filter: ThreatFilter,
    extra: runtime::Extra,
}

runtime::object! {
    Update;
    extra extra;
    required "data" => data;
    required "filter" => filter;
}

impl Update {
    /// Sets status and verdict of some threats.
    #[must_use]
    pub fn new(status: IncidentStatus, verdict: AnalystVerdict, filter: ThreatFilter) -> Self {
        Self {
            data: Values::new(status, verdict),
            filter,
            extra: runtime::Extra::default(),
        }
    }
}

impl runtime::Operation for Update {
    type Api = SentinelOne;
    type Headers = UpdateThreatIncidentHeaders;
    type Body = UpdateThreatIncidentBody;
    type Response = runtime::Response<Self>;
    const NAME: &'static str = "Update";
    const METHOD: runtime::Method = runtime::Method::Post;
    const PATH: &'static str = "/web/api/v2.1/threats/incident";

    fn write(&self, request: &mut runtime::RequestBuilder) {
        request.json_members(self);
    }
}
