//! Previews, by a listing whose filter is optional and whose limit is not part of it.

use sdk_runtime::call::SendOptions;
use sdk_runtime::error::{Error, PreviewProblem};
use ticket_api::{BulkClose, CloseFilter, Resolution, SearchTickets, TicketFilter};

use crate::fixture::tracker;

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_previewed_by_the_listing() {
    let (server, client) = tracker(250).await;
    let request =
        SearchTickets::new(TicketFilter::new().ids((1_u64..=200).map(|id| id.to_string())));
    let preview = client.preview(&request).await.expect("a page");
    assert_eq!((preview.total(), preview.items().len()), (200, 100));
    let options = |items| SendOptions::new().at_most(items);
    client
        .send_with(&request, options(200))
        .await
        .expect("a page");
    let error = client.send_with(&request, options(199)).await;
    assert!(matches!(error, Err(Error::Preview(_))), "{error:?}");
    // A preview, a count with its search, and a count.
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_a_preview_is_not_sent() {
    let (server, client) = tracker(1).await;
    let request = BulkClose::new(CloseFilter::every_ticket(), Resolution::Fixed);
    let error = client
        .send_with(&request, SendOptions::new().at_most(1))
        .await;
    let Err(Error::Preview(error)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.problem, PreviewProblem::Unsupported);
    assert!(server.seen().is_empty());
}
