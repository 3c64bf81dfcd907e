//! The answers to operations: one kind for each kind of body.

use std::fmt;

use super::error::Head;
use super::sending::{Arrived, Receive};
use super::{Answer, Attempts, ByteStream, Error, HeaderFields, Headers, Operation};

/// A kind of answer: the status line, the headers, and perhaps a body.
macro_rules! kind {
    ($(#[$doc:meta])* $name:ident $(, $(#[$body_doc:meta])* $body:ident: $type:ty)?) => {
        $(#[$doc])*
        #[non_exhaustive]
        pub struct $name<O: Operation> {
            /// Status code, such as 200.
            pub status_code: u16,
            /// Reason phrase as the server wrote it, also when it is no standard one or empty.
            pub reason: String,
            /// The documented headers, and access to any other.
            pub headers: O::Headers,
            $($(#[$body_doc])* pub $body: $type,)?
            attempts: Attempts,
        }

        impl<O: Operation> $name<O> {
            /// Puts the parts of an answer together.
            fn new(head: Head $(, $body: $type)?) -> Self {
                Self {
                    status_code: head.status,
                    reason: head.reason,
                    headers: O::Headers::read(HeaderFields::new(head.headers)),
                    $($body,)?
                    attempts: Attempts::default(),
                }
            }

            /// What happened on the way to this answer: how many attempts it took, and what those
            /// that failed met.
            #[must_use]
            pub fn attempts(&self) -> &Attempts {
                &self.attempts
            }
        }

        impl<O: Operation<Headers: fmt::Debug, Body: fmt::Debug>> fmt::Debug for $name<O> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("status_code", &self.status_code)
                    .field("reason", &self.reason)
                    .field("headers", &self.headers)
                    $(.field(stringify!($body), &self.$body))?
                    .field("attempts", &self.attempts)
                    .finish()
            }
        }
    };
}

/// A kind of answer that can be cloned.
macro_rules! cloned {
    ($name:ident $(, $body:ident)?) => {
        impl<O: Operation<Headers: Clone, Body: Clone>> Clone for $name<O> {
            fn clone(&self) -> Self {
                Self {
                    status_code: self.status_code,
                    reason: self.reason.clone(),
                    headers: self.headers.clone(),
                    $($body: self.$body.clone(),)?
                    attempts: self.attempts.clone(),
                }
            }
        }
    };
}

kind! {
    /// The answer to the operation `O`; its status is always 2xx, everything else is an error.
    Response,
    /// The decoded body.
    json_body: O::Body
}
kind! {
    /// The answer to an operation that answers with text; its status is always 2xx.
    TextResponse,
    /// The body: UTF-8, or ISO-8859-1 when the server says so; what is neither is an error.
    text_body: String
}
kind! {
    /// The answer to an operation that answers with bytes of any number; its status is always 2xx.
    StreamResponse,
    /// The body as it comes.
    stream: ByteStream
}
kind! {
    /// The answer to an operation without a body that matters; its status is always 2xx.
    EmptyResponse
}
cloned!(Response, json_body);
cloned!(TextResponse, text_body);
cloned!(EmptyResponse);

impl<O: Operation<Body: Answer>> Receive<O> for Response<O> {
    const ACCEPT: &'static str = "application/json";

    async fn receive(arrived: Arrived) -> Result<Self, Error> {
        let whole = arrived.whole::<O::Api>().await?;
        let (head, body) = whole.read::<O::Api, _>(O::Body::read)?;
        Ok(Self::new(head, body))
    }

    fn with_attempts(self, attempts: Attempts) -> Self {
        Self { attempts, ..self }
    }
}

impl<O: Operation> Receive<O> for TextResponse<O> {
    const ACCEPT: &'static str = "text/plain";

    async fn receive(arrived: Arrived) -> Result<Self, Error> {
        let whole = arrived.whole::<O::Api>().await?;
        let (head, text) = whole.text::<O::Api>()?;
        Ok(Self::new(head, text))
    }

    fn with_attempts(self, attempts: Attempts) -> Self {
        Self { attempts, ..self }
    }
}

impl<O: Operation> Receive<O> for StreamResponse<O> {
    const ACCEPT: &'static str = "*/*";

    async fn receive(arrived: Arrived) -> Result<Self, Error> {
        let head = arrived.head.clone();
        let stream = ByteStream::new::<O::Api>(arrived)?;
        Ok(Self::new(head, stream))
    }

    fn with_attempts(mut self, attempts: Attempts) -> Self {
        self.stream.set_attempts(attempts.clone());
        Self { attempts, ..self }
    }
}

impl<O: Operation> Receive<O> for EmptyResponse<O> {
    const ACCEPT: &'static str = "application/json";

    async fn receive(arrived: Arrived) -> Result<Self, Error> {
        Ok(Self::new(arrived.emptied().await))
    }

    fn with_attempts(self, attempts: Attempts) -> Self {
        Self { attempts, ..self }
    }
}

#[cfg(test)]
mod tests {
    use crate::runtime::testing::{Delete, Download, Example, Read, serve};
    use crate::runtime::{Client, Error, Operation};

    async fn send<O: Operation<Api = Example>>(
        request: O,
        answer: &str,
    ) -> (Vec<String>, Result<O::Response, Error>) {
        let (url, server) = serve(vec![format!("HTTP/1.1 {answer}").into_bytes()])
            .await
            .unwrap();
        let client = Client::<Example>::builder(url, "canary").build().unwrap();
        let answer = client.send(&request).await;
        drop(client);
        (server.await.unwrap().unwrap(), answer)
    }

    #[tokio::test]
    async fn text_is_kept_as_text() {
        let head = "200 OK\r\nContent-Type: text/plain; charset=latin1\r\nContent-Length: 6";
        let (paths, answer) = send(Read, &format!("{head}\r\n\r\n{{caf\u{e9}")).await;
        assert_eq!(paths, ["/text"]);
        // UTF-8 read as ISO-8859-1, as the server said.
        assert_eq!(answer.unwrap().text_body, "{caf\u{c3}\u{a9}");
    }

    #[tokio::test]
    async fn a_body_that_does_not_matter_is_passed_over() {
        for answer in [
            "204 No Content\r\n\r\n",
            "200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
            "200 OK\r\nContent-Length: 9\r\n\r\ncut",
        ] {
            let (_, response) = send(Delete, answer).await;
            assert!((200..300).contains(&response.unwrap().status_code));
        }
    }

    #[tokio::test]
    async fn what_is_no_success_is_an_error_of_the_api() {
        let answer = "403 Forbidden\r\nContent-Length: 11\r\n\r\nnot canary!";
        let message = "the server answered 403 Forbidden: not ***!";
        assert_eq!(
            send(Delete, answer).await.1.unwrap_err().to_string(),
            message
        );
        assert_eq!(send(Read, answer).await.1.unwrap_err().to_string(), message);
        assert_eq!(
            send(Download, answer).await.1.unwrap_err().to_string(),
            message
        );
    }

    #[test]
    fn each_kind_asks_for_its_media_type() {
        let accept = |request: super::super::PreparedRequest| {
            request.headers().get("accept").map(|text| text.to_string())
        };
        assert_eq!(
            accept(Read.prepare().unwrap()).as_deref(),
            Some("text/plain")
        );
        assert_eq!(accept(Download.prepare().unwrap()).as_deref(), Some("*/*"));
        let json = Some("application/json");
        assert_eq!(accept(Delete.prepare().unwrap()).as_deref(), json);
    }
}
