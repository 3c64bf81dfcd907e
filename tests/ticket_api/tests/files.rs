//! Uploads and downloads: intact, in chunks, and truncated.

use sdk_runtime::error::Error;
use ticket_api::{AppendNote, DownloadAttachment, GetAttachmentText, UploadAttachment};

use crate::fixture::{api_error, decode_error, tracker};
use crate::server::{File, Reply, Server};

/// Returns bytes in which a lost or repeated chunk is visible.
fn pattern(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..length).map(|_| next()).collect()
}

/// Two megabytes and an odd number of bytes, so that no chunk size divides them.
const LARGE: usize = 2 * 1024 * 1024 + 17;

/// Stores a file for ticket 7.
fn put(server: &Server, name: &str, bytes: Vec<u8>) {
    let file = File {
        bytes,
        media_type: "application/vnd.tickets.file".to_owned(),
        is_public: true,
    };
    server.store().files.insert((7, name.to_owned()), file);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_uploaded_intact() {
    let (server, client) = tracker(7).await;
    let request = UploadAttachment::new("7", "large.bin", pattern(LARGE)).public(true);
    let response = client.send(&request).await.expect("kept");
    assert_eq!(response.status_code, 201);
    let attachment = response.json_body;
    assert_eq!(
        (&attachment.name[..], attachment.public),
        ("large.bin", true)
    );
    assert_eq!(usize::try_from(attachment.size), Ok(LARGE));
    assert_eq!(attachment.beginning.as_deref(), Some(&pattern(16)[..]));
    let files = server.store().files.clone();
    let file = &files[&(7, "large.bin".to_owned())];
    assert!(file.bytes == pattern(LARGE) && file.is_public);
    let seen = server.only();
    assert_eq!(
        seen.target,
        "/api/v3/tickets/7/attachments/large.bin?public=true"
    );
    assert_eq!(
        seen.header("content-type"),
        Some("application/vnd.tickets.file")
    );
}

/// Servers reject a body of unknown length, even an empty one (411 Length Required).
#[tokio::test(flavor = "multi_thread")]
async fn an_empty_body_has_a_length() {
    let (server, client) = tracker(7).await;
    let file = UploadAttachment::new("7", "empty.bin", Vec::new());
    client.send(&file).await.expect("kept");
    // The server may reject an empty note, but has to see its length.
    let _ = client.send(&AppendNote::new("7", "")).await;
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert_eq!(
            request.header("content-length"),
            Some("0"),
            "{}",
            request.target
        );
        assert!(request.body.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_replaces_another() {
    let (server, client) = tracker(7).await;
    put(&server, "a", vec![1]);
    let request = UploadAttachment::new("7", "a", b"\x00\xff\r\n\r\n");
    let response = client.send(&request).await.expect("kept");
    assert_eq!(response.status_code, 200);
    assert_eq!(
        server.store().files[&(7, "a".to_owned())].bytes,
        b"\x00\xff\r\n\r\n"
    );
    let empty = UploadAttachment::new("7", "a", Vec::new());
    client.send(&empty).await.expect("an empty file");
    assert_eq!(server.store().files[&(7, "a".to_owned())].bytes, b"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_downloaded_in_chunks_and_intact() {
    let (server, client) = tracker(7).await;
    put(&server, "large.bin", pattern(LARGE));
    let request = DownloadAttachment::new("7", "large.bin");
    let response = client.send(&request).await.expect("a stream");
    assert_eq!(response.status_code, 200);
    assert_eq!(response.headers.x_public, Some(true));
    let mut stream = response.stream;
    let (mut bytes, mut pieces) = (Vec::new(), 0);
    while let Some(piece) = stream.next().await {
        bytes.extend_from_slice(&piece.expect("a chunk"));
        pieces += 1;
    }
    assert!(bytes == pattern(LARGE));
    assert!(pieces > 1, "it came in one chunk");
    assert!(stream.next().await.is_none());
    assert_eq!(
        server.only().header("accept"),
        Some("application/vnd.tickets.file")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_collected_up_to_a_size() {
    let (server, client) = tracker(7).await;
    put(&server, "large.bin", pattern(LARGE));
    let request = DownloadAttachment::new("7", "large.bin");
    let response = client.send(&request).await.expect("a stream");
    let whole = response.stream.collect(LARGE).await.expect("all of it");
    assert!(whole[..] == pattern(LARGE));
    let response = client.send(&request).await.expect("a stream");
    let outcome = response.stream.collect(LARGE - 1).await;
    assert_eq!(decode_error(outcome).status_code, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_file_is_an_empty_stream() {
    let (server, client) = tracker(7).await;
    put(&server, "empty", Vec::new());
    let response = client.send(&DownloadAttachment::new("7", "empty")).await;
    let mut stream = response.expect("a stream").stream;
    assert!(stream.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_download_is_an_error_and_not_an_end() {
    for is_chunked in [true, false] {
        let (server, client) = tracker(7).await;
        put(&server, "large.bin", pattern(LARGE));
        server.replace(0, move |reply| Reply {
            cut: Some(LARGE / 2),
            is_chunked,
            ..reply
        });
        let response = client
            .send(&DownloadAttachment::new("7", "large.bin"))
            .await;
        let mut stream = response.expect("a stream").stream;
        let mut bytes = Vec::new();
        let error = loop {
            match stream.next().await {
                Some(Ok(piece)) => bytes.extend_from_slice(&piece),
                Some(Err(error)) => break error,
                None => panic!("ended after {} bytes", bytes.len()),
            }
        };
        assert!(matches!(error, Error::Interrupted(_)), "{error:?}");
        assert_eq!(error.status(), Some(200));
        assert!(bytes[..] == pattern(LARGE)[..bytes.len()]);
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_stays_usable_after_an_aborted_download() {
    let (server, client) = tracker(7).await;
    put(&server, "large.bin", pattern(LARGE));
    let response = client
        .send(&DownloadAttachment::new("7", "large.bin"))
        .await;
    let mut stream = response.expect("a stream").stream;
    stream.next().await.expect("a chunk").expect("a chunk");
    drop(stream);
    let request = GetAttachmentText::new("7", "nothing");
    assert_eq!(api_error(client.send(&request).await).status_code, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_file_is_an_error_before_the_stream() {
    let (_server, client) = tracker(7).await;
    let outcome = client.send(&DownloadAttachment::new("7", "x")).await;
    let error = api_error(outcome);
    assert_eq!(error.status_code, 404);
    assert_eq!(error.errors[0].title.as_deref(), Some("no such file"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_read_as_text() {
    let (server, client) = tracker(7).await;
    put(
        &server,
        "letter.txt",
        "Dear Ada,\r\nit bürns. \u{1F525}".into(),
    );
    let request = GetAttachmentText::new("7", "letter.txt");
    let response = client.send(&request).await.expect("a text");
    assert_eq!(response.text_body, "Dear Ada,\r\nit bürns. \u{1F525}");
    let seen = server.only();
    assert_eq!(seen.target, "/api/v3/tickets/7/attachments/letter.txt/text");
    assert_eq!(seen.header("accept"), Some("text/plain"));
}

#[tokio::test(flavor = "multi_thread")]
async fn invalid_utf8_is_an_error_that_keeps_the_bytes() {
    let (server, client) = tracker(7).await;
    put(&server, "latin", vec![b'a', 0xFC]);
    let response = client.send(&GetAttachmentText::new("7", "latin")).await;
    let Err(Error::Decode(error)) = response else {
        panic!("{response:?}");
    };
    assert_eq!(error.body.as_bytes(), [b'a', 0xFC]);
}
