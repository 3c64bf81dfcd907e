//! Lists: pages, order and counts.

use crate::console::fixture::{ANALYST, all, client, console, empty, listed, refusal, time};
use sentinelone_sdk::mock::{Console, ConsoleThreat};
use sentinelone_sdk::{Cursor, GetThreats, SortOrder, ThreatSortKey};

/// A console with 25 threats; pairs of them have the same time.
fn many() -> Console {
    let console = empty();
    for at in 0..25 {
        let created = time(&format!("2026-01-{:02}T00:00:00Z", 28 - at / 2));
        console.add_threat(ConsoleThreat::new(format!("{}", 100 + at)).with_created_at(created));
    }
    console
}

async fn pages(request: GetThreats) -> Vec<Vec<String>> {
    let client = client(&many(), ANALYST);
    let (mut request, mut found) = (request, Vec::new());
    loop {
        let page = client.send(&request).await.expect("the page exists");
        let page = page.json_body;
        assert_eq!(page.pagination.total_items, Some(25));
        let ids = page.data.into_iter().filter_map(|threat| threat.id);
        found.push(ids.map(|id| id.to_string()).collect::<Vec<_>>());
        assert!(found.len() < 30, "{found:?}");
        let Some(cursor) = page.pagination.next_cursor else {
            return found;
        };
        request = request.cursor(cursor);
    }
}

#[tokio::test]
async fn pages_have_each_threat_once() {
    let sizes = |pages: &[Vec<String>]| pages.iter().map(Vec::len).collect::<Vec<_>>();
    let by_id = pages(GetThreats::new(all())).await;
    assert_eq!(sizes(&by_id), [10, 10, 5]);
    let ascending: Vec<_> = (100..125).map(|id| id.to_string()).collect();
    assert_eq!(by_id.concat(), ascending);
    let by_time = GetThreats::new(all().limit(7)).sort_by(ThreatSortKey::CreatedAt);
    let by_time = pages(by_time.sort_order(SortOrder::Desc)).await;
    assert_eq!(sizes(&by_time), [7, 7, 7, 4]);
    assert_eq!(by_time[0][..3], ["101", "100", "103"]);
    let mut sorted = by_time.concat();
    sorted.sort();
    assert_eq!(sorted, ascending);
    let whole = pages(GetThreats::new(all().limit(25))).await;
    assert_eq!(sizes(&whole), [25]);
}

#[tokio::test]
async fn a_client_iterates_over_all_pages() {
    let client = client(&many(), ANALYST);
    let mut threats = client.items(GetThreats::new(all().limit(4)));
    let mut count = 0;
    while let Some(threat) = threats.next().await {
        threat.expect("the page exists");
        count += 1;
    }
    assert_eq!(count, 25);
}

#[tokio::test]
async fn a_count_has_no_threats() {
    let client = client(&many(), ANALYST);
    let response = client.send(&GetThreats::new(all()).count_only(true)).await;
    let body = response.expect("accepted").json_body;
    assert!(body.data.is_empty());
    assert_eq!(body.pagination.total_items, Some(25));
    let response = client.send(&GetThreats::new(all()).skip_count(true)).await;
    let body = response.expect("accepted").json_body;
    assert_eq!((body.data.len(), body.pagination.total_items), (10, None));
    let skipped = listed(&client, &GetThreats::new(all()).skip(23)).await;
    assert_eq!(skipped.expect("accepted"), ["123", "124"]);
}

#[tokio::test]
async fn invalid_inputs_of_a_page_are_refused() {
    let client = client(&console(), ANALYST);
    let request = GetThreats::new(all()).cursor(Cursor::from("nonsense"));
    let refused = refusal(client.send(&request).await, 400);
    assert!(
        refused.contains("Invalid cursor value received"),
        "{refused}"
    );
    let request = GetThreats::new(all()).sort_by("cloudAccount");
    let refused = refusal(client.send(&request).await, 400);
    assert!(
        refused.contains("cannot sort by `cloudAccount`"),
        "{refused}"
    );
}
