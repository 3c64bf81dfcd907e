//! The characters and the segments of a URL's path.

/// The characters that RFC 3986 allows in a segment of a path, besides letters and digits.
const MARKS: &[u8] = b"-._~!$&'()*+,;=:@%";

/// Returns `true` if a path has only slashes and characters that need no encoding.
pub(crate) fn is_encoded(path: &str) -> bool {
    let is_plain = |byte: u8| byte == b'/' || byte.is_ascii_alphanumeric() || MARKS.contains(&byte);
    path.bytes().all(is_plain)
}

/// Returns `true` if a path has a segment that URLs resolve: `.` or `..`, also percent-encoded.
pub(crate) fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(segment.as_str(), "." | "..")
    })
}
