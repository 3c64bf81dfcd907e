//! The constructs of other dialects of regular expressions, each with a way to go without it.

/// A construct that the dialect of patterns lacks.
pub(super) struct Unsupported {
    /// Its name, with an article: "the look-ahead".
    name: &'static str,
    /// Its beginning in the pattern: `(?=`.
    text: String,
    /// Its position in the pattern, in characters from 1.
    position: usize,
    /// The way to go without it.
    pub(super) help: String,
}

impl Unsupported {
    pub(super) fn problem(&self) -> String {
        format!(
            "{} `{}` at character {} is not supported",
            self.name, self.text, self.position
        )
    }
}

/// Returns the first construct of a pattern that is not supported.
pub(super) fn find(pattern: &str) -> Option<Unsupported> {
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(first) = rest.chars().next() {
        let found = match first {
            '\\' => escape(rest, in_class),
            _ if in_class => inside_class(rest),
            '(' => group(rest),
            _ => None,
        };
        if let Some((name, length, help)) = found {
            let before = pattern.len() - rest.len();
            return Some(Unsupported {
                name,
                text: rest.get(..length).unwrap_or(rest).to_owned(),
                position: pattern.get(..before).unwrap_or_default().chars().count() + 1,
                help,
            });
        }
        let length = match first {
            '[' if in_class => posix_class(rest).unwrap_or(1),
            '[' => class_start(rest),
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ => first.len_utf8(),
        };
        in_class = match first {
            '[' => true,
            ']' => false,
            _ => in_class,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    None
}

/// A description of a construct, its length in bytes, and the way to go without it.
type Found = (&'static str, usize, String);

const LOOK_HELP: &str = "leave it out, and describe the rule in words: the server checks it; the length of a text is the subject of `min_length` and `max_length`";

const REFERENCE_HELP: &str = "repeat the expression of the group, or leave the reference out and describe the rule in words: the server checks it";

/// The constructs that begin with a parenthesis.
const GROUPS: [(&str, &str, &str); 9] = [
    ("(?=", "the look-ahead", LOOK_HELP),
    ("(?!", "the look-ahead", LOOK_HELP),
    ("(?<=", "the look-behind", LOOK_HELP),
    ("(?<!", "the look-behind", LOOK_HELP),
    (
        "(?>",
        "the atomic group",
        "write `(?:` for a group that is not captured",
    ),
    ("(?P=", "the back-reference", REFERENCE_HELP),
    ("(?'", "the named group", "write `(?<name>` or `(`"),
    ("(?#", "the comment", "remove it"),
    (
        "(?(",
        "the condition",
        "write all alternatives in full, separated by `|`",
    ),
];

fn group(rest: &str) -> Option<Found> {
    let mut groups = GROUPS.iter();
    let (start, name, help) = groups.find(|(start, ..)| rest.starts_with(start))?;
    Some((name, start.len(), (*help).to_owned()))
}

/// The escapes of other dialects with an expression of this one.
const ESCAPES: [(char, &str, &str); 9] = [
    ('Z', "the anchor", "write `$`"),
    ('G', "the anchor", "write `^`"),
    ('h', "the class", "write `[ \\t]`"),
    ('H', "the class", "write `[^ \\t]`"),
    ('R', "the line break", "write `(?:\\r\\n|\\n|\\r)`"),
    ('N', "the class", "write `[^\\n]`"),
    ('e', "the escape", "write `\\x1B`"),
    (
        'Q',
        "the quotation",
        "escape each sign with a backslash instead",
    ),
    ('K', "the reset", LOOK_HELP),
];

fn escape(rest: &str, in_class: bool) -> Option<Found> {
    let behind = rest.get(1..)?;
    let first = behind.chars().next()?;
    match first {
        'p' | 'P' => return Some(unicode_class(behind)),
        'k' | 'g' => {
            let length = 1 + braced(behind).unwrap_or(1);
            return Some(("the back-reference", length, REFERENCE_HELP.to_owned()));
        }
        'c' => {
            let letter = behind.chars().nth(1).filter(char::is_ascii_alphabetic)?;
            let code = u32::from(letter.to_ascii_uppercase()) - u32::from('@');
            return Some(("the control character", 3, format!("write `\\x{code:02X}`")));
        }
        '0'..='9' => return Some(number(behind, in_class)),
        _ => {}
    }
    let (_, name, help) = ESCAPES.iter().find(|(letter, ..)| *letter == first)?;
    Some((name, 2, (*help).to_owned()))
}

/// Describes a backslash with digits: the octal number of a character, or a reference to a group.
fn number(behind: &str, in_class: bool) -> Found {
    let is_octal = |byte: &u8| (b'0'..=b'7').contains(byte);
    let octal = behind.bytes().take(3).take_while(is_octal).count();
    let is_octal = octal == 3 || octal > 0 && (in_class || behind.starts_with('0'));
    if !is_octal {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        return ("the back-reference", 1 + digits, REFERENCE_HELP.to_owned());
    }
    let digits = behind.get(..octal).unwrap_or_default();
    let code = u32::from_str_radix(digits, 8).unwrap_or(0);
    let hexadecimal = if code < 0x100 {
        format!("\\x{code:02X}")
    } else {
        format!("\\x{{{code:X}}}")
    };
    let help = format!("write the character by its hexadecimal number: `{hexadecimal}`");
    ("the octal escape", 1 + octal, help)
}

/// The classes of Unicode with an expression for the characters that most texts have.
const CLASSES: [(&[&str], &str); 6] = [
    (
        &["L", "Letter", "Alpha", "Alphabetic", "IsAlphabetic", "IsL"],
        "A-Za-zÀ-ÖØ-öø-ɏ",
    ),
    (&["Lu", "Uppercase_Letter", "Lu&", "IsUppercase"], "A-Z"),
    (&["Ll", "Lowercase_Letter", "IsLowercase"], "a-z"),
    (&["N", "Nd", "Number", "Digit", "IsDigit"], "0-9"),
    (&["Z", "Zs", "Separator", "Space_Separator"], "\\s"),
    (
        &["P", "Punct", "Punctuation", "IsPunctuation"],
        "!-/:-@\\[-`{-~",
    ),
];

/// Describes a class of Unicode, behind its backslash: `p{L}`, `P{^L}`, `pL`.
fn unicode_class(behind: &str) -> Found {
    let length = braced(behind).unwrap_or_else(|| behind.chars().take(2).map(char::len_utf8).sum());
    let name = behind.get(1..length).unwrap_or_default();
    let name = name.trim_matches(['{', '}']);
    let is_negated = behind.starts_with('P') != name.starts_with('^');
    let name = name.trim_start_matches('^');
    let mut classes = CLASSES.iter();
    let known = classes.find(|(names, _)| names.contains(&name));
    let help = match known {
        Some((_, ranges)) if is_negated => {
            format!("list the characters: `[^{ranges}]` is usually enough")
        }
        Some((_, ranges)) => format!("list the characters: `[{ranges}]` is usually enough"),
        None => "list the characters or their ranges in brackets".to_owned(),
    };
    ("the Unicode class", 1 + length, help)
}

/// Returns the length of a letter with a text in braces or angle brackets behind it.
fn braced(text: &str) -> Option<usize> {
    let close = match text.as_bytes().get(1)? {
        b'{' => '}',
        b'<' => '>',
        _ => return None,
    };
    text.find(close).map(|at| at + 1)
}

fn inside_class(rest: &str) -> Option<Found> {
    const SET_HELP: &str =
        "list the characters of the result; write a backslash before a sign that is meant as such";
    if rest.starts_with('[') && posix_class(rest).is_none() {
        let help = "write `\\[` for the character itself, or all ranges in one class";
        return Some(("the class inside a class", 1, help.to_owned()));
    }
    let operators = ["&&", "--", "~~"];
    let operator = operators.iter().find(|sign| rest.starts_with(**sign))?;
    Some(("the set operator", operator.len(), SET_HELP.to_owned()))
}

/// Returns the length of a class such as `[:alpha:]`, which is supported inside of another.
fn posix_class(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("[:")?;
    let end = inside.find(":]")?;
    let name = inside.get(..end)?;
    let is_word = |c: char| c.is_ascii_alphabetic() || c == '^';
    name.chars().all(is_word).then_some(end + 4)
}

/// Returns the length of the beginning of a class, in which a bracket or hyphens are themselves.
fn class_start(rest: &str) -> usize {
    let inside = rest.get(1..).unwrap_or_default();
    let inside = inside.strip_prefix('^').unwrap_or(inside);
    let inside = inside.trim_start_matches('-');
    let inside = inside.strip_prefix(']').unwrap_or(inside);
    rest.len() - inside.len()
}

#[cfg(test)]
mod tests {
    use super::find;

    fn problem(pattern: &str) -> String {
        find(pattern).map_or_else(String::new, |found| {
            format!("{}; {}", found.problem(), found.help)
        })
    }

    #[test]
    fn each_construct_is_named_with_its_place_and_the_way_without_it() {
        for (pattern, expected) in [
            (r"^(?=.*\d).+$", "the look-ahead `(?=` at character 2"),
            (r"a(?<!b)", "the look-behind `(?<!` at character 2"),
            (r"é(?!x)", "the look-ahead `(?!` at character 2"),
            (r"(a)\1", r"the back-reference `\1` at character 4"),
            (r"(a)\12", r"the back-reference `\12` at character 4"),
            (
                r"(?<q>a)\k<q>",
                r"the back-reference `\k<q>` at character 8",
            ),
            (r"\\\001", r"the octal escape `\001` at character 3"),
            (r"[^\0-\37]", r"the octal escape `\0` at character 3"),
            (
                r"^\p{Lu}\p{L}*$",
                r"the Unicode class `\p{Lu}` at character 2",
            ),
            (r"[\pL]", r"the Unicode class `\pL` at character 2"),
            (r"[^[]", "the class inside a class `[` at character 3"),
            (r"[a-z&&[^b]]", "the set operator `&&` at character 5"),
            (r"(?>a)", "the atomic group `(?>` at character 1"),
            (r"a\Z", r"the anchor `\Z` at character 2"),
            (r"\cJ", r"the control character `\cJ` at character 1"),
        ] {
            let found = problem(pattern);
            assert!(found.starts_with(expected), "{pattern}: {found}");
            assert!(regex_lite::Regex::new(pattern).is_err(), "{pattern}");
        }
        assert!(problem(r"\377").ends_with(r"`\xFF`"));
        assert!(problem(r"\P{Nd}").contains("`[^0-9]`"));
    }

    #[test]
    fn supported_constructs_are_left_alone() {
        for pattern in [
            r"^[A-Z]{2,5}-\d+$",
            r"[[:alpha:]\]]",
            r"[]a]",
            r"[^]a]",
            r"[--a]",
            r"\\1",
            r"(?<name>a)(?:b)(?i)c",
            r"[(?=]",
            r"\[\(\?=",
            r"\x01\u00e9",
        ] {
            assert_eq!(problem(pattern), "", "{pattern}");
            assert!(regex_lite::Regex::new(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_may_end_anywhere() {
        for whole in [r"(?<=\p{L}\k<q>[[:alpha:]\001]\cJ)", "é[^é-ü\\é]"] {
            for (at, _) in whole.char_indices() {
                problem(&whole[..at]);
                problem(&whole[at..]);
            }
        }
    }
}
