//! The items of the files as plain data, without syntax trees.

use super::arms::{self, StatusArm};
use super::metadata;
use super::signatures::{self, Method};
use super::tables::{self, Table};
use super::tokens::{self, alias, docs, line};
use crate::fact::{Place, Problem, Text};
use std::collections::{BTreeMap, BTreeSet};
use syn::{ImplItem, Item, Type};

/// The relevant items of some files.
#[derive(Clone, Debug, Default)]
pub struct Items {
    pub(super) structs: BTreeMap<String, Struct>,
    pub(super) objects: BTreeMap<String, Table>,
    /// The tables of objects that are read.
    pub(super) received: BTreeMap<String, Table>,
    pub(super) headers: BTreeMap<String, Table>,
    /// The types behind aliases.
    pub(super) aliases: BTreeMap<String, String>,
    /// The open and closed enums.
    pub(super) enums: BTreeSet<(Kind, String)>,
    /// The enums of responses.
    pub(super) variants: BTreeMap<String, Vec<Variant>>,
    /// The arms of each `impl runtime::ResponseBody`.
    pub(super) arms: BTreeMap<String, Vec<StatusArm>>,
    pub(super) methods: BTreeMap<String, Vec<Method>>,
    pub(super) contracts: Vec<Contract>,
    /// The values of the fields of large objects, by enum.
    pub(super) values: BTreeMap<String, BTreeMap<String, Field>>,
    /// Types that are declared twice.
    pub(super) clashes: Vec<Problem>,
}

/// A struct with named fields.
#[derive(Clone, Debug)]
pub(super) struct Struct {
    pub(super) is_public: bool,
    pub(super) docs: String,
    /// The line where the documentation begins.
    pub(super) docs_line: usize,
    pub(super) fields: Vec<Field>,
    pub(super) place: Place,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The type, without the `Option` around it.
    pub(super) ty: String,
    pub(super) is_option: bool,
    pub(super) is_public: bool,
    pub(super) alias: Option<String>,
    pub(super) docs: String,
    pub(super) place: Place,
}

/// The kinds of enums with wire values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `open_enum!`
    Open,
    /// `closed_enum!`
    Closed,
}

/// A variant of an enum of responses.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub(super) name: String,
    /// The type of its payload; `()` without one.
    pub(super) ty: String,
    pub(super) docs: String,
    pub(super) place: Place,
}

/// `impl runtime::Operation for …`
#[derive(Clone, Debug)]
pub(super) struct Contract {
    pub(super) request: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) method: String,
    pub(super) headers: String,
    pub(super) body: String,
    pub(super) body_place: Place,
    /// `runtime::Response<Self>`
    pub(super) response: (String, Place),
    /// `status(200|201)`, if only these statuses have the body.
    pub(super) statuses: Option<(String, Place)>,
    /// The calls in `METADATA`: `rate_limit`, `batch`.
    pub(super) metadata: Vec<Call>,
    /// The calls in `write`: `inputs`, `json_members`.
    pub(super) writes: Vec<Call>,
    pub(super) place: Place,
}

/// A call of a method with literal arguments.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) name: String,
    /// The arguments, independent of layout.
    pub(super) arguments: String,
    pub(super) place: Place,
}

impl Items {
    /// Reads one file.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] for a file that is not Rust and for a malformed table.
    pub fn read(file: &Text) -> Result<Self, Problem> {
        let reader = Reader { file: &file.path };
        let mut items = Self::default();
        let parsed = syn::parse_file(&file.text).and_then(|parsed| {
            let mut all = parsed.items.iter();
            all.try_for_each(|item| reader.item(item, &mut items))
        });
        parsed.map_err(|error| Problem {
            place: reader.place(error.span()),
            key: None,
            message: format!("this is not Rust code written by `gen`: {error}"),
        })?;
        Ok(items)
    }

