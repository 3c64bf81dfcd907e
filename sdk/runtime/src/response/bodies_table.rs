//! The macro that writes the bodies of an operation that differ by status.

/// Implements `Serialize` for an enum of bodies: each is written as what it holds, and one without
/// content as `null`.
///
/// A row is `Variant(body);`, or `Variant;` for a body without content.
#[macro_export]
#[doc(hidden)]
macro_rules! __response_bodies {
    ($name:ident; $($variant:ident $(($body:ident))?;)*) => {
        impl $crate::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($body))? => {
                        $crate::__response_bodies!(@write serializer $($body)?)
                    })*
                }
            }
        }
    };
    (@write $serializer:ident) => {
        $crate::serde::Serializer::serialize_unit($serializer)
    };
    (@write $serializer:ident $body:ident) => {
        $crate::Serialize::serialize($body, $serializer)
    };
}

#[cfg(test)]
mod tests {
    enum Bodies {
        Text(String),
        Count(Box<Option<u8>>),
        Gone,
    }

    crate::response_bodies! {
        Bodies;
        Text(body);
        Count(body);
        Gone;
    }

    #[test]
    fn a_body_is_written_as_what_it_holds() {
        for (body, json) in [
            (Bodies::Text("a".to_owned()), "\"a\""),
            (Bodies::Count(Box::new(Some(1))), "1"),
            (Bodies::Count(Box::new(None)), "null"),
            (Bodies::Gone, "null"),
        ] {
            assert_eq!(serde_json::to_string(&body).unwrap(), json);
        }
    }
}
