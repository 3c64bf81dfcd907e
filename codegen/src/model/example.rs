//! Example requests with their responses.

/// An example request with its response.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// The description of the request.
    pub description: String,
    /// The inputs by their names.
    pub request: serde_json::Map<String, serde_json::Value>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// The response of an example.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// Its status.
    pub status: u16,
    /// Its headers: names and values.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Option<serde_json::Value>,
}
