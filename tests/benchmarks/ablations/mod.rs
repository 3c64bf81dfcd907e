//! The operation with the macros of the SDK, but without a part of it: the difference is what the part costs.

use sdk_runtime as runtime;
use sentinelone_sdk::{AnalystVerdict, IncidentStatus};

/// The values to set.
#[derive(Clone, PartialEq)]
struct Values {
    incident_status: IncidentStatus,
    analyst_verdict: Option<AnalystVerdict>,
    extra: runtime::Extra,
}

runtime::object! {
    Values;
    extra extra;
    required "incidentStatus" => incident_status;
    optional "analystVerdict" => analyst_verdict;
}

/// Declares the request with a type of filter, and how it is written.
macro_rules! update {
    ($filter:ty, |$update:ident, $request:ident| $write:block) => {
        /// The request.
        #[derive(Clone, PartialEq)]
        pub struct Update {
            data: Values,
            filter: $filter,
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
            pub fn new(status: IncidentStatus, verdict: AnalystVerdict, filter: $filter) -> Self {
                Self {
                    data: Values {
                        incident_status: status,
                        analyst_verdict: Some(verdict),
                        extra: runtime::Extra::default(),
                    },
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

            fn write(&self, $request: &mut runtime::RequestBuilder) {
                let $update = self;
                $write
            }
        }
    };
}

pub mod narrow;
pub mod unchecked;
