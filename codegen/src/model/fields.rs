//! Fields of the model: members of objects, inputs and outputs.

use super::bounds::Bounds;
use super::names::{FieldName, WireName};
use super::types::{Deprecation, Scalar, Type};

/// A field of an object, or an input.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub wire: WireName,
    /// Its Rust field and setter.
    pub rust: FieldName,
    /// Its description, for users who set or read it.
    pub description: String,
    /// Its type.
    pub ty: Type,
    /// Its location in the message.
    pub location: Location,
    /// Required or optional.
    pub presence: Presence,
    /// Nullable or not: `null` is a value different from an absent field.
    pub nullability: Nullability,
    /// Set by both sides or by the server alone.
    pub access: Access,
    /// Shown or hidden in logs.
    pub secrecy: Secrecy,
    /// Stored inline or boxed.
    pub storage: Storage,
    /// One member of an object, or all members without a field.
    pub role: Role,
    /// `true` if the slashes of the path parameter separate segments of the path.
    pub keeps_slashes: bool,
    /// The encoding of a list in the query, or of the lists in an object; `None` for that of the
    /// enclosing object.
    pub list_style: Option<ListStyle>,
    /// `true` if members of an object in the query are named `object[member]`.
    pub has_bracketed_members: bool,
    /// The bounds of its value.
    pub bounds: Bounds,
    /// `true` if setting it narrows down the object's selection.
    pub selects: bool,
    /// The value of a field with the presence [`Presence::Fixed`].
    pub constant: Option<Box<serde_json::Value>>,
    /// The server's default value, as JSON text.
    pub default: Option<String>,
    /// The date or version of its introduction, if it is undocumented.
    pub since: Option<String>,
    /// Set if the field is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Its former names.
    pub renamed_from: Option<Box<OldName>>,
    /// An example value, as JSON text.
    pub example: Option<String>,
    /// The documentation of the items of a list or the values of a map: one entry per level of
    /// nesting, from the outside; empty if no level has documentation.
    pub items: Vec<ItemDocs>,
    /// The differences of this use of a shared object.
    pub overrides: Vec<Override>,
}

/// The difference of a member on one use of a shared object.
#[derive(Clone, Debug)]
pub enum Override {
    /// The member is left out.
    Without(WireName),
    /// The member differs.
    Differs(Box<Field>),
}

/// The documentation of the items of a list or the values of a map.
#[derive(Clone, Debug, Default)]
pub struct ItemDocs {
    /// Its description.
    pub description: Option<String>,
    /// An example, as JSON text.
    pub example: Option<String>,
}

impl Field {
    /// Returns `true` if the field is an `Option` in a received struct. An absent list or map is read
    /// as empty.
    pub(crate) fn is_option_when_received(&self) -> bool {
        let is_collection = matches!(
            self.ty,
            Type::List(_) | Type::Map(_) | Type::Scalar(Scalar::ErrorList)
        );
        self.presence == Presence::Optional
            && (!is_collection || self.nullability == Nullability::Nullable)
    }

    /// Returns `true` if the field is an `Option` in a struct that is sent and received. A read-only
    /// field is unset until the server sets it.
    pub(crate) fn is_option_when_two_way(&self) -> bool {
        self.presence == Presence::Optional && !self.is_additional() || self.is_read_only()
    }

    /// Returns `true` if a request can do without the field.
    pub(crate) fn may_be_left_out(&self) -> bool {
        self.presence == Presence::Optional && !self.is_additional() && !self.is_read_only()
    }

    /// Returns `true` for the map of an object's members without a field.
    #[must_use]
    pub fn is_additional(&self) -> bool {
        self.role == Role::Additional
    }

    /// Returns `true` if only the server sets the field, so that requests do not have it.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.access == Access::ReadOnly
    }

    /// Returns `true` if the setters of the object in the field belong to the enclosing request: a
    /// required, non-null inline object in a JSON body.
    pub(crate) fn is_flattened(&self) -> bool {
        matches!(self.ty, Type::Inline(_))
            && self.presence == Presence::Required
            && self.nullability == Nullability::NotNull
            && self.location == Location::Member
            && !self.is_read_only()
    }

    /// Returns a member of the shared object in the field as it is on this use.
    pub(crate) fn on_use<'a>(&'a self, member: &'a Self) -> &'a Self {
        if member.is_additional() {
            return member;
        }
        let mut differing = self.overrides.iter().filter_map(|member| match member {
            Override::Differs(field) => Some(&**field),
            Override::Without(_) => None,
        });
        differing
            .find(|field| field.wire == member.wire)
            .unwrap_or(member)
    }

    /// Returns the name of the setter that sends `null`, if the field has one.
    pub(crate) fn null_setter(&self) -> Option<FieldName> {
        let is_set_to_null =
            self.nullability == Nullability::Nullable && self.presence == Presence::Optional;
        is_set_to_null.then(|| self.rust.with_null())
    }
}

/// The former names of a field.
#[derive(Clone, Debug)]
pub struct OldName {
    /// The former name on the wire.
    pub wire: WireName,
    /// The former name in Rust.
    pub rust: FieldName,
}

/// The location of a field in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A member of a JSON object.
    Member,
    /// A path parameter.
    Path,
    /// A query parameter.
    Query,
    /// A header.
    Header,
    /// A field of a form, the body.
    Form,
    /// A part of a multipart body.
    Part,
    /// The whole body, as JSON.
    JsonBody,
    /// The whole body, as a form.
    FormBody,
    /// The whole body, unchanged.
    RawBody,
}

impl Location {
    /// Returns `true` for a member of a body whose members are inputs of the request.
    #[must_use]
    pub fn is_in_body(self) -> bool {
        matches!(self, Self::Member | Self::Form | Self::Part)
    }
}

/// The presence of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The field is always present.
    Required,
    /// The field may be absent.
    Optional,
    /// The field is always sent with the same value, and an absent one is read as that value.
    Fixed,
}

/// The members of an object that a field describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The member with the name of the field.
    Named,
    /// The members without a field, as a map.
    Additional,
}

/// The nullability of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// `null` is a value, different from an absent field.
    Nullable,
    /// `null` is not a value.
    NotNull,
}

/// The sides that set a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The caller and the server.
    ReadWrite,
    /// The server alone.
    ReadOnly,
}

/// The visibility of a value in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// The value is shown.
    Shown,
    /// The value is hidden.
    Hidden,
}

/// The storage of a field's value in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In the struct.
    Inline,
    /// In a `Box`, because it can contain the struct itself.
    Boxed,
}

/// The encoding of a list in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a=1,2`
    Comma,
    /// `a=1|2`
    Pipe,
    /// `a=1 2`
    Space,
    /// `a[]=1&a[]=2`
    Brackets,
}

impl ListStyle {
    /// Every style with the spec language's word for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("repeat", Self::Repeat),
        ("comma", Self::Comma),
        ("pipe", Self::Pipe),
        ("space", Self::Space),
        ("brackets", Self::Brackets),
    ];

    /// Returns the spec language's word for the style.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        let found = all.find(|(_, style)| *style == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns the rule of the style in the tables of generated code.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Repeat => "repeated",
            Self::Comma => "comma_separated",
            Self::Pipe => "pipe_separated",
            Self::Space => "space_separated",
            Self::Brackets => "bracketed_items",
        }
    }
}
