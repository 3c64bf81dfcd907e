//! The response types: one for each kind of body.

use std::fmt;

use crate::error::Error;
use crate::error::decode_problem::DecodeProblem;
use crate::http::headers::{HeaderFields, Headers};
use crate::http::response_head::ResponseHead;
use crate::response::body::{BufferedBody, ResponseBody};
use crate::response::incoming::{ArrivedResponse, BodyReading};
use crate::response::operation::{FromResponse, Operation};
use crate::response::stream::ByteStream;
use crate::retry::history::AttemptHistory;

/// The response to the operation `O`, with a JSON body. The status is 2xx, or a redirect that the
/// operation documents; any other is an error.
#[non_exhaustive]
pub struct Response<O: Operation> {
    /// Status code, such as 200.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, even if it is empty or not a standard one.
    pub reason: String,
    /// The documented headers, and access to all others.
    pub headers: O::Headers,
    /// The decoded body.
    pub json_body: O::Body,
    history: AttemptHistory,
}

impl<O: Operation> Response<O> {
    fn new(head: ResponseHead, json_body: O::Body, history: AttemptHistory) -> Self {
        Self {
            status_code: head.status,
            reason: head.reason,
            headers: O::Headers::read(HeaderFields::new(head.headers)),
            json_body,
            history,
        }
    }

    /// Returns the attempts of the call: their number, and why those before this one failed.
    #[must_use]
    pub fn attempts(&self) -> &AttemptHistory {
        &self.history
    }
}

impl<O: Operation<Headers: fmt::Debug, Body: fmt::Debug>> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("json_body", &self.json_body)
            .field("attempts", &self.history)
            .finish()
    }
}

impl<O: Operation<Headers: Clone, Body: Clone>> Clone for Response<O> {
    fn clone(&self) -> Self {
        Self {
            status_code: self.status_code,
            reason: self.reason.clone(),
            headers: self.headers.clone(),
            json_body: self.json_body.clone(),
            history: self.history.clone(),
        }
    }
}

impl<O: Operation<Body: ResponseBody>> FromResponse<O> for Response<O> {
    const ACCEPT: &'static str = "application/json";

    fn from_response(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error> {
        let (head, body) = response.decode(read_body::<O>)?;
        Ok(Self::new(head, body, attempts))
    }
}

/// Decodes the JSON body of the operation `O`.
pub(crate) fn read_body<O: Operation<Body: ResponseBody>>(
    body: &BufferedBody<'_>,
) -> Result<O::Body, DecodeProblem> {
    if O::BODY_MAY_BE_MISSING {
        O::Body::read(&body.or_null())
    } else {
        O::Body::read(body)
    }
}

/// The response to an operation with a text body. The status is 2xx, or a redirect that the operation
/// documents; any other is an error.
#[non_exhaustive]
pub struct TextResponse<O: Operation> {
    /// Status code, such as 200.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, even if it is empty or not a standard one.
    pub reason: String,
    /// The documented headers, and access to all others.
    pub headers: O::Headers,
    /// The body: UTF-8, or ISO-8859-1 if the server declares it; anything else is an error.
    pub text_body: String,
    history: AttemptHistory,
}

impl<O: Operation> TextResponse<O> {
    fn new(head: ResponseHead, text_body: String, history: AttemptHistory) -> Self {
        Self {
            status_code: head.status,
            reason: head.reason,
            headers: O::Headers::read(HeaderFields::new(head.headers)),
            text_body,
            history,
        }
    }

    /// Returns the attempts of the call: their number, and why those before this one failed.
    #[must_use]
    pub fn attempts(&self) -> &AttemptHistory {
        &self.history
    }
}

impl<O: Operation<Headers: fmt::Debug>> fmt::Debug for TextResponse<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextResponse")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("text_body", &self.text_body)
            .field("attempts", &self.history)
            .finish()
    }
}

impl<O: Operation<Headers: Clone>> Clone for TextResponse<O> {
    fn clone(&self) -> Self {
        Self {
            status_code: self.status_code,
            reason: self.reason.clone(),
            headers: self.headers.clone(),
            text_body: self.text_body.clone(),
            history: self.history.clone(),
        }
    }
}

impl<O: Operation> FromResponse<O> for TextResponse<O> {
    const ACCEPT: &'static str = "text/plain";

    fn from_response(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error> {
        let (head, text) = response.text()?;
        Ok(Self::new(head, text, attempts))
    }
}

/// The response to an operation whose body is a stream of bytes. The status is 2xx, or a redirect that
/// the operation documents; any other is an error.
#[non_exhaustive]
pub struct StreamResponse<O: Operation> {
    /// Status code, such as 200.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, even if it is empty or not a standard one.
    pub reason: String,
    /// The documented headers, and access to all others.
    pub headers: O::Headers,
    /// The body as it arrives.
    pub stream: ByteStream,
    history: AttemptHistory,
}

impl<O: Operation> StreamResponse<O> {
    fn new(head: ResponseHead, stream: ByteStream, history: AttemptHistory) -> Self {
        Self {
            status_code: head.status,
            reason: head.reason,
            headers: O::Headers::read(HeaderFields::new(head.headers)),
            stream,
            history,
        }
    }

