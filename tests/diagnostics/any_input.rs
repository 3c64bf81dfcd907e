//! The generator handles any input: it returns code, or an error with a location in the spec.

use codegen::Sources;

/// Short texts that are not valid specs.
const SHORT: [&str; 89] = [
    "",
    " ",
    "\n\n\n",
    "\r\r",
    "\t",
    "# only a comment",
    "#",
    "---",
    "--- ---",
    "...",
    "---\n...\n---",
    "\0",
    "api\0: Pets",
    "\u{feff}",
    "\u{feff}api: Pets",
    "\u{fffe}",
    "%YAML 9.9\n---\napi: Pets",
    "%",
    "@",
    "`",
    "&",
    "*",
    "!",
    "!!",
    "!<>",
    "|",
    ">",
    "|99",
    "?",
    "? ",
    "? ? ?",
    ":",
    "::",
    ": :",
    "-",
    "- - - -",
    "-\n -\n  -",
    "{",
    "}",
    "[",
    "]",
    "{,}",
    "[,]",
    "{{}}: x",
    "[[]]: x",
    "{a: b, a: b}",
    "\"",
    "'",
    "'''",
    "\"\\",
    "\"\\x",
    "\"\\uD800\"",
    "\"\\U00110000\"",
    "api: \"Pets",
    "api: 'Pets",
    "api: Pets: Cats",
    "api: [Pets",
    "api: {Pets",
    "api: Pets]",
    "api:\n\tPets",
    "<<: {api: Pets}",
    "api: *a",
    "api: &a",
    "api: !!binary aGk=",
    "api: ~",
    "api: .nan",
    "api: 1e999",
    "api: -0",
    "api: 0x",
    "api: 0o9",
    "api: 99999999999999999999999999999999",
    "api: 2026-01-01",
    "1: 2",
    "~: ~",
    "true: false",
    "api: Pets\r\ntitle: x",
    "api: Pets\rtitle: x",
    "api: Pets\u{85}title: x",
    "api: Pets\u{2028}title: x",
    "\u{202e}api: Pets",
    "api\u{200b}: Pets",
    "🐈: 🐕",
    "api: 🐈",
    "é: ü",
    "api: |\n Pets",
    "api: >-\n\n\n Pets\n\n",
    "api: |2\n x",
    "- api: Pets",
    "\"api\": Pets",
];

/// Texts with syntax of other languages, inside a double-quoted YAML scalar.
const ODD: [&str; 65] = [
    "*/",
    "/*",
    "\\\"#",
    "\\\"##",
    "]]",
    "[",
    "](x)",
    "[Pets]",
    "[`Pets`]",
    "`",
    "``",
    "```",
    "````",
    "```rust\\nfn main() {}\\n```",
    "~~~\\nlet x = 1;\\n~~~",
    "    indented",
    "{}",
    "{0}",
    "{{",
    "}}",
    "#![allow(warnings)]",
    "#[test]",
    "//! x",
    "/// x",
    "\\\\",
    "\\\\n",
    "\\n",
    "\\r",
    "\\r\\n",
    "\\t",
    "\\0",
    "\\e",
    "\\x7f",
    "\\u2028",
    "\\u202e",
    "\\u2066",
    "\\ufeff",
    "\\U0001F600",
    "<b>",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "&lt;",
    "&amp;",
    "# Heading",
    "- item",
    "1. item",
    "1)",
    "> quote",
    "| a | b |",
    "---",
    "===",
    "***",
    "__x__",
    "~~x~~",
    "https://example.com",
    "a::b",
    "codegen:vertical",
    "// codegen:blank-line",
    "$crate",
    "$x:ident",
    "r#type",
    "\\\"; panic!(); \\\"",
    "\\u0301",
    "a\\u0301",
];

/// Returns a spec with this value as the description.
fn described(value: &str) -> String {
    format!("api: Pets\ntitle: Pet shop\ndescription: {value}\n")
}

/// Returns a spec with an enum of one value, written as a double-quoted YAML scalar.
fn with_value(value: &str) -> String {
    let head = described("Sells pets.");
    format!(
        "{head}types:\n  - type: Color\n    kind: open_enum\n    description: A color.\n    values:\n      \
         - value: \"{value}\"\n        name: Odd\n        description: Odd.\n"
    )
}

/// Returns a spec with an object of one field.
fn with_field(name: &str, rest: &str) -> String {
    let head = described("Sells pets.");
    format!(
        "{head}types:\n  - type: Pet\n    kind: object\n    description: A pet.\n    fields:\n      \
         - {{name: {name}, type: string, description: Odd.{rest}}}\n"
    )
}

