//! The body of a request while it is sent.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::Full;

use crate::error::details::FailureDetails;
use crate::http::multipart_stream::{MultipartStream, PartError};

/// The body of a request: bytes, or the parts of a multipart body.
pub(crate) enum Outgoing {
    Full(Full<Bytes>),
    Multipart(MultipartStream),
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = PartError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, PartError>>> {
        match self.get_mut() {
            Self::Full(body) => {
                let frame = ready!(Pin::new(body).poll_frame(context));
                Poll::Ready(frame.map(|frame| frame.map_err(|never| match never {})))
            }
            Self::Multipart(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Full(body) => body.is_end_stream(),
            Self::Multipart(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(body) => body.size_hint(),
            Self::Multipart(body) => body.size_hint(),
        }
    }
}

/// Returns the details of a failure whose cause is a part that cannot be read.
pub(crate) fn unread_part(error: &(dyn Error + 'static)) -> Option<FailureDetails> {
    let mut cause = Some(error);
    while let Some(error) = cause.filter(|error| !error.is::<PartError>()) {
        cause = error.source();
    }
    let part = cause?;
    Some(FailureDetails {
        reason: Some(part.to_string()),
        is_final: true,
        is_of_request: true,
        ..FailureDetails::default()
    })
}
