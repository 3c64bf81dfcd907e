//! Random fields and their types.

use crate::random_specs::generate::{Class, Generator};
use crate::random_specs::metadata::make_sendable;
use crate::random_specs::model::{self, Access, Field, Kind, Type};
use crate::random_specs::names::{self, Taken};
use crate::random_specs::{read_only, wire_names, words};

/// The direction of a field, as far as it restricts its type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Sent,
    Received,
    Either,
}

/// The position of a type.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub way: Way,
    /// The base name of objects in it.
    pub parent: &'a str,
    /// `true` if only types with a text form are allowed.
    pub is_text: bool,
    /// The enclosing shared type, and whether it requires this type: then only earlier types may be
    /// used.
    pub needed_by: Option<usize>,
    /// The number of enclosing objects, lists and maps.
    pub depth: usize,
    /// `true` inside of a list or a map: only the outermost one has a length.
    pub is_item: bool,
}

const SCALARS: [&str; 16] = [
    "string",
    "boolean",
    "int32",
    "int64",
    "uint16",
    "uint32",
    "uint64",
    "number",
    "date-time",
    "date",
    "local-date-time",
    "uuid",
    "id",
    "json_string",
    "json",
    "bytes",
];
/// The last two have no text form.
const TEXTS: usize = 14;

impl Generator {
    /// Returns the members of an object.
    pub fn members(
        &mut self,
        least: usize,
        most: usize,
        at: At<'_>,
        taken: &mut Taken,
    ) -> Vec<Field> {
        let count = self.choices.between(least, most);
        (0..count).map(|_| self.member(at, taken)).collect()
    }

    fn member(&mut self, at: At<'_>, taken: &mut Taken) -> Field {
        let (name, rust_name) = self.wire(&words::MEMBERS, taken);
        let required = self.choices.chance(35);
        let field = Field {
            name,
            rust_name,
            required,
            ..Field::default()
        };
        self.filled(field, at, taken)
    }

    /// Completes a named field with its type and attributes.
    pub fn filled(&mut self, mut field: Field, at: At<'_>, taken: &mut Taken) -> Field {
        let is_parameter = field.location.is_some();
        let nullable = !is_parameter && self.choices.chance(30);
        let is_needed = field.required && !nullable;
        let inner = At {
            needed_by: at.needed_by.filter(|_| is_needed),
            ..at
        };
        field.ty = self.ty(&field.name, inner, taken, field.required);
        field.nullable = nullable && !field.ty.is("json") && !field.ty.is("error_list");
        if field.nullable {
            taken
                .setters
                .extend(setters_of(&field).map(|name| format!("{name}_null")));
        }
        if field.required && field.nullable && matches!(field.ty.kind, Kind::Object { .. }) {
            self.saw(match at.way {
                Way::Received => "a received inline object that is required and nullable",
                Way::Sent => "a sent inline object that is required and nullable",
                Way::Either => "a shared inline object that is required and nullable",
            });
        }
        self.adorn(&mut field, at, taken);
        self.fix(&mut field);
        if at.way == Way::Either && field.constant.is_none() && self.choices.chance(15) {
            field.access = Access::ReadOnly;
        }
        field
    }

    /// Adds the attributes that any field may have.
    pub fn adorn(&mut self, field: &mut Field, at: At<'_>, taken: &mut Taken) {
        field.description = self.prose();
        field.sensitive = self.choices.chance(10) && !field.ty.is("error_list");
        if at.way != Way::Received {
            field.selects = self.maybe(10, |generator| generator.choices.chance(50));
            let can_be_in_query = field.is_in("query") || at.is_text || at.way == Way::Either;
            if can_be_in_query && matches!(field.ty.kind, Kind::List(_)) {
                // Samples of other types can contain the separator.
                let words = ["boolean", "int32", "uint64", "date", "uuid", "id"];
                let can_be_split = !words.iter().any(|word| field.ty.innermost().is(word));
                let styles = ["comma", "repeat", "brackets", "pipe", "space"];
                let styles = &styles[..if can_be_split { 3 } else { 5 }];
                field.list_style = self.maybe(40, |generator| *generator.choices.pick(styles));
            }
            let is_object = matches!(field.ty.kind, Kind::Map(_) | Kind::Object { .. });
            if field.is_in("query") && is_object {
                field.object_style = self.maybe(50, |generator| {
                    *generator.choices.pick(&["members", "brackets"])
                });
            }
        }
        field.since = self.maybe(8, |generator| {
            if generator.choices.chance(50) {
                generator.prose()
            } else {
                "2026-08".to_owned()
            }
        });
        field.deprecated = self.maybe(10, Self::prose);
        field.renamed_from = self.maybe(10, |generator| generator.old_wire(taken));
    }

