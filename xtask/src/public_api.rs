//! The list of the public items of generated code.

use crate::disk::{files_below, read};
use codegen::File;
use codegen::model::Api;
use codegen::public_api::{self, Crate};
use std::error::Error;
use std::path::Path;

/// The sources of the runtime below the workspace; its macros declare most of the generated items.
const RUNTIME: &str = "sdk/runtime/src";

/// Lists the public items of generated files.
pub fn listing(root: &Path, api: &Api, files: &[File]) -> Result<String, Box<dyn Error>> {
    let folder = root.join(RUNTIME);
    let mut runtime = Crate {
        name: "sdk_runtime".to_owned(),
        files: std::collections::BTreeMap::new(),
    };
    for path in files_below(&folder, &[])? {
        let text = String::from_utf8_lossy(&read(&folder.join(&path))?).replace("\r\n", "\n");
        runtime.files.insert(path, text);
    }
    Ok(public_api::of_generated(api, files, &runtime)?)
}
