//! A request that a mock received.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use crate::json::Json;
use crate::mock::difference::differences;
use crate::mock::route::PathParameters;
use crate::response::operation::Operation;
use crate::transport::request::Request;

/// A request for the operation `O` that a mock received, as it was on the wire.
///
/// It compares with requests: `assert_eq!(mock.requests::<O>()[0], O::new(..))`.
pub struct ReceivedRequest<O> {
    request: Request,
    parameters: PathParameters,
    operation: PhantomData<fn() -> O>,
}

impl<O> ReceivedRequest<O> {
    pub(super) fn new(request: Request, parameters: PathParameters) -> Self {
        Self {
            request,
            parameters,
            operation: PhantomData,
        }
    }

    /// Returns the request with its URL, headers and body.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Returns the input at a path of wire names, such as `filter.ids`: a member of the JSON body, a
    /// path parameter, a query parameter or a header. `None` if the request does not have it.
    ///
    /// A parameter is a text, and one that is repeated a list of texts. A member of the body has the
    /// form that it has on the wire; read it as a type with
    /// [`Json::decode`](crate::values::Json::decode).
    #[must_use]
    pub fn input(&self, path: &str) -> Option<Json> {
        self.path_parameter(path)
            .or_else(|| self.query_parameter(path))
            .or_else(|| at(&self.json()?, path).cloned())
            .or_else(|| Some(self.request.headers.get(path)?.to_string().into()))
    }

    /// Returns the body as JSON; `None` if it is not JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(&self.request.body).ok()
    }

    fn path_parameter(&self, name: &str) -> Option<Json> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(known, _)| *known == name)?;
        Some(value.as_str().into())
    }

    fn query_parameter(&self, name: &str) -> Option<Json> {
        let pairs = self.request.url.query_pairs();
        let values = pairs.filter(|(known, _)| known == name);
        let mut values: Vec<Json> = values.map(|(_, value)| value.into()).collect();
        match values.len() {
            0 | 1 => values.pop(),
            _ => Some(Json::Array(values)),
        }
    }
}

impl<O: Operation> ReceivedRequest<O> {
    /// Returns the differences between this request and the expected one, in wire names, such as
    /// `filter.ids[0]: expected "7", received "8"`; empty if they are equal.
    #[must_use]
    pub fn differences(&self, expected: &O) -> Vec<String> {
        match expected.prepare() {
            Ok(expected) => differences(&self.request, &expected),
            Err(error) => vec![format!(
                "the expected request is invalid: {}",
                error.report()
            )],
        }
    }
}

/// Returns the value at a path of wire names, which may contain dots.
fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    let members: &BTreeMap<_, _> = json.as_object()?;
    members
        .iter()
        .find_map(|(name, value)| match path.strip_prefix(name.as_str())? {
            "" => Some(value),
            rest => at(value, rest.strip_prefix('.')?),
        })
}

impl<O: Operation> PartialEq<O> for ReceivedRequest<O> {
    fn eq(&self, other: &O) -> bool {
        self.differences(other).is_empty()
    }
}

impl<O> Clone for ReceivedRequest<O> {
    fn clone(&self) -> Self {
        Self::new(self.request.clone(), self.parameters.clone())
    }
}

/// Shows URL and body, and not the headers, which contain the credential.
impl<O: Operation> fmt::Debug for ReceivedRequest<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.request.body);
        f.debug_struct(O::NAME)
            .field("url", &self.request.url.as_str())
            .field("body", &body)
            .finish_non_exhaustive()
    }
}
