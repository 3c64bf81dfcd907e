//! Schemas: the types of values.

use crate::model::Direction;
use crate::openapi::node::Node;
use serde_json::Number;

/// The type of a value, and its documentation.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct Schema {
    pub(in crate::openapi) kind: Kind,
    pub(in crate::openapi) is_nullable: bool,
    pub(in crate::openapi) title: Option<String>,
    pub(in crate::openapi) description: Option<String>,
    pub(in crate::openapi) default: Option<Node>,
    pub(in crate::openapi) example: Option<Node>,
    pub(in crate::openapi) is_deprecated: bool,
    pub(in crate::openapi) access: Access,
    pub(in crate::openapi) is_secret: bool,
    /// The number of members of a map.
    pub(in crate::openapi) members: (Option<u32>, Option<u32>),
    pub(in crate::openapi) pointer: String,
}

/// The directions in which a member is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::openapi) enum Access {
    Both,
    ReadOnly,
    WriteOnly,
}

impl Access {
    /// Returns `true` if an object of this direction does not have the member.
    pub(in crate::openapi) fn is_absent(self, direction: Direction) -> bool {
        match self {
            Self::Both => false,
            Self::ReadOnly => direction == Direction::Sent,
            Self::WriteOnly => direction == Direction::Received,
        }
    }
}

#[derive(Clone, Debug)]
pub(in crate::openapi) enum Kind {
    /// Any JSON.
    Any,
    /// A named schema.
    Named(String),
    Boolean,
    Integer(Numbers),
    Number(Numbers),
    Text(Text),
    /// A text with known values, each with its description.
    Enum(Vec<(String, Option<String>)>),
    /// An integer with known values.
    IntegerEnum(Vec<IntegerValue>),
    /// A value that is always the same: a text, a boolean or a number.
    Constant(Node),
    List(List),
    /// An object with any keys.
    Map(Box<Schema>),
    Object {
        properties: Vec<Property>,
        /// The type of further members.
        additional: Option<Box<Schema>>,
    },
    Union(Union),
    /// A list of errors, a single error, or `null`.
    ErrorList,
    /// `null` alone.
    Null,
}

/// A known value of an integer.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct IntegerValue {
    pub(in crate::openapi) value: i64,
    pub(in crate::openapi) name: Option<String>,
    pub(in crate::openapi) description: Option<String>,
}

/// The bounds of a number.
#[derive(Clone, Debug, Default)]
pub(in crate::openapi) struct Numbers {
    pub(in crate::openapi) format: Option<String>,
    pub(in crate::openapi) minimum: Option<Number>,
    pub(in crate::openapi) maximum: Option<Number>,
    pub(in crate::openapi) is_above_minimum: bool,
    pub(in crate::openapi) is_below_maximum: bool,
}

/// The bounds of a text.
#[derive(Clone, Debug, Default)]
pub(in crate::openapi) struct Text {
    pub(in crate::openapi) format: Option<String>,
    pub(in crate::openapi) min_length: Option<u32>,
    pub(in crate::openapi) max_length: Option<u32>,
    pub(in crate::openapi) pattern: Option<String>,
    /// The minimum of a number that is sent as text: an id.
    pub(in crate::openapi) minimum: Option<Number>,
    pub(in crate::openapi) maximum: Option<Number>,
}

/// The items of a list, and their number.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct List {
    pub(in crate::openapi) items: Box<Schema>,
    pub(in crate::openapi) min_items: Option<u32>,
    pub(in crate::openapi) max_items: Option<u32>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct Property {
    pub(in crate::openapi) name: String,
    pub(in crate::openapi) is_required: bool,
    pub(in crate::openapi) schema: Schema,
}

/// Several possible types.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct Union {
    pub(in crate::openapi) options: Vec<Schema>,
    pub(in crate::openapi) discriminator: Option<Discriminator>,
}

/// The member that tells the types of a union apart.
#[derive(Clone, Debug)]
pub(in crate::openapi) struct Discriminator {
    pub(in crate::openapi) property: String,
    /// The values, each with the name of its schema.
    pub(in crate::openapi) mapping: Vec<(String, String)>,
}

impl Schema {
    /// Returns the schemas inside: those of items, members and options.
    pub(in crate::openapi) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::List(list) => vec![&list.items],
            Kind::Map(values) => vec![values],
            Kind::Object {
                properties,
                additional,
            } => {
                let members = properties.iter().map(|property| &property.schema);
                members.chain(additional.as_deref()).collect()
            }
            Kind::Union(union) => union.options.iter().collect(),
            Kind::Any
            | Kind::Null
            | Kind::ErrorList
            | Kind::Named(_)
            | Kind::Boolean
            | Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::Constant(_)
            | Kind::Enum(_)
            | Kind::IntegerEnum(_) => Vec::new(),
        }
    }

    /// Returns `true` for the content of a file.
    pub(in crate::openapi) fn is_binary(&self) -> bool {
        matches!(&self.kind, Kind::Text(text) if text.format.as_deref() == Some("binary"))
    }

    /// Creates a schema without documentation.
    pub(in crate::openapi) fn of(kind: Kind, pointer: &str) -> Self {
        Self {
            kind,
            is_nullable: false,
            title: None,
            description: None,
            default: None,
            example: None,
            is_deprecated: false,
            access: Access::Both,
            is_secret: false,
            members: (None, None),
            pointer: pointer.to_owned(),
        }
    }
}
