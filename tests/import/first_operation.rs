//! The first operation, imported from the descriptions of two consoles, has the bytes and the bounds of
//! the hand-written spec.

mod bytes;
mod differences;

use crate::import::support::{Folder, some};
use codegen::model::{Api, Operation};
use codegen::understand;
use std::path::Path;

/// The month of each description, and its facts.
const DESCRIPTIONS: [(&str, &str); 2] = [
    ("2024-03", include_str!("first_operation/2024.yaml")),
    ("2026-08", include_str!("first_operation/2026.yaml")),
];

const ENDPOINT: &str = "POST /web/api/v2.1/threats/incident";
const NAME: &str = "UpdateThreatIncident";

/// Returns the folder of the hand-written spec.
fn by_hand() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut folder = Folder::default();
    let mut put = |path: String| {
        let text = std::fs::read_to_string(root.join(&path)).expect("the file");
        folder.put(&path, text);
    };
    put("api.yaml".to_owned());
    put("deviations.yaml".to_owned());
    for part in ["types", "operations"] {
        for entry in std::fs::read_dir(root.join(part)).expect("the folder") {
            let name = entry.expect("an entry").file_name();
            put(format!("{part}/{}", name.to_string_lossy()));
        }
    }
    folder
}

/// Imports the operation into a spec that has an `api.yaml` alone, and renames it.
fn imported(description: &str) -> Folder {
    let mut folder = Folder::default();
    folder.put("api.yaml", by_hand().file("api.yaml"));
    let import = |folder: &mut Folder| {
        let imported = folder.import(description, some(&[ENDPOINT]), false);
        let report = imported.expect("the description is valid").report;
        // The author of `api.yaml` declared no tags.
        let lost: Vec<_> = report.notes.iter().filter(|note| note.is_loss).collect();
        assert!(lost.iter().all(|note| note.kind == "tags"), "{lost:?}");
    };
    import(&mut folder);
    folder.edit("import.yaml", "PostThreatsIncident", NAME);
    import(&mut folder);
    folder
}

fn understood(folder: &Folder) -> Api {
    let sources = folder.sources();
    understand(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources)))
}

fn operation(api: &Api) -> &Operation {
    let mut operations = api.operations.iter();
    let found = operations.find(|operation| operation.name.as_str() == NAME);
    found.expect("the operation")
}
