//! The criteria of tags, written and read by hand-written code.

use sentinelone_sdk::{
    AgentTags, Error, IncidentStatus, Operation, ThreatFilter, UpdateThreatIncident,
};

#[test]
fn keys_keep_their_order_and_merge() {
    let tags = AgentTags::new()
        .any_of("key1", ["a"])
        .none_of("key2", ["b \"quoted\""])
        .none_of("key1", ["c"])
        .any_of("key1", ["d".to_owned()]);
    let inner = r#"{"key1":["a","d"],"key2__nin":["b \"quoted\""],"key1__nin":["c"]}"#;
    assert_eq!(tags.to_json(), inner);
    assert_eq!(serde_json::to_value(&tags).unwrap(), inner);
}

#[test]
fn tags_are_read_as_they_are_written_and_as_an_object() {
    let tags = AgentTags::new()
        .any_of("key1", ["a", "b"])
        .none_of("key2", ["c"]);
    let text = serde_json::to_string(&tags).unwrap();
    assert_eq!(serde_json::from_str::<AgentTags>(&text).unwrap(), tags);
    assert_eq!(
        serde_json::from_str::<AgentTags>(&tags.to_json()).unwrap(),
        tags
    );
    for json in ["7", r#"{"key": "a"}"#, r#""{""#, r#""{} x""#, "[]"] {
        assert!(serde_json::from_str::<AgentTags>(json).is_err(), "{json}");
    }
}

#[test]
fn invalid_tags_are_violations_of_the_field() {
    for tags in [
        AgentTags::new(),
        AgentTags::new().any_of("key__nin", ["a"]),
        AgentTags::new().none_of("key__nin", ["a"]),
        AgentTags::new().any_of("", ["a"]),
        AgentTags::new().none_of("key", Vec::<String>::new()),
        AgentTags::new().any_of("key", ["a", " "]),
    ] {
        let filter = ThreatFilter::new()
            .ids(["1488938160436018741"])
            .agent_tags_data(tags);
        let request = UpdateThreatIncident::new(IncidentStatus::Resolved, filter);
        let Err(Error::InvalidRequest(error)) = request.prepare() else {
            panic!("{request:?}");
        };
        assert_eq!(error.violations.len(), 1);
        assert_eq!(error.violations[0].path, "filter.agentTagsData");
    }
}
