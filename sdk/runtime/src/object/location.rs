//! The location of an input in its request.

/// The part of a request that carries an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// A member of a JSON object: the body, or an object nested anywhere.
    Member,
    /// A path segment, in place of `{name}`.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// A field of a form, the body.
    Form,
    /// A part of a multipart body.
    Part,
    /// The whole body, as JSON.
    JsonBody,
    /// The whole body, as a form.
    FormBody,
    /// The whole body, unencoded: bytes or text.
    RawBody,
}

impl Location {
    /// Returns `true` for parameters and forms, where a blank value would be dropped silently.
    pub(crate) const fn drops_blank(self) -> bool {
        matches!(
            self,
            Self::Path | Self::Query | Self::Header | Self::Form | Self::FormBody
        )
    }
}
