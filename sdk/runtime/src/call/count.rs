//! The count before a request, for [`SendOptions::at_most`].

use std::sync::Arc;

use tokio::time::Instant;

use crate::call::dispatcher::Dispatcher;
use crate::call::facts::{AnyRequest, Checked};
use crate::call::options::SendOptions;
use crate::error::Error;
use crate::error::preview::{PreviewError, PreviewProblem};
use crate::json::Json;
use crate::response::body::ResponseBody;
use crate::response::incoming::ArrivedResponse;
use crate::response::operation::{Count, Counter, MemberPath, Operation};

impl Dispatcher {
    /// Checks that there are at most this many items, and returns the options for the request itself.
    /// The deadline begins before the count.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Preview`] if there are too many items, or if they cannot be counted.
    pub(crate) fn counted<'a, O: Operation>(
        self: &Arc<Self>,
        request: &'a O,
        at_most: u64,
        options: &SendOptions,
    ) -> Checked<'a> {
        let options = SendOptions {
            at_most: None,
            start: Some(options.start.unwrap_or_else(Instant::now)),
            ..options.clone()
        };
        let counter = CountSender {
            dispatcher: Arc::clone(self),
            // The target is that of the request.
            options: options.clone().with_target(None),
            operation: O::NAME,
        };
        Box::pin(async move {
            let counting = request.count_items(counter);
            let unsupported = || PreviewError::new(O::NAME, PreviewProblem::Unsupported);
            let count = counting.ok_or_else(unsupported)?.await?;
            if count > at_most {
                let problem = PreviewProblem::TooMany { count, at_most };
                return Err(PreviewError::new(O::NAME, problem).into());
            }
            Ok(options)
        })
    }
}

struct CountSender {
    dispatcher: Arc<Dispatcher>,
    options: SendOptions,
    /// The operation that waits for the count.
    operation: &'static str,
}

impl Counter for CountSender {
    fn count<L: Operation + 'static>(self, listings: Vec<L>, total: MemberPath) -> Count {
        Box::pin(async move {
            let mut sum = 0_u64;
            for listing in listings {
                sum = sum.saturating_add(self.count_one(&listing, total).await?);
            }
            Ok(sum)
        })
    }
}

impl CountSender {
    /// Sends a listing, and returns the number of its items. Nothing else is read of the response, so
    /// that a program which counts does not contain the readers of all items.
    async fn count_one(&self, listing: &dyn AnyRequest, total: MemberPath) -> Result<u64, Error> {
        let name = listing.facts().name;
        let read = |response: ArrivedResponse, _| {
            let (_, body) = response.decode(Json::read)?;
            Ok(member(&body, total).and_then(Json::as_u64))
        };
        let arrival = self.dispatcher.arrival(listing, &self.options).await;
        let count = arrival.and_then(|arrival| arrival.decoded(read));
        let count = count.map_err(|error| PreviewError::failed(self.operation, name, error))?;
        let problem = PreviewProblem::NotCounted { listing: name };
        Ok(count.ok_or_else(|| PreviewError::new(self.operation, problem))?)
    }
}

/// Returns the member of a body at a path.
fn member(body: &Json, path: MemberPath) -> Option<&Json> {
    path.iter().try_fold(body, |value, names| {
        names.iter().find_map(|name| value.get(*name))
    })
}

#[cfg(test)]
mod tests {
    use super::member;
    use crate::json::Json;

    #[test]
    fn a_member_is_found_by_its_former_name() {
        let path: &[&[&str]] = &[&["page", "pagination"], &["total"]];
        let total = |body: &str| {
            let body: Json = serde_json::from_str(body).expect("JSON");
            member(&body, path).and_then(Json::as_u64)
        };
        assert_eq!(total(r#"{"page":{"total":2}}"#), Some(2));
        assert_eq!(total(r#"{"pagination":{"total":3}}"#), Some(3));
        let both = r#"{"pagination":{"total":3},"page":{"total":2}}"#;
        assert_eq!(total(both), Some(2), "the current name counts");
        for missing in [
            r#"{"page":{}}"#,
            r#"{"page":null}"#,
            r#"{"page":[{"total":1}]}"#,
            "5",
        ] {
            assert_eq!(total(missing), None, "{missing}");
        }
    }
}
