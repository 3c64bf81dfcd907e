//! Names as types of their own, so that a wire name never ends up where an identifier belongs.

use std::fmt;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            pub(crate) fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// A name as it travels: `createdAt__lt`, `X-RQID`.
    WireName
}
name! {
    /// A Rust type: `ThreatFilter`.
    TypeName
}
name! {
    /// A variant of a Rust enum: `InProgress`.
    VariantName
}
name! {
    /// A struct field and its setter: `created_at_lt`. A keyword is kept plain; how it is escaped is
    /// the emitter's business.
    FieldName
}
name! {
    /// An associated function without arguments: `all_in_scope`.
    ConstructorName
}
name! {
    /// A module, and the file it stands in: `threat_filter`.
    ModuleName
}
name! {
    /// A Rust path: `crate::runtime`.
    RustPath
}

impl FieldName {
    /// The name without the mark of an escaped keyword.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.as_str().trim_start_matches("r#")
    }

    /// The setter that sends `null`: `assignee_null`.
    pub(crate) fn with_null(&self) -> Self {
        Self::new(format!("{}_null", self.bare().trim_end_matches('_')))
    }
}
