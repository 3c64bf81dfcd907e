//! Distinct types for names, so that a wire name cannot be used as a Rust identifier.

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

            /// Returns the name as text.
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
    /// A name on the wire: `createdAt__lt`, `X-RQID`.
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
    /// A struct field and its setter: `created_at_lt`.
    FieldName
}
name! {
    /// An associated function without arguments: `all_in_scope`.
    ConstructorName
}
name! {
    /// A module and its file: `threat_filter`.
    ModuleName
}
name! {
    /// A Rust path: `crate::runtime`.
    RustPath
}

/// The path of the spec file from which an item is generated, as shown in the first line of generated
/// files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(pub String);

impl FieldName {
    /// Returns the name without the `r#` of an escaped keyword.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.as_str().trim_start_matches("r#")
    }

    /// Returns the name of the setter that sends `null`: `assignee_null`.
    pub(crate) fn with_null(&self) -> Self {
        Self::new(format!("{}_null", self.bare().trim_end_matches('_')))
    }
}
