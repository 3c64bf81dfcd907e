//! The `Retry-After` header.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};

/// Returns the wait that the `Retry-After` header asks for; `None` if it is absent or invalid.
///
/// A date is compared with the `Date` header if the response has one, because the clocks of client
/// and server may differ.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that overflows is the longest wait.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let then = httpdate::parse_http_date(text).ok()?;
    let now = date(headers, &DATE).unwrap_or(now);
    Some(then.duration_since(now).unwrap_or_default())
}

/// Reads the date in a header.
fn date(headers: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    let text = headers.get(name)?.to_str().ok()?;
    httpdate::parse_http_date(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, HeaderValue};

    /// 1994-11-06T08:49:37Z, the example of RFC 9110.
    const NOW: u64 = 784_111_777;

    fn seconds(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
        super::retry_after(&map, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        for (value, wait) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
            ("Sun Nov  6 08:49:38 1994", Some(1)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", Some(0)),
            ("Sun, 06 Nov 1934 08:49:36 GMT", None),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("\u{ff}", None),
        ] {
            if value.is_ascii() {
                assert_eq!(seconds(&[("retry-after", value)]), wait, "{value}");
            }
        }
        assert_eq!(seconds(&[]), None);
    }

    #[test]
    fn a_date_is_compared_with_the_clock_of_the_server() {
        let then = ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT");
        let wait = seconds(&[then, ("date", "Wed, 21 Oct 2015 07:27:00 GMT")]);
        assert_eq!(wait, Some(60));
        let wait = seconds(&[then, ("date", "Wed, 21 Oct 2015 07:29:00 GMT")]);
        assert_eq!(wait, Some(0));
        let days = 20 * 365;
        assert!(seconds(&[then, ("date", "yesterday")]) > Some(days * 24 * 60 * 60));
    }
}
