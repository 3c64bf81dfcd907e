//! Rust's keywords are valid wire names.

use codegen::codes::sources as spec;
use std::fmt::Write;

const WORDS: [&str; 68] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "new",
    "default",
    "clone",
    "into",
    "from",
    "check",
    "write",
    "criteria",
    "auto",
    "raw",
    "safe",
    "dyn_",
    "macro_rules",
    "fields",
    "value",
];

/// Returns a spec with the words as fields of a sent and of a received object, as enum values, as
/// response headers and as type names.
fn keyword_spec() -> String {
    let mut text = "api: Words\ntitle: Words\ndescription: Words of Rust.\ntypes:\n".to_owned();
    let mut fields = String::new();
    text += "  - {type: Word, kind: open_enum, description: A word., values: [";
    for word in WORDS.iter().filter(|word| !["self", "dyn_"].contains(word)) {
        write!(text, "{{value: '{word}', description: A word.}}, ").expect("a string");
    }
    for word in WORDS.iter().filter(|word| !["Self", "dyn_"].contains(word)) {
        write!(
            fields,
            "{{name: '{word}', type: string, description: A word.}}, "
        )
        .expect("a string");
    }
    text += "]}\n";
    for name in ["Type", "Match", "Mod", "Crate", "Super", "Async"] {
        writeln!(
            text,
            "  - {{type: {name}, kind: object, description: Words., fields: [{fields}]}}"
        )
        .expect("a string");
    }
    write!(
        text,
        "operations:
  - operation: Move
    title: Move
    description: Moves words.
    method: POST
    path: /words
    inputs:
      - {{name: json_body, in: body, type: object, required: true, description: Words., fields: [{}]}}
    outputs:
      - {{name: status_code, from: status, type: uint16, required: true, description: Status.}}
      - {{name: reason, from: reason, type: string, required: true, description: Reason.}}
      - {{name: json_body, from: body, type: object, required: true, description: Words., fields: [{fields}]}}
    response_headers: [{}]
",
        fields.replace("type: string", "type: string, required: true"),
        fields.replace("type: string, ", ""),
    )
    .expect("a string");
    text
}

#[test]
fn keywords_generate_code_that_parses() {
    let sources = spec(&keyword_spec());
    let files =
        codegen::generate(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources)));
    for file in &files {
        if let Err(error) = syn::parse_file(&file.contents) {
            panic!("{}: {error}\n{}", file.path, file.contents);
        }
    }
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.contains(&"types/type_.rs"), "{paths:?}");
    assert!(paths.contains(&"operations/move_.rs"), "{paths:?}");
}
