//! Formats of texts: what an id or a hash looks like.

use crate::object::bounds::is_invisible;

/// The format of the texts of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFormat {
    /// ASCII digits.
    Digits,
    /// A hash of this many hexadecimal digits, and its name.
    Hash(usize, &'static str),
}

/// Words that programs and spreadsheets write for a missing value.
const MISSING: [&str; 9] = [
    "#n/a",
    "n/a",
    "nan",
    "nil",
    "none",
    "null",
    "<na>",
    "nat",
    "undefined",
];

/// Returns what is wrong with the text of an id, as the end of a sentence; `None` if it can be one.
pub(crate) fn id_problem(text: &str, format: Option<TextFormat>) -> Option<String> {
    match format {
        Some(format) => format.problem(text),
        None => hidden_problem(text),
    }
}

impl TextFormat {
    /// Returns what is wrong with a text, as the end of a sentence; `None` if it has the format.
    pub(crate) fn problem(self, text: &str) -> Option<String> {
        match self {
            Self::Digits if are_digits(text) => None,
            Self::Digits => Some(hidden_problem(text).unwrap_or_else(|| digits_problem(text))),
            Self::Hash(length, name) => hash_problem(text, length, name),
        }
    }
}

/// Reports characters that a reader does not see: at the ends of a copied text, or inside it.
fn hidden_problem(text: &str) -> Option<String> {
    if has_only(text, u8::is_ascii_graphic) {
        return None;
    }
    let is_white = |c: char| c.is_whitespace();
    if text.starts_with(is_white) || text.ends_with(is_white) {
        return Some("starts or ends with white space: trim it".to_owned());
    }
    let hidden = text.chars().find(|c| is_invisible(*c) && *c != ' ')?;
    let code = u32::from(hidden);
    Some(format!(
        "contains the invisible character U+{code:04X}: remove it"
    ))
}

/// Returns `true` if the text consists of digits and is not empty.
fn are_digits(text: &str) -> bool {
    !text.is_empty() && has_only(text, u8::is_ascii_digit)
}

/// Returns `true` if each byte of a text is of a kind. Ids are valid nearly always, and without an early
/// end the compiler checks many bytes at once.
fn has_only(text: &str, is_of_kind: impl Fn(&u8) -> bool) -> bool {
    let bytes = text.as_bytes().iter();
    bytes.fold(true, |all, byte| all & is_of_kind(byte))
}

/// Explains why a text does not consist of digits, by the ways in which ids are spoiled on their
/// way through files, spreadsheets and other programs.
fn digits_problem(text: &str) -> String {
    if text.is_empty() {
        return "is empty".to_owned();
    }
    let lower = text.to_ascii_lowercase();
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    if MISSING.contains(&lower.as_str()) {
        format!(
            "is `{text}`, which stands for a missing value: leave it out, or pass the id itself"
        )
    } else if text.contains(['[', ']', '{', '}']) {
        "contains a bracket: pass the ids one by one instead of a list as text".to_owned()
    } else if text.contains(['"', '\'', '`', '“', '”', '‘', '’', '„']) {
        "contains a quotation mark: pass the id without quotes".to_owned()
    } else if text.contains([',', ';', '|']) {
        "contains a separator: pass each id as a separate item".to_owned()
    } else if text.contains(char::is_whitespace) {
        "contains white space: pass each id as a separate item".to_owned()
    } else if lower.contains('e') && is_number(text) {
        "is a number in scientific notation, as spreadsheets write long ids: its last digits are \
         lost, so read the id from its source as text"
            .to_owned()
    } else if text.contains('.') && is_number(text) {
        "is a floating-point number, which cannot hold every digit of a long id: read the id from \
         its source as text"
            .to_owned()
    } else if is_number(text) {
        "has a sign: an id consists of digits".to_owned()
    } else if text.contains("://") {
        "is a URL: pass only the id in it".to_owned()
    } else {
        let other = text.chars().find(|c| !c.is_ascii_digit());
        let other = other.unwrap_or_default().escape_debug();
        format!("contains `{other}`: an id consists of the digits 0 to 9")
    }
}

/// Reports a text that is not a hash of this many hexadecimal digits.
fn hash_problem(text: &str, length: usize, name: &str) -> Option<String> {
    let is_hex = has_only(text, u8::is_ascii_hexdigit);
    if is_hex && text.len() == length {
        return None;
    }
    if let Some(problem) = hidden_problem(text) {
        return Some(problem);
    }
    let known = [(32, "an MD5"), (40, "a SHA-1"), (64, "a SHA-256")];
    let other = known.iter().find(|(digits, _)| *digits == text.len());
    Some(match other {
        Some((_, other)) if is_hex => {
            format!("has the length of {other}: a {name} has {length} hexadecimal digits")
        }
        _ if is_hex => format!(
            "has {} hexadecimal digits: a {name} has {length}",
            text.len()
        ),
        _ => format!("is not a {name}, which has {length} hexadecimal digits"),
    })
}

