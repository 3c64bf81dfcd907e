//! The check that a server could give the response of a mock.

use std::cell::RefCell;

use crate::error::decode_problem::DecodeProblem;
use crate::mock::reply::Reply;
use crate::response::body::{BufferedBody, ResponseBody};
use crate::response::operation::Operation;
use crate::response::typed::{EmptyResponse, Response, StreamResponse, TextResponse, read_body};

/// A type of response that a mock can give: [`Response`], [`TextResponse`],
/// [`StreamResponse`] or [`EmptyResponse`].
pub trait Mockable {
    /// Decodes a body like a client does.
    ///
    /// # Errors
    ///
    /// Returns the problem if the body cannot be decoded.
    #[doc(hidden)]
    fn check(body: &BufferedBody<'_>) -> Result<(), DecodeProblem>;
}

impl<O: Operation<Body: ResponseBody>> Mockable for Response<O> {
    fn check(body: &BufferedBody<'_>) -> Result<(), DecodeProblem> {
        read_body::<O>(body).map(drop)
    }
}

impl<O: Operation> Mockable for TextResponse<O> {
    fn check(body: &BufferedBody<'_>) -> Result<(), DecodeProblem> {
        body.text().map(drop)
    }
}

impl<O: Operation> Mockable for StreamResponse<O> {
    fn check(_: &BufferedBody<'_>) -> Result<(), DecodeProblem> {
        Ok(())
    }
}

impl<O: Operation> Mockable for EmptyResponse<O> {
    fn check(_: &BufferedBody<'_>) -> Result<(), DecodeProblem> {
        Ok(())
    }
}

/// Returns the default status of a response to the operation.
pub(super) fn default_status<O: Operation>() -> u16 {
    O::STATUSES.first().copied().unwrap_or(200)
}

/// Returns the reason why a server could not give the response; `None` if it could.
pub(super) fn problem<O: Operation<Response: Mockable>>(
    reply: &Reply,
    status: u16,
) -> Option<String> {
    if let Some(problem) = &reply.problem {
        return Some(problem.clone());
    }
    let is_lost = reply.fault.is_some_and(|fault| !fault.keeps_body());
    let is_success = (200..300).contains(&status) || O::REDIRECTS.contains(&status);
    if !reply.is_checked || !is_success || is_lost {
        return None;
    }
    if !O::STATUSES.is_empty() && !O::STATUSES.contains(&status) {
        return Some(format!("no response with status {status} is documented"));
    }
    let unknown = RefCell::new(Vec::new());
    let headers = reply.header_map();
    let body = BufferedBody::new(status, &headers, &reply.body).noting_unknown(&unknown);
    if let Err(DecodeProblem { path, source }) = O::Response::check(&body) {
        let path = path.map(|path| format!("{path}: ")).unwrap_or_default();
        return Some(format!("{path}{source}"));
    }
    let unknown = unknown.into_inner();
    (!unknown.is_empty()).then(|| {
        format!(
            "the operation documents no member `{}`; for a newer server, call `unchecked`",
            unknown.join("`, `")
        )
    })
}
