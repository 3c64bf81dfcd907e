//! The permissions of every operation.

use std::collections::BTreeMap;

use sentinelone_sdk::operations::*;
use sentinelone_sdk::retry::Metadata;
use sentinelone_sdk::{Operation, SentinelOne};

use crate::operations::facts;

fn of<O: Operation<Api = SentinelOne>>() -> (String, Metadata) {
    (format!("{} {}", O::METHOD.as_str(), O::PATH), O::METADATA)
}

#[test]
fn permissions_are_those_of_the_facts() {
    let all = BTreeMap::from([
        of::<GetThreats>(),
        of::<ExportThreats>(),
        of::<UpdateThreatIncident>(),
        of::<UpdateThreatAnalystVerdict>(),
        of::<MitigateThreats>(),
        of::<AddThreatNote>(),
        of::<GetThreatNotes>(),
        of::<UpdateThreatNote>(),
        of::<DeleteThreatNote>(),
        of::<GetThreatTimeline>(),
        of::<UpdateThreatExternalTicketId>(),
        of::<AddToBlocklist>(),
        of::<AddToExclusions>(),
        of::<FetchThreatFile>(),
        of::<GetExclusionOptions>(),
        of::<GetThreatDownloadUrl>(),
        of::<GetAlerts>(),
        of::<UpdateAlertIncident>(),
        of::<UpdateAlertAnalystVerdict>(),
        of::<GetApiTokenDetails>(),
        of::<GetSystemStatus>(),
        of::<GetSystemInfo>(),
    ]);
    for facts in facts::all() {
        let name = facts.name();
        let metadata = all
            .get(&name)
            .unwrap_or_else(|| panic!("no operation for {name}"));
        assert_eq!(
            metadata.permissions,
            facts.permissions("permissions"),
            "{name}"
        );
        // The permission for the verdict is documented with the field of that operation.
        if !name.ends_with("/threats/incident") {
            let optional = facts.permissions("optional_permissions");
            assert_eq!(metadata.optional_permissions, optional, "{name}");
        }
    }
}
