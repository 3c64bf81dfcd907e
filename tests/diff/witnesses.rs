//! Code that uses each public item of generated code, with its exact signature: it compiles with other
//! code only if nothing that it uses has changed.

use quote::{ToTokens, quote};
use std::collections::BTreeSet;
use syn::{Fields, FnArg, ImplItem, Item, ReturnType, Type, Visibility};

/// The uses of the public items of some files, and the names of the items.
#[derive(Default)]
pub struct Witnesses {
    /// Parameters and bodies of functions, one for each use: `(x: T) { … }`, with the file of the item.
    pub uses: Vec<(String, String)>,
    /// The names of the items.
    pub names: BTreeSet<String>,
    /// The aliases of types, with the types.
    aliases: Vec<(String, String)>,
    /// The file that is being read.
    path: String,
}

impl Witnesses {
    /// Reads the items of generated files.
    pub fn of(files: &[codegen::File]) -> Self {
        let mut all = Self::default();
        for file in files
            .iter()
            .filter(|file| !file.path.starts_with("examples"))
        {
            all.path.clone_from(&file.path);
            let file = syn::parse_file(&file.contents).expect("generated code is Rust");
            file.items.into_iter().for_each(|item| all.add(item));
        }
        all.add_fields_of_aliases();
        all
    }

    /// Adds the fields that a type also has under its aliases.
    fn add_fields_of_aliases(&mut self) {
        for (alias, target) in &self.aliases {
            let names = self.names.iter();
            let fields = names.filter_map(|name| name.strip_prefix(&format!("{target}.")));
            let fields: Vec<_> = fields.map(|field| format!("{alias}.{field}")).collect();
            self.names.extend(fields);
        }
    }

    fn add_use(&mut self, text: String) {
        self.uses.push((self.path.clone(), text));
    }

