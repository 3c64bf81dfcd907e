//! Raw requests: requests that no operation describes.

use crate::api::Api;
use crate::client::Client;
use crate::error::Error;
use crate::request::raw::RawRequest;
use crate::response::raw::RawResponse;

impl<A: Api> Client<A> {
    /// Sends a request that no operation describes to the client's server, with the client's
    /// authentication, time-outs and limits. The request is sent once, without retries, and a
    /// response with any status is returned.
    ///
    /// If the server echoes the credential, it is replaced in reason phrase and headers, but not in
    /// the body.
    ///
    /// ```
    /// use sdk_runtime::{
    ///     api::Api,
    ///     client::Client,
    ///     error::Error,
    ///     http::Method,
    ///     request::RawRequest,
    /// };
    ///
    /// async fn health<A: Api>(client: &Client<A>) -> Result<bool, Error> {
    ///     let request = RawRequest::new(Method::Get, "/health");
    ///     Ok(client.send_raw(request).await?.status_code == 200)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] if the request cannot be sent.
    /// - [`Error::Connect`], [`Error::Timeout`] or [`Error::Interrupted`] if no complete response
    ///   arrives.
    /// - [`Error::Decode`] if the body is too long or cannot be decompressed.
    /// - [`Error::Configuration`] outside a Tokio runtime, or if the token provider fails.
    pub async fn send_raw(&self, request: RawRequest) -> Result<RawResponse, Error> {
        self.dispatcher().send_raw(request).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{RawRequest, RawResponse};
    use crate::client::Client;
    use crate::error::Error;
    use crate::http::method::Method;
    use crate::test_util::{Example, serve};

    async fn send(
        request: RawRequest,
        response: &str,
    ) -> (Vec<String>, Result<RawResponse, Error>) {
        let response = format!("HTTP/1.1 {response}").into_bytes();
        let (url, server) = serve(vec![response]).await.unwrap();
        let client = Client::<Example>::builder(url, "canary").build().unwrap();
        let response = client.send_raw(request).await;
        if response.is_err() {
            server.abort();
            return (Vec::new(), response);
        }
        (server.await.unwrap().unwrap(), response)
    }

    #[tokio::test]
    async fn a_response_with_any_status_is_returned() {
        for (line, status) in [
            ("200 OK", 200),
            ("302 Found", 302),
            ("401 No", 401),
            ("503 Later", 503),
        ] {
            let request = RawRequest::new(Method::Post, "/a/%C3%A9")
                .with_query("a b", "c&d")
                .with_query("e", "")
                .with_json(&json!({"a": 1}));
            let response = format!(
                "{line} canary\r\nX-A: canary\r\nLocation: http://other.invalid/\r\nContent-Length: 6\r\n\r\ncanary"
            );
            let (paths, response) = send(request, &response).await;
            assert_eq!(paths, ["/a/%C3%A9?a%20b=c%26d&e="]);
            let response = response.unwrap();
            assert_eq!(
                (response.status_code, response.body.as_ref()),
                (status, &b"canary"[..])
            );
            assert!(response.reason.ends_with("***"), "{}", response.reason);
            assert!(!format!("{response:?}").contains("canary"), "{response:?}");
        }
    }

    #[tokio::test]
    async fn paths_that_lead_elsewhere_are_rejected() {
        for path in [
            "",
            "a",
            "//other.invalid/a",
            "http://other.invalid/",
            "/a?b=c",
            "/a#b",
            "/a b",
            "/../a",
            "/a/%2e%2E/b",
            "/a/.",
            "/\\other.invalid",
            "/a\r\nX: y",
            "/é",
            "@other.invalid/",
        ] {
            let (_, response) = send(RawRequest::new(Method::Get, path), "200 OK\r\n\r\n").await;
            let Err(Error::InvalidRequest(error)) = response else {
                panic!("{path}: {response:?}");
            };
            assert_eq!(error.violations[0].path, "path", "{path}");
        }
    }

    #[tokio::test]
    async fn invalid_and_reserved_headers_are_rejected() {
        for (name, value) in [
            ("Authorization", "ApiToken other"),
            ("host", "other.invalid"),
            ("Content-Length", "7"),
            ("user-agent", "x"),
            ("X-A", "a\r\nX-B: c"),
            ("X A", "a"),
        ] {
            let request = RawRequest::new(Method::Get, "/a").with_header(name, value);
            assert!(!format!("{request:?}").contains("other"));
            let (_, response) = send(request, "200 OK\r\n\r\n").await;
            assert!(
                matches!(response, Err(Error::InvalidRequest(_))),
                "{name}: {response:?}"
            );
        }
    }
}
