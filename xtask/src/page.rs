//! `cargo xtask page`: the skeleton of a documentation page, and of the pages of shared types that it
//! refers to.
//!
//! They have the facts of the spec, and no sentence: those are written from the reference
//! documentation, so that the comparison of page and spec still means something.

use crate::disk::{self, IoContext};
use crate::flags::{MessageFormat, Page};
use crate::report;
use crate::spec_dir;
use codegen::model::{
    Api, BodyKind, Counterpart, Deviation, DeviationKind, Direction, Field, Location, Object,
    Operation, Override, Presence, Scalar, Type, TypeDef, TypeKind, TypeName,
};
use std::error::Error;
use std::fmt::Write;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

/// Writes the skeleton of an operation's page. An existing page is not overwritten.
pub fn run(flags: &Page) -> Result<ExitCode, Box<dyn Error>> {
    let sources = spec_dir::read(&flags.spec)?;
    let api = match codegen::understand(&sources) {
        Ok(api) => api,
        Err(found) => {
            report::diagnostics(&found, &sources, MessageFormat::Human);
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut operations = api.operations.iter();
    let Some(operation) = operations.find(|known| known.name.to_string() == flags.operation) else {
        let known = api.operations.iter();
        let known: Vec<_> = known.map(|known| format!("`{}`", known.name)).collect();
        let message = format!(
            "the spec has no operation `{}`; known here: {}",
            flags.operation,
            known.join(", ")
        );
        return Err(message.into());
    };
    let module = operation.module.to_string();
    let name = module.trim_end_matches('_').replace('_', "-");
    let page = Skeleton::of(&api, operation);
    create(&flags.out.join(format!("{name}.md")), &page.text)?;
    let (mut next, mut done) = (page.references, Vec::new());
    while let Some(name) = next.pop() {
        let Some(def) = api.types.iter().find(|def| def.name == *name) else {
            continue;
        };
        let path = flags.out.join(TYPES).join(file_of(def));
        if !done.contains(&name) && !path.exists() {
            let page = Skeleton::of_type(&api, def);
            create(&path, &page.text)?;
            next.extend(page.references);
        }
        done.push(name);
    }
    report::out(
        "write the sentences from the reference documentation, and compare each fact with it\n",
    );
    Ok(ExitCode::SUCCESS)
}

/// The folder of the pages of shared types, below that of the pages.
const TYPES: &str = "types";

/// Returns the name of the page of a shared type.
fn file_of(def: &TypeDef) -> String {
    format!("{}.md", def.module.to_string().trim_end_matches('_'))
}

fn create(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).at("create", folder)?;
    }
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .open(path)
        .at("create", path)?;
    file.write_all(text.as_bytes()).at("write", path)?;
    report::out(&format!("created  {}\n", disk::shown(path)));
    Ok(())
}

/// The page in progress.
struct Skeleton<'a> {
    api: &'a Api,
    text: String,
    /// The shared types whose pages this one refers to.
    references: Vec<&'a TypeName>,
    /// The path from this page to those of shared types.
    types: &'static str,
    /// `true` for the inputs, which have no read-only members.
    is_request: bool,
}

impl<'a> Skeleton<'a> {
    fn of(api: &'a Api, operation: &'a Operation) -> Self {
        let mut page = Self {
            api,
            text: format!(
                "# {}\n\n**Description**:\n\n## Endpoint\n\n- **URL:** `{}`\n- **Method:** `{}`\n",
                operation.title,
                operation.path,
                operation.method.word()
            ),
            references: Vec::new(),
            types: "types/",
            is_request: true,
        };
        page.text.push_str("\n## Inputs\n\n");
        page.inputs(operation);
        page.is_request = false;
        page.text
            .push_str("\n## Output\n\n### Output Parameters\n\n");
        let outputs = format!("{}.outputs", operation.name);
        for output in &operation.outputs {
            page.field(&output.field, &outputs, 0);
        }
        page.headers(operation);
        page
    }

    /// Lists the fields of a shared type.
    fn of_type(api: &'a Api, def: &'a TypeDef) -> Self {
        let mut page = Self {
            api,
            text: format!("# {}\n\n", def.name),
            references: Vec::new(),
            types: "",
            is_request: false,
        };
        if let TypeKind::Object(object) = &def.kind {
            page.is_request = object.direction == Direction::Sent;
            page.members(object, def.name.as_str(), 0);
        }
        page
    }

    /// Lists the inputs: the members of a body below the body.
    fn inputs(&mut self, operation: &'a Operation) {
        let parent = format!("{}.inputs", operation.name);
        let body = operation.body.as_ref();
        let mut body = body.filter(|body| body.kind == BodyKind::Members);
        let members = body.map(|body| format!("{parent}.{}", body.wire));
        for field in &operation.request.fields {
            let is_member = field.location == Location::Member;
            if let Some(body) = body.take_if(|_| is_member) {
                self.item(body.wire.as_str(), "object", true, 0);
            }
            match &members {
                Some(members) if is_member => self.field(field, members, 1),
                _ => self.field(field, &parent, 0),
            }
        }
        if let Some(body) = body {
            self.item(body.wire.as_str(), "object", true, 0);
        }
    }

