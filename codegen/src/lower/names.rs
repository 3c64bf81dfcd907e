//! The conversion of wire names to Rust names; no other module converts names.

pub(super) mod features;
mod reserved;
mod signs;

pub(crate) use reserved::TYPES as RESERVED_TYPES;

use crate::model::{ConstructorName, FieldName, ModuleName, RustPath, TypeName, VariantName};
use heck::{ToSnakeCase, ToUpperCamelCase};

/// Methods of every request or filter. A field with one of these names gets a trailing underscore.
const METHODS: [&str; 14] = [
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
    "validate",
    "with_extra",
    "write",
];

/// The placeholder for a name that could not be converted. The error is reported, and the gate keeps
/// the placeholder from the emitter.
pub(super) const UNMADE: &str = "";

/// Keywords that can be escaped, as in `r#type`.
const RAW_KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be escaped; they get a trailing underscore.
const PLAIN_KEYWORDS: [&str; 4] = ["crate", "self", "super", "_"];

/// The modules and crates that generated code names: a module of a type cannot have these names.
const MODULES: [&str; 8] = [
    "alloc",
    "api",
    "core",
    "examples",
    "operations",
    "sdk_runtime",
    "std",
    "types",
];

/// Converts the name of a field: `createdAt__lt` to `created_at_lt`, `type` to `r#type`, `self` to
/// `self_`.
pub(crate) fn field(wire: &str) -> Option<FieldName> {
    let snake = identifier(wire.to_snake_case())?;
    Some(FieldName::new(if METHODS.contains(&snake.as_str()) {
        format!("{snake}_")
    } else {
        escape(snake)
    }))
}

/// Converts the name of a header: `X-RQID` to `x_rqid`. The struct stores the raw headers in `fields`,
/// so that name is reserved.
pub(crate) fn header(wire: &str) -> Option<FieldName> {
    let snake = identifier(wire.to_snake_case())?;
    Some(FieldName::new(if snake == "fields" {
        "fields_".to_owned()
    } else {
        escape(snake)
    }))
}

/// Validates the name of a header that is written in Rust's form.
pub(super) fn given_header(name: &str) -> Option<FieldName> {
    let plain = name == name.to_snake_case();
    header(name).filter(|made| plain && made.as_str() == name)
}

/// Converts the text of an enum value: `in_progress` to `InProgress`, and `unrecognized` to
/// `Unrecognized_`, because the catch-all is `Unrecognized`. Signs without letters become words, and a
/// leading digit is prefixed with `Value`.
pub(crate) fn variant(wire: &str) -> Option<VariantName> {
    given_variant(&match signs::spelled(wire).to_upper_camel_case() {
        name if name.starts_with(|first: char| first.is_ascii_digit()) => format!("Value{name}"),
        name => name,
    })
}

/// Returns the name, with the first free number appended if it is used. A name depends only on earlier
/// names, so appending a value to a list renames no other.
pub(super) fn free_variant(name: VariantName, is_taken: impl Fn(&str) -> bool) -> VariantName {
    if !is_taken(name.as_str()) {
        return name;
    }
    // The trailing underscore avoids a reserved name; a number does so too.
    let stem = name.as_str().trim_end_matches('_');
    let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
    let free = numbered.into_iter().find(|name| !is_taken(name));
    free.map_or(name, VariantName::new)
}

/// Validates a field name that is written in Rust's form.
pub(crate) fn given_field(name: &str) -> Option<FieldName> {
    let plain = name == name.to_snake_case();
    field(name).filter(|made| plain && made.as_str() == name)
}

/// Validates a variant name that is written in Rust's form.
pub(crate) fn given_variant(name: &str) -> Option<VariantName> {
    let name = identifier(name.to_owned()).filter(|name| starts_upper(name))?;
    let taken = matches!(name.as_str(), "Unrecognized" | "Self");
    Some(VariantName::new(if taken {
        format!("{name}_")
    } else {
        name
    }))
}

/// Validates a type name, which is written in Rust's form.
pub(crate) fn type_name(name: &str) -> Option<TypeName> {
    let camel = starts_upper(name) && !name.contains('_');
    identifier(name.to_owned())
        .filter(|_| camel)
        .map(TypeName::new)
}

/// Combines `UpdateThreatIncident` and `data` to `UpdateThreatIncidentData`.
pub(crate) fn nested_type(parent: &str, wire: &str) -> Option<TypeName> {
    let parent = type_name(parent)?;
    type_name(&format!("{parent}{}", wire.to_upper_camel_case()))
}

/// Validates the name of a constructor, which is written in Rust's form.
pub(super) fn constructor(name: &str) -> Option<ConstructorName> {
    let plain =
        name == name.to_snake_case() && !METHODS.contains(&name) && escape(name.to_owned()) == name;
    identifier(name.to_owned())
        .filter(|_| plain)
        .map(ConstructorName::new)
}

/// Returns `true` for a name in `snake_case`.
pub(crate) fn is_snake(name: &str) -> bool {
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    starts_well && name == name.to_snake_case() && identifier(name.to_owned()).is_some()
}

/// Converts `ThreatFilter` to the module `threat_filter`. A keyword gets a trailing underscore, because
/// a file name cannot contain `r#`; so does a device of Windows, and a module that generated code needs.
pub(super) fn module(name: &TypeName) -> ModuleName {
    let snake = name.as_str().to_snake_case();
    let is_taken = [&RAW_KEYWORDS[..], &PLAIN_KEYWORDS, &MODULES]
        .iter()
        .any(|names| names.contains(&snake.as_str()));
    ModuleName::new(if is_taken || is_device(&snake) {
        format!("{snake}_")
    } else {
        snake
    })
}

/// Converts `ThreatFilter` to `threat_filter`, the name of its file in the spec. The name of a device
/// of Windows gets a trailing underscore.
pub(crate) fn file(name: &str) -> String {
    let snake = name.to_snake_case();
    if is_device(&snake) {
        format!("{snake}_")
    } else {
        snake
    }
}

/// Returns `true` for the name of a device of Windows, which no file can have there, with any
/// extension.
fn is_device(snake: &str) -> bool {
    let is_numbered = |device: &str| {
        let number = snake.strip_prefix(device);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    ["aux", "con", "nul", "prn"].contains(&snake) || is_numbered("com") || is_numbered("lpt")
}

/// Validates a Rust path: `crate::runtime`, `sdk_runtime`.
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
    fn modules_can_be_files_on_windows() {
        for (name, module, file) in [
            ("Aux", "aux_", "aux_"),
            ("Con", "con_", "con_"),
            ("NUL", "nul_", "nul_"),
            ("Prn", "prn_", "prn_"),
            ("Com1", "com1_", "com1_"),
            ("LPT9", "lpt9_", "lpt9_"),
            ("Com10", "com10", "com10"),
            ("Console", "console", "console"),
            ("Type", "type_", "type"),
            ("Types", "types_", "types"),
            ("Std", "std_", "std"),
            ("Values", "values", "values"),
        ] {
            let type_name = TypeName::new(name);
            assert_eq!(super::module(&type_name).to_string(), module, "{name}");
            assert_eq!(super::file(name), file, "{name}");
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
    fn a_used_variant_name_gets_a_number() {
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
        for good in ["crate::runtime", "sdk_runtime", "a"] {
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
