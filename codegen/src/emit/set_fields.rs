//! The fields of large objects, which keep only those that are set.

use super::Context;
use super::idents::{field_ident, ident};
use super::rust_types;
use super::tokens::{Ident, TokenStream, quote};
use crate::model::{Field, FieldName, Nullability, Object, Scalar, Storage, Type, TypeKind};
use std::collections::BTreeMap;

/// The fields that an object keeps only if they are set.
pub(super) struct SetFields<'a> {
    /// The enum of the rows of all fields.
    rows: Ident,
    /// The enum of their values.
    name: Ident,
    /// Its variants, in the order of the first field of each type.
    variants: Vec<Variant>,
    /// The names of the fields, each with the index of its variant.
    names: BTreeMap<&'a str, usize>,
}

/// The values of one type.
struct Variant {
    name: Ident,
    ty: TokenStream,
    is_boxed: bool,
    is_nullable: bool,
}

impl<'a> SetFields<'a> {
    /// Returns the fields of a large object; `None` for any other.
    pub(super) fn of(cx: &Context<'_>, object: &'a Object) -> Option<Self> {
        if !is_sparse(cx, object) {
            return None;
        }
        let [rows, values] = object.private_enums()?;
        let mut fields = Self {
            rows: ident(rows.as_str()),
            name: ident(values.as_str()),
            variants: Vec::new(),
            names: BTreeMap::new(),
        };
        for field in object.rows().filter(|field| is_kept(cx, field)) {
            let variant = fields.variant(cx, field);
            fields.names.insert(field.rust.as_str(), variant);
        }
        Some(fields)
    }

    /// Returns the index of the variant with the type of a field.
    fn variant(&mut self, cx: &Context<'_>, field: &Field) -> usize {
        let is_boxed = field.storage == Storage::Boxed || is_large(cx, &field.ty);
        let ty = rust_types::stored(field, is_boxed);
        let known = self.variants.iter().position(|known| known.ty == ty);
        known.unwrap_or_else(|| {
            let base = match field.nullability {
                Nullability::NotNull => variant_name(&field.ty),
                Nullability::Nullable => format!("Nullable{}", variant_name(&field.ty)),
            };
            let is_free = |name: &str| self.variants.iter().all(|known| known.name != *name);
            let mut numbered = (2..).map(|number| format!("{base}{number}"));
            let name = if is_free(&base) {
                base
            } else {
                numbered.find(|name| is_free(name)).unwrap_or_default()
            };
            self.variants.push(Variant {
                name: ident(&name),
                ty,
                is_boxed,
                is_nullable: field.nullability == Nullability::Nullable,
            });
            self.variants.len() - 1
        })
    }

    fn value(&self, field: &FieldName) -> Option<&Variant> {
        self.variants.get(*self.names.get(field.as_str())?)
    }

    /// Returns the name of the variant of a field's value; `None` if the field has a separate place.
    pub(super) fn variant_of(&self, field: &FieldName) -> Option<&Ident> {
        self.value(field).map(|variant| &variant.name)
    }