    /// Adds defaults and examples, once all types are known.
    pub fn sample_all(&mut self) {
        let mut spec = std::mem::take(&mut self.spec);
        self.fix_all(&mut spec);
        read_only::settle(&mut spec);
        let types = spec.types.clone();
        for shared in &mut spec.types {
            if let model::SharedKind::Object { fields, .. } = &mut shared.kind {
                self.sample_fields(fields, &types, true);
            }
        }
        for operation in &mut spec.operations {
            self.is_request = true;
            self.sample_fields(&mut operation.inputs, &types, true);
            self.is_request = false;
            for input in &mut operation.inputs {
                keep_sendable(input);
            }
            self.sample_fields(&mut operation.outputs, &types, false);
            for error in &mut operation.errors {
                let Some(ty) = error.ty.take() else { continue };
                let mut body = Field {
                    ty,
                    ..Field::default()
                };
                self.sample_fields(std::slice::from_mut(&mut body), &types, false);
                error.ty = Some(body.ty);
            }
        }
        for at in 0..spec.types.len() {
            if let (false, true) = wire_names::flow(&spec, at)
                && let model::SharedKind::Object { fields, .. } = &mut spec.types[at].kind
            {
                fields.iter_mut().for_each(only_received);
            }
        }
        for shared in &mut spec.types {
            read_only::each(shared, &mut |field| {
                if field.is_read_only() {
                    only_received(field);
                }
            });
        }
        self.spec = spec;
    }

    /// Returns a type. The members of an object required in a body share its setters.
    fn ty(&mut self, wire: &str, at: At<'_>, taken: &mut Taken, is_needed: bool) -> Type {
        let deep = At {
            depth: at.depth + 1,
            ..at
        };
        let item = At {
            needed_by: None,
            is_item: true,
            ..deep
        };
        // A whole body has the depth 0; its members have more.
        let choice = if at.depth > 3 {
            0
        } else {
            self.choices.below(12)
        };
        match choice {
            7 | 8 if !at.is_text || at.depth == 0 => {
                let items = self.ty(wire, item, &mut Taken::default(), false);
                self.collection(items, at, Kind::List)
            }
            9 if !at.is_text => {
                let items = self.ty(wire, item, &mut Taken::default(), false);
                self.collection(items, at, Kind::Map)
            }
            10 if !at.is_text => self.object(wire, deep, taken, is_needed),
            11 | 6 => self.shared_type(at).unwrap_or_else(|| self.scalar(at)),
            _ => self.scalar(at),
        }
    }

    /// Returns an inline object.
    pub fn object(&mut self, wire: &str, at: At<'_>, taken: &mut Taken, is_needed: bool) -> Type {
        let (name, rust) = self.nested_type(at.parent, wire);
        let at = At {
            parent: &name,
            is_item: false,
            ..at
        };
        let most = match at.depth {
            0..=2 if self.choices.chance(8) => 14,
            0..=2 => 4,
            _ => 2,
        };
        let mut own = Taken::default();
        let fields = if is_needed {
            std::mem::swap(&mut own.setters, &mut taken.setters);
            let fields = self.members(1, most, at, &mut own);
            std::mem::swap(&mut own.setters, &mut taken.setters);
            fields
        } else {
            self.members(1, most, at, &mut own)
        };
        let additional = self.additional(at, is_needed).map(Box::new);
        Type {
            additional,
            ..Type::of(Kind::Object { rust, fields })
        }
    }

    /// Returns a list or a map of items.
    fn collection(&mut self, mut items: Type, at: At<'_>, kind: fn(Box<Type>) -> Kind) -> Type {
        items.description = self.maybe(20, Self::prose);
        // An object in a list may contain the list again, so no minimum number of items is safe.
        let is_flat = !matches!(
            items.innermost().kind,
            Kind::Object { .. } | Kind::Shared(_)
        );
        let mut items = items;
        items.is_nullable = !at.is_text && !items.is("json") && self.choices.chance(20);
        let mut ty = Type::of(kind(Box::new(items)));
        if !at.is_item {
            let least = u32::try_from(self.choices.between(1, 3)).unwrap_or(1);
            ty.min_items = self.maybe(if is_flat { 25 } else { 0 }, |_| least);
            ty.max_items = self.maybe(25, |_| least + 7);
        }
        ty
    }

