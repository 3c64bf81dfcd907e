//! The blocking client.

use std::thread;

use sentinelone_sdk::blocking::Client;
use sentinelone_sdk::client::{Method, RawRequest};
use sentinelone_sdk::{Error, SendOptions};

use crate::http::fixture::{TOKEN, request, success};
use crate::http::server::Server;

fn client(server: &Server) -> Client {
    let builder = Client::builder(server.url(), TOKEN);
    builder.build_blocking().expect("a client")
}

#[test]
fn it_sends_and_returns_the_same_as_the_async_client() {
    let replies = [success(), success(), success().with_status("404 Not Found")];
    let server = Server::start(replies.map(|reply| reply.script()));
    let client = client(&server);
    let first = client.send(&request()).expect("a success");
    assert_eq!(first.json_body.data.affected, 1);
    let again = client.clone();
    let second = again
        .send_with(&request(), SendOptions::new())
        .expect("a success");
    assert_eq!(second.status_code, 200);
    let raw = client
        .send_raw(RawRequest::new(Method::Get, "/x"))
        .expect("a response");
    assert_eq!(raw.status_code, 404);
    assert!(!format!("{client:?}").contains(TOKEN));
    let seen = server.finish();
    // The runtime of the client decides when a connection is free again.
    let [first, second, raw] = &seen.requests[..] else {
        unreachable!()
    };
    assert_eq!(first.head(), second.head());
    assert_eq!(raw.line(), "GET /x HTTP/1.1");
}

#[test]
fn it_can_be_used_from_many_threads() {
    let server = Server::start((0..8).map(|_| success().script()));
    let client = client(&server);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(&request()).expect("a success"));
        }
    });
    assert_eq!(server.finish().requests.len(), 8);
}

fn assert_rejected<T: std::fmt::Debug>(outcome: Result<T, Error>) {
    let Err(Error::Configuration(error)) = outcome else {
        panic!("{outcome:?}");
    };
    assert!(
        error.to_string().contains("inside an async runtime"),
        "{error}"
    );
}

#[test]
fn inside_an_async_runtime_it_is_an_error_and_never_a_panic() {
    let server = Server::start([]);
    for mut builder in [
        tokio::runtime::Builder::new_current_thread(),
        tokio::runtime::Builder::new_multi_thread(),
    ] {
        let runtime = builder.enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let client = client(&server);
            assert_rejected(client.send(&request()));
            assert_rejected(client.send_with(&request(), SendOptions::new()));
            assert_rejected(client.send_raw(RawRequest::new(Method::Get, "/x")));
            let other = client.clone();
            // One clone is dropped in a task, and the last one, with the runtime in it, here.
            tokio::spawn(async move { drop(other) })
                .await
                .expect("no panic");
            drop(client);
        });
    }
    assert_eq!(server.finish().connections, 0);
}