    /// Returns the place of a field; `None` if it has a separate one.
    fn place(&self, field: &FieldName, root: &TokenStream) -> Option<Place> {
        let variant = self.value(field)?;
        let (rows, field) = (&self.rows, field_ident(field));
        let (values, name) = (&self.name, &variant.name);
        Some(Place::Row {
            object: root.clone(),
            row: quote!(#rows::#field),
            variant: quote!(#values::#name),
            is_boxed: variant.is_boxed,
            is_nullable: variant.is_nullable,
        })
    }

    /// The struct field that holds them.
    pub(super) fn field(&self) -> TokenStream {
        let name = &self.name;
        quote!(fields_: Box<runtime::SetFields<#name>>)
    }

    /// The line of the table that names the enums of rows and values.
    pub(super) fn enums(&self) -> TokenStream {
        let (rows, values) = (&self.rows, &self.name);
        quote!(rows #rows of #values;)
    }

    /// The enum of their values, which are also read from configuration in an object that `is_read`.
    pub(super) fn declaration(&self, is_read: bool) -> TokenStream {
        let name = &self.name;
        let read = is_read.then(|| quote!(#[read]));
        let variants = self.variants.iter().map(|variant| {
            let (name, ty) = (&variant.name, &variant.ty);
            quote!(#name(#ty))
        });
        quote!(runtime::value_enum! { #read enum #name { #(#variants,)* } })
    }
}

/// The place of a field's value.
pub(super) enum Place {
    /// A field of a struct, by its path.
    Field(TokenStream),
    /// A row among the fields that are set of an object.
    Row {
        object: TokenStream,
        row: TokenStream,
        variant: TokenStream,
        is_boxed: bool,
        is_nullable: bool,
    },
}

impl Place {
    /// Returns the place of a field of an object at `root`.
    pub(super) fn of(
        fields: Option<&SetFields<'_>>,
        field: &FieldName,
        root: &TokenStream,
    ) -> Self {
        let row = fields.and_then(|fields| fields.place(field, root));
        row.unwrap_or_else(|| {
            let field = field_ident(field);
            Self::Field(quote!(#root.#field))
        })
    }

    /// Returns the place at the end of a path from `root`, an object of this type, through flattened
    /// objects.
    pub(super) fn at(
        cx: &Context<'_>,
        object: &Object,
        path: &[FieldName],
        root: &TokenStream,
    ) -> Self {
        let [first, rest @ ..] = path else {
            return Self::Field(root.clone());
        };
        let place = Self::of(SetFields::of(cx, object).as_ref(), first, root);
        let field = object.fields.iter().find(|field| field.rust == *first);
        match (field.map(|field| &field.ty), &place) {
            (Some(Type::Inline(object)), Self::Field(path)) if !rest.is_empty() => {
                Self::at(cx, object, rest, path)
            }
            _ => place,
        }
    }

    /// The expression of a required value, which always has a separate place.
    pub(super) fn always(&self) -> TokenStream {
        match self {
            Self::Field(path) => path.clone(),
            Self::Row { .. } => self.get(),
        }
    }

    /// The expression of an optional value, as an `Option` of a reference.
    pub(super) fn get(&self) -> TokenStream {
        match self {
            Self::Field(path) => quote!(#path.as_ref()),
            Self::Row {
                object,
                row,
                variant,
                is_boxed,
                is_nullable,
            } => {
                let is_unboxed = *is_boxed && !is_nullable;
                let unboxed = is_unboxed.then(|| quote!(.map(|value| &**value)));
                quote!(runtime::value_of!(#object.fields_, #row, #variant) #unboxed)
            }
        }
    }

    /// The statement that replaces a required value, or the map of the additional members; both always have a
    /// separate place.
    pub(super) fn replace(&self, value: &TokenStream) -> TokenStream {
        match self {
            Self::Field(path) => quote!(#path = #value;),
            Self::Row { .. } => self.set(value),
        }
    }

    /// The statement that calls a setter of the object in an optional field, if it is set.
    pub(super) fn update(&self, setter: &Ident, argument: &TokenStream) -> TokenStream {
        match self {
            Self::Field(path) => {
                quote!(#path = #path.map(|object| object.#setter(#argument));)
            }
            Self::Row {
                object,
                row,
                variant,
                ..
            } => quote!(
                runtime::update_object!(#object.fields_, #row, #variant, #setter(#argument));
            ),
        }
    }

    /// The statements that set an optional field.
    pub(super) fn set(&self, value: &TokenStream) -> TokenStream {
        match self {
            Self::Field(path) => quote!(#path = Some(#value);),
            Self::Row {
                object,
                row,
                variant,
                ..
            } => quote!(let value = #variant(#value); #object = #object.with_(#row, value);),
        }
    }

    /// Returns how the setter of an optional field takes `self`, and its body.
    pub(super) fn setter(&self, value: &TokenStream) -> [TokenStream; 2] {
        match self {
            Self::Row {
                object,
                row,
                variant,
                ..
            } if *object == quote!(self) => [
                quote!(self),
                quote!({ let value = #variant(#value); self.with_(#row, value) }),
            ],
            _ => {
                let set = self.set(value);
                [quote!(mut self), quote!({ #set self })]
            }
        }
    }

    /// Returns `true` if the value is in a `Box`.
    pub(super) fn is_boxed(&self, field: &Field) -> bool {
        match self {
            Self::Field(_) => field.storage == Storage::Boxed,
            Self::Row { is_boxed, .. } => *is_boxed,
        }
    }
}

/// Returns `true` if the object keeps only the fields that are set.
pub(super) fn is_sparse(cx: &Context<'_>, object: &Object) -> bool {
    let mut fields = object.fields.iter();
    object.private_enums().is_some() && fields.any(|field| is_kept(cx, field))
}

/// Returns `true` if the object keeps the field only if it is set. A field that must select something
/// has a separate place: the runtime reports that it is unset.
fn is_kept(cx: &Context<'_>, field: &Field) -> bool {
    let must_select = match &field.ty {
        Type::Shared(name) => match cx.kind(name) {
            Some(TypeKind::Object(object)) => object.selection.is_some(),
            _ => false,
        },
        Type::Inline(object) => object.selection.is_some(),
        _ => false,
    };
    field.may_be_left_out() && !must_select
}

/// Returns `true` if values of the type may be large: every other one would take as much room.
fn is_large(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Inline(_) | Type::External { .. } | Type::Scalar(Scalar::File) => true,
        Type::Shared(name) => !matches!(cx.kind(name), Some(TypeKind::Enum(_))),
        Type::Scalar(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::IntegerText(_)
        | Type::Nullable(_) => false,
    }
}

/// The name of the variant for values of a type.
fn variant_name(ty: &Type) -> String {
    match ty {
        Type::List(items) => format!("{}List", variant_name(items)),
        Type::Map(values) => format!("{}Map", variant_name(values)),
        Type::Nullable(ty) => format!("Nullable{}", variant_name(ty)),
        Type::IntegerText(scalar) => format!("{}Text", scalar_name(*scalar)),
        Type::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Type::Shared(name) | Type::External { name, .. } => name.to_string(),
        Type::Inline(object) => object.name.to_string(),
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String | Scalar::Text => "String",
        Scalar::Boolean => "Bool",
        Scalar::Int32 => "I32",
        Scalar::Int64 => "I64",
        Scalar::Uint16 => "U16",
        Scalar::Uint32 => "U32",
        Scalar::Uint64 => "U64",
        Scalar::Number => "F64",
        Scalar::DateTime => "Timestamp",
        Scalar::Date => "Date",
        Scalar::LocalDateTime => "LocalDateTime",
        Scalar::Uuid => "Uuid",
        Scalar::Id => "Id",
        Scalar::Json => "Json",
        Scalar::JsonString => "JsonText",
        Scalar::Bytes => "Bytes",
        Scalar::File => "File",
        Scalar::Nothing => "Nothing",
        Scalar::ErrorList => "ErrorList",
    }
}
