//! The filter with its 98 documented fields, and two setter chains that set all of them: by hand,
//! and with the SDK. A third one by hand has types for timestamps and known values.

use sentinelone_sdk::{ThreatFilter, Timestamp};
use serde::{Serialize, Serializer};

/// The fields in the documentation's order: setter, wire name and argument type, in brackets for a
/// list.
macro_rules! fields {
    ($with:ident $($argument:tt)*) => {
        $with! {
            ($($argument)*)
            created_at_lt "createdAt__lt" timestamp;
            created_at_gt "createdAt__gt" timestamp;
            updated_at_gt "updatedAt__gt" timestamp;
            updated_at_lt "updatedAt__lt" timestamp;
            ids "ids" [ids];
            group_ids "groupIds" [ids];
            site_ids "siteIds" [ids];
            account_ids "accountIds" [ids];
            incident_statuses "incidentStatuses" [incident_status];
            classification_sources "classificationSources" [classification_source];
            classifications "classifications" [texts];
            agent_ids "agentIds" [ids];
            os_types "osTypes" [os_type];
            engines_nin "enginesNin" [engine];
            os_types_nin "osTypesNin" [os_type];
            container_image_name_contains "containerImageName__contains" [texts];
            k8s_node_name_contains "k8sNodeName__contains" [texts];
            k8s_namespace_name_contains "k8sNamespaceName__contains" [texts];
            analyst_verdicts "analystVerdicts" [analyst_verdict];
            agent_is_active "agentIsActive" flag;
            agent_machine_types "agentMachineTypes" [machine_type];
            agent_machine_types_nin "agentMachineTypesNin" [machine_type];
            agent_tags_data "agentTagsData" tags;
            agent_versions "agentVersions" [texts];
            agent_versions_nin "agentVersionsNin" [texts];
            analyst_verdicts_nin "analystVerdictsNin" [analyst_verdict];
            aws_role_contains "awsRole__contains" [texts];
            aws_security_groups_contains "awsSecurityGroups__contains" [texts];
            aws_subnet_ids_contains "awsSubnetIds__contains" [texts];
            azure_resource_group_contains "azureResourceGroup__contains" [texts];
            classifications_nin "classificationsNin" [texts];
            classification_sources_nin "classificationSourcesNin" [classification_source];
            cloud_account_contains "cloudAccount__contains" [texts];
            cloud_image_contains "cloudImage__contains" [texts];
            cloud_instance_id_contains "cloudInstanceId__contains" [texts];
            cloud_instance_size_contains "cloudInstanceSize__contains" [texts];
            cloud_location_contains "cloudLocation__contains" [texts];
            cloud_network_contains "cloudNetwork__contains" [texts];
            cloud_provider "cloudProvider" [texts];
            cloud_provider_nin "cloudProviderNin" [texts];
            collection_ids "collectionIds" [ids];
            command_line_arguments_contains "commandLineArguments__contains" [texts];
            computer_name_contains "computerName__contains" [texts];
            confidence_levels "confidenceLevels" [confidence_level];
            confidence_levels_nin "confidenceLevelsNin" [confidence_level];
            container_labels_contains "containerLabels__contains" [texts];
            container_name_contains "containerName__contains" [texts];
            content_hash_contains "contentHash__contains" [texts];
            content_hashes "contentHashes" [texts];
            counts_for "countsFor" text;
            detection_agent_domain_contains "detectionAgentDomain__contains" [texts];
            detection_agent_version_contains "detectionAgentVersion__contains" [texts];
            detection_engines "detectionEngines" [engine];
            detection_engines_nin "detectionEnginesNin" [engine];
            display_name "displayName" text;
            engines "engines" [engine];
            external_ticket_exists "externalTicketExists" flag;
            external_ticket_id_contains "externalTicketId__contains" [texts];
            external_ticket_ids "externalTicketIds" [texts];
            failed_actions "failedActions" flag;
            file_path_contains "filePath__contains" [texts];
            gcp_service_account_contains "gcpServiceAccount__contains" [texts];
            has_agent_tags "hasAgentTags" flag;
            initiated_by "initiatedBy" [initiated_by];
            initiated_by_nin "initiatedByNin" [initiated_by];
            initiated_by_username_contains "initiatedByUsername__contains" [texts];
            k8s_cluster_name_contains "k8sClusterName__contains" [texts];
            k8s_controller_labels_contains "k8sControllerLabels__contains" [texts];
            k8s_controller_name_contains "k8sControllerName__contains" [texts];
            k8s_namespace_labels_contains "k8sNamespaceLabels__contains" [texts];
            k8s_node_labels_contains "k8sNodeLabels__contains" [texts];
            k8s_pod_labels_contains "k8sPodLabels__contains" [texts];
            k8s_pod_name_contains "k8sPodName__contains" [texts];
            limit "limit" number;
            mitigated_preemptively "mitigatedPreemptively" flag;
            mitigation_statuses "mitigationStatuses" [mitigation_status];
            mitigation_statuses_nin "mitigationStatusesNin" [mitigation_status];
            note_exists "noteExists" flag;
            originated_process_contains "originatedProcess__contains" [texts];
            os_archs "osArchs" [os_arch];
            os_names "osNames" [texts];
            os_names_nin "osNamesNin" [texts];
            pending_actions "pendingActions" flag;
            publisher_name_contains "publisherName__contains" [texts];
            query "query" text;
            realtime_agent_version_contains "realtimeAgentVersion__contains" [texts];
            reboot_required "rebootRequired" flag;
            resolved "resolved" flag;
            storyline_contains "storyline__contains" [texts];
            storylines "storylines" [texts];
            tenant "tenant" flag;
            threat_details_contains "threatDetails__contains" [texts];
            uuid_contains "uuid__contains" [texts];
            created_at_gte "createdAt__gte" timestamp;
            created_at_lte "createdAt__lte" timestamp;
            updated_at_gte "updatedAt__gte" timestamp;
            updated_at_lte "updatedAt__lte" timestamp;
            incident_statuses_nin "incidentStatusesNin" [incident_status];

        }
    };
}

