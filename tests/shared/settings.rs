//! The settings of the workspace, for generated crates: with the same ones, cargo finds their dependencies compiled.

/// Returns the tables of the profiles in the manifest.
pub fn profiles() -> String {
    let tables = tables().filter(|table| table.starts_with("profile."));
    tables.flat_map(|table| ["[", table, "\n"]).collect()
}

/// Returns the table of a package that turns the same features on in procedural macros.
pub fn build_dependencies() -> String {
    let mut dependencies =
        tables().filter_map(|table| table.strip_prefix("workspace.dependencies]"));
    let dependencies = dependencies.next().expect("the manifest has the table");
    format!("[build-dependencies]{dependencies}\n")
}

fn tables() -> impl Iterator<Item = &'static str> {
    include_str!("../../Cargo.toml").split("\n[").skip(1)
}
