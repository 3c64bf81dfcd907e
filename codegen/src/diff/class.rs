//! The classes of changes.

use std::fmt;

/// The effect of a change on the people who use the SDK. Declared from the most severe to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Code that compiled no longer does.
    SourceBreaking,
    /// A call that worked sends something else or is rejected, or a response that was read is read
    /// differently or not at all.
    WireBreaking,
    /// The SDK acts differently around a call: retries, limits, bounds, selection, recognized values.
    Behaviour,
    /// The SDK sends a call that it rejected, or reads a response that it did not accept.
    WireAdditive,
    /// Programs can use something new.
    Additive,
    /// The compiler warns about the use of something, or no longer does.
    Deprecation,
    /// Only documentation and messages change.
    Documentation,
}

impl Class {
    /// Every class, from the most severe to the least.
    pub const ALL: [Self; 7] = [
        Self::SourceBreaking,
        Self::WireBreaking,
        Self::Behaviour,
        Self::WireAdditive,
        Self::Additive,
        Self::Deprecation,
        Self::Documentation,
    ];

    /// Returns the name of the class.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SourceBreaking => "source-breaking",
            Self::WireBreaking => "wire-breaking",
            Self::Behaviour => "behaviour",
            Self::WireAdditive => "wire-additive",
            Self::Additive => "additive",
            Self::Deprecation => "deprecation",
            Self::Documentation => "documentation",
        }
    }

    /// Returns the meaning of the class, for people who see its name for the first time.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::SourceBreaking => "code that compiled no longer does",
            Self::WireBreaking => {
                "a call that worked sends something else or is rejected, or a response is read \
                 differently or not at all"
            }
            Self::Behaviour => {
                "the SDK acts differently around a call: retries, limits, bounds, selection, \
                 recognized values"
            }
            Self::WireAdditive => {
                "the SDK sends a call that it rejected, or reads a response that it did not accept"
            }
            Self::Additive => "programs can use something new",
            Self::Deprecation => "the compiler warns about a use, or no longer does",
            Self::Documentation => "only documentation and messages change",
        }
    }

    /// Returns `true` if programs that worked may no longer do.
    #[must_use]
    pub fn is_breaking(self) -> bool {
        matches!(self, Self::SourceBreaking | Self::WireBreaking)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident $word:literal,)*) => {
        /// The change of an element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$action,)*];

            /// Returns the past participle for people.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$action => $word,)*
                }
            }
        }
    };
}

impl Action {
    /// Returns `true` if the element has another name.
    #[must_use]
    pub fn is_renaming(self) -> bool {
        matches!(
            self,
            Self::Renamed | Self::RenamedRequired | Self::RenamedOnWire
        )
    }
}

actions! {
    /// It is new.
    Added "added",
    /// It is new, and required or a fact of something required.
    AddedRequired "added",
    /// It is gone.
    Removed "removed",
    /// It is gone, and was required or a fact of something required.
    RemovedRequired "removed",
    /// It has another name on the wire and in Rust.
    Renamed "renamed",
    /// It is required and has another name on the wire.
    RenamedRequired "renamed",
    /// It has another name on the wire, and the same in Rust.
    RenamedOnWire "renamed on the wire",
    /// It has another value.
    Changed "changed",
    /// It is required, or a fact of something required, and has another value.
    ChangedRequired "changed",
    /// It has another value that no call can be written for without a change of the call.
    Replaced "replaced",
    /// It excludes values that it allowed.
    Tightened "tightened",
    /// It allows values that it excluded.
    Loosened "loosened",
    /// Its order changed.
    Reordered "reordered",
    /// Its order changed among items of the same type.
    Swapped "swapped",
}