    /// Adds the items of another file.
    pub fn add(&mut self, other: Self) {
        for (name, found) in &other.structs {
            if let Some(known) = self.structs.get(name) {
                self.clashes.push(Problem {
                    place: found.place.clone(),
                    key: None,
                    message: format!("`{name}` is already defined at {}", known.place),
                });
            }
        }
        self.structs.extend(other.structs);
        self.objects.extend(other.objects);
        self.received.extend(other.received);
        self.headers.extend(other.headers);
        self.aliases.extend(other.aliases);
        self.enums.extend(other.enums);
        self.variants.extend(other.variants);
        self.arms.extend(other.arms);
        for (name, methods) in other.methods {
            self.methods.entry(name).or_default().extend(methods);
        }
        self.contracts.extend(other.contracts);
        self.values.extend(other.values);
        self.clashes.extend(other.clashes);
    }

    /// Returns the items with only the operation of that name.
    #[must_use]
    pub fn only(mut self, operation: &str) -> Self {
        self.contracts.retain(|contract| contract.name == operation);
        self
    }
}

struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn place(&self, span: proc_macro2::Span) -> Place {
        let file = self.file.to_owned();
        let line = line(span);
        Place { file, line }
    }

    fn item(&self, item: &Item, items: &mut Items) -> syn::Result<()> {
        match item {
            Item::Struct(item) => {
                items
                    .structs
                    .insert(item.ident.to_string(), self.structure(item));
            }
            Item::Type(item) => {
                items.aliases.insert(item.ident.to_string(), last(&item.ty));
            }
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| self.variant(variant));
                items
                    .variants
                    .insert(item.ident.to_string(), variants.collect());
            }
            Item::Impl(item) => self.implementation(item, items)?,
            Item::Macro(item) => self.table(&item.mac, items)?,
            _ => {}
        }
        Ok(())
    }

    fn structure(&self, item: &syn::ItemStruct) -> Struct {
        Struct {
            is_public: matches!(item.vis, syn::Visibility::Public(_)),
            docs: docs(&item.attrs),
            docs_line: tokens::docs_line(&item.attrs),
            fields: item
                .fields
                .iter()
                .filter_map(|field| self.field(field))
                .collect(),
            place: self.place(item.ident.span()),
        }
    }

    fn field(&self, field: &syn::Field) -> Option<Field> {
        let name = field.ident.as_ref()?;
        let written = tokens::text(&field.ty);
        let inner = tokens::argument(&written, "Option");
        Some(Field {
            name: name.to_string(),
            is_option: inner.is_some(),
            ty: inner.unwrap_or(&written).to_owned(),
            is_public: matches!(field.vis, syn::Visibility::Public(_)),
            alias: alias(&field.attrs).pop(),
            docs: docs(&field.attrs),
            place: self.place(name.span()),
        })
    }

    /// A variant of the values of a large object, as the field that it stands for.
    fn value(&self, variant: &syn::Variant) -> Option<(String, Field)> {
        let payload = variant.fields.iter().next()?;
        let name = variant.ident.to_string();
        let field = Field {
            name: name.clone(),
            ty: tokens::text(&payload.ty),
            is_option: true,
            is_public: false,
            alias: None,
            docs: String::new(),
            place: self.place(variant.ident.span()),
        };
        Some((name, field))
    }

    fn variant(&self, variant: &syn::Variant) -> Variant {
        let payload = variant.fields.iter().next();
        let payload = payload.map(|field| tokens::unboxed(&tokens::text(&field.ty)));
        Variant {
            name: variant.ident.to_string(),
            ty: payload.unwrap_or_else(|| "()".to_owned()),
            docs: docs(&variant.attrs),
            place: self.place(variant.ident.span()),
        }
    }

    fn table(&self, mac: &syn::Macro, items: &mut Items) -> syn::Result<()> {
        let name = mac
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        match name.as_deref() {
            Some("object" | "sparse_object") => {
                let (ty, table) = tables::object(mac, |span| self.place(span))?;
                items.objects.insert(ty, table);
            }
            Some("value_enum") => {
                let declared: syn::ItemEnum = syn::parse2(mac.tokens.clone())?;
                let values = declared
                    .variants
                    .iter()
                    .filter_map(|value| self.value(value));
                items
                    .values
                    .insert(declared.ident.to_string(), values.collect());
            }
            Some("response_object") => {
                let (ty, table) = tables::response_object(mac, |span| self.place(span))?;
                items.received.insert(ty, table);
            }
            Some("headers") => {
                let (ty, table) = tables::headers(mac, |span| self.place(span))?;
                items.headers.insert(ty, table);
            }
            Some("open_enum") => {
                items.enums.insert((Kind::Open, tables::declared(mac)?));
            }
            Some("closed_enum") => {
                items.enums.insert((Kind::Closed, tables::declared(mac)?));
            }
            _ => {}
        }
        Ok(())
    }

    fn implementation(&self, item: &syn::ItemImpl, items: &mut Items) -> syn::Result<()> {
        let subject = tokens::text(&item.self_ty);
        let Some((path, _)) = &item.trait_ else {
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function),
                _ => None,
            });
            let methods = functions
                .filter(|function| matches!(function.vis, syn::Visibility::Public(_)))
                .map(|function| signatures::method(function, |span| self.place(span)));
            items.methods.entry(subject).or_default().extend(methods);
            return Ok(());
        };
        let name = path
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        match name.as_deref() {
            Some("Operation") => items.contracts.push(self.contract(subject, item)?),
            Some("ResponseBody") => {
                let arms = arms::read(item, |span| self.place(span))?;
                items.arms.insert(subject, arms);
            }
            _ => {}
        }
        Ok(())
    }

    fn call(&self, call: &syn::ExprMethodCall) -> Call {
        Call {
            name: call.method.to_string(),
            arguments: tokens::text(&call.args),
            place: self.place(call.method.span()),
        }
    }

    fn contract(&self, request: String, item: &syn::ItemImpl) -> syn::Result<Contract> {
        let place = self.place(item.impl_token.span);
        let mut contract = Contract {
            request,
            name: String::new(),
            path: String::new(),
            method: String::new(),
            headers: String::new(),
            body: String::new(),
            body_place: place.clone(),
            response: (String::new(), place.clone()),
            statuses: None,
            metadata: Vec::new(),
            writes: Vec::new(),
            place,
        };
        for item in &item.items {
            self.contract_item(item, &mut contract)?;
        }
        Ok(contract)
    }

    fn contract_item(&self, item: &ImplItem, contract: &mut Contract) -> syn::Result<()> {
        match item {
            ImplItem::Type(item) if item.ident == "Headers" => contract.headers = last(&item.ty),
            ImplItem::Type(item) if item.ident == "Body" => {
                contract.body = tokens::text(&item.ty);
                contract.body_place = self.place(item.ident.span());
            }
            ImplItem::Type(item) if item.ident == "Response" => {
                contract.response = (tokens::text(&item.ty), self.place(item.ident.span()));
            }
            ImplItem::Const(item) if item.ident == "STATUSES" => {
                let list = tokens::text(&item.expr);
                let list = list.trim_matches(['&', '[', ']']).replace(',', "|");
                contract.statuses =
                    Some((format!("status({list})"), self.place(item.ident.span())));
            }
            ImplItem::Const(item) if item.ident == "METADATA" => {
                contract.metadata = metadata::calls(&item.expr, |span| self.place(span))?;
            }
            ImplItem::Const(item) if item.ident == "NAME" => {
                contract.name = tokens::string(&item.expr);
            }
            ImplItem::Const(item) if item.ident == "PATH" => {
                contract.path = tokens::string(&item.expr);
            }
            ImplItem::Const(item) if item.ident == "METHOD" => {
                let path = tokens::text(&item.expr);
                path.rsplit("::")
                    .next()
                    .unwrap_or_default()
                    .clone_into(&mut contract.method);
            }
            ImplItem::Fn(item) if item.sig.ident == "write" => {
                let calls = signatures::calls(&item.block);
                contract.writes = calls.map(|call| self.call(call)).collect();
            }
            _ => {}
        }
        Ok(())
    }
}

/// Returns the name of a type without its path.
fn last(ty: &Type) -> String {
    let text = tokens::text(ty);
    text.rsplit("::").next().unwrap_or_default().to_owned()
}
