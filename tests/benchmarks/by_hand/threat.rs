//! The items of a list of threats, with every documented member: owned types and serde's derive.

use serde::Deserialize;

/// Declares the struct of each object; every member can be missing.
macro_rules! objects {
    ($($name:ident { $($field:ident $wire:literal: $type:ty,)* })*) => {$(
        /// An object in the documentation.
        #[derive(Debug, Deserialize)]
        #[allow(missing_docs, reason = "they are named as in the documentation")]
        pub struct $name {
            $(
                #[serde(rename = $wire)]
                pub $field: Option<$type>,
            )*
        }
    )*};
}

objects! {
    Threat {
        id "id": String,
        whitening_options "whiteningOptions": Vec<String>,
        mitigation_status "mitigationStatus": Vec<MitigationReport>,
        indicators "indicators": Vec<Indicator>,
        container_info "containerInfo": ContainerInfo,
        kubernetes_info "kubernetesInfo": KubernetesInfo,
        ecs_info "ecsInfo": EcsInfo,
        threat_info "threatInfo": ThreatInfo,
        agent_realtime_info "agentRealtimeInfo": AgentRealtimeInfo,
        agent_detection_info "agentDetectionInfo": AgentDetectionInfo,
    }
    MitigationReport {
        status "status": String,
        action "action": String,
        report_id "reportId": String,
        last_update "lastUpdate": String,
        group_not_found "groupNotFound": bool,
        latest_report "latestReport": String,
        actions_counters "actionsCounters": ActionCounts,
        agent_supports_report "agentSupportsReport": bool,
        mitigation_started_at "mitigationStartedAt": String,
        mitigation_ended_at "mitigationEndedAt": String,
    }
    ActionCounts {
        total "total": u64,
        success "success": u64,
        failed "failed": u64,
        pending_reboot "pendingReboot": u64,
        not_found "notFound": u64,
    }
    Indicator {
        ids "ids": Vec<i64>,
        category "category": String,
        category_id "categoryId": i64,
        description "description": String,
        tactics "tactics": Vec<Tactic>,
    }
    Tactic {
        name "name": String,
        source "source": String,
        techniques "techniques": Vec<Technique>,
    }
    Technique {
        name "name": String,
        link "link": String,
    }
    ContainerInfo {
        id "id": String,
        name "name": String,
        image "image": String,
        labels "labels": Vec<String>,
        is_container_quarantine "isContainerQuarantine": bool,
    }
    KubernetesInfo {
        cluster "cluster": String,
        namespace "namespace": String,
        pod "pod": String,
        node "node": String,
        node_labels "nodeLabels": Vec<String>,
        namespace_labels "namespaceLabels": Vec<String>,
        pod_labels "podLabels": Vec<String>,
        controller_kind "controllerKind": String,
        controller_name "controllerName": String,
        controller_labels "controllerLabels": Vec<String>,
        is_container_quarantine "isContainerQuarantine": bool,
    }
    EcsInfo {
        kind "type": String,
        version "version": String,
        cluster_name "clusterName": String,
        task_arn "taskArn": String,
        task_availability_zone "taskAvailabilityZone": String,
        service_name "serviceName": String,
        service_arn "serviceArn": String,
        task_definition_family "taskDefinitionFamily": String,
        task_definition_revision "taskDefinitionRevision": String,
        task_definition_arn "taskDefinitionArn": String,
    }
    ThreatInfo {
        threat_id "threatId": String,
        analyst_verdict "analystVerdict": String,
        analyst_verdict_description "analystVerdictDescription": String,
        browser_type "browserType": String,
        certificate_id "certificateId": String,
        classification "classification": String,
        classification_source "classificationSource": String,
        collection_id "collectionId": String,
        confidence_level "confidenceLevel": String,
        created_at "createdAt": String,
        mitigated_preemptively "mitigatedPreemptively": bool,
        detection_type "detectionType": String,
        engines "engines": Vec<String>,
        detection_engines "detectionEngines": serde_json::Value,
        file_extension "fileExtension": String,
        file_extension_type "fileExtensionType": String,
        file_path "filePath": String,
        file_size "fileSize": u64,
        file_verification_type "fileVerificationType": String,
        identified_at "identifiedAt": String,
        initiated_by "initiatedBy": String,
        initiated_by_description "initiatedByDescription": String,
        initiating_user_id "initiatingUserId": String,
        initiating_username "initiatingUsername": String,
        is_valid_certificate "isValidCertificate": bool,
        is_fileless "isFileless": bool,
        reached_events_limit "reachedEventsLimit": bool,
        malicious_process_arguments "maliciousProcessArguments": String,
        md5 "md5": String,
        originator_process "originatorProcess": String,
        publisher_name "publisherName": String,
        sha1 "sha1": String,
        sha256 "sha256": String,
        mitigation_status "mitigationStatus": String,
        mitigation_status_description "mitigationStatusDescription": String,
        threat_name "threatName": String,
        incident_status "incidentStatus": String,
        incident_status_description "incidentStatusDescription": String,
        storyline "storyline": String,
        updated_at "updatedAt": String,
        external_ticket_id "externalTicketId": String,
        external_ticket_exists "externalTicketExists": bool,
        automatically_resolved "automaticallyResolved": bool,
        cloud_files_hash_verdict "cloudFilesHashVerdict": String,
        failed_actions "failedActions": bool,
        reboot_required "rebootRequired": bool,
        pending_actions "pendingActions": bool,
        process_user "processUser": String,
        macro_modules "macroModules": Vec<MacroModule>,
        root_process_upn "rootProcessUpn": String,
    }
    MacroModule {
        module_name "moduleName": String,
        sha1 "sha1": String,
        sha256 "sha256": String,
        content "content": String,
        macro_detection_source "macroDetectionSource": String,
        is_macro_content_truncated "isMacroContentTruncated": bool,
    }
    AgentRealtimeInfo {
        account_id "accountId": String,
        account_name "accountName": String,
        site_id "siteId": String,
        site_name "siteName": String,
        group_id "groupId": String,
        group_name "groupName": String,
        active_threats "activeThreats": u64,
        agent_domain "agentDomain": String,
        agent_id "agentId": String,
        agent_is_active "agentIsActive": bool,
        agent_is_decommissioned "agentIsDecommissioned": bool,
        agent_decommissioned_at "agentDecommissionedAt": bool,
        agent_machine_type "agentMachineType": String,
        agent_network_status "agentNetworkStatus": String,
        agent_os_name "agentOsName": String,
        agent_os_type "agentOsType": String,
        agent_os_revision "agentOsRevision": String,
        agent_uuid "agentUuid": String,
        agent_computer_name "agentComputerName": String,
        agent_version "agentVersion": String,
        user_actions_needed "userActionsNeeded": Vec<String>,
        scan_status "scanStatus": String,
        scan_started_at "scanStartedAt": String,
        scan_finished_at "scanFinishedAt": String,
        scan_aborted_at "scanAbortedAt": String,
        agent_mitigation_mode "agentMitigationMode": String,
        network_interfaces "networkInterfaces": Vec<NetworkInterface>,
        agent_infected "agentInfected": bool,
        reboot_required "rebootRequired": bool,
        operational_state "operationalState": String,
        storage_type "storageType": String,
        storage_name "storageName": String,
    }
    NetworkInterface {
        id "id": String,
        name "name": String,
        physical "physical": String,
        inet "inet": Vec<String>,
        inet6 "inet6": Vec<String>,
    }
    AgentDetectionInfo {
        group_id "groupId": String,
        group_name "groupName": String,
        site_id "siteId": String,
        site_name "siteName": String,
        account_id "accountId": String,
        account_name "accountName": String,
        agent_ip_v4 "agentIpV4": String,
        agent_ip_v6 "agentIpV6": String,
        agent_domain "agentDomain": String,
        external_ip "externalIp": String,
        agent_uuid "agentUuid": String,
        agent_last_logged_in_user_name "agentLastLoggedInUserName": String,
        agent_last_logged_in_user_mail "agentLastLoggedInUserMail": String,
        agent_last_logged_in_upn "agentLastLoggedInUpn": String,
        agent_os_revision "agentOsRevision": String,
        agent_os_name "agentOsName": String,
        agent_registered_at "agentRegisteredAt": String,
        agent_version "agentVersion": String,
        asset_version "assetVersion": String,
        agent_mitigation_mode "agentMitigationMode": String,
        agent_detection_state "agentDetectionState": String,
        cloud_providers "cloudProviders": String,
    }
    CloudMachine {
        agent_namespace "agentNamespace": String,
        agent_pod_name "agentPodName": String,
        aws_role "awsRole": String,
        aws_security_groups "awsSecurityGroups": Vec<String>,
        aws_subnet_ids "awsSubnetIds": Vec<String>,
        azure_resource_group "azureResourceGroup": String,
        cloud_account "cloudAccount": String,
        cloud_image "cloudImage": String,
        cloud_instance_id "cloudInstanceId": String,
        cloud_instance_size "cloudInstanceSize": String,
        cloud_location "cloudLocation": String,
        cloud_network "cloudNetwork": String,
        cloud_tags "cloudTags": Vec<String>,
        cluster_name "clusterName": String,
        gcp_service_account "gcpServiceAccount": String,
    }
}