    /// Lists a field and the members of its type, unless the documentation does not have it.
    fn field(&mut self, field: &'a Field, parent: &str, depth: usize) {
        if self.is_request && field.is_read_only() {
            return;
        }
        let path = format!("{parent}.{}", field.wire);
        if self.deviation(&path, &DeviationKind::Added).is_some() {
            return;
        }
        let documented = self.documented(&path, &field.ty);
        let is_marked = field.presence == Presence::Required;
        let presence = DeviationKind::Presence(field.presence);
        let deviates = self.deviation(&path, &presence).is_some();
        // The parts of a response are always there, so pages do not mark them.
        let is_output = depth == 0 && parent.ends_with(".outputs");
        let is_required = is_marked != deviates && !is_output;
        self.item(field.wire.as_str(), &documented, is_required, depth);
        match field.ty.innermost() {
            Type::Inline(object) => self.members(object, &path, depth + 1),
            Type::Shared(name) => self.reference(name, &field.overrides, depth + 1),
            Type::Scalar(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::IntegerText(_)
            | Type::External { .. } => {}
        }
    }

    /// Refers to the page of a shared object.
    fn reference(&mut self, name: &'a TypeName, overrides: &[Override], depth: usize) {
        let def = self.api.types.iter().find(|def| def.name == *name);
        let Some(def) = def.filter(|def| matches!(def.kind, TypeKind::Object(_))) else {
            return;
        };
        let (indent, types, file) = ("  ".repeat(depth), self.types, file_of(def));
        let left_out = overrides.iter().filter_map(|member| match member {
            Override::Without(wire) => Some(format!("**{wire}**")),
            Override::Differs(_) => None,
        });
        let left_out: Vec<_> = left_out.collect();
        let except = match left_out.as_slice() {
            [] => String::new(),
            names => format!(", except {}", names.join(" and ")),
        };
        let _ = writeln!(
            self.text,
            "{indent}- The fields of [{name}]({types}{file}){except}."
        );
        self.references.push(name);
    }

    fn members(&mut self, object: &'a Object, path: &str, depth: usize) {
        for field in &object.fields {
            self.field(field, path, depth);
        }
    }

    fn item(&mut self, name: &str, ty: &str, is_required: bool, depth: usize) {
        let indent = "  ".repeat(depth);
        let mark = if is_required { " – Required" } else { "" };
        let _ = writeln!(self.text, "{indent}- **{name}** ({ty}){mark}:");
    }

    fn headers(&mut self, operation: &Operation) {
        self.text.push_str(
            "\n## Response Headers\n\n| Header | Type | Description |\n|--------|------|-------------|\n",
        );
        for header in &operation.headers.list {
            let path = format!("{}.headers.{}", operation.name, header.wire);
            if self.deviation(&path, &DeviationKind::Added).is_none() {
                let ty = self.documented(&path, &Type::Scalar(header.ty));
                let _ = writeln!(self.text, "| {} | {ty} | |", header.wire);
            }
        }
    }

    /// Returns the deviation of an item from the documentation, of the same kind as another.
    fn deviation(&self, path: &str, kind: &DeviationKind) -> Option<&'a Deviation> {
        let is_it = |known: &&Deviation| {
            let is_same = std::mem::discriminant(&known.kind) == std::mem::discriminant(kind);
            let is_documented = known.counterpart == Counterpart::Documentation;
            known.item == path && is_same && is_documented
        };
        self.api.deviations.iter().find(is_it)
    }

    /// Returns the type in the words of the documentation.
    fn documented(&self, path: &str, ty: &Type) -> String {
        let any = DeviationKind::Type {
            documented: String::new(),
            spec: String::new(),
        };
        if let Some(DeviationKind::Type { documented, .. }) =
            self.deviation(path, &any).map(|known| &known.kind)
        {
            return documented.clone();
        }
        self.word(ty).to_owned()
    }

    fn word(&self, ty: &Type) -> &'static str {
        match ty {
            Type::Scalar(scalar) => word_of(*scalar),
            Type::List(_) => "array",
            Type::Map(_) | Type::Inline(_) => "object",
            Type::Nullable(ty) => self.word(ty),
            Type::IntegerText(_) => "string",
            Type::Shared(name) | Type::External { name, .. } => {
                let def = self.api.types.iter().find(|def| def.name == *name);
                match def.map(|def| &def.kind) {
                    Some(TypeKind::Enum(values)) => word_of(values.wire),
                    Some(TypeKind::External(external)) => word_of(external.wire),
                    Some(TypeKind::Object(_) | TypeKind::Union(_)) | None => "object",
                }
            }
        }
    }
}

/// Returns the word of the documentation for a single value.
fn word_of(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Boolean => "boolean",
        Scalar::Number => "number",
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint16 | Scalar::Uint32 | Scalar::Uint64 => {
            "integer"
        }
        Scalar::Json => "any",
        Scalar::ErrorList => "array",
        Scalar::Nothing => "null",
        Scalar::String
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::LocalDateTime
        | Scalar::Uuid
        | Scalar::Id
        | Scalar::JsonString
        | Scalar::Bytes
        | Scalar::Text
        | Scalar::File => "string",
    }
}
