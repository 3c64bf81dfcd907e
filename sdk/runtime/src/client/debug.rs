//! The `Debug` output of a builder, without secrets.

use std::fmt;

use crate::api::Api;
use crate::client::builder::ClientBuilder;
use crate::redact::REDACTED;
use crate::transport::base_url::BaseUrl;

impl<A: Api> fmt::Debug for ClientBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An invalid base URL may contain credentials.
        let base_url = BaseUrl::new(&self.base_url);
        let default_headers: Vec<_> = self.default_headers.iter().map(|row| &row.0).collect();
        f.debug_struct("ClientBuilder")
            .field("api", &A::NAME)
            .field(
                "base_url",
                &base_url.as_ref().map_or("(invalid)", BaseUrl::as_str),
            )
            .field("credential", &format_args!("{REDACTED}"))
            .field("credentials", &self.named.names())
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("retry_policy", &self.retry_policy)
            .field("retry_budget", &self.retry_budget)
            .field("has_retry_observer", &self.retry_observer.is_some())
            .field("rate", &self.rate)
            .field("max_concurrent_requests", &self.max_concurrent_requests)
            .field("user_agent", &self.user_agent)
            .field("max_body_bytes", &self.max_body_bytes)
            .field("roots", &self.roots)
            .field("default_headers", &default_headers)
            .field("root_certificates", &self.root_certificates.len())
            .field("has_client_certificate", &self.client_certificate.is_some())
            .field("has_proxy", &self.proxy.is_some())
            .field("has_transport", &self.transport.is_some())
            .finish()
    }
}
