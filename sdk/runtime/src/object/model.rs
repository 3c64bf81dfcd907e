//! The object model: values, objects and visitors of their fields.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::http::encoded_body::EncodedBody;
use crate::object::any_object::Question;
use crate::object::bounds::is_blank_text;
use crate::object::extra::Extra;
use crate::object::field_path::FieldPath;
use crate::object::field_row::FieldRow;
use crate::object::field_spec::FieldSpec;
use crate::object::ids::each_id;
use crate::object::open_value::OpenValue;
use crate::object::parts::Parts;
use crate::object::predicates::{has_extra, is_blank, is_set};
use crate::object::query::Query;
use crate::object::validate::Validator;

/// Capacity in bytes that fits the body of a small request without growing.
const JSON_CAPACITY: usize = 256;

/// Anything that has a form in JSON.
pub trait ToJson {
    /// Returns the value as JSON.
    ///
    /// # Errors
    ///
    /// Returns the error of a value that JSON cannot represent.
    fn to_json(&self) -> Result<Vec<u8>, serde_json::Error>;
}

impl<T: Serialize> ToJson for T {
    fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::with_capacity(JSON_CAPACITY);
        self.serialize(&mut serde_json::Serializer::new(&mut json))?;
        Ok(json)
    }
}

/// A value of a request: it can be sent, shown and validated.
pub trait Value: ToJson + fmt::Debug {
    /// Returns the expression that selects everything, such as `Filter::all()`, for an object that
    /// must select something; `None` for any other type.
    #[must_use]
    fn select_all() -> Option<&'static str>
    where
        Self: Sized,
    {
        None
    }

    /// Returns `true` if the value is blank, so that it narrows nothing down. By default, only an object or the
    /// value of an open enum can narrow something down: a filter with a value that lacks this method is
    /// rejected, and never wider than it looks.
    fn is_blank(&self) -> bool {
        match self.open_value() {
            Some(value) => is_blank_text(value.text),
            None => !self.ask(Question::new(&mut |object| !is_blank(object))),
        }
    }

    /// Returns the value if its type is an open enum.
    ///
    /// The default methods of this trait use it, like [`ask`](Self::ask).
    fn open_value(&self) -> Option<OpenValue<'_>> {
        None
    }

    /// Passes the value to `question` if it is an object, and returns the answer; `false` for any other
    /// value.
    ///
    /// The default methods of this trait ask an object in this way: one function per object is checked
    /// faster than one for each of them.
    fn ask(&self, question: Question<'_>) -> bool {
        let _ = question;
        false
    }

    /// Reports what is wrong with the value to `validator`; by default only what is wrong with an object or
    /// the value of an open enum.
    fn validate(&self, path: &FieldPath<'_>, spec: &FieldSpec, validator: &mut Validator) {
        if let Some(value) = self.open_value() {
            if !value.is_known() {
                validator.unrecognized(value.text, value.known, path, spec);
            }
            return;
        }
        self.ask(Question::new(&mut |object| {
            validator.object(object, path, spec);
            true
        }));
    }

    /// Returns `true` for lists and maps, whose length has bounds.
    #[must_use]
    fn has_length() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Brings the value into the form in which it is sent; by default it has that form.
    fn normalize(&mut self)
    where
        Self: Sized,
    {
    }

    /// Brings a list of such values into the form in which it is sent.
    fn normalize_list(list: &mut Vec<Self>)
    where
        Self: Sized,
    {
        let _ = list;
    }

    /// Returns `true` if the field with this path of wire names is set inside the value. The empty
    /// path means the value itself, which is set.
    fn is_set(&self, path: &str) -> bool {
        path.is_empty() || self.ask(Question::new(&mut |object| is_set(object, path)))
    }

    /// Passes each id of the list with this path of wire names to `visit`. The empty path means the
    /// value itself; values without ids pass none.
    fn each_id(&self, path: &str, visit: &mut dyn FnMut(&str)) {
        self.ask(Question::new(&mut |object| {
            each_id(object, path, visit);
            true
        }));
    }

    /// Returns `true` if the value, or one inside it, contains members unknown to the SDK.
    fn has_extra(&self) -> bool {
        self.ask(Question::new(&mut |object| has_extra(object)))
    }

    /// Writes the value to the query under `name`, by default as one parameter, or as the members of an
    /// object.
    fn write_query(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        query: &mut Query<'_>,
    ) {
        let is_object = self.ask(Question::new(&mut |object| {
            query.members(object, path, name, spec);
            true
        }));
        if !is_object {
            query.parameter(path, name, self.to_json());
        }
    }

    /// Writes the value to a multipart body under `name`, by default as one part.
    fn write_parts(
        &self,
        path: &FieldPath<'_>,
        name: &str,
        spec: &FieldSpec,
        parts: &mut Parts<'_>,
    ) {
        let _ = spec;
        parts.value(path, name, self.to_json());
    }

    /// Encodes the value as a whole body that is not JSON, by default as its text.
    ///
    /// # Errors
    ///
    /// Returns the message of a violation if the value cannot be such a body.
    fn raw_body(&self) -> Result<EncodedBody, &'static str> {
        EncodedBody::text(self.to_json())
    }
}

/// A JSON object of a request; generated code lists its fields with `object!`.
pub trait Object: Value + Serialize {
    /// The rows of the fields, in order.
    const FIELDS: &'static [FieldRow];

    /// Returns the members that the caller added to the fields.
    fn extra(&self) -> &Extra {
        Extra::NONE
    }

    /// Returns `true` if the caller explicitly selected everything.
    fn selects_all(&self) -> bool {
        false
    }

    /// Passes each field to the visitor, in order, until the visitor stops.
    ///
    /// # Errors
    ///
    /// Returns the visitor's reason for stopping.
    fn fields<F: FieldVisitor>(&self, visitor: &mut F) -> Result<(), F::Stop>;
}

/// A visitor of the fields of an [`Object`].
pub trait FieldVisitor {
    /// The reason for stopping early.
    type Stop;

    /// Visits a field that is set.
    ///
    /// # Errors
    ///
    /// Returns a reason to stop the walk.
    fn field<V: Value + Serialize>(
        &mut self,
        row: &'static FieldRow,
        value: &V,
    ) -> Result<(), Self::Stop>;

    /// Visits the additional members of an object, by wire name; `name` is their field in Rust.
    ///
    /// # Errors
    ///
    /// Returns a reason to stop the walk.
    fn additional<V: Value + Serialize>(
        &mut self,
        name: &'static str,
        members: &BTreeMap<String, V>,
        spec: &FieldSpec,
    ) -> Result<(), Self::Stop>;

    /// Called for each field that is unset.
    ///
    /// # Errors
    ///
    /// Returns a reason to stop the walk.
    #[inline]
    fn unset<V: Value>(&mut self, name: &'static str) -> Result<(), Self::Stop> {
        let _ = name;
        Ok(())
    }

    /// Called for each read-only field that is set: only the server sets it, and requests do not have
    /// it.
    ///
    /// # Errors
    ///
    /// Returns a reason to stop the walk.
    #[inline]
    fn read_only<T: fmt::Debug>(
        &mut self,
        name: &'static str,
        value: &T,
        spec: &FieldSpec,
    ) -> Result<(), Self::Stop> {
        let _ = (name, value, spec);
        Ok(())
    }
}
