//! The types of the spec, and the Rust types, that a documented type may become.

use crate::fact::{Key, Section};
use codegen::model::{Api, Openness, Scalar, Type, TypeKind, TypeName};

/// A type of the spec, as far as the rules distinguish types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The kind of the type.
    pub form: Form,
    /// Its own name, if its Rust type has one.
    pub name: String,
    /// The type of the items of a list or a map.
    pub items: Option<Box<Self>>,
    /// `true` if `null` is a distinct value.
    pub is_nullable: bool,
    /// `true` if it is received, and redacted in logs.
    pub is_hidden: bool,
}

impl Meaning {
    /// Creates a type that is not a list.
    #[must_use]
    pub fn one(form: Form, name: &str) -> Self {
        let name = name.to_owned();
        Self {
            form,
            name,
            items: None,
            is_nullable: false,
            is_hidden: false,
        }
    }
}

/// Kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A single value.
    Scalar(Scalar),
    /// Text with known values, which accepts others.
    OpenEnum,
    /// Text with known values only.
    ClosedEnum,
    /// Integers with known values.
    IntegerEnum,
    /// A handwritten type, by its wire type.
    External(Scalar),
    /// An object described in place, or a request.
    Inline,
    /// A shared object.
    Shared,
    /// The value of a response header.
    Header,
    /// An integer as text.
    IntegerText,
    /// A list.
    List,
    /// An object with arbitrary keys.
    Map,
    /// A body of bytes that is streamed.
    Stream,
}

/// A documented type, an allowed form in the spec, and the Rust type of that form. A form with
/// `None` has no documented type: it requires a deviation.
type Rule = (Option<&'static str>, Form, &'static str);

/// The rules. `{}` is the type's own name, or the Rust type of the items of a list or a map.
const TABLE: [Rule; 30] = [
    (Some("string"), Form::Scalar(Scalar::String), "String"),
    (
        Some("string"),
        Form::Scalar(Scalar::DateTime),
        "runtime::Timestamp",
    ),
    (Some("string"), Form::Scalar(Scalar::Date), "runtime::Date"),
    (Some("string"), Form::Scalar(Scalar::Uuid), "runtime::Uuid"),
    (Some("string"), Form::Scalar(Scalar::Id), "runtime::Id"),
    (
        Some("string"),
        Form::Scalar(Scalar::JsonString),
        "runtime::JsonText",
    ),
    (
        Some("string"),
        Form::Scalar(Scalar::Bytes),
        "runtime::Bytes",
    ),
    (
        Some("file"),
        Form::Scalar(Scalar::File),
        "runtime::FilePart",
    ),
    (Some("string"), Form::Scalar(Scalar::Text), "String"),
    (Some("string"), Form::Stream, "runtime::ByteStream"),
    (Some("string"), Form::OpenEnum, "{}"),
    (Some("string"), Form::ClosedEnum, "{}"),
    (Some("integer"), Form::IntegerEnum, "{}"),
    (Some("string"), Form::Header, "runtime::HeaderText"),
    (Some("boolean"), Form::Scalar(Scalar::Boolean), "bool"),
    (Some("number"), Form::Scalar(Scalar::Number), "f64"),
    (Some("integer"), Form::Scalar(Scalar::Int32), "i32"),
    (Some("integer"), Form::Scalar(Scalar::Int64), "i64"),
    (Some("integer"), Form::Scalar(Scalar::Uint16), "u16"),
    (Some("integer"), Form::Scalar(Scalar::Uint32), "u32"),
    (Some("integer"), Form::Scalar(Scalar::Uint64), "u64"),
    (
        Some("string"),
        Form::IntegerText,
        "runtime::IntegerText<{}>",
    ),
    (
        Some("string"),
        Form::Scalar(Scalar::LocalDateTime),
        "runtime::LocalDateTime",
    ),
    (Some("array"), Form::List, "Vec<{}>"),
    (
        Some("array"),
        Form::Scalar(Scalar::ErrorList),
        "Vec<runtime::ErrorDetail>",
    ),
    (Some("object"), Form::Inline, "{}"),
    (Some("object"), Form::Shared, "{}"),
    (
        Some("object"),
        Form::Map,
        "std::collections::BTreeMap<String,{}>",
    ),
    (Some("null"), Form::Scalar(Scalar::Nothing), "()"),
    (Some("any"), Form::Scalar(Scalar::Json), "runtime::Json"),
];

/// Returns the documented type of a type in the spec without a deviation.
#[must_use]
pub fn documented(meaning: &Meaning) -> Option<&'static str> {
    let on_the_wire = match meaning.form {
        Form::External(wire) => Form::Scalar(wire),
        form => form,
    };
    rule(on_the_wire).and_then(|(documented, ..)| *documented)
}

