//! Every criterion of the filter is judged by a member that threats have, or refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::console::fixture::{ANALYST, client, empty, listed};
use sentinelone_sdk::mock::ConsoleThreat;
use sentinelone_sdk::{GetThreats, ThreatFilter};
use serde_json::{Value, json};

/// The criteria that the console refuses: their meaning is open, or threats have no member for them.
const REFUSED: &[&str] = &[
    "agentTagsData",
    "awsRole__contains",
    "awsSecurityGroups__contains",
    "awsSubnetIds__contains",
    "azureResourceGroup__contains",
    "cloudAccount__contains",
    "cloudImage__contains",
    "cloudInstanceId__contains",
    "cloudInstanceSize__contains",
    "cloudLocation__contains",
    "cloudNetwork__contains",
    "cloudProvider",
    "cloudProviderNin",
    "countsFor",
    "detectionEngines",
    "detectionEnginesNin",
    "displayName",
    "engines",
    "enginesNin",
    "gcpServiceAccount__contains",
    "hasAgentTags",
    "osArchs",
    "query",
    "resolved",
    "signerIdentity__contains",
    "threatDetails__contains",
];

/// A threat with every member that a criterion is about.
fn whole(id: &str) -> ConsoleThreat {
    let threat = ConsoleThreat::new(id)
        .with("threatInfo.collectionId", "433377870883088367")
        .with("threatInfo.maliciousProcessArguments", "--quiet")
        .with("threatInfo.externalTicketExists", true)
        .with("threatInfo.externalTicketId", "ticket")
        .with("threatInfo.failedActions", true)
        .with("threatInfo.initiatingUsername", "john")
        .with("threatInfo.mitigatedPreemptively", true)
        .with("threatInfo.originatorProcess", "explorer.exe")
        .with("threatInfo.pendingActions", true)
        .with("threatInfo.publisherName", "acme")
        .with("threatInfo.rebootRequired", true)
        .with("threatInfo.storyline", "0000C2E97648");
    let container = json!({"name": "web", "image": "nginx", "labels": ["tier:web", "x"]});
    let kubernetes = json!({
        "cluster": "main", "namespace": "shop", "namespaceLabels": ["a:b"], "node": "n1",
        "nodeLabels": ["zone:1"], "pod": "web-1", "podLabels": ["app:web"],
        "controllerName": "web", "controllerLabels": ["app:web"],
    });
    threat
        .with("containerInfo", container)
        .with("kubernetesInfo", kubernetes)
}

/// The names of all criteria, from the generated filter.
fn names() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sdk/src/generated/types");
    let text = fs::read_to_string(path.join("threat_filter.rs")).expect("the filter exists");
    let rows = text.lines().filter_map(|line| {
        let row = line.trim().strip_prefix('"')?;
        Some(row.split_once('"')?.0.to_owned())
    });
    rows.collect()
}

/// Values for a criterion that no threat has, by the kind of the criterion.
fn filters(name: &str) -> impl Iterator<Item = ThreatFilter> {
    let values: [Value; 6] = [
        json!(["nothing-has-this"]),
        json!(["433377870883088369"]),
        json!(["0000000000000000000000000000000000000000"]),
        json!(false),
        json!("2020-01-01T00:00:00Z"),
        json!("nothing"),
    ];
    let filters = values.map(|value| serde_json::from_value(json!({name: value})));
    filters.into_iter().filter_map(Result::ok)
}

#[tokio::test]
async fn every_criterion_is_judged_or_refused() {
    let console = empty();
    console.add_threat(whole("1"));
    let client = client(&console, ANALYST);
    let mut refused = BTreeSet::new();
    let names = names();
    assert!(names.len() > 90, "the rows of the filter are read");
    for name in names {
        if ["limit", "tenant"].contains(&name.as_str()) {
            continue;
        }
        let mut counts = BTreeSet::new();
        for filter in filters(&name) {
            // Values of another kind are rejected before they are sent.
            let Ok(found) = listed(&client, &GetThreats::new(filter)).await else {
                continue;
            };
            counts.insert(found.len());
        }
        if counts.is_empty() {
            refused.insert(name);
        } else {
            let is_exclusion = name.ends_with("Nin") || name == "noteExists";
            let is_late = name.ends_with("__gt") || name.ends_with("__gte");
            let expected = usize::from(is_exclusion || is_late);
            let is_right = counts.iter().all(|found| *found == expected);
            assert!(is_right, "{name}: {counts:?}");
        }
    }
    let expected: BTreeSet<_> = REFUSED.iter().map(ToString::to_string).collect();
    assert_eq!(refused, expected);
}

/// The threat of the test has no member that the decoder does not know.
#[tokio::test]
async fn the_members_of_the_test_are_documented() {
    let console = empty();
    console.add_threat(whole("1"));
    let request = GetThreats::new(ThreatFilter::all_in_scope());
    let ids = listed(&client(&console, ANALYST), &request).await;
    assert_eq!(ids.expect("the console can send it"), ["1"]);
}
