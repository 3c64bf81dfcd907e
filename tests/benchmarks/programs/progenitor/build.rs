//! Describes the API of the spec in OpenAPI, and generates code for it with progenitor.

mod openapi;

use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let spec = Path::new("../../../../spec");
    println!("cargo::rerun-if-changed={}", spec.display());
    println!("cargo::rerun-if-changed=openapi.rs");
    let document = serde_json::from_value(openapi::document(&read(spec)?))?;
    let settings = GenerationSettings::default()
        .with_interface(InterfaceStyle::Builder)
        .clone();
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("generated.rs"), text)?;
    Ok(())
}

/// Parses the files of the spec.
fn read(spec: &Path) -> Result<codegen::model::Api, Box<dyn Error>> {
    let mut sources = codegen::Sources::new("spec");
    for folder in ["", "operations/", "types/"] {
        for entry in fs::read_dir(spec.join(folder))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".yaml") {
                sources.add(format!("{folder}{name}"), fs::read(&path)?);
            }
        }
    }
    codegen::understand(&sources).map_err(|errors| errors.render(&sources).into())
}