/// Returns `true` if the spec language alone determines the type of a fact: a status is a `uint16`, which
/// a page may also call a number.
#[must_use]
pub fn is_given_type(key: &Key, documented: &str) -> bool {
    let is_status = key.section == Section::Outputs && key.path == ["status_code"];
    is_status && ["number", "integer"].contains(&documented)
}

/// Returns `true` if the spec language alone determines that a fact is present: the parts of a response
/// are required, however the page marks them.
#[must_use]
pub fn is_given_presence(key: &Key) -> bool {
    key.section == Section::Outputs && key.path.len() == 1
}

/// Returns the Rust type required for a type of the spec. `None` for a form without a rule.
#[must_use]
pub fn rust(meaning: &Meaning) -> Option<String> {
    let name = match &meaning.items {
        Some(items) => rust(items)?,
        None => meaning.name.clone(),
    };
    let mut ty = match meaning.form {
        Form::External(_) => name,
        form => rule(form)?.2.replace("{}", &name),
    };
    if meaning.is_nullable {
        ty = format!("runtime::Nullable<{ty}>");
    }
    if meaning.is_hidden {
        ty = format!("runtime::Sensitive<{ty}>");
    }
    Some(ty)
}

fn rule(form: Form) -> Option<&'static Rule> {
    TABLE.iter().find(|(_, known, _)| *known == form)
}

/// Returns `true` if a rule sets a location in the message: in a request, or in the responses with
/// some statuses.
#[must_use]
pub fn is_place(rule: &str) -> bool {
    const STARTS: [&str; 4] = ["in_", "as_", "status(", "runtime::"];
    STARTS.iter().any(|start| rule.starts_with(start))
}

/// Classifies a type of the spec.
#[must_use]
pub fn meaning(api: &Api, ty: &Type) -> Meaning {
    let kind = |name: &TypeName| {
        let def = api.types.iter().find(|def| def.name == *name);
        def.map(|def| &def.kind)
    };
    match ty {
        Type::Scalar(scalar) => Meaning::one(Form::Scalar(*scalar), ""),
        Type::List(items) => Meaning {
            items: Some(Box::new(meaning(api, items))),
            ..Meaning::one(Form::List, "")
        },
        Type::Map(items) => Meaning {
            items: Some(Box::new(meaning(api, items))),
            ..Meaning::one(Form::Map, "")
        },
        Type::IntegerText(scalar) => Meaning {
            items: Some(Box::new(Meaning::one(Form::Scalar(*scalar), ""))),
            ..Meaning::one(Form::IntegerText, "")
        },
        Type::Nullable(ty) => Meaning {
            is_nullable: true,
            ..meaning(api, ty)
        },
        Type::Inline(object) => Meaning::one(Form::Inline, object.name.as_str()),
        Type::External { name, path } => {
            let wire = match kind(name) {
                Some(TypeKind::External(external)) => external.wire,
                _ => Scalar::String,
            };
            Meaning::one(Form::External(wire), path.as_str())
        }
        Type::Shared(name) => {
            let form = match kind(name) {
                Some(TypeKind::Object(_) | TypeKind::Union(_)) => Form::Shared,
                Some(TypeKind::Enum(values)) if values.is_of_integers() => Form::IntegerEnum,
                Some(TypeKind::Enum(values)) if values.openness == Openness::Closed => {
                    Form::ClosedEnum
                }
                _ => Form::OpenEnum,
            };
            Meaning::one(form, name.as_str())
        }
    }
}

/// Converts `createdAt__lt` to `created_at_lt` and `X-RQID` to `x_rqid`. Independent of the
/// generator, so that its naming is checked.
#[must_use]
pub fn snake_case(wire: &str) -> String {
    let letters: Vec<char> = wire.chars().collect();
    let mut snake = String::new();
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            if !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let from_lower = before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let ends_acronym = before.is_some_and(char::is_ascii_uppercase)
            && after.is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && (from_lower || ends_acronym) {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake.trim_end_matches('_').to_owned()
}

/// Converts `created` to `Created` and `not_yet` to `NotYet`: the variant of one of several bodies.
#[must_use]
pub fn camel_case(wire: &str) -> String {
    let snake = snake_case(wire);
    let words = snake.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn documented_names_become_rust_names() {
        for (wire, rust) in [
            ("createdAt__lt", "created_at_lt"),
            ("k8sNodeName__contains", "k8s_node_name_contains"),
            ("osTypesNin", "os_types_nin"),
            ("X-RQID", "x_rqid"),
            ("status_code", "status_code"),
        ] {
            assert_eq!(snake_case(wire), rust);
        }
    }
}
