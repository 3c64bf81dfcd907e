//! `types/*.yaml`: one shared type each.

use super::fields;
use crate::ast::{EnumValueDoc, SelectionDoc, Text, TypeDoc, TypeKindDoc, VariantDoc};
use crate::parse::mapping::Mapping;
use crate::source::FileId;

pub(in crate::parse) fn read(file: FileId, mut mapping: Mapping) -> TypeDoc {
    TypeDoc {
        file,
        name: mapping.text("type"),
        renamed_from: mapping.optional("renamed_from"),
        description: mapping.prose("description"),
        kind: kind(&mut mapping),
    }
}

fn kind(mapping: &mut Mapping) -> TypeKindDoc {
    match mapping.text("kind").as_str() {
        "open_enum" => TypeKindDoc::OpenEnum {
            wire: mapping.optional("wire"),
            values: mapping.mappings("values", enum_value),
        },
        "closed_enum" => TypeKindDoc::ClosedEnum {
            wire: mapping.optional("wire"),
            values: mapping.mappings("values", enum_value),
        },
        "union" => TypeKindDoc::Union {
            discriminator: mapping.optional("discriminator"),
            variants: mapping.mappings("variants", variant),
        },
        "external" => TypeKindDoc::External {
            rust: mapping.text("rust"),
            wire: mapping.text("wire"),
            content: mapping.optional("content"),
        },
        // `object`: validation rejects any other word.
        _ => TypeKindDoc::Object {
            selection: mapping.mapping("selection").map(selection),
            fields: {
                let additional = fields::additional(mapping);
                let fields = mapping.mappings("fields", fields::field);
                fields.into_iter().chain(additional).collect()
            },
        },
    }
}

fn enum_value(mut mapping: Mapping) -> EnumValueDoc {
    let mut integers = Vec::new();
    let value = mapping.text_or_integer("value", &mut integers);
    let renamed_from = mapping.text_or_integer("renamed_from", &mut integers);
    let missing = Text {
        value: String::new(),
        span: mapping.span,
    };
    EnumValueDoc {
        value: value.map_or(missing, |value| *value),
        integers,
        name: mapping.optional("name"),
        since: mapping.optional("since"),
        deprecated: mapping.optional("deprecated"),
        renamed_from,
        success: mapping.optional("success"),
        description: mapping.prose("description"),
    }
}

fn variant(mut mapping: Mapping) -> VariantDoc {
    VariantDoc {
        value: mapping.any("value"),
        name: mapping.optional("name"),
        ty: fields::type_ref(&mut mapping),
        description: mapping.text("description"),
    }
}

fn selection(mut mapping: Mapping) -> SelectionDoc {
    SelectionDoc {
        everything: mapping.text("everything"),
        description: mapping.prose("description"),
    }
}
