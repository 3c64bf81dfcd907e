//! The names of cargo features.

use heck::ToKebabCase;

/// The features of the runtime, which SDKs pass on, and the name that cargo reserves.
pub(in crate::lower) const RESERVED: [&str; 11] = [
    "blocking",
    "chrono",
    "default",
    "jiff",
    "mock",
    "native-tls",
    "pattern",
    "socks",
    "time",
    "tracing",
    "webpki-roots",
];

/// Converts the name of a tag: `Threat Notes` to `threat-notes`.
pub(in crate::lower) fn feature(tag: &str) -> Option<String> {
    Some(tag.to_kebab_case()).filter(|name| is_feature(name))
}

/// Returns `true` for the name of a feature: lower-case ASCII letters, digits, hyphens and underscores.
pub(in crate::lower) fn is_feature(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes().next().is_some_and(is_word)
        && name
            .bytes()
            .all(|byte| is_word(byte) || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::RESERVED;
    use std::collections::BTreeSet;

    #[test]
    fn the_features_of_the_runtime_are_reserved() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../sdk/runtime/Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).expect("the runtime's manifest");
        let (_, features) = manifest.split_once("[features]\n").expect("its features");
        let features = features.split("\n[").next().unwrap_or_default();
        let features = features.lines().filter(|line| !line.starts_with('#'));
        let features = features.filter_map(|line| Some(line.split_once(" =")?.0));
        let features: BTreeSet<_> = features.collect();
        assert_eq!(features, BTreeSet::from(RESERVED));
    }
}
