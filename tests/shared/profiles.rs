//! The profiles of the workspace, for generated crates: with the same settings, cargo finds their dependencies compiled.

/// Returns the part of the manifest with the profiles.
pub fn of_the_workspace() -> &'static str {
    let manifest = include_str!("../../Cargo.toml");
    let start = manifest.find("[profile.dev]").expect("there are profiles");
    &manifest[start..]
}
