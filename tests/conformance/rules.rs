//! Which types of the spec, and which Rust types, a documented type may become.

use codegen::api::{Api, Scalar, Type, TypeKind, TypeName};

/// A type of the spec, as far as the rules tell types apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What kind of type it is.
    pub form: Form,
    /// Its own name, where its Rust type has one.
    pub name: String,
    /// What a list holds.
    pub items: Option<Box<Self>>,
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
        }
    }
}

/// Kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A single value.
    Scalar(Scalar),
    /// Text with known values.
    OpenEnum,
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
}

/// A documented type, a form that the spec may give to it, and the Rust type of that form. The
/// documentation has no type for a form with `None`: only a deviation lets it stand there.
type Rule = (Option<&'static str>, Form, &'static str);

/// The one table. `{}` stands for the type's own name, or for the Rust type of a list's items.
const TABLE: [Rule; 17] = [
    (Some("string"), Form::Scalar(Scalar::String), "String"),
    (
        Some("string"),
        Form::Scalar(Scalar::DateTime),
        "runtime::Timestamp",
    ),
    (Some("string"), Form::Scalar(Scalar::Id), "runtime::Id"),
    (Some("string"), Form::OpenEnum, "types::{}"),
    (Some("string"), Form::External(Scalar::String), "{}"),
    (Some("string"), Form::Header, "runtime::HeaderText"),
    (Some("boolean"), Form::Scalar(Scalar::Boolean), "bool"),
    (Some("array"), Form::List, "Vec<{}>"),
    (
        Some("array"),
        Form::Scalar(Scalar::ErrorList),
        "Vec<runtime::ErrorDetail>",
    ),
    (Some("object"), Form::Inline, "{}"),
    (Some("object"), Form::Shared, "types::{}"),
    (None, Form::Scalar(Scalar::Int32), "i32"),
    (None, Form::Scalar(Scalar::Int64), "i64"),
    (None, Form::Scalar(Scalar::Uint16), "u16"),
    (None, Form::Scalar(Scalar::Uint32), "u32"),
    (None, Form::Scalar(Scalar::Uint64), "u64"),
    (None, Form::Scalar(Scalar::Json), "runtime::Json"),
];

/// The documented type that a type of the spec may stand for without a deviation.
#[must_use]
pub fn documented(meaning: &Meaning) -> Option<&'static str> {
    rule(meaning).and_then(|(documented, ..)| *documented)
}

/// The Rust type that a type of the spec has to become. `None` for a form without a rule.
#[must_use]
pub fn rust(meaning: &Meaning) -> Option<String> {
    let (_, _, pattern) = rule(meaning)?;
    let name = match &meaning.items {
        Some(items) => rust(items)?,
        None => meaning.name.clone(),
    };
    Some(pattern.replace("{}", &name))
}

fn rule(meaning: &Meaning) -> Option<&'static Rule> {
    TABLE.iter().find(|(_, form, _)| *form == meaning.form)
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
            let is_object = matches!(kind(name), Some(TypeKind::Object(_)));
            let form = if is_object {
                Form::Shared
            } else {
                Form::OpenEnum
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
