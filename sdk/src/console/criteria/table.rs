//! The criteria that the console can judge.

use std::cmp::Ordering;

/// A criterion: its name in the filter, and the member of a threat that it is about.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) comparison: Comparison,
    pub(super) path: &'static str,
}

/// The comparison of a member with the value of a criterion.
#[derive(Clone, Copy)]
pub(super) enum Comparison {
    /// The member is one of the texts.
    AnyOf,
    /// The member is not one of the texts.
    NoneOf,
    /// The member contains one of the texts, regardless of case.
    Contains,
    /// The member is the flag.
    Is,
    /// The order of the member and the time is one that matches.
    Time(fn(Ordering) -> bool),
    /// The threat has a note, or has none.
    HasNote,
}

const fn row(name: &'static str, comparison: Comparison, path: &'static str) -> Row {
    Row {
        name,
        comparison,
        path,
    }
}

use Comparison::{AnyOf, Contains, HasNote, Is, NoneOf, Time};

/// All criteria. A criterion whose meaning the documentation leaves open has no row.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row("ids", AnyOf, "id"),
    row("accountIds", AnyOf, "agentRealtimeInfo.accountId"),
    row("siteIds", AnyOf, "agentRealtimeInfo.siteId"),
    row("groupIds", AnyOf, "agentRealtimeInfo.groupId"),
    row("agentIds", AnyOf, "agentRealtimeInfo.agentId"),
    row("agentIsActive", Is, "agentRealtimeInfo.agentIsActive"),
    row("agentMachineTypes", AnyOf, "agentRealtimeInfo.agentMachineType"),
    row("agentMachineTypesNin", NoneOf, "agentRealtimeInfo.agentMachineType"),
    row("agentVersions", AnyOf, "agentRealtimeInfo.agentVersion"),
    row("agentVersionsNin", NoneOf, "agentRealtimeInfo.agentVersion"),
    row("computerName__contains", Contains, "agentRealtimeInfo.agentComputerName"),
    row("osNames", AnyOf, "agentRealtimeInfo.agentOsName"),
    row("osNamesNin", NoneOf, "agentRealtimeInfo.agentOsName"),
    row("osTypes", AnyOf, "agentRealtimeInfo.agentOsType"),
    row("osTypesNin", NoneOf, "agentRealtimeInfo.agentOsType"),
    row("realtimeAgentVersion__contains", Contains, "agentRealtimeInfo.agentVersion"),
    row("uuid__contains", Contains, "agentRealtimeInfo.agentUuid"),
    row("detectionAgentDomain__contains", Contains, "agentDetectionInfo.agentDomain"),
    row("detectionAgentVersion__contains", Contains, "agentDetectionInfo.agentVersion"),
    row("incidentStatuses", AnyOf, "threatInfo.incidentStatus"),
    row("incidentStatusesNin", NoneOf, "threatInfo.incidentStatus"),
    row("analystVerdicts", AnyOf, "threatInfo.analystVerdict"),
    row("analystVerdictsNin", NoneOf, "threatInfo.analystVerdict"),
    row("mitigationStatuses", AnyOf, "threatInfo.mitigationStatus"),
    row("mitigationStatusesNin", NoneOf, "threatInfo.mitigationStatus"),
    row("createdAt__lt", Time(Ordering::is_lt), "threatInfo.createdAt"),
    row("createdAt__lte", Time(Ordering::is_le), "threatInfo.createdAt"),
    row("createdAt__gt", Time(Ordering::is_gt), "threatInfo.createdAt"),
    row("createdAt__gte", Time(Ordering::is_ge), "threatInfo.createdAt"),
    row("updatedAt__lt", Time(Ordering::is_lt), "threatInfo.updatedAt"),
    row("updatedAt__lte", Time(Ordering::is_le), "threatInfo.updatedAt"),
    row("updatedAt__gt", Time(Ordering::is_gt), "threatInfo.updatedAt"),
    row("updatedAt__gte", Time(Ordering::is_ge), "threatInfo.updatedAt"),
    row("classifications", AnyOf, "threatInfo.classification"),
    row("classificationsNin", NoneOf, "threatInfo.classification"),
    row("classificationSources", AnyOf, "threatInfo.classificationSource"),
    row("classificationSourcesNin", NoneOf, "threatInfo.classificationSource"),
    row("collectionIds", AnyOf, "threatInfo.collectionId"),
    row("commandLineArguments__contains", Contains, "threatInfo.maliciousProcessArguments"),
    row("confidenceLevels", AnyOf, "threatInfo.confidenceLevel"),
    row("confidenceLevelsNin", NoneOf, "threatInfo.confidenceLevel"),
    row("contentHashes", AnyOf, "threatInfo.sha1"),
    row("contentHash__contains", Contains, "threatInfo.sha1"),
    row("externalTicketExists", Is, "threatInfo.externalTicketExists"),
    row("externalTicketIds", AnyOf, "threatInfo.externalTicketId"),
    row("externalTicketId__contains", Contains, "threatInfo.externalTicketId"),
    row("failedActions", Is, "threatInfo.failedActions"),
    row("filePath__contains", Contains, "threatInfo.filePath"),
    row("initiatedBy", AnyOf, "threatInfo.initiatedBy"),
    row("initiatedByNin", NoneOf, "threatInfo.initiatedBy"),
    row("initiatedByUsername__contains", Contains, "threatInfo.initiatingUsername"),
    row("mitigatedPreemptively", Is, "threatInfo.mitigatedPreemptively"),
    row("noteExists", HasNote, "notes"),
    row("originatedProcess__contains", Contains, "threatInfo.originatorProcess"),
    row("pendingActions", Is, "threatInfo.pendingActions"),
    row("publisherName__contains", Contains, "threatInfo.publisherName"),
    row("rebootRequired", Is, "threatInfo.rebootRequired"),
    row("storylines", AnyOf, "threatInfo.storyline"),
    row("storyline__contains", Contains, "threatInfo.storyline"),
    row("containerName__contains", Contains, "containerInfo.name"),
    row("containerImageName__contains", Contains, "containerInfo.image"),
    row("containerLabels__contains", Contains, "containerInfo.labels"),
    row("k8sClusterName__contains", Contains, "kubernetesInfo.cluster"),
    row("k8sNamespaceName__contains", Contains, "kubernetesInfo.namespace"),
    row("k8sNamespaceLabels__contains", Contains, "kubernetesInfo.namespaceLabels"),
    row("k8sNodeName__contains", Contains, "kubernetesInfo.node"),
    row("k8sNodeLabels__contains", Contains, "kubernetesInfo.nodeLabels"),
    row("k8sPodName__contains", Contains, "kubernetesInfo.pod"),
    row("k8sPodLabels__contains", Contains, "kubernetesInfo.podLabels"),
    row("k8sControllerName__contains", Contains, "kubernetesInfo.controllerName"),
    row("k8sControllerLabels__contains", Contains, "kubernetesInfo.controllerLabels"),
];
