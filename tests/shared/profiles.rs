//! The profiles of the workspace, for generated crates: with the same settings, cargo finds their dependencies compiled.

/// Returns the tables of the profiles in the manifest.
pub fn of_the_workspace() -> String {
    let tables = include_str!("../../Cargo.toml").split("\n[").skip(1);
    let profiles = tables.filter(|table| table.starts_with("profile."));
    profiles.flat_map(|table| ["[", table, "\n"]).collect()
}
