//! A spec that contains every text of the language, and hostile texts for it.

use codegen::Sources;
use serde_json::{Value, json};

/// Hostile texts.
const PIECES: [&str; 44] = [
    "\"",
    "'",
    "\\",
    "\\\"",
    "\"#",
    "\"##",
    "\";",
    "*/",
    "/*",
    "*/ fn evil() {} /*",
    "]]",
    "]",
    "[",
    "}",
    "{}",
    "{0}",
    "{",
    ")",
    "`",
    "``",
    "```",
    "```rust\nevil()\n```",
    "~~~\nevil()\n~~~",
    "    evil()",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{0}",
    "\u{1b}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{1f600}",
    "[evil]",
    "[`Evil`]",
    "[evil](crate::evil)",
    "<script>evil()</script>",
    "<!--",
    "#![evil]",
    "// evil",
    "&lt;",
];

/// Hostile texts for names; they keep the words of the name.
const IN_NAMES: [&str; 16] = [
    "\"",
    "'",
    "\\",
    "\"#",
    "*/",
    "]]",
    "{}",
    "`",
    "\n",
    "\r\n",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{1f600}",
    "#![",
    ");",
];

/// Returns names of folders that a file system allows.
pub fn hostile_folder_names() -> [&'static str; 6] {
    [
        "a\nfn evil() {}\n",
        "a\rfn evil() {}\r",
        "*/ fn evil() {} /*",
        "a\u{202e}b",
        "\"#",
        "a\u{2028}fn evil() {}",
    ]
}

/// The source of texts.
pub enum Texts {
    Harmless,
    /// Random texts.
    Hostile(fastrand::Rng),
}

impl Texts {
    pub fn harmless() -> Self {
        Self::Harmless
    }

    pub fn hostile(seed: u64) -> Self {
        Self::Hostile(fastrand::Rng::with_seed(seed))
    }

    fn number(&mut self, below: usize) -> usize {
        let Self::Hostile(random) = self else {
            return 0;
        };
        random.usize(..below)
    }

    /// Returns a text of pieces and words.
    fn text(&mut self) -> String {
        if matches!(self, Self::Harmless) {
            return "harmless".to_owned();
        }
        let mut text = String::new();
        for _ in 0..=self.number(8) {
            text += PIECES[self.number(PIECES.len())];
            text += ["", " ", "x", "some words "][self.number(4)];
        }
        // Blank texts are rejected.
        text + "."
    }

    /// Returns a wire name whose Rust name is that of `first` and `second`.
    fn name(&mut self, first: &str, second: &str) -> String {
        let between = match self {
            Self::Harmless => "-",
            Self::Hostile(_) => IN_NAMES[self.number(IN_NAMES.len())],
        };
        format!("{first}{between}{second}")
    }

    /// Returns a wire name for the braces of a path.
    fn parameter(&mut self, first: &str, second: &str) -> String {
        let name = self.name(first, second);
        if name.contains(NOT_IN_PATHS) {
            return format!("{first}`{second}");
        }
        name
    }
}

/// Pieces that are invalid in a path parameter: braces and slashes have a meaning there.
const NOT_IN_PATHS: [char; 3] = ['{', '}', '/'];

/// Returns the spec as JSON, which is YAML.
pub fn sources(texts: &mut Texts) -> Sources {
    let mut sources = Sources::new("spec");
    for (path, value) in [
        ("api.yaml", api(texts)),
        ("types/color.yaml", color(texts)),
        ("types/mood.yaml", mood(texts)),
        ("types/pet.yaml", pet(texts)),
        ("types/tag.yaml", tag(texts)),
        ("operations/feed_pet.yaml", feed_pet(texts)),
        ("deviations.yaml", deviations(texts)),
    ] {
        sources.add(path, value.to_string().into_bytes());
    }
    sources
}

fn api(texts: &mut Texts) -> Value {
    json!({
        "api": "Pets", "title": texts.text(), "description": texts.text(),
        "error_envelope": {
            "errors": texts.text(), "code": texts.text(), "title": texts.text(), "detail": texts.text(),
        },
        "tags": [{"name": "Meals", "feature": "meals", "description": texts.text()}],
        "tag_features": true,
        "response_headers": [{"name": "Vary", "rust_name": "vary_by", "description": texts.text()}],
    })
}

fn color(texts: &mut Texts) -> Value {
    json!({"type": "Color", "kind": "open_enum", "description": texts.text(), "values": values(texts)})
}

/// Returns values of an enum, each with its former text.
fn values(texts: &mut Texts) -> Vec<Value> {
    let values = ["First", "Second", "Third"].into_iter().map(|name| {
        json!({
            "value": format!("{name}{}", texts.text()), "renamed_from": format!("Old{name}{}", texts.text()),
            "name": name, "since": texts.text(), "deprecated": texts.text(), "description": texts.text(),
        })
    });
    values.collect()
}

