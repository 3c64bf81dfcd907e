//! The setters of the filter by wire name, for tables of cases.

use sentinelone_sdk::{AgentTags, ThreatFilter, Timestamp};
use serde_json::Value as Json;

/// One setter.
#[derive(Clone, Copy)]
pub struct Setter {
    /// The wire name of the field.
    pub wire: &'static str,
    /// The name of the method.
    pub method: &'static str,
    /// Calls the method with a value from a table.
    pub set: fn(ThreatFilter, &Json) -> ThreatFilter,
}

/// Sets each field of the object.
pub fn set(filter: ThreatFilter, values: &serde_json::Map<String, Json>) -> ThreatFilter {
    values.iter().fold(filter, |filter, (wire, value)| {
        let setter = TABLE.iter().find(|setter| setter.wire == wire);
        let setter = setter.unwrap_or_else(|| panic!("no setter for {wire}"));
        (setter.set)(filter, value)
    })
}

/// Returns the text of a string.
fn text(value: &Json) -> String {
    value.as_str().expect("a string").to_owned()
}

/// Returns the texts of a list of strings.
fn texts(value: &Json) -> Vec<String> {
    value.as_array().expect("a list").iter().map(text).collect()
}

/// Returns a boolean.
fn flag(value: &Json) -> bool {
    value.as_bool().expect("a boolean")
}

/// Returns an integer.
fn number(value: &Json) -> i32 {
    let number = value.as_i64().expect("a whole number");
    i32::try_from(number).expect("a number of 32 bits")
}

/// Returns a timestamp.
fn timestamp(value: &Json) -> Timestamp {
    text(value).parse().expect("a timestamp")
}

/// Returns tags from `{any_of: {key: [value]}, none_of: {key: [value]}}`.
fn tags(value: &Json) -> AgentTags {
    let entries = |kind| {
        value
            .get(kind)
            .and_then(Json::as_object)
            .into_iter()
            .flatten()
    };
    let tags = AgentTags::new();
    let tags = entries("any_of").fold(tags, |tags, (key, of)| tags.any_of(key, texts(of)));
    entries("none_of").fold(tags, |tags, (key, of)| tags.none_of(key, texts(of)))
}

/// Lists setters as `"wireName" => method(kind of value);`.
macro_rules! setters {
    ($($wire:literal => $method:ident($kind:ident);)*) => {
        /// The setters, in the documentation's order.
        pub const TABLE: &[Setter] = &[$(Setter {
            wire: $wire,
            method: stringify!($method),
            set: |filter, value| filter.$method($kind(value)),
        },)*];
    };
}

