//! From the bytes of an answer to its body: JSON, text, or one of several by status.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::decode;
use super::error::Problem;
use super::header_text::latin1;

/// The body of an answer that came whole.
///
/// Whatever is read from JSON is one; an enum of several bodies by status becomes one with
/// `answers!`.
pub trait Answer: Sized {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn read(answer: &AnswerBytes<'_>) -> Result<Self, Problem>;
}

impl<T: DeserializeOwned> Answer for T {
    fn read(answer: &AnswerBytes<'_>) -> Result<Self, Problem> {
        answer.json()
    }
}

/// An answer whose body came whole.
#[derive(Clone, Copy, Debug)]
pub struct AnswerBytes<'a> {
    pub(super) status: u16,
    pub(super) headers: &'a HeaderMap,
    pub(super) bytes: &'a [u8],
}

impl AnswerBytes<'_> {
    /// The status, always 2xx.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// Why it is none, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        decode::json(self.bytes)
    }

    /// The body as text: UTF-8, or ISO-8859-1 when the header says so.
    ///
    /// # Errors
    ///
    /// Where it is neither.
    pub fn text(&self) -> Result<String, Problem> {
        if is_latin1(self.headers) {
            return Ok(latin1(self.bytes));
        }
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf");
        let text = std::str::from_utf8(bytes.unwrap_or(self.bytes))?;
        Ok(text.to_owned())
    }

    /// What is wrong when nothing is known of the status.
    #[must_use]
    pub fn undocumented(&self) -> Problem {
        let status = self.status;
        Problem {
            path: None,
            source: format!("nothing is documented for an answer with status {status}").into(),
        }
    }
}

/// Whether the header says that each byte is the character of the same number.
fn is_latin1(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(http::HeaderValue::as_bytes);
    let mut parameters = media_type.unwrap_or_default().split(|byte| *byte == b';');
    parameters.any(|parameter| {
        let mut parts = parameter.splitn(2, |byte| *byte == b'=');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else {
            return false;
        };
        let value = value.trim_ascii();
        let inside = value.strip_prefix(b"\"");
        let value = inside
            .and_then(|rest| rest.strip_suffix(b"\""))
            .unwrap_or(value);
        name.trim_ascii().eq_ignore_ascii_case(b"charset")
            && [&b"iso-8859-1"[..], b"latin1", b"l1"]
                .iter()
                .any(|latin1| value.eq_ignore_ascii_case(latin1))
    })
}

/// Makes an enum of several bodies an [`Answer`]: `201 | 202 => json Variant;`, with `text` for a
/// variant with a text, `nothing` for one without a body, and `_` for every other status.
#[macro_export]
#[doc(hidden)]
macro_rules! __answers {
    ($name:ident; $($status:pat => $kind:ident $variant:ident;)*) => {
        impl $crate::runtime::Answer for $name {
            #[allow(unreachable_patterns)]
            fn read(
                answer: &$crate::runtime::AnswerBytes<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Problem> {
                match answer.status() {
                    $($status => $crate::__answers!(@$kind answer $variant),)*
                    _ => ::core::result::Result::Err(answer.undocumented()),
                }
            }
        }

        impl $crate::runtime::Serialize for $name {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $($crate::__answers!(@write $kind self serializer $name $variant);)*
                serializer.serialize_unit()
            }
        }
    };
    (@write json $this:ident $serializer:ident $name:ident $variant:ident) => {
        if let $name::$variant(body) = $this {
            return $crate::runtime::Serialize::serialize(body, $serializer);
        }
    };
    (@write text $this:ident $serializer:ident $name:ident $variant:ident) => {
        if let $name::$variant(body) = $this {
            return $serializer.serialize_str(body);
        }
    };
    (@write nothing $this:ident $serializer:ident $name:ident $variant:ident) => {};
    (@json $answer:ident $variant:ident) => { $answer.json().map(Self::$variant) };
    (@text $answer:ident $variant:ident) => { $answer.text().map(Self::$variant) };
    (@nothing $answer:ident $variant:ident) => { ::core::result::Result::Ok(Self::$variant) };
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::{Answer, AnswerBytes, CONTENT_TYPE};

    #[derive(Debug, PartialEq)]
    enum Made {
        Created(Vec<u8>),
        Accepted(u8),
        Done,
        Partial(String),
    }

    crate::runtime::answers! {
        Made;
        201 => json Created;
        202 | 203 => json Accepted;
        204 => nothing Done;
        206 => text Partial;
    }

    #[derive(Debug, PartialEq)]
    enum Any {
        Done,
        Other(crate::runtime::Json),
    }

    crate::runtime::answers! {
        Any;
        204 => nothing Done;
        _ => json Other;
    }

    fn read<T: Answer>(status: u16, bytes: &[u8]) -> Result<T, String> {
        let headers = &HeaderMap::new();
        let answer = AnswerBytes {
            status,
            headers,
            bytes,
        };
        T::read(&answer).map_err(|problem| problem.source.to_string())
    }

    #[test]
    fn the_status_decides() {
        assert_eq!(read(201, b"[1]"), Ok(Made::Created(vec![1])));
        assert_eq!(read(202, b"1"), Ok(Made::Accepted(1)));
        assert_eq!(read(203, b"2"), Ok(Made::Accepted(2)));
        assert_eq!(read(204, b"whatever"), Ok(Made::Done));
        assert_eq!(read(206, b"[1]"), Ok(Made::Partial("[1]".to_owned())));
        let error = read::<Made>(200, b"[1]").unwrap_err();
        assert_eq!(error, "nothing is documented for an answer with status 200");
        assert!(read::<Made>(201, b"").is_err());
        assert_eq!(read(200, b"1"), Ok(Any::Other(1.into())));
        assert_eq!(read(204, b""), Ok(Any::Done));
        assert_eq!(read::<u8>(299, b"1"), Ok(1));
    }

    #[test]
    fn text_is_read_as_the_header_says() {
        for (media_type, bytes, text) in [
            ("text/plain", &b"f\xc3\xbcr"[..], "für"),
            (
                "text/plain; charset=utf-8",
                b"\xef\xbb\xbff\xc3\xbcr",
                "für",
            ),
            ("text/plain; charset=ISO-8859-1", b"f\xfcr", "für"),
            ("text/plain;a=b; Charset = \"latin1\"", b"f\xfcr", "für"),
            ("", b"", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            let answer = AnswerBytes {
                status: 200,
                headers: &headers,
                bytes,
            };
            assert_eq!(answer.text().unwrap(), text, "{media_type}");
        }
    }

    #[test]
    fn what_is_no_text_is_an_error() {
        let answer = AnswerBytes {
            status: 200,
            headers: &HeaderMap::new(),
            bytes: b"f\xfcr",
        };
        let problem = answer.text().unwrap_err();
        assert!(problem.source.to_string().contains("utf-8"), "{problem:?}");
    }
}