/// Returns texts that are invalid or borderline specs.
fn texts() -> Vec<String> {
    let plain = described("Sells pets.");
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n";
    let mut texts: Vec<String> = SHORT.map(str::to_owned).to_vec();
    texts.push(bomb.to_owned());
    texts.push(format!("{plain}types: {}", "[".repeat(100_000)));
    texts.push(format!("{plain}types: {}", "{a: ".repeat(50_000)));
    texts.push(format!("{plain}types:\n{}", deep_block(500)));
    texts.push("- ".repeat(20_000));
    texts.push("? ".repeat(20_000));
    texts.push(format!("{plain}types: [{}]", "a, ".repeat(5_000)));
    texts.push(format!("api: {}", "x".repeat(2_000_000)));
    texts.push(described(&"word ".repeat(200_000)));
    texts.push(with_field(&"x".repeat(10_000), ""));
    texts
}

fn deep_block(depth: usize) -> String {
    let line = |level: usize| format!("{}a:\n", " ".repeat(level + 1));
    (0..depth).map(line).collect()
}

/// Returns valid specs whose texts resemble code; none of them may become code.
fn words() -> Vec<String> {
    let described = ODD.iter().map(|odd| described(&format!("\"x {odd} y\"")));
    let first = ODD
        .iter()
        .map(|odd| self::described(&format!("\"{odd} x\"")));
    let values = ODD.iter().map(|odd| with_value(odd));
    let examples = ODD
        .iter()
        .map(|odd| with_field("name", &format!(", example: \"{odd}\", since: \"{odd} x\"")));
    described
        .chain(first)
        .chain(values)
        .chain(examples)
        .collect()
}

/// Generates, renders the diagnostics, and checks that each location is inside its file.
fn generate(sources: &Sources) -> Result<Vec<codegen::File>, String> {
    codegen::generate(sources).map_err(|found| {
        assert!(!found.is_empty(), "a failure without a diagnostic");
        for diagnostic in found.iter() {
            let text = &sources.file(diagnostic.span.file).text;
            assert!(diagnostic.span.end() <= text.len(), "{diagnostic:?}");
            assert!(
                text.get(diagnostic.span.start()..diagnostic.span.end())
                    .is_some()
            );
            let (line, _) = sources.line_column(diagnostic.span);
            assert!(line <= text.matches('\n').count() + 1, "{diagnostic:?}");
            assert!(!diagnostic.help.is_empty(), "{diagnostic:?}");
        }
        found.render(sources)
    })
}

#[test]
fn any_text_generates_or_is_reported() {
    for text in texts() {
        for path in [
            "api.yaml",
            "types/pet.yaml",
            "operations/feed.yaml",
            "deviations.yaml",
        ] {
            let mut sources = Sources::new("spec");
            sources.add("api.yaml", described("Sells pets.").into_bytes());
            sources.add(path, text.clone().into_bytes());
            // A large description is valid; a name of ten thousand letters is too.
            let _ = generate(&sources);
        }
    }
}

#[test]
fn text_never_becomes_code() {
    for text in words() {
        let sources = codegen::codes::sources(&text);
        let files = generate(&sources).unwrap_or_else(|found| panic!("{text}\n{found}"));
        for file in files {
            let parsed = syn::parse_file(&file.contents);
            let parsed =
                parsed.unwrap_or_else(|error| panic!("{error}\n{text}\n{}", file.contents));
            let attributes = parsed.attrs.len();
            assert_eq!(
                attributes, 0,
                "a word became an attribute:\n{}",
                file.contents
            );
            let bidirectional =
                |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(
                !file.contents.contains(bidirectional),
                "{text}\n{}",
                file.contents
            );
        }
    }
}

#[test]
fn odd_file_names_are_errors() {
    for path in [
        "",
        "/",
        ".",
        "..",
        "../api.yaml",
        "types",
        "types/",
        "types/.yaml",
        "types//x.yaml",
        "x.yaml/",
        "types/../api.yaml",
        "types/x.yaml/",
        "API.YAML",
        "api.yml",
        "types/ü.yaml",
        "types/a\nb.yaml",
        "types/\u{202e}.yaml",
        "operations/x.txt",
        "spec/api.yaml",
        "deviations.yaml/x",
    ] {
        let mut sources = Sources::new("spec");
        sources.add("api.yaml", described("Sells pets.").into_bytes());
        sources.add(path, b"type: Pet\n".to_vec());
        assert!(generate(&sources).is_err(), "{path}");
    }
}

#[test]
fn invalid_utf8_is_an_error() {
    for bytes in [
        &b"\xff"[..],
        b"\xff\xfea\0p\0i\0",
        b"api: \xc3",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"a\n\n\xf0\x9f\x90",
    ] {
        let mut sources = Sources::new("spec");
        sources.add("api.yaml", bytes.to_vec());
        assert!(generate(&sources).is_err(), "{bytes:?}");
    }
}
