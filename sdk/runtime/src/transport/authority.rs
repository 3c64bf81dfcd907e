//! Host and port of a URI.

use http::Uri;

/// Returns the host without the brackets of an IPv6 address.
pub(crate) fn host(uri: &Uri) -> &str {
    let host = uri.host().unwrap_or_default();
    let inside = host.strip_prefix('[');
    inside
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(host)
}

/// Returns the port, explicit or default.
pub(crate) fn port(uri: &Uri) -> u16 {
    let default = if uri.scheme_str() == Some("https") {
        443
    } else {
        80
    };
    uri.port_u16().unwrap_or(default)
}