#[cfg(test)]
mod tests {
    use crate::object::field_path::FieldPath;
    use crate::object::field_spec::FieldSpec;
    use crate::object::model::Value;
    use crate::object::validate::Validator;
    use crate::values::id::Id;

    fn violation<T: Value>(value: &T, spec: FieldSpec) -> Option<String> {
        let mut validator = Validator::default();
        value.validate(&FieldPath::ROOT.field("x"), &spec, &mut validator);
        let violations = validator.into_violations();
        assert!(violations.len() <= 1, "{violations:?}");
        violations.first().map(ToString::to_string)
    }

    #[test]
    fn texts_that_cannot_be_ids_are_violations_with_their_reason() {
        let digits = FieldSpec::NONE.digits();
        for (text, reason) in [
            ("1,2", "contains a separator"),
            ("1;2", "contains a separator"),
            ("1 2", "contains white space"),
            (" 1", "starts or ends with white space"),
            ("1\r", "starts or ends with white space"),
            ("1\u{a0}", "starts or ends with white space"),
            ("1\n2", "contains the invisible character U+000A"),
            ("1\u{200b}", "contains the invisible character U+200B"),
            ("\u{feff}1", "contains the invisible character U+FEFF"),
            ("1\u{202e}2", "contains the invisible character U+202E"),
            ("1\0", "contains the invisible character U+0000"),
            ("2.25495E+17", "is a number in scientific notation"),
            ("1e5", "is a number in scientific notation"),
            ("225494730938493804.0", "is a floating-point number"),
            ("-1", "has a sign"),
            ("+1", "has a sign"),
            ("\"1\"", "contains a quotation mark"),
            ("'1", "contains a quotation mark"),
            ("“1”", "contains a quotation mark"),
            ("[1]", "contains a bracket"),
            ("https://console/threats/1", "is a URL"),
            ("１２", "contains `１`: an id consists of the digits 0 to 9"),
            ("0x1F", "contains `x`"),
        ] {
            let violation = violation(&Id::from(text), digits).unwrap_or_default();
            assert!(
                violation.starts_with(&format!("x: {reason}")),
                "{text:?}: {violation}"
            );
            assert!(!violation.contains(char::is_control), "{violation}");
        }
        for text in ["None", "null", "NaN", "nan", "undefined", "#N/A", "nil"] {
            let violation = violation(&Id::from(text), digits).unwrap_or_default();
            let reason = format!("`{text}`, which stands for a missing value");
            assert!(violation.contains(&reason), "{violation}");
        }
        for text in ["0", "225494730938493804", "18446744073709551615"] {
            assert_eq!(violation(&Id::from(text), digits), None);
        }
        let spec = digits.max_length(3);
        let long = violation(&vec![Id::from("1"), Id::from("1234")], spec).unwrap();
        assert_eq!(long, "x: item 1 is longer than 3 characters");
    }

    #[test]
    fn an_id_of_any_format_has_no_hidden_characters() {
        for text in ["T-7", "a,b", "None", "a b", "é", "\"x\""] {
            assert_eq!(violation(&Id::from(text), FieldSpec::NONE), None, "{text}");
        }
        for text in ["T-7\r\n", " T-7", "T-7\u{200b}", "T\t7"] {
            assert!(
                violation(&Id::from(text), FieldSpec::NONE).is_some(),
                "{text:?}"
            );
        }
        let hidden = violation(&Id::from("canary,"), FieldSpec::NONE.digits().sensitive());
        assert!(!hidden.unwrap().contains("canary"));
    }

    #[test]
    fn hashes_have_as_many_hexadecimal_digits_as_their_name_says() {
        let sha1 = "ddd5030a3d029f3845fc1052419829f08f312240";
        for (text, reason) in [
            (sha1, None),
            (&*sha1.to_uppercase(), None),
            (
                &sha1[1..],
                Some("has 39 hexadecimal digits: a SHA-1 has 40"),
            ),
            (&sha1[..32], Some("has the length of an MD5")),
            (&"0".repeat(64), Some("has the length of a SHA-256")),
            ("ddd5030g", Some("is not a SHA-1, which has 40")),
            (&format!("{sha1} "), Some("starts or ends with white space")),
        ] {
            let violation = violation(&text.to_owned(), FieldSpec::NONE.sha1());
            let expected = reason.map(|reason| format!("x: {reason}"));
            match expected {
                None => assert_eq!(violation, None),
                Some(start) => assert!(violation.is_some_and(|v| v.starts_with(&start)), "{text}"),
            }
        }
        let md5 = FieldSpec::NONE.md5();
        assert_eq!(violation(&sha1[..32].to_owned(), md5), None);
        assert_eq!(violation(&"0".repeat(64), FieldSpec::NONE.sha256()), None);
    }
}
