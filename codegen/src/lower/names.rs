//! The only place where a wire name becomes a Rust name.

mod reserved;

pub(super) use reserved::TYPES as RESERVED_TYPES;

use crate::api::{ConstructorName, FieldName, ModuleName, RustPath, TypeName, VariantName};
use heck::{ToSnakeCase, ToUpperCamelCase};

/// Methods that every request or filter has; a field of that name gets an underscore behind it.
const METHODS: [&str; 13] = [
    "all",
    "borrow",
    "check",
    "clone",
    "criteria",
    "default",
    "describe",
    "into",
    "new",
    "prepare",
    "to_owned",
    "with_extra",
    "write",
];

/// Stands in for a name that could not be made. The mistake is reported, so nothing more is said of
/// it, and the gate keeps it from the emitter.
pub(super) const UNMADE: &str = "";

/// Keywords that can be escaped as `r#type`.
const RAW_KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be escaped; they get an underscore behind them.
const PLAIN_KEYWORDS: [&str; 4] = ["crate", "self", "super", "_"];

/// `createdAt__lt` -> `created_at_lt`, `type` -> `r#type`, `self` -> `self_`.
pub(super) fn field(wire: &str) -> Option<FieldName> {
    let snake = identifier(wire.to_snake_case())?;
    Some(FieldName::new(if METHODS.contains(&snake.as_str()) {
        format!("{snake}_")
    } else {
        escape(snake)
    }))
}

/// `X-RQID` -> `x_rqid`. The struct keeps the raw headers in `fields`, so that name is taken.
pub(super) fn header(wire: &str) -> Option<FieldName> {
    let snake = identifier(wire.to_snake_case())?;
    Some(FieldName::new(if snake == "fields" {
        "fields_".to_owned()
    } else {
        escape(snake)
    }))
}

/// `in_progress` -> `InProgress`; `unrecognized` -> `Unrecognized_`, because the catch-all has the
/// name. What has no letters gets words for its signs, and a digit first gets `Value` before it.
pub(super) fn variant(wire: &str) -> Option<VariantName> {
    given_variant(&match spelled(wire).to_upper_camel_case() {
        name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("Value{name}"),
        name => name,
    })
}

/// What conversion would lose and is not to be lost: nothing at all, a sign in front of a number, a
/// value of signs alone.
fn spelled(wire: &str) -> String {
    let is_number = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    match (wire.strip_prefix('+'), wire.strip_prefix('-')) {
        _ if wire.is_empty() => "empty".to_owned(),
        _ if wire.trim().is_empty() => "blank".to_owned(),
        (Some(number), _) if is_number(number) => format!("plus {number}"),
        (_, Some(number)) if is_number(number) => format!("minus {number}"),
        _ if wire.chars().all(|c| sign(c).is_some()) => {
            let words: Vec<_> = wire.chars().filter_map(sign).collect();
            words.join(" ")
        }
        _ => wire.to_owned(),
    }
}

/// The word for a sign.
fn sign(c: char) -> Option<&'static str> {
    let at = SIGNS.iter().find(|(sign, _)| *sign == c)?;
    Some(at.1)
}

