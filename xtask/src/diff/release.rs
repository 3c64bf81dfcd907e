//! The version and the entry in the changelog that changes need.

use super::sides::Side;
use codegen::diff::{Bump, Change, Version};

/// The release that changes need, and the state of the checkout.
pub struct Release {
    /// The kind of release.
    pub bump: Bump,
    /// The version of the last release: that of the last one in the changelog of the base, or the
    /// version of its crate.
    pub released: Option<Version>,
    /// The version of the crate on the new side.
    pub present: Option<Version>,
    /// The breaking and the dangerous changes that the changelog does not mention, by title.
    pub unmentioned: Vec<String>,
    /// `true` if the new side has a changelog.
    pub has_changelog: bool,
}

impl Release {
    /// Compares the changes with the manifests and changelogs of both sides.
    pub fn of(changes: &[Change], base: &Side, new: &Side) -> Self {
        let version = |side: &Side| side.manifest.as_deref().and_then(crate_version);
        let last = base.changelog.as_deref().and_then(last_release);
        let entries = added_lines(base.changelog.as_deref(), new.changelog.as_deref());
        let is_unmentioned = |change: &&Change| {
            let mut names = change.names.iter();
            !names.any(|name| entries.iter().any(|line| has_word(line, name)))
        };
        let prominent = changes.iter();
        let prominent = prominent.filter(|change| change.is_breaking() || change.is_dangerous());
        let unmentioned = prominent.filter(is_unmentioned);
        Self {
            bump: Bump::of(changes),
            released: last.or_else(|| version(base)),
            present: version(new),
            unmentioned: unmentioned.map(|change| change.title.clone()).collect(),
            has_changelog: new.changelog.is_some(),
        }
    }

    /// Returns the version that the changes need; `None` if that of the base is unknown.
    pub fn needed(&self) -> Option<Version> {
        self.released.map(|version| version.after(self.bump))
    }

    /// Returns `true` if the crate has the needed version. A patch is set by the next release.
    pub fn has_version(&self) -> bool {
        match (self.needed(), self.present) {
            (Some(needed), Some(present)) => present >= needed || self.bump <= Bump::Patch,
            _ => true,
        }
    }

    /// Returns `true` if the version and the changelog are up to date.
    pub fn is_complete(&self) -> bool {
        self.has_version() && (self.unmentioned.is_empty() || !self.has_changelog)
    }

    /// Returns the state in sentences.
    pub fn sentences(&self) -> Vec<String> {
        if self.bump == Bump::None {
            return Vec::new();
        }
        let mut sentences = Vec::new();
        match (self.released, self.needed(), self.present) {
            (Some(released), Some(needed), Some(present)) => {
                let rule = rule(self.bump, released);
                sentences.push(format!(
                    "The crate needs {}: {needed} after {released} ({rule}).",
                    self.bump.word()
                ));
                let state = if present >= needed {
                    format!("`sdk/Cargo.toml` has {present}.")
                } else if self.has_version() {
                    format!("`sdk/Cargo.toml` has {present}; the next release sets it.")
                } else {
                    format!("`sdk/Cargo.toml` still has {present}: set it to {needed}.")
                };
                sentences.push(state);
            }
            _ => sentences.push(format!(
                "The crate needs {}. Its version was not checked: {} `sdk/Cargo.toml` next to it.",
                self.bump.word(),
                match (self.released, self.present) {
                    (None, None) => "neither spec has a",
                    (None, _) => "the spec of the base has no",
                    _ => "the new spec has no",
                }
            )),
        }
        match (self.has_changelog, self.unmentioned.as_slice()) {
            (true, []) if self.bump == Bump::Breaking => {
                let text = "`CHANGELOG.md` mentions every dangerous and every breaking change.";
                sentences.push(text.to_owned());
            }
            (false, _) | (true, []) => {}
            (true, missing) => sentences.push(format!(
                "`CHANGELOG.md` does not mention: {}. `cargo xtask diff --changelog` drafts the entry.",
                missing.join("; ")
            )),
        }
        sentences
    }
}

fn rule(bump: Bump, released: Version) -> &'static str {
    match (bump, released.major, released.minor) {
        (Bump::None, ..) => "nothing changed",
        (Bump::Patch, ..) => "only documentation changed",
        (Bump::Breaking, 0, 0) => "before 0.1, each release may break programs",
        (Bump::Breaking, 0, _) => "before 1.0, the second number grows with each breaking change",
        (Bump::Breaking, ..) => "the first number grows with each breaking change",
        (Bump::Compatible, 0, _) => "before 1.0, the third number grows with compatible changes",
        (Bump::Compatible, ..) => "the second number grows with compatible changes",
    }
}

/// Returns the version of a manifest.
fn crate_version(manifest: &str) -> Option<Version> {
    let mut lines = manifest
        .lines()
        .skip_while(|line| line.trim() != "[package]");
    let value = lines.find_map(|line| {
        line.trim()
            .strip_prefix("version")?
            .trim()
            .strip_prefix('=')
    })?;
    Version::parse(value.trim().trim_matches('"'))
}

/// Returns the version of the newest release in a changelog.
fn last_release(changelog: &str) -> Option<Version> {
    let headings = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## "));
    let mut versions = headings.filter_map(|heading| {
        let word = heading.split_whitespace().next()?;
        Version::parse(word.trim_matches(['[', ']', 'v']))
    });
    versions.next()
}

fn added_lines(base: Option<&str>, new: Option<&str>) -> Vec<String> {
    let known: std::collections::BTreeSet<_> = base.unwrap_or_default().lines().collect();
    let lines = new.unwrap_or_default().lines();
    lines
        .filter(|line| !known.contains(line))
        .map(str::to_owned)
        .collect()
}

/// Returns `true` if a text contains a word with nothing of a word around it.
pub fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_release_is_the_first_heading_with_a_version() {
        let changelog = "# Changelog\n\n## Unreleased\n\n## [0.3.1] - 2026-01-01\n\n## 0.3.0\n";
        assert_eq!(last_release(changelog), Version::parse("0.3.1"));
        assert_eq!(last_release("## Unreleased\n"), None);
    }

    #[test]
    fn a_word_is_not_a_part_of_another() {
        assert!(has_word("`ThreatFilter::ids` is gone", "ids"));
        assert!(!has_word("`site_ids` and `idsx`", "ids"));
    }

    #[test]
    fn a_version_is_that_of_the_package() {
        let manifest =
            "[package]\nname = \"x\"\nversion = \"1.2.3\"\n[dependencies]\nversion = \"9.9.9\"\n";
        assert_eq!(crate_version(manifest), Version::parse("1.2.3"));
    }
}
