//! A threat that a console holds.

use sdk_runtime::values::{Id, Json, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{AnalystVerdict, IncidentStatus, OsType};

pub(super) const STATUS: &str = "threatInfo.incidentStatus";
pub(super) const VERDICT: &str = "threatInfo.analystVerdict";
pub(super) const MITIGATION_STATUS: &str = "threatInfo.mitigationStatus";
pub(super) const TICKET: &str = "threatInfo.externalTicketId";
pub(super) const TICKET_EXISTS: &str = "threatInfo.externalTicketExists";
pub(super) const UPDATED_AT: &str = "threatInfo.updatedAt";

/// A threat that a [`Console`](crate::mock::Console) holds, as [`GetThreats`](crate::GetThreats) returns
/// it.
///
/// A new one is unresolved malware without a verdict, on an active Windows desktop, created on 1 January
/// 2026. The setters change that, and [`with`](Self::with) adds all other members.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct ConsoleThreat {
    id: Id,
    json: Value,
    pub(super) notes: Vec<Value>,
}

impl ConsoleThreat {
    /// Creates a threat.
    pub fn new(id: impl Into<Id>) -> Self {
        let id = id.into();
        let place = json!({
            "accountId": "100000000000000001", "accountName": "Example",
            "siteId": "100000000000000002", "siteName": "Main site",
            "groupId": "100000000000000003", "groupName": "Default group",
            "agentUuid": "5b1d2a1c0f9e4d9c8f5a3c7b2e6d4f10", "agentVersion": "24.1.2.6",
            "agentDomain": "WORKGROUP", "agentOsName": "Windows 11 Pro",
        });
        let mut now = place.clone();
        now["agentId"] = json!("100000000000000004");
        now["agentComputerName"] = json!("desktop-1");
        now["agentIsActive"] = json!(true);
        now["agentMachineType"] = json!("desktop");
        now["agentOsType"] = json!("windows");
        let json = json!({
            "id": id.as_str(),
            "threatInfo": {
                "threatId": id.as_str(),
                "threatName": "sample.exe",
                "filePath": r"\Device\HarddiskVolume3\Users\example\Downloads\sample.exe",
                "sha1": "ddd5030a3d029f3845fc1052419829f08f312240",
                "classification": "Malware",
                "classificationSource": "Static",
                "confidenceLevel": "malicious",
                "initiatedBy": "agent_policy",
                "incidentStatus": "unresolved",
                "analystVerdict": "undefined",
                "mitigationStatus": "not_mitigated",
                "externalTicketExists": false,
                "externalTicketId": null,
                "createdAt": "2026-01-01T00:00:00.000000Z",
                "updatedAt": "2026-01-01T00:00:00.000000Z",
            },
            "agentDetectionInfo": place,
            "agentRealtimeInfo": now,
            "mitigationStatus": [],
        });
        let notes = Vec::new();
        Self { id, json, notes }
    }

    /// Sets a member of the threat at its path of wire names, such as `threatInfo.publisherName`.
    pub fn with(mut self, path: &str, value: impl Serialize) -> Self {
        // A value that cannot become JSON is sent as `null`.
        self.set(path, serde_json::to_value(value).unwrap_or_default());
        self
    }

    /// Sets the incident status.
    pub fn with_incident_status(self, status: impl Into<IncidentStatus>) -> Self {
        self.with(STATUS, status.into().as_ref())
    }

    /// Sets the analyst verdict.
    pub fn with_analyst_verdict(self, verdict: impl Into<AnalystVerdict>) -> Self {
        self.with(VERDICT, verdict.into().as_ref())
    }

    /// Sets the time at which it was created.
    pub fn with_created_at(self, time: Timestamp) -> Self {
        self.with("threatInfo.createdAt", time.to_string())
    }

    /// Sets the time of its last change. The console sets it when it changes the threat.
    pub fn with_updated_at(self, time: Timestamp) -> Self {
        self.with(UPDATED_AT, time.to_string())
    }

