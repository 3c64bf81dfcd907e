//! The type names that a file of generated code refers to.

use std::collections::BTreeSet;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, Item, ItemEnum, Lit, Meta, Token, UseTree};

/// Names, sorted.
pub type Names = BTreeSet<String>;

/// Returns `true` for `UpperCamelCase`: the first letter distinguishes a type from a function or module.
pub fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

/// The names that a file of generated code refers to without a path, and those that it declares.
#[derive(Default)]
pub struct References {
    pub names: Names,
    declared: Names,
    /// The aliases in the file: names that the generator chooses.
    pub aliases: Names,
    documentation: String,
}

impl References {
    /// Reads a file.
    pub fn of(file: &syn::File) -> Self {
        let mut found = Self::default();
        found.visit_file(file);
        found.settle();
        for block in examples(&found.documentation) {
            let mut example = Self::default();
            example.visit_block(&block);
            example.settle();
            found.names.extend(example.names);
        }
        found
    }

    /// Removes names that are not types, and names that the same code declares.
    fn settle(&mut self) {
        let declared = &self.declared;
        self.names
            .retain(|name| is_type_name(name) && !declared.contains(name));
    }

    /// Adds the names of an expression inside a macro, whose syntax tree does not outlive the visit.
    fn add(argument: &Expr, found: &mut Self) {
        let mut inner = Self::default();
        inner.visit_expr(argument);
        found.names.extend(inner.names);
    }
}

impl<'ast> Visit<'ast> for References {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first()
            && path.leading_colon.is_none()
        {
            self.names.insert(first.ident.to_string());
        }
        visit::visit_path(self, path);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(item) => drop(self.declared.insert(item.ident.to_string())),
            Item::Enum(item) => drop(self.declared.insert(item.ident.to_string())),
            Item::Type(item) => {
                self.declared.insert(item.ident.to_string());
                self.aliases.insert(item.ident.to_string());
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        match tree {
            UseTree::Name(name) => drop(self.declared.insert(name.ident.to_string())),
            UseTree::Rename(name) => drop(self.declared.insert(name.rename.to_string())),
            _ => {}
        }
        visit::visit_use_tree(self, tree);
    }

    /// Keeps the documentation. A derive does not count: it is a macro, which no type can hide.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::NameValue(meta) = &attribute.meta
            && meta.path.is_ident("doc")
            && let Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) = &meta.value
        {
            self.documentation += &text.value();
            self.documentation.push('\n');
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Ok(declared) = call.parse_body::<ItemEnum>() {
            let mut inner = Self::default();
            inner.visit_item(&Item::Enum(declared));
            self.names.extend(inner.names);
            self.declared.extend(inner.declared);
        }
        self.declared.extend(enum_of_rows(call));
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        for argument in call.parse_body_with(arguments).into_iter().flatten() {
            References::add(&argument, self);
        }
        visit::visit_macro(self, call);
    }
}

/// Returns the enum that the table of a large object declares: `rows Rows of Values;`.
fn enum_of_rows(call: &syn::Macro) -> Option<String> {
    let mut tokens = call.tokens.clone().into_iter();
    tokens.find(|token| token.to_string() == "rows")?;
    tokens.next().map(|name| name.to_string())
}

/// Returns the examples in a text of documentation, as blocks of code.
fn examples(documentation: &str) -> Vec<syn::Block> {
    let lines = documentation
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    let (mut blocks, mut open) = (Vec::new(), None::<String>);
    for line in lines {
        match &mut open {
            None if line.starts_with("```") => open = Some(String::new()),
            None => {}
            Some(code) if line == "```" => {
                let block = format!("{{ {code} }}");
                let block =
                    syn::parse_str(&block).unwrap_or_else(|error| panic!("{error}: {block}"));
                blocks.push(block);
                open = None;
            }
            Some(code) => {
                *code += line
                    .strip_prefix('#')
                    .filter(|rest| !rest.starts_with('['))
                    .unwrap_or(line);
                code.push('\n');
            }
        }
    }
    blocks
}

#[test]
fn uses_are_read_from_generated_code() {
    let file = syn::parse_quote! {
        use super::types::Pet;
        use sdk_runtime as runtime;
        /// ```
        /// # use pets::Shop;
        /// let shop = Shop::new([Some(1)]);
        /// assert_eq!(shop.first()?, Pet::Cat);
        /// # Ok::<(), pets::Error>(())
        /// ```
        #[derive(Clone, runtime::Serialize)]
        pub struct Shop<T> { pets: Vec<Pet>, other: ::core::option::Option<T> }
        pub type Client = runtime::Client<Shop>;
        impl Shop {
            pub fn new<I: IntoIterator>(values: I) -> Self { helper(None, runtime::Method::Get) }
        }
        impl Food { pub fn hay(self) -> Self { self.with_(FoodRow::hay, FoodFieldValue::Nothing) } }
        runtime::value_enum! { enum FoodFieldValue { Nothing(()), } }
        runtime::sparse_object! { Food; read; rows FoodRow of FoodFieldValue; [hay to hay]; "hay" => Nothing(hay); }
    };
    let found = References::of(&file);
    let used: Vec<_> = found.names.iter().map(String::as_str).collect();
    assert_eq!(
        used,
        [
            "Food",
            "I",
            "IntoIterator",
            "None",
            "Ok",
            "Pet",
            "Self",
            "Some",
            "T",
            "Vec"
        ]
    );
    assert_eq!(found.aliases, Names::from(["Client".to_owned()]));
}