    fn add(&mut self, item: Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(&item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(&item),
            Item::Macro(item) => self.declaration(item.mac),
            Item::Type(item) if is_public(&item.vis) => {
                let name = &item.ident;
                self.names.insert(name.to_string());
                self.add_use(quote!((_x: &#name) {}).to_string());
                if let Type::Path(target) = &*item.ty
                    && let Some(target) = target.path.get_ident()
                {
                    self.add_use(quote!((x: &#name) -> &#target { x }).to_string());
                    self.aliases.push((name.to_string(), target.to_string()));
                }
            }
            Item::Mod(item) if is_public(&item.vis) => {
                self.names.insert(item.ident.to_string());
            }
            Item::Impl(block) => self.block(block),
            _ => {}
        }
    }

    /// Uses an enum that a macro of the runtime declares, with the methods that the macro adds.
    fn declaration(&mut self, declaration: syn::Macro) {
        let path = declaration.path.segments.last();
        let path = path.map(|segment| segment.ident.to_string());
        let item = syn::parse2::<syn::ItemEnum>(declaration.tokens).ok();
        let Some(item) = item.filter(|item| is_public(&item.vis)) else {
            return;
        };
        self.enumeration(&item);
        let name = &item.ident;
        if path.is_some_and(|path| path.starts_with("open")) {
            let is_unknown = quote!((x: &#name) -> bool { matches!(x, #name::Unrecognized(_)) });
            self.add_use(is_unknown.to_string());
        }
        let integers = item.attrs.iter();
        let mut integers = integers.filter(|attribute| attribute.path().is_ident("wire"));
        let integer = integers.find_map(|wire| wire.parse_args::<syn::Type>().ok());
        let text = quote!((x: &#name) -> &str { x.as_str() });
        let value = integer.map(|integer| quote!((x: #name) -> #integer { x.value() }));
        let value = value.unwrap_or(text);
        self.add_use(value.to_string());
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let name = &item.ident;
        self.names.insert(name.to_string());
        self.add_use(quote!((_x: &#name) {}).to_string());
        let derives = item
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("derive"));
        for derive in derives.filter_map(|attribute| attribute.meta.require_list().ok()) {
            if derive.tokens.to_string().contains("Default") {
                self.add_use(quote!(() -> #name { #name::default() }).to_string());
            }
        }
        if let Fields::Named(fields) = &item.fields {
            for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                let (field, ty) = (&field.ident, &field.ty);
                self.names
                    .insert(format!("{name}.{}", field.to_token_stream()));
                self.add_use(quote!((x: &#name) -> &#ty { &x.#field }).to_string());
            }
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let name = &item.ident;
        self.names.insert(name.to_string());
        self.add_use(quote!((_x: &#name) {}).to_string());
        let mut arms = Vec::new();
        for variant in &item.variants {
            let ident = &variant.ident;
            self.names.insert(format!("{name}::{ident}"));
            let pattern = if let Fields::Unnamed(fields) = &variant.fields {
                let ty = &fields.unnamed[0].ty;
                self.add_use(quote!((x: #ty) -> #name { #name::#ident(x) }).to_string());
                quote!(#name::#ident(_) => (),)
            } else {
                self.add_use(quote!(() -> #name { #name::#ident }).to_string());
                quote!(#name::#ident => (),)
            };
            arms.push(pattern);
        }
        // It does not compile for an enum that may grow, and is left out then.
        self.add_use(quote!((x: #name) { match x { #(#arms)* } }).to_string());
    }

    fn block(&mut self, block: syn::ItemImpl) {
        let ty = block.self_ty.to_token_stream();
        let tr = block.trait_.map(|(path, _)| path.to_token_stream());
        if let Some(tr) = &tr {
            self.names.insert(format!("{ty}: {tr}"));
            self.add_use(quote!(() { fn has<T: #tr>() {} has::<#ty>(); }).to_string());
        }
        for item in block.items {
            match (item, &tr) {
                (ImplItem::Fn(function), None) if is_public(&function.vis) => {
                    self.function(&ty.to_string(), &function.sig);
                }
                (ImplItem::Type(item), Some(tr)) => {
                    let (name, is) = (
                        &item.ident,
                        with_self(&item.ty.to_token_stream(), &ty.to_string()),
                    );
                    let text = quote!((x: <#ty as #tr>::#name) ->).to_string();
                    self.add_use(format!("{text} {is} {{ x }}"));
                }
                _ => {}
            }
        }
    }

    fn function(&mut self, ty: &str, sig: &syn::Signature) {
        let name = &sig.ident;
        self.names.insert(format!("{ty}::{name}"));
        let output = match &sig.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, output) => with_self(&output.to_token_stream(), ty),
        };
        if output.contains("impl ") {
            return;
        }
        let (mut parameters, mut arguments) = (Vec::new(), Vec::new());
        for input in &sig.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    let by_reference = if matches!(receiver.kind, syn::ReceiverKind::Reference(..))
                    {
                        "&"
                    } else {
                        ""
                    };
                    parameters.push(format!("this: {by_reference}{ty}"));
                    arguments.push("this".to_owned());
                }
                FnArg::Typed(input) => {
                    let pattern = input.pat.to_token_stream().to_string();
                    let pattern = pattern.trim_start_matches("mut ").to_owned();
                    parameters.push(format!(
                        "{pattern}: {}",
                        with_self(&input.ty.to_token_stream(), ty)
                    ));
                    arguments.push(pattern);
                }
            }
        }
        self.add_use(format!(
            "({}) -> {output} {{ {ty}::{name}({}) }}",
            parameters.join(", "),
            arguments.join(", ")
        ));
    }
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

/// Replaces `Self` by a type.
fn with_self(tokens: &proc_macro2::TokenStream, ty: &str) -> String {
    let words = tokens.to_string();
    let words = words
        .split(' ')
        .map(|word| if word == "Self" { ty } else { word });
    words.collect::<Vec<_>>().join(" ")
}
