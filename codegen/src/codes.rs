//! The rules of the spec language: a code each, and a page with a wrong and a right example.
//!
//! The pages are `codes/<code>.md`. `cargo xtask explain CODE` prints them, and the tests try their
//! examples: the wrong one raises its code and no other, the right one generates.

use crate::source::Sources;
use crate::suggest::suggestion;
use std::fmt;

/// A rule that a diagnostic is about. Its name is stable and searchable.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    name: &'static str,
    page: &'static str,
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Declares the codes and the list of them. A code without a page does not compile.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $(
            $(#[$doc])*
            pub const $name: Code = Code {
                name: $text,
                page: include_str!(concat!("codes/", $text, ".md")),
            };
        )*

        /// Every code, in the order of declaration.
        const ALL: &[Code] = &[$($name),*];
    };
}

// Raised by `parse`: errors of shape.
codes! {
    /// The bytes of a file are not UTF-8.
    NOT_UTF8 = "not-utf8";
    /// The text is not valid YAML.
    INVALID_YAML = "invalid-yaml";
    /// A file is larger than a spec file may be.
    FILE_TOO_LARGE = "file-too-large";
    /// A file is empty.
    EMPTY_FILE = "empty-file";
    /// A tab is used for indentation.
    TAB_INDENTATION = "tab-indentation";
    /// Unquoted text contains a colon followed by a space.
    UNQUOTED_COLON = "unquoted-colon";
    /// A file has more than one YAML document.
    SEVERAL_DOCUMENTS = "several-documents";
    /// An anchor or an alias is used.
    YAML_ANCHOR = "yaml-anchor";
    /// A tag is used.
    YAML_TAG = "yaml-tag";
    /// A merge key is used.
    MERGE_KEY = "merge-key";
    /// A key is not a plain scalar.
    COMPLEX_KEY = "complex-key";
    /// Lists and mappings are nested too deeply.
    NESTED_TOO_DEEP = "nested-too-deep";
    /// YAML 1.1, YAML 1.2 and JSON read a scalar differently.
    AMBIGUOUS_WORD = "ambiguous-word";
    /// A mapping has the same key twice.
    DUPLICATE_KEY = "duplicate-key";
    /// The spec language does not have this key.
    UNKNOWN_KEY = "unknown-key";
    /// A required key is missing.
    MISSING_KEY = "missing-key";
    /// A value has the wrong YAML type.
    WRONG_TYPE = "wrong-type";
    /// A word is not in the list of allowed words.
    UNKNOWN_WORD = "unknown-word";
    /// `api.yaml` is missing.
    MISSING_API = "missing-api";
    /// A file does not belong to a spec.
    STRAY_FILE = "stray-file";

    // Raised by `lower`: errors of meaning.

    /// A name cannot be converted to a Rust identifier.
    NO_IDENTIFIER = "no-identifier";
    /// A Rust name in the spec is not valid.
    INVALID_RUST_NAME = "invalid-rust-name";
    /// A file is not named after the item it describes.
    MISNAMED_FILE = "misnamed-file";
    /// A type has a name that generated code needs.
    RESERVED_NAME = "reserved-name";
    /// The same wire name is used twice.
    DUPLICATE_NAME = "duplicate-name";
    /// An item has two deviations of one kind.
    DUPLICATE_DEVIATION = "duplicate-deviation";
    /// Two inputs or outputs share a location that can have only one.
    DUPLICATE_PLACE = "duplicate-place";
    /// Two operations have the same method and path.
    DUPLICATE_ENDPOINT = "duplicate-endpoint";
    /// Two types would share a name or a file in Rust.
    DUPLICATE_TYPE_NAME = "duplicate-type-name";
    /// Two wire names become the same Rust name.
    DUPLICATE_RUST_NAME = "duplicate-rust-name";
    /// An operation has a tag that the API does not declare.
    UNKNOWN_TAG = "unknown-tag";
    /// A type is not defined.
    UNKNOWN_TYPE = "unknown-type";
    /// A key does not apply to the type or item that has it.
    MISPLACED_KEY = "misplaced-key";
    /// An object with a constructor for everything has a required field.
    SELECTION_OF_REQUIRED = "selection-of-required";
    /// A key that the type needs is missing.
    INCOMPLETE_TYPE = "incomplete-type";
    /// A type is not allowed in this location.
    MISPLACED_TYPE = "misplaced-type";
    /// No value can satisfy the bounds.
    IMPOSSIBLE_BOUNDS = "impossible-bounds";
    /// A text is empty.
    EMPTY_TEXT = "empty-text";
    /// A list is empty.
    EMPTY_LIST = "empty-list";
    /// The HTTP method does not exist.
    UNKNOWN_METHOD = "unknown-method";
    /// A path is not valid.
    INVALID_PATH = "invalid-path";
    /// The name of a tag is not the name of a cargo feature.
    INVALID_FEATURE = "invalid-feature";
    /// A header name is not valid.
    INVALID_HEADER = "invalid-header";
    /// A header value cannot contain the prefix of the token.
    INVALID_AUTH_PREFIX = "invalid-auth-prefix";
    /// The name of an environment variable is not valid.
    INVALID_VARIABLE = "invalid-variable";
    /// A Rust path is not valid.
    INVALID_RUST_PATH = "invalid-rust-path";
    /// An input or output is in a location that does not exist.
    UNKNOWN_PLACE = "unknown-place";
    /// A HEAD request or its response has a body.
    BODY_OF_HEAD = "body-of-head";
    /// An output does not have the name that its location requires.
    WRONG_OUTPUT_NAME = "wrong-output-name";
    /// An output that every response has is not required.
    OPTIONAL_OUTPUT = "optional-output";
    /// An operation lacks an output that every response has.
    MISSING_OUTPUT = "missing-output";
    /// A header is listed by name but not described in `api.yaml`.
    UNKNOWN_HEADER = "unknown-header";
    /// Two sets of headers have the same headers.
    DUPLICATE_HEADER_SET = "duplicate-header-set";
    /// An object with a `selection` appears in a response.
    SELECTION_IN_RESPONSE = "selection-in-response";
    /// The parameters of a path and the inputs do not match.
    PATH_PARAMETER = "path-parameter";
    /// No such response has this status.
    INVALID_STATUS = "invalid-status";
    /// A media type is not valid.
    INVALID_MEDIA_TYPE = "invalid-media-type";
    /// A regular expression is not valid.
    INVALID_PATTERN = "invalid-pattern";
    /// A default or an example does not match its type.
    WRONG_SAMPLE = "wrong-sample";
    /// The operation does not have the input or output that a key names.
    UNKNOWN_ITEM = "unknown-item";
    /// A part of the API's or operation's metadata is incomplete.
    INCOMPLETE_FACT = "incomplete-fact";
    /// Several bodies are possible for one response.
    AMBIGUOUS_ANSWER = "ambiguous-answer";
    /// The kind or the documented type of a deviation does not exist.
    UNKNOWN_DEVIATION = "unknown-deviation";
    /// A deviation lacks a key that its kind needs.
    INCOMPLETE_DEVIATION = "incomplete-deviation";
    /// A deviation has a key that its kind does not allow.
    MISPLACED_DEVIATION_KEY = "misplaced-deviation-key";
    /// A deviation does not apply, or no longer does.
    STALE_DEVIATION = "stale-deviation";
    /// The variants of a union cannot be distinguished.
    AMBIGUOUS_UNION = "ambiguous-union";
    /// An object always contains itself.
    RECURSIVE_TYPE = "recursive-type";
}

