//! Strict decoders of percent encoding and base64.

/// Decodes percent encoding; a bare `%` and invalid UTF-8 are errors.
pub fn percent_decoded(text: &str) -> Result<String, String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let digits = (bytes.next().and_then(hex), bytes.next().and_then(hex));
        let (Some(high), Some(low)) = digits else {
            return Err(format!("bare % in {text}"));
        };
        decoded.push(high << 4 | low);
    }
    String::from_utf8(decoded).map_err(|_| format!("{text} is not UTF-8"))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes base64 in its usual alphabet, with padding.
pub fn base64_decoded(text: &str) -> Option<Vec<u8>> {
    let groups = text.as_bytes().chunks(4);
    let count = groups.len();
    let mut decoded = Vec::new();
    for (position, group) in groups.enumerate() {
        let padding = group.iter().rev().take_while(|byte| **byte == b'=').count();
        if group.len() != 4 || padding > 2 || (padding > 0 && position + 1 < count) {
            return None;
        }
        let mut bits = 0_u32;
        for byte in &group[..4 - padding] {
            bits = bits << 6 | u32::from(sextet(*byte)?);
        }
        let bytes = (bits << (6 * padding)).to_be_bytes();
        decoded.extend(&bytes[1..4 - padding]);
    }
    Some(decoded)
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Encodes bytes as base64.
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let sextet = bits >> (18 - 6 * position) & 63;
            let letter = usize::try_from(sextet).map(|sextet| char::from(ALPHABET[sextet]));
            let in_padding = usize::try_from(position).is_ok_and(|position| position > group.len());
            text.push(letter.ok().filter(|_| !in_padding).unwrap_or('='));
        }
    }
    text
}

#[test]
fn base64_is_decoded() {
    for (bytes, text) in [
        (&b""[..], ""),
        (b"f", "Zg=="),
        (b"fo", "Zm8="),
        (b"foo", "Zm9v"),
        (&[0, 255, 62, 63], "AP8+Pw=="),
    ] {
        assert_eq!(base64(bytes), text);
        assert_eq!(base64_decoded(text).as_deref(), Some(bytes), "{text}");
    }
    for wrong in ["Zg", "Zg=", "Z===", "Zg==Zg==", "Z-=="] {
        assert_eq!(base64_decoded(wrong), None, "{wrong}");
    }
}

#[test]
fn percent_encoding_is_decoded_strictly() {
    assert_eq!(percent_decoded("a%2Fb%C3%BC+"), Ok("a/bü+".to_owned()));
    for wrong in ["%", "%2", "%zz", "%FF"] {
        assert!(percent_decoded(wrong).is_err(), "{wrong}");
    }
}
