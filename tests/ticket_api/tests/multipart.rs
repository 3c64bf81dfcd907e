//! Multipart bodies: files as bytes, from disk and as streams, besides other parts.

use std::io;
use std::time::Duration;

use sdk_runtime::error::Error;
use sdk_runtime::response::Operation;
use sdk_runtime::retry::{RetryPolicy, StopReason};
use sdk_runtime::transport::{Request, Response, ResponseFuture, Transport};
use sdk_runtime::values::FilePart;
use ticket_api::{AttachFiles, AttachFilesInputOrigin, Client};

use crate::fixture::{debug, tracker, violations};
use crate::server::{PASSWORD, Reply, Server, USER};

/// Returns a client that retries once.
fn retrying(server: &Server) -> Client {
    let policy = RetryPolicy::default()
        .with_max_attempts(2)
        .with_backoff(Duration::from_millis(1), Duration::from_millis(1));
    let client = Client::builder(server.url(), (USER, PASSWORD)).without_rate_limit();
    client.with_retry_policy(policy).build().expect("a client")
}

/// Returns a reader of this many bytes, in pieces.
fn reader(length: u64) -> impl tokio::io::AsyncRead + Send + 'static {
    use tokio::io::AsyncReadExt;
    tokio::io::repeat(b'x').take(length)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_arrives_as_it_was_set() {
    let (server, client) = tracker(7).await;
    let text = FilePart::new("a \"b\"\r\nX: y.txt", "hello\r\n--").with_media_type("text/plain");
    let request = AttachFiles::new(
        "7",
        [text, FilePart::new("\u{e4}.bin", [0_u8, 255].to_vec())],
    )
    .preview(FilePart::new("p.png", Vec::new()).with_media_type("image/png"))
    .comment("why\r\nnot")
    .labels(["a", "b"])
    .origin(AttachFilesInputOrigin::new("roof").paths(["/a"]));
    let response = client.send(&request).await.expect("kept");
    let parts = response.json_body.iter();
    let parts: Vec<_> = parts
        .map(|part| (&part.head[..], &part.beginning[..]))
        .collect();
    let disposition = "Content-Disposition: form-data; name=";
    let expected: [(String, &[u8]); 7] = [
        (
            format!(
                "{disposition}\"files\"; filename=\"a %22b%22%0D%0AX: y.txt\"\r\nContent-Type: text/plain"
            ),
            b"hello\r\n-",
        ),
        (
            format!(
                "{disposition}\"files\"; filename=\"\u{e4}.bin\"\r\nContent-Type: application/octet-stream"
            ),
            b"\x00\xff",
        ),
        (
            format!("{disposition}\"preview\"; filename=\"p.png\"\r\nContent-Type: image/png"),
            b"",
        ),
        (format!("{disposition}\"comment\""), b"why\r\nnot"),
        (format!("{disposition}\"labels\""), b"a"),
        (format!("{disposition}\"labels\""), b"b"),
        (
            format!("{disposition}\"origin\"\r\nContent-Type: application/json"),
            b"{\"host\":",
        ),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(head, content)| (&head[..], *content))
        .collect();
    assert_eq!(parts, expected);
    let seen = server.only();
    let length = seen.body.len().to_string();
    assert_eq!(seen.header("content-length"), Some(&length[..]));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_read_from_disk_for_each_attempt() {
    let (server, _) = tracker(7).await;
    let client = retrying(&server);
    let path = std::env::temp_dir().join(format!("multipart-{}.log", std::process::id()));
    std::fs::write(&path, vec![b'z'; 200_000]).expect("a file");
    server.replace(0, |_| Reply::error(503, "busy", "later"));
    let file = FilePart::from_path(&path).with_media_type("text/plain");
    let response = client.send(&AttachFiles::new("7", [file])).await;
    std::fs::remove_file(&path).expect("the file");
    let response = response.expect("kept");
    assert_eq!(response.attempts().count(), 2);
    assert_eq!(response.json_body[0].size, 200_000);
    assert!(response.json_body[0].head.contains("filename=\"multipart-"));
    for seen in server.seen() {
        assert_eq!(
            seen.header("content-length"),
            Some(&seen.body.len().to_string()[..])
        );
    }
    let gone = AttachFiles::new("7", [FilePart::from_path(&path)]);
    let violations = violations(client.send(&gone).await);
    assert_eq!(violations[0].path, "files");
    assert!(
        violations[0]
            .message
            .starts_with("the file cannot be opened: ")
    );
    assert_eq!(server.seen().len(), 2);
}

/// The refusal of the first attempt counts, although the second one could not begin.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_gone_does_not_hide_the_attempt_before() {
    let (server, _) = tracker(7).await;
    let path = std::env::temp_dir().join(format!("gone-{}.log", std::process::id()));
    std::fs::write(&path, "z").expect("a file");
    let gone = path.clone();
    let client = Client::builder(server.url(), (USER, PASSWORD))
        .with_retry_observer(move |_| std::fs::remove_file(&gone).expect("the file"))
        .build()
        .expect("a client");
    server.replace(0, |_| Reply::error(503, "busy", "later"));
    let request = AttachFiles::new("7", [FilePart::from_path(&path)]);
    let error = client.send(&request).await.expect_err("refused");
    assert_eq!(error.status(), Some(503), "{error}");
    assert!(error.to_string().contains("cannot be opened"), "{error}");
    assert_eq!(server.seen().len(), 1);
}