    fn shared_type(&mut self, at: At<'_>) -> Option<Type> {
        let is_sent = at.way == Way::Sent && !at.is_text;
        let fits = |(position, (_, class)): (usize, &(String, Class))| {
            let fits = match class {
                Class::Enum => true,
                Class::Object | Class::Union => {
                    !at.is_text && at.needed_by.is_none_or(|around| position < around)
                }
                Class::Query | Class::Selection | Class::External => is_sent,
            };
            fits.then_some(position)
        };
        let known: Vec<_> = self.plan.iter().enumerate().filter_map(fits).collect();
        if known.is_empty() {
            return None;
        }
        let at = *self.choices.pick(&known);
        Some(Type::of(Kind::Shared(at)))
    }

    /// Returns a single value with its bounds.
    pub fn scalar(&mut self, at: At<'_>) -> Type {
        let known = if at.is_text {
            &SCALARS[..TEXTS]
        } else {
            &SCALARS
        };
        let has_errors = at.way == Way::Received && !at.is_text && !at.is_item;
        let word = if has_errors && self.choices.chance(6) {
            "error_list"
        } else {
            *self.choices.pick(known)
        };
        let mut ty = Type::of(Kind::Scalar(word));
        let bounds = match word {
            "string" => {
                self.string_bounds(&mut ty);
                return ty;
            }
            "uint16" | "uint32" | "uint64" => words::BOUNDS[0],
            "int32" | "int64" => words::BOUNDS[1],
            "number" => words::BOUNDS[2],
            "id" => {
                ty.minimum = self.maybe(20, |_| "225494730938493804");
                ty.format = self.maybe(20, |generator| *generator.choices.pick(&["any", "digits"]));
                return ty;
            }
            _ => return ty,
        };
        if word != "number" && !at.is_text {
            ty.encoding = self.maybe(25, |generator| *generator.choices.pick(&["text", "number"]));
        }
        if self.choices.chance(15) {
            ty.is_exclusive = true;
            return ty;
        }
        let (least, most) = *self.choices.pick(&bounds);
        ty.minimum = self.maybe(30, |_| least);
        ty.maximum = self.maybe(30, |_| most);
        ty
    }

    fn string_bounds(&mut self, ty: &mut Type) {
        if self.choices.chance(10) {
            ty.format = Some(self.choices.pick(&words::FORMATS).0);
            return;
        }
        if self.choices.chance(20) {
            ty.pattern = Some(*self.choices.pick(&words::PATTERNS));
        }
        if self.choices.chance(20) {
            let most = ty.pattern.map_or(8, |(_, sample)| sample.chars().count());
            ty.min_length = Some(u32::from(self.choices.chance(50)));
            ty.max_length = u32::try_from(most).ok();
        }
    }
}

/// Removes the default and the example that a path or a header cannot have.
pub fn keep_sendable(input: &mut Field) {
    if !input.is_in("header") && !input.is_in("path") {
        return;
    }
    let samples = [
        input.constant.take(),
        input.default.take(),
        input.example.take(),
    ];
    let sendable = samples.map(|sample| {
        let mut value = sample?;
        make_sendable(&mut value, input).then_some(value)
    });
    [input.constant, input.default, input.example] = sendable;
}

/// Removes the keys of inputs.
fn only_received(field: &mut Field) {
    (field.default, field.selects) = (None, None);
    (field.list_style, field.object_style) = (None, None);
    let mut ty = &mut field.ty;
    loop {
        match &mut ty.kind {
            Kind::List(items) | Kind::Map(items) => ty = items,
            Kind::Object { fields, .. } => return fields.iter_mut().for_each(only_received),
            Kind::Scalar(_) | Kind::Shared(_) => return,
        }
    }
}

/// Returns the name of a field's setter.
fn setters_of(field: &Field) -> Option<String> {
    let given = field.rust_name.clone();
    given.or_else(|| names::setter(&field.name))
}