const SIGNS: [(char, &str); 27] = [
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('%', "percent"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('~', "tilde"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('?', "question"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('_', "underscore"),
    ('(', "open"),
    (')', "close"),
    ('[', "from"),
    (']', "to"),
];

/// The name itself, or with the first number behind it that makes it free. A name depends on those
/// before it alone, so that a value at the end of a list renames none.
pub(super) fn free_variant(name: VariantName, is_taken: impl Fn(&str) -> bool) -> VariantName {
    if !is_taken(name.as_str()) {
        return name;
    }
    // A name that ends in an underscore is one because of its own name, which a number mends too.
    let stem = name.as_str().trim_end_matches('_');
    let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
    let free = numbered.into_iter().find(|name| !is_taken(name));
    free.map_or(name, VariantName::new)
}

/// A field name as the spec gives it: in Rust's own form, and not taken.
pub(super) fn given_field(name: &str) -> Option<FieldName> {
    let plain = name == name.to_snake_case();
    field(name).filter(|made| plain && made.as_str() == name)
}

/// A variant name as the spec gives it.
pub(super) fn given_variant(name: &str) -> Option<VariantName> {
    let name = identifier(name.to_owned()).filter(|name| starts_upper(name))?;
    let taken = matches!(name.as_str(), "Unrecognized" | "Self");
    Some(VariantName::new(if taken {
        format!("{name}_")
    } else {
        name
    }))
}

/// A type name stands in the spec as it is in Rust.
pub(super) fn type_name(name: &str) -> Option<TypeName> {
    let camel = starts_upper(name) && !name.contains('_');
    identifier(name.to_owned())
        .filter(|_| camel)
        .map(TypeName::new)
}

/// `UpdateThreatIncident` and `data` -> `UpdateThreatIncidentData`.
pub(super) fn nested_type(parent: &str, wire: &str) -> Option<TypeName> {
    let parent = type_name(parent)?;
    type_name(&format!("{parent}{}", wire.to_upper_camel_case()))
}

/// A constructor stands in the spec as it is in Rust.
pub(super) fn constructor(name: &str) -> Option<ConstructorName> {
    let plain =
        name == name.to_snake_case() && !METHODS.contains(&name) && escape(name.to_owned()) == name;
    identifier(name.to_owned())
        .filter(|_| plain)
        .map(ConstructorName::new)
}

/// Whether a name is one in `snake_case`.
pub(super) fn is_snake(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    starts_well && name == name.to_snake_case() && identifier(name.to_owned()).is_some()
}

/// `ThreatFilter` -> `threat_filter`. A type name is no keyword in snake case but for a few: those
/// are escaped like fields, without the `r#` that a file name cannot have.
pub(super) fn module(name: &TypeName) -> ModuleName {
    let snake = name.as_str().to_snake_case();
    let keyword =
        RAW_KEYWORDS.contains(&snake.as_str()) || PLAIN_KEYWORDS.contains(&snake.as_str());
    ModuleName::new(if keyword || snake == "mod" {
        format!("{snake}_")
    } else {
        snake
    })
}

/// `ThreatFilter` -> `threat_filter`: the file of the spec that a type stands in.
pub(super) fn file(name: &str) -> String {
    name.to_snake_case()
}

/// `crate::runtime`, `sentinelone_sdk::runtime`.
pub(super) fn rust_path(path: &str) -> Option<RustPath> {
    let segment = |segment: &str| {
        segment == "crate"
            || (identifier(segment.to_owned()).is_some() && escape(segment.to_owned()) == segment)
    };
    let starts_well = !path.is_empty() && path.split("::").all(segment);
    let crate_only_first = path.split("::").skip(1).all(|segment| segment != "crate");
    (starts_well && crate_only_first).then(|| RustPath::new(path))
}

fn starts_upper(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// ASCII letters, digits and underscores, no digit first.
fn identifier(name: String) -> Option<String> {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    (plain && starts_well && name != "_").then_some(name)
}

fn escape(name: String) -> String {
    if PLAIN_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else if RAW_KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        for (wire, rust) in [
            ("createdAt__lt", "created_at_lt"),
            ("k8sNodeName__contains", "k8s_node_name_contains"),
            ("osTypesNin", "os_types_nin"),
            ("awsSubnetIds__contains", "aws_subnet_ids_contains"),
            ("type", "r#type"),
            ("match", "r#match"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("new", "new_"),
            ("default", "default_"),
            ("withExtra", "with_extra_"),
            ("extra_", "extra"),
        ] {
            assert_eq!(
                field(wire).as_ref().map(FieldName::as_str),
                Some(rust),
                "{wire}"
            );
        }
        for wire in ["", "1st", "%", "ü", "_"] {
            assert_eq!(field(wire), None, "{wire}");
        }
    }

    #[test]
    fn headers() {
        for (wire, rust) in [
            ("X-RQID", "x_rqid"),
            ("Content-Type", "content_type"),
            ("Fields", "fields_"),
        ] {
            assert_eq!(
                header(wire).as_ref().map(FieldName::as_str),
                Some(rust),
                "{wire}"
            );
        }
    }

    #[test]
    fn variants() {
        for (wire, rust) in [
            ("in_progress", "InProgress"),
            ("kubernetes node", "KubernetesNode"),
            ("Cloud", "Cloud"),
            ("unrecognized", "Unrecognized_"),
            ("unknown", "Unknown"),
            ("self", "Self_"),
            ("Self", "Self_"),
            ("", "Empty"),
            (" ", "Blank"),
            ("1", "Value1"),
            ("32 bit", "Value32Bit"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("a b", "AB"),
            ("a-b", "AB"),
            (">=", "GreaterEqual"),
            ("n/a", "NA"),
        ] {
            assert_eq!(
                variant(wire).as_ref().map(VariantName::as_str),
                Some(rust),
                "{wire}"
            );
        }
        for wire in ["ü", "\u{200b}"] {
            assert_eq!(variant(wire), None, "{wire}");
        }
    }

    #[test]
    fn a_variant_name_that_is_taken_gets_a_number() {
        let mut taken = vec!["AB".to_owned(), "AB3".to_owned()];
        for free in ["AB2", "AB4"] {
            let name = free_variant(VariantName::new("AB"), |name| {
                taken.iter().any(|taken| taken == name)
            });
            assert_eq!(name.as_str(), free);
            taken.push(name.to_string());
        }
    }

    #[test]
    fn paths() {
        for good in ["crate::runtime", "sentinelone_sdk::runtime", "a"] {
            assert!(rust_path(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "::a",
            "a::",
            "a-b",
            "a::crate",
            "a::type",
            "a b",
            "super::x::self",
        ] {
            assert!(rust_path(bad).is_none(), "{bad}");
        }
    }
}