setters! {
    "createdAt__lt" => created_at_lt(timestamp);
    "createdAt__gt" => created_at_gt(timestamp);
    "updatedAt__gt" => updated_at_gt(timestamp);
    "updatedAt__lt" => updated_at_lt(timestamp);
    "ids" => ids(texts);
    "groupIds" => group_ids(texts);
    "siteIds" => site_ids(texts);
    "accountIds" => account_ids(texts);
    "incidentStatuses" => incident_statuses(texts);
    "classificationSources" => classification_sources(texts);
    "classifications" => classifications(texts);
    "agentIds" => agent_ids(texts);
    "osTypes" => os_types(texts);
    "enginesNin" => engines_nin(texts);
    "osTypesNin" => os_types_nin(texts);
    "containerImageName__contains" => container_image_name_contains(texts);
    "k8sNodeName__contains" => k8s_node_name_contains(texts);
    "k8sNamespaceName__contains" => k8s_namespace_name_contains(texts);
    "analystVerdicts" => analyst_verdicts(texts);
    "agentIsActive" => agent_is_active(flag);
    "agentMachineTypes" => agent_machine_types(texts);
    "agentMachineTypesNin" => agent_machine_types_nin(texts);
    "agentTagsData" => agent_tags_data(tags);
    "agentVersions" => agent_versions(texts);
    "agentVersionsNin" => agent_versions_nin(texts);
    "analystVerdictsNin" => analyst_verdicts_nin(texts);
    "awsRole__contains" => aws_role_contains(texts);
    "awsSecurityGroups__contains" => aws_security_groups_contains(texts);
    "awsSubnetIds__contains" => aws_subnet_ids_contains(texts);
    "azureResourceGroup__contains" => azure_resource_group_contains(texts);
    "classificationsNin" => classifications_nin(texts);
    "classificationSourcesNin" => classification_sources_nin(texts);
    "cloudAccount__contains" => cloud_account_contains(texts);
    "cloudImage__contains" => cloud_image_contains(texts);
    "cloudInstanceId__contains" => cloud_instance_id_contains(texts);
    "cloudInstanceSize__contains" => cloud_instance_size_contains(texts);
    "cloudLocation__contains" => cloud_location_contains(texts);
    "cloudNetwork__contains" => cloud_network_contains(texts);
    "cloudProvider" => cloud_provider(texts);
    "cloudProviderNin" => cloud_provider_nin(texts);
    "collectionIds" => collection_ids(texts);
    "commandLineArguments__contains" => command_line_arguments_contains(texts);
    "computerName__contains" => computer_name_contains(texts);
    "confidenceLevels" => confidence_levels(texts);
    "confidenceLevelsNin" => confidence_levels_nin(texts);
    "containerLabels__contains" => container_labels_contains(texts);
    "containerName__contains" => container_name_contains(texts);
    "contentHash__contains" => content_hash_contains(texts);
    "contentHashes" => content_hashes(texts);
    "countsFor" => counts_for(text);
    "detectionAgentDomain__contains" => detection_agent_domain_contains(texts);
    "detectionAgentVersion__contains" => detection_agent_version_contains(texts);
    "detectionEngines" => detection_engines(texts);
    "detectionEnginesNin" => detection_engines_nin(texts);
    "displayName" => display_name(text);
    "engines" => engines(texts);
    "externalTicketExists" => external_ticket_exists(flag);
    "externalTicketId__contains" => external_ticket_id_contains(texts);
    "externalTicketIds" => external_ticket_ids(texts);
    "failedActions" => failed_actions(flag);
    "filePath__contains" => file_path_contains(texts);
    "gcpServiceAccount__contains" => gcp_service_account_contains(texts);
    "hasAgentTags" => has_agent_tags(flag);
    "initiatedBy" => initiated_by(texts);
    "initiatedByNin" => initiated_by_nin(texts);
    "initiatedByUsername__contains" => initiated_by_username_contains(texts);
    "k8sClusterName__contains" => k8s_cluster_name_contains(texts);
    "k8sControllerLabels__contains" => k8s_controller_labels_contains(texts);
    "k8sControllerName__contains" => k8s_controller_name_contains(texts);
    "k8sNamespaceLabels__contains" => k8s_namespace_labels_contains(texts);
    "k8sNodeLabels__contains" => k8s_node_labels_contains(texts);
    "k8sPodLabels__contains" => k8s_pod_labels_contains(texts);
    "k8sPodName__contains" => k8s_pod_name_contains(texts);
    "limit" => limit(number);
    "mitigatedPreemptively" => mitigated_preemptively(flag);
    "mitigationStatuses" => mitigation_statuses(texts);
    "mitigationStatusesNin" => mitigation_statuses_nin(texts);
    "noteExists" => note_exists(flag);
    "originatedProcess__contains" => originated_process_contains(texts);
    "osArchs" => os_archs(texts);
    "osNames" => os_names(texts);
    "osNamesNin" => os_names_nin(texts);
    "pendingActions" => pending_actions(flag);
    "publisherName__contains" => publisher_name_contains(texts);
    "query" => query(text);
    "realtimeAgentVersion__contains" => realtime_agent_version_contains(texts);
    "rebootRequired" => reboot_required(flag);
    "resolved" => resolved(flag);
    "storyline__contains" => storyline_contains(texts);
    "storylines" => storylines(texts);
    "tenant" => tenant(flag);
    "threatDetails__contains" => threat_details_contains(texts);
    "uuid__contains" => uuid_contains(texts);
    "createdAt__gte" => created_at_gte(timestamp);
    "createdAt__lte" => created_at_lte(timestamp);
    "updatedAt__gte" => updated_at_gte(timestamp);
    "updatedAt__lte" => updated_at_lte(timestamp);
    "incidentStatusesNin" => incident_statuses_nin(texts);
    "signerIdentity__contains" => signer_identity_contains(texts);
}
