//! The servers that are reached without the proxy of the environment: `NO_PROXY`.

use std::borrow::Cow;
use std::net::IpAddr;

use url::Host;

/// Returns `true` if the list excludes the server.
///
/// Its entries are separated by commas or white space: `*` for every server, a domain for itself
/// and all of its subdomains (with or without a leading dot or `*.`), an IP address, a network such
/// as `10.0.0.0/8`. A domain or address can have a port, which then has to match. An IPv6 address can
/// be in brackets, also one of a network.
pub(crate) fn excludes(list: &str, host: &str, port: u16) -> bool {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.');
    let address = host
        .parse::<IpAddr>()
        .ok()
        .map(|address| address.to_canonical());
    let entries = list.split(|c: char| c == ',' || c.is_whitespace());
    entries
        .filter(|entry| !entry.is_empty())
        .any(|entry| matches(entry, host, address, port))
}

fn matches(entry: &str, host: &str, address: Option<IpAddr>, port: u16) -> bool {
    if entry == "*" {
        return true;
    }
    let (name, entry_port) = split_port(entry);
    if entry_port.is_some_and(|entry_port| entry_port != port) {
        return false;
    }
    match address {
        Some(address) => matches_address(&name, address),
        None => matches_domain(&name, host),
    }
}

/// Splits the port off an entry; an IPv6 address with a port has brackets.
fn split_port(entry: &str) -> (Cow<'_, str>, Option<u16>) {
    if let Some((address, rest)) = entry
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        let port = rest.strip_prefix(':').and_then(|port| port.parse().ok());
        return match rest.strip_prefix('/') {
            Some(length) => (format!("{address}/{length}").into(), None),
            None => (address.into(), port),
        };
    }
    match entry.split_once(':') {
        Some((name, port)) if !port.contains(':') => match port.parse() {
            Ok(port) => (name.into(), Some(port)),
            Err(_) => (entry.into(), None),
        },
        _ => (entry.into(), None),
    }
}

fn matches_domain(name: &str, host: &str) -> bool {
    let name = name.strip_prefix("*.").unwrap_or(name);
    let name = name.trim_matches('.');
    // The name of the server is in the form of DNS: an international one as `xn--...`.
    let name = match Host::parse(name) {
        Ok(Host::Domain(name)) => name,
        _ => name.to_ascii_lowercase(),
    };
    let host = host.to_ascii_lowercase();
    let Some(before) = host.strip_suffix(name.as_str()) else {
        return false;
    };
    !name.is_empty() && (before.is_empty() || before.ends_with('.'))
}

fn matches_address(entry: &str, address: IpAddr) -> bool {
    let (network, length) = match entry.split_once('/') {
        Some((network, length)) => (network, Some(length)),
        None => (entry, None),
    };
    let Ok(network) = network.parse::<IpAddr>() else {
        return false;
    };
    let Some(length) = length else {
        return network.to_canonical() == address;
    };
    let Ok(mut length) = length.parse::<u32>() else {
        return false;
    };
    // The network `::ffff:10.0.0.0/104` consists of the addresses in `10.0.0.0/8`.
    let network = match (network, network.to_canonical()) {
        (IpAddr::V6(_), canonical @ IpAddr::V4(_)) if length >= 96 => {
            length -= 96;
            canonical
        }
        (network, _) => network,
    };
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            let differing = u32::from(network) ^ u32::from(address);
            length <= 32 && differing.leading_zeros() >= length
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            let differing = u128::from(network) ^ u128::from(address);
            length <= 128 && differing.leading_zeros() >= length
        }
        (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::excludes;

    #[test]
    fn names_addresses_and_networks_are_matched() {
        for (list, host, expected) in [
            ("*", "console.example.net", true),
            ("*", "10.1.2.3", true),
            ("*", "[2001:db8::1]", true),
            ("a, *", "10.1.2.3", true),
            ("example.net", "console.example.net", true),
            (".example.net", "console.example.net", true),
            ("*.example.net", "CONSOLE.example.net", true),
            ("EXAMPLE.NET", "example.net", true),
            ("example.net:443", "example.net", true),
            ("example.net:80", "example.net", false),
            ("ample.net", "example.net", false),
            ("console.example.net", "example.net", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3:443", "10.1.2.3", true),
            ("10.1.2.3:80", "10.1.2.3", false),
            ("10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/33", "10.1.2.3", false),
            ("0.0.0.0/0", "10.1.2.3", true),
            ("11.0.0.0/8 10.1.0.0/16", "10.1.2.3", true),
            ("2001:db8::/32", "[2001:db8::1]", true),
            ("2001:db8::1", "[2001:db8::1]", true),
            ("[2001:db8::]/32", "[2001:db8::1]", true),
            ("[2001:db9::]/32", "[2001:db8::1]", false),
            ("[2001:db8::1]", "[2001:db8::1]", true),
            ("::ffff:10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "[::ffff:10.1.2.3]", true),
            ("::ffff:10.0.0.0/104", "10.1.2.3", true),
            ("::ffff:10.0.0.0/129", "10.1.2.3", false),
            ("::ffff:11.0.0.0/104", "10.1.2.3", false),
            ("bücher.example", "www.xn--bcher-kva.example", true),
            ("*.BÜCHER.example:443", "xn--bcher-kva.example", true),
            ("bücher.example", "xn--other.example", false),
            ("[1", "10.1.2.3", false),
            ("[2001:db8::1]:443", "[2001:db8::1]", true),
            ("[2001:db8::1]:80", "[2001:db8::1]", false),
            ("1.2.3", "10.1.2.3", false),
            ("", "example.net", false),
            (" , .", "example.net", false),
        ] {
            assert_eq!(excludes(list, host, 443), expected, "{list} {host}");
        }
    }
}
