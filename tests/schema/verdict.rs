//! Classifies errors: the schema must detect those of shape.

use codegen::ast::Document;
use codegen::model::Scalar;
use codegen::{Diagnostic, Diagnostics, Sources, codes, lower};

/// The parser's codes about the values of a file.
///
/// The parser's other codes are about details that are lost once a file is read as values: invalid
/// UTF-8 (`not-utf8`), invalid YAML or YAML that the language excludes (`invalid-yaml`,
/// `unsupported-yaml`, `duplicate-key`, words that need quotes), and the set of files
/// (`missing-api`, `stray-file`).
const OF_VALUES: [codegen::Code; 4] = [
    codes::UNKNOWN_KEY,
    codes::MISSING_KEY,
    codes::WRONG_TYPE,
    codes::UNKNOWN_WORD,
];

/// The generator's verdict on a spec, as far as the schema can know it.
pub struct Finding {
    /// `true` for an error in the text, which values do not show.
    pub is_of_text: bool,
    /// The messages.
    pub message: String,
}

impl Finding {
    /// Returns `true` for an error that the parser found, or an unknown word of a closed list that
    /// lowering found. An editor marks the latter too, though the parser leaves them to the stage
    /// that knows the words.
    pub fn first(sources: &Sources, parsed: Result<Document, Diagnostics>) -> Option<Self> {
        let of_shape = |found: &Diagnostic| Self {
            is_of_text: false,
            message: found.message.clone(),
        };
        let found = match parsed {
            Ok(document) => {
                let found = lower::lower(sources, document).err()?;
                let word = found.iter().find(|found| is_closed_word(found, sources));
                return word.map(of_shape);
            }
            Err(found) => found,
        };
        // Integers beyond 64 bits are values of another kind for each reader of JSON.
        let is_value = |found: &&Diagnostic| {
            OF_VALUES.contains(&found.code) && !found.message.ends_with("has more than 64 bits")
        };
        let of_values = found.iter().find(is_value);
        Some(of_values.map_or_else(
            || Self {
                is_of_text: true,
                message: found.render(sources),
            },
            of_shape,
        ))
    }
}

fn is_closed_word(found: &Diagnostic, sources: &Sources) -> bool {
    let text = &sources.file(found.span.file).text;
    let (before, rest) = text.split_at(found.span.start());
    let word = rest[..found.span.end() - found.span.start()].trim_matches(['"', '\'']);
    let key = before.trim_end().strip_suffix(':').unwrap_or_default();
    let key = key
        .rsplit([' ', '{', ',', '"', '\n'])
        .find(|word| !word.is_empty());
    let key = key.unwrap_or_default();
    match found.code.to_string().as_str() {
        "unknown-method" => true,
        // Other errors have these codes too: a body in a GET request, a documented type.
        "unknown-place" => matches!(key, "in" | "from"),
        "unknown-deviation" => key == "kind",
        // The name of a shared type begins with a capital; the schema does not know the shared
        // types.
        "unknown-type" => {
            let is_shared = word.starts_with(|first: char| first.is_ascii_uppercase());
            let is_known =
                Scalar::from_word(word).is_some() || ["list", "map", "object"].contains(&word);
            key == "wire" || !is_shared && !is_known
        }
        // Elsewhere the type is valid, and only its position is wrong.
        "misplaced-type" => key == "wire",
        _ => false,
    }
}