/// A retry would read nothing from a device or a pipe, and a pipe without a writer never opens.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_not_a_file() {
    let (server, client) = tracker(7).await;
    let request = AttachFiles::new("7", [FilePart::from_path("/dev/null")]);
    let violations = violations(client.send(&request).await);
    assert!(
        violations[0]
            .message
            .ends_with("pass it with `from_reader`"),
        "{violations:?}"
    );
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_is_sent_in_chunks_or_with_its_length() {
    let (server, client) = tracker(7).await;
    for length in [None, Some(300_000)] {
        let file = FilePart::from_reader("x", reader(300_000));
        let file = length.map_or(file.clone(), |length| file.with_length(length));
        let response = client.send(&AttachFiles::new("7", [file])).await;
        assert_eq!(response.expect("kept").json_body[0].size, 300_000);
    }
    let seen = server.seen();
    assert_eq!(seen[0].header("transfer-encoding"), Some("chunked"));
    assert_eq!(seen[0].header("content-length"), None);
    assert_eq!(seen[1].header("transfer-encoding"), None);
    assert!(seen[1].header("content-length").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_was_read_is_not_sent_again() {
    let (server, _) = tracker(7).await;
    let client = retrying(&server);
    server.replace(0, |_| Reply::error(503, "busy", "later"));
    let request = AttachFiles::new("7", [FilePart::from_reader("x", reader(7))]);
    let error = client.send(&request).await.expect_err("refused");
    assert_eq!(error.status(), Some(503));
    let text = error.to_string();
    assert!(text.contains("a stream of the request was read"), "{text}");
    let attempts = error.attempts().expect("the attempts");
    assert_eq!(attempts.stop_reason(), Some(StopReason::StreamRead));
    assert_eq!(server.seen().len(), 1);
    let violations = violations(client.send(&request).await);
    assert_eq!(violations[0].path, "files");
    assert!(violations[0].message.contains("read already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_length_and_a_failing_stream_are_errors() {
    let (server, client) = tracker(7).await;
    for (length, problem) in [(9, "shorter"), (5, "longer")] {
        let file = FilePart::from_reader("x", reader(7)).with_length(length);
        let error = client
            .send(&AttachFiles::new("7", [file]))
            .await
            .expect_err("cut");
        let text = error.to_string();
        assert!(
            text.contains(&format!("it is {problem} than its length")),
            "{text}"
        );
        assert!(!error.is_retryable(), "{error:?}");
    }
    let broken = tokio_test_stream();
    let file = FilePart::from_stream("x", broken);
    let error = client
        .send(&AttachFiles::new("7", [file]))
        .await
        .expect_err("broken");
    assert!(
        error
            .to_string()
            .contains("a file of the request cannot be read: no disk"),
        "{error}"
    );
    assert!(server.seen().is_empty());
}

/// Returns a stream that fails after its first chunk.
fn tokio_test_stream() -> impl futures_core::Stream<Item = io::Result<Vec<u8>>> + Send + 'static {
    struct Broken(u8);
    impl futures_core::Stream for Broken {
        type Item = io::Result<Vec<u8>>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            self.0 += 1;
            std::task::Poll::Ready(match self.0 {
                1 => Some(Ok(b"some".to_vec())),
                2 => Some(Err(io::Error::other("no disk"))),
                _ => None,
            })
        }
    }
    Broken(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_custom_transport_gets_the_whole_body() {
    struct Check;
    impl Transport for Check {
        fn send(&self, request: Request) -> ResponseFuture<'_> {
            let body = String::from_utf8_lossy(request.body()).into_owned();
            assert!(
                body.contains("xxxxxxx\r\n--") && body.ends_with("--\r\n"),
                "{body}"
            );
            Box::pin(async { Ok(Response::new(201).with_body("[]")) })
        }
    }
    let client = Client::builder("http://localhost", (USER, PASSWORD)).with_transport(Check);
    let client = client.build().expect("a client");
    let request = AttachFiles::new("7", [FilePart::from_reader("x", reader(7))]);
    client.send(&request).await.expect("kept");
}

#[test]
fn a_request_can_be_inspected_without_its_files() {
    let request = AttachFiles::new("7", [FilePart::new("a.txt", "canary")]).comment("why");
    let prepared = request.prepare().expect("valid");
    assert!(prepared.body().is_empty());
    let parts: Vec<_> = prepared
        .parts()
        .iter()
        .map(|part| (part.name(), part.file_name()))
        .collect();
    assert_eq!(parts, [("files", Some("a.txt")), ("comment", None)]);
    assert_eq!(prepared.parts()[1].content(), Some(&b"why"[..]));
    let shown = debug(&request) + &debug(&prepared);
    assert!(
        !shown.contains("canary") && shown.contains("a.txt"),
        "{shown}"
    );
    let hidden = request.password("canary").prepare().expect("valid");
    let shown = debug(&hidden);
    assert!(
        !shown.contains("canary") && !shown.contains("a.txt"),
        "{shown}"
    );
}

#[test]
fn invalid_files_are_rejected() {
    for (file, problem) in [
        (FilePart::new("", "x"), "has no file name"),
        (
            FilePart::new("x", "x").with_media_type("text"),
            "has an invalid media type",
        ),
        (
            FilePart::new("x", "x").with_media_type("text/plain\r\nX: y"),
            "has an invalid media type",
        ),
    ] {
        let Err(Error::InvalidRequest(error)) = AttachFiles::new("7", [file]).prepare() else {
            panic!("{problem}");
        };
        assert_eq!(error.violations[0].path, "files");
        assert!(error.violations[0].message.starts_with(problem), "{error}");
    }
    let files: [FilePart; 0] = [];
    let Err(Error::InvalidRequest(error)) = AttachFiles::new("7", files).prepare() else {
        panic!("an empty list");
    };
    assert!(
        error.violations[0].message.starts_with("the list is empty"),
        "{error}"
    );
}
