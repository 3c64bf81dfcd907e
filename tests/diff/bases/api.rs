pub fn look(out: &mut Out) { out.request("look", &Look::new()); }
pub fn owner(out: &mut Out) { out.request("owner", &Look::new().owner("1")); }
pub fn feed(out: &mut Out) { out.request("feed", &Feed::new()); }
pub fn tagged(out: &mut Out) { out.request("tagged", &operations::Look::new()); }
pub fn metadata(out: &mut Out) { out.metadata::<Look>("metadata"); }
fn failed(out: &mut Out, body: &str) -> Result<LookHeaders, runtime::error::Error> { out.failure(&Look::new(), 400, &[("X-Id", "7"), ("X-Other", "8")], body).map(|response| response.headers) }
pub fn request_id(out: &mut Out) { let found = failed(out, "{}"); out.optional("request id", found.err().as_ref().and_then(|error| error.request_id())); }
pub fn code(out: &mut Out) { let found = failed(out, r#"{"errors":[{"code":"c"}]}"#); out.optional("code", detail(&found).and_then(|detail| detail.code.as_ref())); }
pub fn number(out: &mut Out) { let found = failed(out, r#"{"errors":[{"number":"c"}]}"#); out.optional("number", detail(&found).and_then(|detail| detail.code.as_ref())); }
pub fn text(out: &mut Out) { let found = failed(out, r#"{"errors":[{"detail":"d"}]}"#); out.optional("text", detail(&found).and_then(|detail| detail.detail.as_ref())); }
pub fn problems(out: &mut Out) { let found = failed(out, r#"{"problems":[{"code":"c"}]}"#); out.optional("problems", detail(&found).and_then(|detail| detail.code.as_ref())); }
pub fn other_id(out: &mut Out) { let found = out.failure(&Look::new(), 400, &[("X-Other", "8")], "{}"); out.optional("other id", found.err().as_ref().and_then(|error| error.request_id())); }
pub fn own_id(out: &mut Out) { let found = out.failure(&Look::new(), 400, &[("X-Id", "8")], "{}"); out.optional("own id", found.err().as_ref().and_then(|error| error.request_id())); }
pub fn named(out: &mut Out) { trait Named { fn name() -> &'static str; } impl Named for LookHeaders { fn name() -> &'static str { "look" } } impl Named for FeedHeaders { fn name() -> &'static str { "feed" } } out.wire("names", &[LookHeaders::name(), FeedHeaders::name()].concat()); }