    /// Sets its account.
    pub fn with_account_id(self, id: impl Into<Id>) -> Self {
        self.with_place("accountId", &id.into())
    }

    /// Sets its site.
    pub fn with_site_id(self, id: impl Into<Id>) -> Self {
        self.with_place("siteId", &id.into())
    }

    /// Sets its group.
    pub fn with_group_id(self, id: impl Into<Id>) -> Self {
        self.with_place("groupId", &id.into())
    }

    /// Sets the Agent that detected it.
    pub fn with_agent_id(self, id: impl Into<Id>) -> Self {
        self.with("agentRealtimeInfo.agentId", id.into().as_str())
    }

    /// Sets the name of its computer.
    pub fn with_computer_name(self, name: impl Into<String>) -> Self {
        self.with("agentRealtimeInfo.agentComputerName", name.into())
    }

    /// Sets the operating system family of its computer.
    pub fn with_os_type(self, os_type: impl Into<OsType>) -> Self {
        self.with("agentRealtimeInfo.agentOsType", os_type.into().as_ref())
    }

    /// Sets its name.
    pub fn with_threat_name(self, name: impl Into<String>) -> Self {
        self.with("threatInfo.threatName", name.into())
    }

    /// Sets its classification, such as `Malware`.
    pub fn with_classification(self, classification: impl Into<String>) -> Self {
        self.with("threatInfo.classification", classification.into())
    }

    /// Sets the SHA-1 hash of its file.
    pub fn with_content_hash(self, hash: impl Into<String>) -> Self {
        self.with("threatInfo.sha1", hash.into())
    }

    /// Sets the path of its file.
    pub fn with_file_path(self, path: impl Into<String>) -> Self {
        self.with("threatInfo.filePath", path.into())
    }

    /// Sets the place of its computer, both now and at the time of detection.
    fn with_place(self, name: &str, id: &Id) -> Self {
        let threat = self.with(&format!("agentDetectionInfo.{name}"), id.as_str());
        threat.with(&format!("agentRealtimeInfo.{name}"), id.as_str())
    }

    /// Returns the id.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Returns the incident status.
    #[must_use]
    pub fn incident_status(&self) -> IncidentStatus {
        self.text(STATUS).into()
    }

    /// Returns the analyst verdict.
    #[must_use]
    pub fn analyst_verdict(&self) -> AnalystVerdict {
        self.text(VERDICT).into()
    }

    /// Returns the id of the ticket in another system; `None` if it is connected with none.
    #[must_use]
    pub fn external_ticket_id(&self) -> Option<&str> {
        self.member(TICKET)?.as_str()
    }

    /// Returns the texts of its notes, the oldest first.
    pub fn notes(&self) -> impl Iterator<Item = &str> {
        self.notes.iter().filter_map(|note| note["text"].as_str())
    }

    /// Returns the threat as it is on the wire.
    #[must_use]
    pub fn to_json(&self) -> Json {
        self.json.clone().into()
    }

    pub(super) fn json(&self) -> &Value {
        &self.json
    }

    /// Returns the member at a path of wire names; `None` if the threat does not have it.
    pub(super) fn member(&self, path: &str) -> Option<&Value> {
        path.split('.')
            .try_fold(&self.json, |json, name| json.get(name))
    }

    fn text(&self, path: &str) -> &str {
        let member = self.member(path).and_then(Value::as_str);
        member.unwrap_or_default()
    }

    /// Sets a member. Returns `false` if it already was this one.
    pub(super) fn set(&mut self, path: &str, value: impl Into<Value>) -> bool {
        let (mut json, value) = (&mut self.json, value.into());
        for name in path.split('.') {
            if !json.is_object() {
                *json = Map::new().into();
            }
            json = &mut json[name];
        }
        let is_changed = *json != value;
        *json = value;
        is_changed
    }

    /// Adds an item to a list.
    pub(super) fn push(&mut self, path: &str, item: Value) {
        let mut items = self.member(path).and_then(Value::as_array).cloned();
        items.get_or_insert_default().push(item);
        self.set(path, items);
    }
}
