//! An operation with the SDK's macros whose filter has only the fields that the measured request sets:
//! what remains if an object costs nothing for the fields that are unset.

use sdk_runtime as runtime;
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, OsType, SentinelOne};
use sentinelone_sdk::{UpdateThreatIncidentBody, UpdateThreatIncidentHeaders};

/// The request.
#[derive(Clone, PartialEq)]
pub struct Update {
    data: Values,
    filter: Filter,
    extra: runtime::Extra,
}

/// The values to set.
#[derive(Clone, PartialEq)]
pub(super) struct Values {
    incident_status: IncidentStatus,
    analyst_verdict: Option<AnalystVerdict>,
    extra: runtime::Extra,
}

/// Selects the threats to update, by three criteria.
#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    fields: runtime::Boxed<Fields>,
}

#[derive(Clone, Default, PartialEq)]
struct Fields {
    all: bool,
    ids: Option<Vec<runtime::Id>>,
    site_ids: Option<Vec<runtime::Id>>,
    os_types: Option<Vec<OsType>>,
    extra: runtime::Extra,
}

runtime::object! {
    Update;
    extra extra;
    required "data" => data;
    required "filter" => filter;
}

runtime::object! {
    Values;
    extra extra;
    required "incidentStatus" => incident_status;
    optional "analystVerdict" => analyst_verdict;
}

runtime::object! {
    Filter;
    selection fields.all => "Filter::all()";
    extra fields.extra;
    optional "ids" => fields.ids, max_items(5000), digits();
    optional "siteIds" => fields.site_ids, min_items(1), max_items(500), digits();
    optional "osTypes" => fields.os_types;
}

impl Update {
    /// Sets status and verdict of some threats.
    #[must_use]
    pub fn new(status: IncidentStatus, verdict: AnalystVerdict, filter: Filter) -> Self {
        Self {
            data: Values::new(status, verdict),
            filter,
            extra: runtime::Extra::default(),
        }
    }
}

impl Values {
    pub(super) fn new(status: IncidentStatus, verdict: AnalystVerdict) -> Self {
        Self {
            incident_status: status,
            analyst_verdict: Some(verdict),
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
        request.inputs(self);
        request.json_members(self);
    }
}

impl Filter {
    /// Selects threats by their ids.
    #[must_use]
    pub fn ids(mut self, values: impl IntoIterator<Item = impl Into<runtime::Id>>) -> Self {
        self.fields.ids = Some(runtime::list(values));
        self
    }

    /// Selects threats by their sites.
    #[must_use]
    pub fn site_ids(mut self, values: impl IntoIterator<Item = impl Into<runtime::Id>>) -> Self {
        self.fields.site_ids = Some(runtime::list(values));
        self
    }

    /// Selects threats by the operating systems of their endpoints.
    #[must_use]
    pub fn os_types(mut self, values: impl IntoIterator<Item = impl Into<OsType>>) -> Self {
        self.fields.os_types = Some(runtime::list(values));
        self
    }
}
