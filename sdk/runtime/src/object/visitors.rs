//! Visitors that write the fields of an object: as JSON, as `Debug` output and as criteria.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};

use crate::json::Json;
use crate::object::any_object::{AnyObject, NamedValues, ValueVisitor};
use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::location::Location;
use crate::object::model::{FieldVisitor, Object, Value};
use crate::object::type_name::type_name;
use crate::redact::REDACTED;

/// Serializes the fields that are set as a JSON object.
///
/// # Errors
///
/// Returns the serializer's error, and an error for an object that must select something and selects
/// nothing: wherever its text is sent, the server would treat it as everything.
pub fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if let Some(select_all) = <T as Value>::select_all()
        && object.is_blank()
    {
        return Err(S::Error::custom(format_args!(
            "`{}` selects nothing, which the server would treat as everything: \
             set a field that narrows it down, or use `{select_all}`",
            type_name::<T>()
        )));
    }
    write(object, serializer, false)
}

/// The JSON body of an operation: its fields whose location is [`Location::Member`].
pub(crate) struct Members<'a, T>(pub(crate) &'a T);

impl<T: Object> Serialize for Members<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.0, serializer, true)
    }
}

/// Writes the fields that are set, then the extra members, as a map.
fn write<T: Object, S: Serializer>(
    object: &T,
    serializer: S,
    members_only: bool,
) -> Result<S::Ok, S::Error> {
    let map = serializer.serialize_map(None)?;
    let mut entries = Entries { map, members_only };
    object.fields(&mut entries)?;
    let mut map = entries.map;
    Object::extra(object).write(&mut map)?;
    map.end()
}

/// Formats the fields that are set, by wire name.
///
/// # Errors
///
/// Returns the formatter's error.
pub fn debug<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_any(&object, f)
}

fn debug_any(object: &dyn AnyObject, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = match object.select_all() {
        Some(select_all) if object.selects_all() => select_all,
        _ => object.type_name(),
    };
    let mut shown = DebugFields(f.debug_struct(name));
    let _ = object.visit(&mut shown);
    for (name, value) in object.extra().iter() {
        shown.0.field(name, &format_args!("{value}"));
    }
    shown.0.finish()
}

/// Returns wire name and JSON value of the fields that are set, in order, followed by the extra
/// members. Sensitive values are redacted.
pub fn criteria<T: Object>(object: &T) -> impl Iterator<Item = (&str, Json)> + use<'_, T> {
    let mut criteria = Criteria(Vec::new());
    let _ = (&object).visit(&mut criteria);
    let extra = object.extra().iter();
    let fields = criteria.0.into_iter();
    fields.chain(extra.map(|(name, value)| (name, value.clone())))
}

/// Writes each field as an entry of a map, or only those that are members of the body.
struct Entries<M> {
    map: M,
    members_only: bool,
}

impl<M: SerializeMap> FieldVisitor for Entries<M> {
    type Stop = M::Error;

    #[inline]
    fn field<V: Value + Serialize>(
        &mut self,
        row: &'static FieldRow,
        value: &V,
    ) -> Result<(), M::Error> {
        if self.members_only && row.spec.location != Location::Member {
            return Ok(());
        }
        self.map.serialize_entry(row.wire, value)
    }

    fn additional<V: Value + Serialize>(
        &mut self,
        _name: &'static str,
        members: &BTreeMap<String, V>,
        spec: &FieldSpec,
    ) -> Result<(), M::Error> {
        if self.members_only && spec.location != Location::Member {
            return Ok(());
        }
        for (name, value) in members {
            self.map.serialize_entry(name, value)?;
        }
        Ok(())
    }
}

/// Formats each field.
struct DebugFields<'a, 'f>(fmt::DebugStruct<'a, 'f>);

impl ValueVisitor for DebugFields<'_, '_> {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        self.read_only(name, &value, spec);
        ControlFlow::Continue(())
    }

    fn additional(
        &mut self,
        name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        // The names of sensitive members may reveal their content.
        if spec.sensitive {
            self.0.field(name, &format_args!("{REDACTED}"));
            return ControlFlow::Continue(());
        }
        for (name, value) in members {
            self.0.field(name, value);
        }
        ControlFlow::Continue(())
    }

    fn read_only(&mut self, name: &'static str, value: &dyn fmt::Debug, spec: &FieldSpec) {
        if spec.sensitive {
            self.0.field(name, &format_args!("{REDACTED}"));
        } else {
            self.0.field(name, value);
        }
    }
}

