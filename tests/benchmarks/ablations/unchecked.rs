//! Without the checks of the request: what remains is building, writing the body, and the headers.

use super::Values;
use sdk_runtime as runtime;
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, SentinelOne, ThreatFilter};
use sentinelone_sdk::{UpdateThreatIncidentBody, UpdateThreatIncidentHeaders};

update!(ThreatFilter, |update, request| {
    request.json_members(update);
});