/// Headings between the parts of a page.
const WRONG: &str = "\n## Wrong\n";
const RIGHT: &str = "\n## Right\n";

impl Code {
    /// Returns every code, sorted by name.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = ALL.to_vec();
        all.sort_by_key(|code| code.name);
        all
    }

    /// Finds a code by its name.
    ///
    /// # Errors
    ///
    /// Returns a suggestion for an unknown name: the most similar code, or the list of all codes.
    pub fn find(name: &str) -> Result<Self, String> {
        let all = Self::all();
        let names: Vec<_> = all.iter().map(|code| code.name).collect();
        let found = all.iter().find(|code| code.name == name).copied();
        found.ok_or_else(|| suggestion(name, &names))
    }

    /// Returns the name, as messages show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Returns the rule in one line.
    #[must_use]
    pub fn title(self) -> &'static str {
        let line = self.page.lines().next().unwrap_or_default();
        line.trim_start_matches('#').trim()
    }

    /// Returns the explanation of the rule.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        let (prose, _) = self.page.split_once(WRONG).unwrap_or((self.page, ""));
        prose.split_once('\n').map_or("", |(_, prose)| prose.trim())
    }

    /// Returns a small spec that breaks the rule; see [`sources`].
    #[must_use]
    pub fn wrong(self) -> &'static str {
        fenced(self.page.split_once(WRONG).map_or("", |(_, rest)| rest))
    }

    /// Returns the same spec without the error.
    #[must_use]
    pub fn right(self) -> &'static str {
        fenced(self.page.split_once(RIGHT).map_or("", |(_, rest)| rest))
    }
}

/// Returns the lines of the first code block of a text.
fn fenced(text: &'static str) -> &'static str {
    let block = text.split_once("```yaml\n").map_or("", |(_, block)| block);
    block.split_once("```").map_or("", |(block, _)| block)
}

/// Starts the line that names the file of the following lines.
const NEXT_FILE: &str = "#~ ";
/// Follows the path of a file that is not encoded in UTF-8.
const LATIN_1: &str = " (Latin-1)";
/// Follows the path of a file whose last line is repeated many times.
const REPEATED: &str = " (last line 50,000 times)";

/// Splits one text into the files of a spec: `api.yaml` first, and a line `#~ path` starts another.
#[must_use]
pub fn sources(text: &str) -> Sources {
    let mut files = vec![("api.yaml", String::new())];
    // A text that starts with another file has no implicit `api.yaml`.
    if text.starts_with(NEXT_FILE) {
        files.clear();
    }
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(NEXT_FILE), files.last_mut()) {
            (Some(path), _) => files.push((path.trim_end(), String::new())),
            (None, Some((_, contents))) => contents.push_str(line),
            (None, None) => {}
        }
    }
    let mut sources = Sources::new("spec");
    for (path, contents) in files {
        if let Some(path) = path.strip_suffix(LATIN_1) {
            let latin = contents.chars().map(|c| u8::try_from(c).unwrap_or(b'?'));
            sources.add(path, latin.collect());
        } else if let Some(path) = path.strip_suffix(REPEATED) {
            let last = contents.lines().last().unwrap_or_default();
            let more = format!("{last}\n").repeat(49_999);
            sources.add(path, (contents.clone() + &more).into_bytes());
        } else {
            sources.add(path, contents.into_bytes());
        }
    }
    sources
}