/// Collects each field with its JSON value.
struct Criteria(Vec<(&'static str, Json)>);

impl Criteria {
    /// Adds a criterion. Every value of a request serializes; should one ever fail, it shows as `null`.
    fn add(&mut self, name: &'static str, spec: &FieldSpec, json: impl FnOnce() -> Json) {
        let json = if spec.sensitive {
            Json::from(REDACTED)
        } else {
            json()
        };
        self.0.push((name, json));
    }
}

impl ValueVisitor for Criteria {
    fn field(
        &mut self,
        name: &'static str,
        value: &dyn Value,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        self.add(name, spec, || json_of(value));
        ControlFlow::Continue(())
    }

    /// Collects all of them as one value under their name in Rust.
    fn additional(
        &mut self,
        name: &'static str,
        members: &NamedValues<'_>,
        spec: &FieldSpec,
    ) -> ControlFlow<()> {
        let member = |(name, value): &(&str, &dyn Value)| ((*name).to_owned(), json_of(*value));
        self.add(name, spec, || members.iter().map(member).collect());
        ControlFlow::Continue(())
    }
}

fn json_of(value: &dyn Value) -> Json {
    let json = value
        .to_json()
        .and_then(|json| serde_json::from_slice(&json));
    json.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::object::model::Value as _;
    use crate::object::visitors::criteria;
    use crate::test_util::{Filter, Paint};
    use crate::values::containers::list;

    #[test]
    fn set_fields_are_written_in_order() {
        let filter = Filter::ids(["7"]).with(|fields| {
            fields.limit = Some(1);
            fields.colours = Some(list(["dark blue"]));
        });
        let shown = [
            ("ids", json!(["7"]).into()),
            ("colours", json!(["dark blue"]).into()),
            ("limit", json!(1).into()),
        ];
        assert!(criteria(&filter).eq(shown));
        let json = serde_json::to_string(&Paint::new(filter)).unwrap();
        let expected =
            r#"{"colour":"red","filter":{"ids":["7"],"colours":["dark blue"],"limit":1}}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn sensitive_values_are_redacted() {
        struct Login {
            password: String,
        }
        crate::object! { Login; required "password" => password, sensitive(); }

        let login = Login {
            password: "canary".to_owned(),
        };
        assert_eq!(format!("{login:?}"), "Login { password: *** }");
        assert!(criteria(&login).eq([("password", "***".into())]));
        assert!(serde_json::to_string(&login).unwrap().contains("canary"));
    }

    #[test]
    fn debug_output_names_the_select_all_expression() {
        let paint = Paint::new(Filter::all().with(|fields| fields.limit = Some(1)));
        let shown = "Paint { colour: Red, filter: Filter::all() { limit: 1 } }";
        assert_eq!(format!("{paint:?}"), shown);
        assert_ne!(Filter::all(), Filter::default());
    }

    #[test]
    fn read_only_fields_are_shown_and_not_sent() {
        /// A value that only responses have.
        #[derive(Debug)]
        struct Stamp;

        struct Group {
            id: Option<Stamp>,
            key: Option<Stamp>,
            name: String,
        }
        crate::object! {
            Group;
            read_only "id" => id;
            read_only "key" => key, sensitive();
            required "name" => name;
        }

        let mut group = Group {
            id: Some(Stamp),
            key: Some(Stamp),
            name: "a".to_owned(),
        };
        let shown = r#"Group { id: Stamp, key: ***, name: "a" }"#;
        assert_eq!(format!("{group:?}"), shown);
        assert_eq!(serde_json::to_string(&group).unwrap(), r#"{"name":"a"}"#);
        assert!(criteria(&group).eq([("name", "a".into())]));
        assert!(!group.is_set("id") && group.is_set("name"));
        group.id = None;
        assert_eq!(format!("{group:?}"), r#"Group { key: ***, name: "a" }"#);
    }
}