/// The stored type of a field.
macro_rules! kept {
    ([$list:ident]) => { Vec<String> };
    (flag) => { bool };
    (number) => { i32 };
    ($text:ident) => { String };
}

/// A setter.
macro_rules! setter {
    ($field:ident [$list:ident]) => {
        pub fn $field(mut self, values: impl IntoIterator<Item: Into<String>>) -> Self {
            self.$field = Some(values.into_iter().map(Into::into).collect());
            self
        }
    };
    ($field:ident $scalar:ident) => {
        pub fn $field(mut self, value: impl Into<kept!($scalar)>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
}

/// Declares the struct and its setters.
macro_rules! filter {
    (() $($field:ident $wire:literal $kind:tt;)*) => {
        /// Selects the threats to update.
        #[derive(Clone, Default, Serialize)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub struct Filter {
            $(
                #[serde(rename = $wire, skip_serializing_if = "Option::is_none")]
                pub $field: Option<kept!($kind)>,
            )*
        }

        #[allow(missing_docs, clippy::must_use_candidate, reason = "so are they")]
        #[allow(clippy::return_self_not_must_use, reason = "so are they")]
        impl Filter {
            pub fn new() -> Self {
                Self::default()
            }

            $(setter!($field $kind);)*
        }
    };
}

fields!(filter);

/// Calls every setter with the value that the module has for its kind.
macro_rules! chain {
    (($filter:ident $values:ident $timestamp:ident) $($field:ident $wire:literal $kind:tt;)*) => {
        $filter::new()$(.$field(value!($values $timestamp $kind)))*
    };
}

/// Returns the value for one kind of field.
macro_rules! value {
    ($values:ident $timestamp:ident timestamp) => {
        $timestamp
    };
    ($values:ident $timestamp:ident [$kind:ident]) => {
        [$values::$kind()]
    };
    ($values:ident $timestamp:ident $kind:ident) => {
        $values::$kind()
    };
}

/// Builds a handwritten filter with every field set.
#[must_use]
pub fn all(timestamp: &str) -> Filter {
    fields!(chain Filter text timestamp)
}

/// Builds the SDK's filter with the same values.
pub fn all_of_sdk(timestamp: Timestamp) -> ThreatFilter {
    fields!(chain ThreatFilter typed timestamp)
}

/// A timestamp that is written with six decimals, like those of the API.
#[derive(Clone, Copy)]
pub struct Moment(pub jiff::Timestamp);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.6}", self.0))
    }
}