    /// Returns the attempts of the call: their number, and why those before this one failed.
    #[must_use]
    pub fn attempts(&self) -> &AttemptHistory {
        &self.history
    }
}

impl<O: Operation<Headers: fmt::Debug>> fmt::Debug for StreamResponse<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamResponse")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("stream", &self.stream)
            .field("attempts", &self.history)
            .finish()
    }
}

impl<O: Operation> FromResponse<O> for StreamResponse<O> {
    const ACCEPT: &'static str = "*/*";
    const READING: BodyReading = BodyReading::Streamed;

    fn from_response(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error> {
        let head = response.head.clone();
        let stream = ByteStream::new(response, attempts.clone())?;
        Ok(Self::new(head, stream, attempts))
    }
}

/// The response to an operation whose body is ignored. The status is 2xx, or a redirect that the
/// operation documents; any other is an error.
#[non_exhaustive]
pub struct EmptyResponse<O: Operation> {
    /// Status code, such as 200.
    pub status_code: u16,
    /// Reason phrase as the server wrote it, even if it is empty or not a standard one.
    pub reason: String,
    /// The documented headers, and access to all others.
    pub headers: O::Headers,
    history: AttemptHistory,
}

impl<O: Operation> EmptyResponse<O> {
    fn new(head: ResponseHead, history: AttemptHistory) -> Self {
        Self {
            status_code: head.status,
            reason: head.reason,
            headers: O::Headers::read(HeaderFields::new(head.headers)),
            history,
        }
    }

    /// Returns the attempts of the call: their number, and why those before this one failed.
    #[must_use]
    pub fn attempts(&self) -> &AttemptHistory {
        &self.history
    }
}

impl<O: Operation<Headers: fmt::Debug>> fmt::Debug for EmptyResponse<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmptyResponse")
            .field("status_code", &self.status_code)
            .field("reason", &self.reason)
            .field("headers", &self.headers)
            .field("attempts", &self.history)
            .finish()
    }
}

impl<O: Operation<Headers: Clone>> Clone for EmptyResponse<O> {
    fn clone(&self) -> Self {
        Self {
            status_code: self.status_code,
            reason: self.reason.clone(),
            headers: self.headers.clone(),
            history: self.history.clone(),
        }
    }
}

impl<O: Operation> FromResponse<O> for EmptyResponse<O> {
    const ACCEPT: &'static str = "application/json";
    const READING: BodyReading = BodyReading::Ignored;

    fn from_response(response: ArrivedResponse, attempts: AttemptHistory) -> Result<Self, Error> {
        Ok(Self::new(response.head, attempts))
    }
}

#[cfg(test)]
mod tests {
    use crate::client::Client;
    use crate::error::Error;
    use crate::request::prepared::PreparedRequest;
    use crate::response::operation::Operation;
    use crate::test_util::{Delete, Download, Example, Read, serve};

    async fn send<O: Operation<Api = Example>>(
        request: O,
        response: &str,
    ) -> (Vec<String>, Result<O::Response, Error>) {
        let (url, server) = serve(vec![format!("HTTP/1.1 {response}").into_bytes()])
            .await
            .unwrap();
        let client = Client::<Example>::builder(url, "canary").build().unwrap();
        let response = client.send(&request).await;
        drop(client);
        (server.await.unwrap().unwrap(), response)
    }

    #[tokio::test]
    async fn text_is_kept_as_text() {
        let head = "200 OK\r\nContent-Type: text/plain; charset=latin1\r\nContent-Length: 6";
        let (paths, response) = send(Read, &format!("{head}\r\n\r\n{{caf\u{e9}")).await;
        assert_eq!(paths, ["/text"]);
        // UTF-8 decoded as ISO-8859-1, as the server declares.
        assert_eq!(response.unwrap().text_body, "{caf\u{c3}\u{a9}");
    }

    #[tokio::test]
    async fn an_ignored_body_may_be_broken() {
        for response in [
            "204 No Content\r\n\r\n",
            "200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
            "200 OK\r\nContent-Length: 9\r\n\r\ncut",
        ] {
            let (_, response) = send(Delete, response).await;
            assert!((200..300).contains(&response.unwrap().status_code));
        }
    }

    #[tokio::test]
    async fn a_status_other_than_2xx_is_an_api_error() {
        let response = "403 Forbidden\r\nContent-Length: 11\r\n\r\nnot canary!";
        let message = "the server responded with 403 Forbidden: not ***!";
        assert_eq!(
            send(Delete, response).await.1.unwrap_err().to_string(),
            message
        );
        assert_eq!(
            send(Read, response).await.1.unwrap_err().to_string(),
            message
        );
        assert_eq!(
            send(Download, response).await.1.unwrap_err().to_string(),
            message
        );
    }

    #[test]
    fn each_response_type_accepts_its_media_type() {
        let accept =
            |request: PreparedRequest| request.headers().get("accept").map(|text| text.to_string());
        assert_eq!(
            accept(Read.prepare().unwrap()).as_deref(),
            Some("text/plain")
        );
        assert_eq!(accept(Download.prepare().unwrap()).as_deref(), Some("*/*"));
        let json = Some("application/json");
        assert_eq!(accept(Delete.prepare().unwrap()).as_deref(), json);
    }
}
