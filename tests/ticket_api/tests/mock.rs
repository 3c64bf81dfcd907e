//! The mock in front of operations of every form: path parameters, queries, texts, streams, files and
//! responses without a body.

use sdk_runtime::mock::{MockTransport, Reply};
use sdk_runtime::values::FilePart;
use serde_json::json;
use ticket_api::{
    AttachFiles, Client, CloseFilter, DeleteTicket, DownloadAttachment, EchoQuery, GetAsset,
    GetTicket, ListTickets,
};

use crate::server::{PASSWORD, USER};

fn client(mock: &MockTransport) -> Client {
    let builder = Client::builder("https://tickets.example.net", (USER, PASSWORD));
    let builder = builder.with_transport(mock.clone()).without_rate_limit();
    builder.build().expect("the configuration is valid")
}

#[tokio::test]
async fn inputs_are_read_from_every_location() {
    let mock = MockTransport::new();
    mock.on::<EchoQuery>(|request| {
        assert_eq!(request.input("labels"), Some("a|b".into()));
        let watchers = request.input("watchers[]");
        assert_eq!(watchers, Some(json!(["c", "d"]).into()));
        Reply::text("echo")
    });
    mock.on::<GetAsset>(|request| {
        assert_eq!(request.input("path"), Some("x/y".into()));
        Reply::text("asset")
    });
    mock.on::<DeleteTicket>(|request| {
        assert_eq!(request.input("ticketId"), Some("7".into()));
        Reply::empty()
    });
    let client = client(&mock);
    let query = EchoQuery::new().filter(CloseFilter::every_ticket());
    let query = query.labels(["a", "b"]).watchers(["c", "d"]);
    assert_eq!(
        client.send(&query).await.expect("expected").text_body,
        "echo"
    );
    let asset = client.send(&GetAsset::new("x/y")).await;
    assert_eq!(asset.expect("expected").text_body, "asset");
    let deleted = client.send(&DeleteTicket::new("7")).await;
    assert_eq!(deleted.expect("expected").status_code, 204);
    assert_eq!(mock.requests::<EchoQuery>()[0], query);
    let other = query.clone().labels(["a"]);
    let differences = mock.requests::<EchoQuery>()[0].differences(&other);
    assert_eq!(differences, [r#"labels: expected "a", received "a|b""#]);
    let differences = mock.requests::<DeleteTicket>()[0].differences(&DeleteTicket::new("8"));
    let expected = "path: expected /api/v3/tickets/8, received /api/v3/tickets/7";
    assert_eq!(differences, [expected]);
}

#[tokio::test]
async fn the_most_specific_operation_responds() {
    let mock = MockTransport::new();
    let page = json!({"data": [], "pagination": {"totalItems": 0}});
    mock.on::<ListTickets>(move |_| Reply::json(&page).unchecked());
    mock.on::<GetTicket>(|request| {
        assert_eq!(request.input("ticketId"), Some("7".into()));
        Reply::error(404)
    });
    let client = client(&mock);
    assert!(client.send(&GetTicket::new("7")).await.is_err());
    assert!(client.send(&ListTickets::new()).await.is_ok());
    assert_eq!(mock.requests::<GetTicket>().len(), 1);
}

#[tokio::test]
async fn a_stream_and_a_file_pass_through() {
    let mock = MockTransport::new();
    mock.on::<DownloadAttachment>(|_| Reply::bytes([0, 255, 7]));
    mock.on::<AttachFiles>(|request| {
        let body = String::from_utf8_lossy(request.request().body()).into_owned();
        assert!(
            body.contains("filename=\"a.txt\"") && body.contains("hello"),
            "{body}"
        );
        Reply::json(json!([]))
    });
    let client = client(&mock);
    let download = DownloadAttachment::new("7", "a.bin");
    let response = client.send(&download).await.expect("expected");
    let bytes = response.stream.collect(64).await.expect("the stream ends");
    assert_eq!(&bytes[..], [0, 255, 7]);
    let files = AttachFiles::new("7", [FilePart::new("a.txt", "hello")]);
    assert_eq!(
        client.send(&files).await.expect("expected").status_code,
        201
    );
    let differences = mock.requests::<AttachFiles>()[0].differences(&files);
    assert!(
        differences[0].contains("multipart body are not compared"),
        "{differences:?}"
    );
}

#[tokio::test]
async fn an_undocumented_status_is_a_problem() {
    let mock = MockTransport::new();
    mock.on::<DeleteTicket>(|_| Reply::empty().with_status(200));
    let client = client(&mock);
    let error = client
        .send(&DeleteTicket::new("7"))
        .await
        .expect_err("undocumented");
    let problem = "no response with status 200 is documented";
    assert!(error.to_string().contains(problem), "{error}");
    let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
    assert!(checked.is_err());
    std::mem::forget(mock);
}
