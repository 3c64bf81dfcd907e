//! Scalars that YAML 1.1, YAML 1.2 and JSON read differently.

/// The other reading of an ambiguous scalar, and how to write that unambiguously.
pub(super) struct Ambiguity {
    pub(super) meaning: &'static str,
    pub(super) instead: String,
}

const TRUE: [&str; 8] = ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"];
const FALSE: [&str; 8] = ["n", "N", "no", "No", "NO", "off", "Off", "OFF"];
const LONGEST_WORD: usize = "yes".len();
const NON_FINITE: [&str; 6] = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"];

/// Returns the ambiguity of an unquoted scalar, if it has one. Numbers in decimal digits are
/// unambiguous; any other notation is read differently by YAML 1.1, YAML 1.2 or JSON.
pub(super) fn find(word: &str) -> Option<Ambiguity> {
    let boolean = |instead: &str| Ambiguity {
        meaning: "a boolean",
        instead: format!(", or write `{instead}`"),
    };
    // All other ambiguous scalars begin with a digit or a sign.
    if word.len() > LONGEST_WORD && word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    if TRUE.contains(&word) {
        return Some(boolean("true"));
    }
    if FALSE.contains(&word) {
        return Some(boolean("false"));
    }
    let meaning = if is_date(word) {
        "a date"
    } else if word == "=" {
        "a default value"
    } else if is_odd_number(word) {
        "a number"
    } else {
        return None;
    };
    let instead = if meaning == "a number" {
        ", or write the number in decimal digits".to_owned()
    } else {
        String::new()
    };
    Some(Ambiguity { meaning, instead })
}

fn is_odd_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    if NON_FINITE.contains(&unsigned) {
        return true;
    }
    let with_base = |prefix: &str, digits: fn(char) -> bool| {
        unsigned
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c == '_' || digits(c)))
    };
    if with_base("0x", |c| c.is_ascii_hexdigit())
        || with_base("0o", |c| c.is_digit(8))
        || with_base("0b", |c| c.is_digit(2))
    {
        return true;
    }
    !is_plain_number(word) && (is_decimal(unsigned) || is_sexagesimal(unsigned))
}

/// Returns `true` for `12`, `-3`, `0.5`: numbers that every reader reads alike.
fn is_plain_number(word: &str) -> bool {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Returns `true` for digits with separators, points and an exponent, in any order that a reader
/// accepts.
fn is_decimal(word: &str) -> bool {
    let (mantissa, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let starts_well = mantissa
        .strip_prefix('.')
        .unwrap_or(mantissa)
        .starts_with(|c: char| c.is_ascii_digit());
    let plain = |c: char| c.is_ascii_digit() || c == '_' || c == '.';
    starts_well && mantissa.chars().all(plain) && digits(exponent)
}

/// Returns `true` for base 60: `1:30` is ninety in YAML 1.1.
fn is_sexagesimal(word: &str) -> bool {
    let mut parts = word.split(':');
    let first = parts.next().is_some_and(digits);
    let mut rest = parts.peekable();
    let sixty = |part: &str| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        (1..=2).contains(&whole.len()) && digits(whole) && digits(fraction)
    };
    first && rest.peek().is_some() && rest.all(sixty)
}

fn is_date(word: &str) -> bool {
    let parts: Vec<_> = word.splitn(3, '-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let day = day.split(['T', 't', ' ']).next().unwrap_or(day);
    year.len() == 4
        && (1..=2).contains(&month.len())
        && (1..=2).contains(&day.len())
        && [year, month, day].into_iter().all(digits)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn ambiguous_scalars_are_found() {
        for word in [
            "no",
            "off",
            "yes",
            "on",
            "y",
            "N",
            "0123",
            "0o17",
            "1_000",
            "1:30",
            "190:20:30",
            "0x1F",
            "-0x1F",
            "0b11",
            ".5e3",
            "1e3",
            "1.",
            "+12",
            "1.2.3",
            ".inf",
            "-.INF",
            ".nan",
            "2026-01-31",
            "2026-1-3T10:00:00Z",
            "=",
            "00",
            ".5",
        ] {
            assert!(find(word).is_some(), "{word}");
        }
    }

    #[test]
    fn unambiguous_scalars_are_not_found() {
        for word in [
            "0",
            "12",
            "-3",
            "0.5",
            "100.25",
            "true",
            "null",
            "~",
            "north",
            "yes please",
            "2fa",
            "32 bit",
            "k8s",
            "10:ab",
            "v1.2",
            "2026-08",
            "-",
            "a=b",
            "n/a",
            "/threats",
            "1:30:ab",
            "0xyz",
            "e3",
            "...",
        ] {
            assert!(find(word).is_none(), "{word}");
        }
    }
}
