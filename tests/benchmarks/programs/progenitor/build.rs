//! Generates code with progenitor for one operation of the OpenAPI description.

mod openapi;

use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let description = "../../../../sdk/docs/openapi.json";
    println!("cargo::rerun-if-changed={description}");
    println!("cargo::rerun-if-changed=openapi.rs");
    let whole = serde_json::from_slice(&fs::read(description)?)?;
    let document = serde_json::from_value(openapi::document(&whole))?;
    let settings = GenerationSettings::default()
        .with_interface(InterfaceStyle::Builder)
        .clone();
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("generated.rs"), text)?;
    Ok(())
}
