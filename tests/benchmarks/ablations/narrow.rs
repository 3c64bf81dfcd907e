//! Without the fields that the measured request leaves unset: what remains if an object costs nothing for
//! them.

use super::Values;
use sdk_runtime as runtime;
use sentinelone_sdk::{AnalystVerdict, IncidentStatus, OsType, SentinelOne};
use sentinelone_sdk::{UpdateThreatIncidentBody, UpdateThreatIncidentHeaders};

update!(Filter, |update, request| {
    request.inputs(update);
    request.json_members(update);
});

/// Selects the threats to update, by three criteria.
#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    all: bool,
    ids: Option<Vec<runtime::Id>>,
    site_ids: Option<Vec<runtime::Id>>,
    os_types: Option<Vec<OsType>>,
    extra: runtime::Extra,
}

runtime::object! {
    Filter;
    selection all => "Filter::all()";
    extra extra;
    optional "ids" => ids, max_items(5000), digits();
    optional "siteIds" => site_ids, min_items(1), max_items(500), digits();
    optional "osTypes" => os_types;
}

impl Filter {
    /// Selects threats by their ids.
    #[must_use]
    pub fn ids(mut self, values: impl IntoIterator<Item = impl Into<runtime::Id>>) -> Self {
        self.ids = Some(runtime::list(values));
        self
    }

    /// Selects threats by their sites.
    #[must_use]
    pub fn site_ids(mut self, values: impl IntoIterator<Item = impl Into<runtime::Id>>) -> Self {
        self.site_ids = Some(runtime::list(values));
        self
    }

    /// Selects threats by the operating systems of their endpoints.
    #[must_use]
    pub fn os_types(mut self, values: impl IntoIterator<Item = impl Into<OsType>>) -> Self {
        self.os_types = Some(runtime::list(values));
        self
    }
}
