//! Which types of the spec, and which Rust types, a documented type may become.

use codegen::model::{Api, Openness, Scalar, Type, TypeKind, TypeName};

/// A type of the spec, as far as the rules tell types apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What kind of type it is.
    pub form: Form,
    /// Its own name, where its Rust type has one.
    pub name: String,
    /// What a list or a map holds.
    pub items: Option<Box<Self>>,
    /// Whether `null` is a value of its own.
    pub is_nullable: bool,
    /// Whether it is received, and not to be seen in logs.
    pub is_hidden: bool,
}

impl Meaning {
    /// A type that is no list.
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
    /// Text with known values, and others.
    OpenEnum,
    /// Text with known values, and no others.
    ClosedEnum,
    /// A type written by hand, by what it is on the wire.
    External(Scalar),
    /// An object described in place, or a request.
    Inline,
    /// A shared object.
    Shared,
    /// The value of a response header.
    Header,
    /// A list.
    List,
    /// An object with free keys.
    Map,
    /// A body of bytes that is read as it comes.
    Stream,
}

/// A documented type, a form that the spec may give to it, and the Rust type of that form. The
/// documentation has no type for a form with `None`: only a deviation lets it stand there.
type Rule = (Option<&'static str>, Form, &'static str);

/// The one table. `{}` stands for the type's own name, or for the Rust type of what a list or a map
/// holds.
const TABLE: [Rule; 26] = [
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
    (Some("string"), Form::Scalar(Scalar::Text), "String"),
    (Some("string"), Form::Stream, "runtime::ByteStream"),
    (Some("string"), Form::OpenEnum, "types::{}"),
    (Some("string"), Form::ClosedEnum, "types::{}"),
    (Some("string"), Form::Header, "runtime::HeaderText"),
    (Some("boolean"), Form::Scalar(Scalar::Boolean), "bool"),
    (Some("number"), Form::Scalar(Scalar::Number), "f64"),
    (Some("integer"), Form::Scalar(Scalar::Int32), "i32"),
    (Some("integer"), Form::Scalar(Scalar::Int64), "i64"),
    (Some("integer"), Form::Scalar(Scalar::Uint16), "u16"),
    (Some("integer"), Form::Scalar(Scalar::Uint32), "u32"),
    (Some("integer"), Form::Scalar(Scalar::Uint64), "u64"),
    (Some("array"), Form::List, "Vec<{}>"),
    (
        Some("array"),
        Form::Scalar(Scalar::ErrorList),
        "Vec<runtime::ErrorDetail>",
    ),
    (Some("object"), Form::Inline, "{}"),
    (Some("object"), Form::Shared, "types::{}"),
    (
        Some("object"),
        Form::Map,
        "std::collections::BTreeMap<String,{}>",
    ),
    (Some("null"), Form::Scalar(Scalar::Nothing), "()"),
    (None, Form::Scalar(Scalar::Json), "runtime::Json"),
];

/// The documented type that a type of the spec may stand for without a deviation.
#[must_use]
pub fn documented(meaning: &Meaning) -> Option<&'static str> {
    let on_the_wire = match meaning.form {
        Form::External(wire) => Form::Scalar(wire),
        form => form,
    };
    rule(on_the_wire).and_then(|(documented, ..)| *documented)
}

/// The Rust type that a type of the spec has to become. `None` for a form without a rule.
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

/// Whether a rule says where in the message something stands: in a request, or with which answers.
#[must_use]
pub fn is_place(rule: &str) -> bool {
    const STARTS: [&str; 4] = ["in_", "as_", "status(", "runtime::"];
    STARTS.iter().any(|start| rule.starts_with(start))
}

/// What a type of the spec means.
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
                Some(TypeKind::Object(_)) => Form::Shared,
                Some(TypeKind::Enum(values)) if values.openness == Openness::Closed => {
                    Form::ClosedEnum
                }
                _ => Form::OpenEnum,
            };
            Meaning::one(form, name.as_str())
        }
    }
}

/// `createdAt__lt` -> `created_at_lt`, `X-RQID` -> `x_rqid`: worked out here once more, so that the
/// generator's own naming is checked and not believed.
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

/// `created` -> `Created`, `not_yet` -> `NotYet`: the variant of one of several bodies.
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
    fn names_of_the_documentation() {
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
