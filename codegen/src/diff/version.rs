//! The version that a crate needs after a change, by the rules of Cargo.

use super::change::Change;
use super::class::Class;
use std::fmt;

/// A version of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

impl Version {
    /// Reads three numbers, such as `0.1.0`. A part after `-` or `+` is ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.split(['-', '+']).next()?;
        let mut numbers = text.split('.').map(|number| number.parse().ok());
        let version = Self {
            major: numbers.next()??,
            minor: numbers.next()??,
            patch: numbers.next()??,
        };
        numbers.next().is_none().then_some(version)
    }

    /// Returns the next version after changes of these kinds.
    #[must_use]
    pub fn after(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        let (major, minor, patch) = match (bump, major, minor) {
            (Bump::None, ..) => (major, minor, patch),
            (Bump::Breaking, 0, 0) | (Bump::Compatible, 0, _) | (Bump::Patch, ..) => {
                (major, minor, patch + 1)
            }
            (Bump::Breaking, 0, _) | (Bump::Compatible, ..) => (major, minor + 1, 0),
            (Bump::Breaking, ..) => (major + 1, 0, 0),
        };
        Self {
            major,
            minor,
            patch,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The kind of release that changes need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// No release.
    None,
    /// A release with fixes.
    Patch,
    /// A release that programs can take without a change.
    Compatible,
    /// A release that may break programs.
    Breaking,
}

impl Bump {
    /// Returns the release that changes need together.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let classes = changes.iter().flat_map(|change| &change.classes);
        let bumps = classes.map(|class| match class {
            Class::SourceBreaking | Class::WireBreaking => Self::Breaking,
            Class::Behaviour | Class::WireAdditive | Class::Additive | Class::Deprecation => {
                Self::Compatible
            }
            Class::Documentation => Self::Patch,
        });
        bumps.max().unwrap_or(Self::None)
    }

    /// Returns the word for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "no release",
            Self::Patch => "a patch release",
            Self::Compatible => "a compatible release",
            Self::Breaking => "a breaking release",
        }
    }
}