fn mood(texts: &mut Texts) -> Value {
    json!({"type": "Mood", "kind": "closed_enum", "description": texts.text(), "values": values(texts)})
}

fn pet(texts: &mut Texts) -> Value {
    json!({
        "type": "Pet", "kind": "object", "description": texts.text(),
        "selection": {"everything": "all_pets", "description": texts.text()},
        "fields": [field(texts, "first", "name"), field(texts, "second", "name"),
            odd(texts),
            {"name": texts.name("coat", "color"), "type": "Color", "description": texts.text()},
            {"name": texts.name("its", "mood"), "type": "Mood", "nullable": true, "description": texts.text()},
            {"name": texts.name("more", "notes"), "type": "map", "items": "json_string", "sensitive": true,
                "description": texts.text()},
            {"name": texts.name("the", "tags"), "type": "list", "items": {
                "type": "Tag", "example": texts.text(), "description": texts.text()},
                "description": texts.text()}],
    })
}

fn field(texts: &mut Texts, first: &str, second: &str) -> Value {
    json!({
        "name": texts.name(first, second), "renamed_from": texts.name("former", first), "type": "string",
        "pattern": "^(\"#|\\*/|[^\"])*$|.", "since": texts.text(), "deprecated": texts.text(),
        "default": format!("x{}", texts.text()), "example": format!("x{}", texts.text()),
        "description": texts.text(),
    })
}

/// Returns a field whose example is not a single text.
fn odd(texts: &mut Texts) -> Value {
    let example = [
        json!([texts.text(), 1]),
        json!({texts.text(): texts.text()}),
        json!(texts.text()),
    ];
    json!({
        "name": texts.text(), "rust_name": "odd", "type": "json", "example": example[texts.number(3)],
        "description": texts.text(),
    })
}

fn tag(texts: &mut Texts) -> Value {
    json!({
        "type": "Tag", "kind": "external", "description": texts.text(), "rust": "String", "wire": "string",
        "content": texts.text(),
    })
}

fn feed_pet(texts: &mut Texts) -> Value {
    let bowl = [field(texts, "bowl", "size")];
    let needed = json!({
        "name": texts.name("is", "needed"), "type": "string", "required": true, "description": texts.text(),
    });
    let list = texts.name("all", "ids");
    let path = texts.parameter("its", "name");
    let received = json!({
        "name": texts.name("was", "fed"), "type": "boolean", "required": true, "description": texts.text(),
    });
    json!({
        "operation": "FeedPet", "renamed_from": "GivePet", "deprecated": texts.text(),
        "title": texts.text(), "description": texts.text(), "tags": ["Meals"], "method": "POST", "path": format!("/pets/{{{path}}}"),
        "permissions": [format!("1{}", texts.text()), format!("2{}", texts.text())],
        "optional_permissions": [format!("3{}", texts.text())],
        "retry": {"idempotent": "when", "when_set": [list.clone()]},
        "batch": {"list": list.clone(), "max_items": 5},
        "inputs": [{
            "name": path, "in": "path", "type": "string", "required": true, "description": texts.text(),
        }, {
            "name": list, "in": "query", "type": "list", "items": "id", "list_style": "comma",
            "description": texts.text(),
        }, {
            "name": "json_body", "in": "body", "type": "object", "required": true, "description": texts.text(),
            "fields": [
                {"name": "pet", "type": "Pet", "required": true, "description": texts.text()},
                needed,
                {"name": "bowl", "type": "object", "description": texts.text(), "fields": bowl},
            ],
        }],
        "outputs": [
            {"name": "status_code", "from": "status", "type": "uint16", "required": true, "description": texts.text()},
            {"name": "reason", "from": "reason", "type": "string", "required": true, "description": texts.text()},
            {"name": "json_body", "from": "body", "type": "object", "required": true, "description": texts.text(),
                "fields": [received]},
        ],
        "errors": [
            {"status": 404, "description": texts.text()},
            {"status": 409, "type": "object", "description": texts.text(),
                "fields": [{"name": texts.text(), "rust_name": "odd", "type": "string", "description": texts.text()}]},
        ],
        "response_headers": ["Vary", {"name": "Retry-After", "description": texts.text()}],
    })
}

fn deviations(texts: &mut Texts) -> Value {
    json!({"deviations": [{
        "items": ["FeedPet.outputs.status_code"], "kind": "type", "documented": "number", "spec": "uint16",
        "reason": texts.text(), "evidence": texts.text(),
    }, {
        "items": ["FeedPet.outputs.reason"], "kind": "pattern", "differs_from": "openapi", "documented": texts.text(),
        "reason": texts.text(), "evidence": texts.text(),
    }]})
}
