//! `cargo xtask page`: the skeleton of a documentation page.
//!
//! It has the facts of the spec, and no sentence: those are written from the reference documentation,
//! so that the comparison of page and spec still means something.

use crate::disk::{self, IoContext};
use crate::flags::{MessageFormat, Page};
use crate::report;
use crate::spec_dir;
use codegen::model::{
    Api, BodyKind, Deviation, DeviationKind, Field, Location, Object, Operation, Presence, Scalar,
    Type, TypeKind, TypeName,
};
use std::error::Error;
use std::fmt::Write;
use std::fs::OpenOptions;
use std::io::Write as _;
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
    let path = flags.out.join(format!("{name}.md"));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .at("create", &path)?;
    file.write_all(Skeleton::of(&api, operation).as_bytes())
        .at("write", &path)?;
    report::out(&format!(
        "created  {}\nwrite its sentences from the reference documentation, and compare each fact with it\n",
        disk::shown(&path)
    ));
    Ok(ExitCode::SUCCESS)
}

/// The page in progress.
struct Skeleton<'a> {
    api: &'a Api,
    text: String,
    /// The shared types around the current item: a type inside itself is listed once.
    around: Vec<&'a TypeName>,
    /// `true` for the inputs, which have no read-only members.
    is_request: bool,
}

impl<'a> Skeleton<'a> {
    fn of(api: &'a Api, operation: &'a Operation) -> String {
        let mut page = Self {
            api,
            text: format!(
                "# {}\n\n**Description**:\n\n## Endpoint\n\n- **URL:** `{}`\n- **Method:** `{}`\n",
                operation.title,
                operation.path,
                operation.method.word()
            ),
            around: Vec::new(),
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
        page.text
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
        let is_unmarked = self.deviation(&path, &DeviationKind::Presence).is_some();
        // The parts of a response are always there, so pages do not mark them.
        let is_output = depth == 0 && parent.ends_with(".outputs");
        let is_required = field.presence == Presence::Required && !is_unmarked && !is_output;
        self.item(field.wire.as_str(), &documented, is_required, depth);
        match field.ty.innermost() {
            Type::Inline(object) => self.members(object, &path, depth + 1),
            Type::Shared(name) if !self.around.contains(&name) => {
                let types = &self.api.types;
                let def = types.iter().find(|def| def.name == *name);
                if let Some(TypeKind::Object(object)) = def.map(|def| &def.kind) {
                    self.around.push(name);
                    self.members(object, &name.to_string(), depth + 1);
                    self.around.pop();
                }
            }
            Type::Shared(_)
            | Type::Scalar(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_)
            | Type::IntegerText(_)
            | Type::External { .. } => {}
        }
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

    /// Returns the recorded deviation of an item, of the same kind as another.
    fn deviation(&self, path: &str, kind: &DeviationKind) -> Option<&'a Deviation> {
        let is_it = |known: &&Deviation| {
            let is_same = std::mem::discriminant(&known.kind) == std::mem::discriminant(kind);
            known.item == path && is_same
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
                    Some(TypeKind::Object(_)) | None => "object",
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
        Scalar::Json => "object",
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