/// The stored type of a field whose timestamps and known values cannot be misspelled.
macro_rules! typed {
    (timestamp) => { Moment };
    ([ids]) => { Vec<String> };
    ([texts]) => { Vec<String> };
    ([$known:ident]) => { Vec<Known> };
    ($scalar:ident) => { kept!($scalar) };
}

/// Returns the value for one kind of such a field.
macro_rules! typed_value {
    ($moment:ident timestamp) => {
        $moment
    };
    ($moment:ident [ids]) => {
        vec![text::ids().to_owned()]
    };
    ($moment:ident [texts]) => {
        vec![text::texts().to_owned()]
    };
    ($moment:ident [$known:ident]) => {
        vec![known::$known()]
    };
    ($moment:ident $scalar:ident) => {
        text::$scalar().into()
    };
}

/// Declares the struct, and a function that sets every field.
macro_rules! typed_filter {
    (() $($field:ident $wire:literal $kind:tt;)*) => {
        /// Selects the threats to update.
        #[derive(Clone, Serialize)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub struct TypedFilter {
            $(
                #[serde(rename = $wire, skip_serializing_if = "Option::is_none")]
                pub $field: Option<typed!($kind)>,
            )*
        }

        /// Builds a handwritten filter with every field set, and types for timestamps and known values.
        #[must_use]
        pub fn all_typed(moment: Moment) -> TypedFilter {
            TypedFilter { $($field: Some(typed_value!(moment $kind)),)* }
        }
    };
}

fields!(typed_filter);

/// Values for each kind of field: known enum values as text, and as the SDK's variants.
macro_rules! values {
    ($($kind:ident $text:literal $typed:ident::$variant:ident;)*) => {
        mod text {
            pub use super::common::*;

            pub fn tags() -> &'static str {
                r#"{"team":["payments"]}"#
            }

            $(pub fn $kind() -> &'static str {
                $text
            })*
        }

        mod typed {
            pub use super::common::*;

            pub fn tags() -> sentinelone_sdk::AgentTags {
                sentinelone_sdk::AgentTags::new().any_of("team", ["payments"])
            }

            $(pub fn $kind() -> sentinelone_sdk::$typed {
                sentinelone_sdk::$typed::$variant
            })*
        }

        /// The known values that the filter is set to.
        #[derive(Clone, Copy, Serialize)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub enum Known {
            $(
                #[serde(rename = $text)]
                $variant,
            )*
        }

        mod known {
            $(pub fn $kind() -> super::Known {
                super::Known::$variant
            })*
        }
    };
}

values! {
    analyst_verdict "true_positive" AnalystVerdict::TruePositive;
    classification_source "Behavioral" ClassificationSource::Behavioral;
    confidence_level "suspicious" ConfidenceLevel::Suspicious;
    engine "reputation" Engine::Reputation;
    incident_status "unresolved" IncidentStatus::Unresolved;
    initiated_by "full_disk_scan" InitiatedBy::FullDiskScan;
    machine_type "desktop" MachineType::Desktop;
    mitigation_status "not_mitigated" MitigationStatus::NotMitigated;
    os_arch "64 bit" OsArch::Bit64;
    os_type "windows" OsType::Windows;
}

/// Values that both filters accept unchanged.
mod common {
    pub fn ids() -> &'static str {
        "1488938160436018741"
    }

    pub fn texts() -> &'static str {
        "payments"
    }

    pub fn text() -> &'static str {
        "payments"
    }

    pub fn flag() -> bool {
        true
    }

    pub fn number() -> i32 {
        100
    }
}
