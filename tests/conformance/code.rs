//! The generated Rust as facts, read from its text, independently of the spec.
//!
//! A fact of the code has several locations: the row of the table that knows its wire name, the struct
//! field that holds it, and the setter, the argument of `new` or the public field by which people
//! access it. All of them have to agree; a disagreement is a [`Flaw`].

mod arms;
mod cut;
pub mod docs;
mod inputs;
mod items;
mod metadata;
mod received;
mod responses;
mod rows;
mod signatures;
mod strays;
mod tables;
mod tokens;

use crate::fact::{Key, Place, Problem, Section, Text};
pub use cut::Cut;
use items::Contract;
pub use items::{Items, Kind};
use std::borrow::Cow;

/// The generated code of one operation as facts.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The operation's name, from its `NAME`.
    pub operation: String,
    /// The location of its `impl Operation`; `None` for code that does not exist.
    pub place: Option<Place>,
    /// Its facts, each before those inside it, in the order of the tables and public fields.
    pub facts: Vec<Fact>,
    /// Further orders of facts, such as that of the setters.
    pub orders: Vec<Order>,
    /// The disagreements inside the code.
    pub flaws: Vec<Flaw>,
    /// The enums with wire values.
    pub enums: Vec<(Kind, String)>,
}

/// One item of the code.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub key: Key,
    /// Its name in Rust. `None` for the facts of the endpoint.
    pub rust: Option<String>,
    /// Its Rust type, without the `Option` around it. `None` if the runtime provides the type.
    pub ty: Option<String>,
    /// `true` if it is required. `None` if the runtime decides.
    pub required: Option<bool>,
    /// Its documentation, one text per paragraph. `None` for an object that is
    /// flattened away, because people never see it.
    pub docs: Option<Vec<String>>,
    /// Its rules in the tables and the operation, such as `in_query()`. `None` without
    /// any.
    pub rules: Option<Vec<String>>,
    /// Its locations.
    pub sites: Vec<(Site, Place)>,
}

/// The kind of a location in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// A row of an `object!` table.
    Row,
    /// A row of a `sparse_object!` table whose field is kept if set.
    KeptRow,
    /// A variant of the values of a large object.
    Value,
    /// A row of a `response_object!` table.
    ReceivedRow,
    /// A row of a `headers!` table.
    HeaderRow,
    /// A private field of a struct.
    Field,
    /// A public field of a struct.
    PublicField,
    /// A setter.
    Setter,
    /// An argument of `new`.
    Argument,
    /// An entry of the list in the documentation of `new`.
    ArgumentDocs,
    /// An entry of the list in the documentation of the request.
    Part,
    /// A call that writes a part of the request.
    Write,
    /// The call that sets the media type of the body.
    MediaType,
    /// The type of the response's body.
    BodyType,
    /// The kind of the whole response.
    Response,
    /// The statuses of the response's only body.
    Statuses,
    /// A variant of the enum of responses.
    Variant,
    /// An arm of `ResponseBody::read`.
    StatusArm,
    /// A setter that sends `null`.
    NullSetter,
    /// A constant of the operation, or the request's documentation.
    Endpoint,
    /// A call in the constant `METADATA`.
    Metadata,
}

/// An order of some of the facts.
#[derive(Clone, Debug)]
pub struct Order {
    /// The items in this order: "the setters of `ThreatFilter`".
    pub what: String,
    /// The facts.
    pub keys: Vec<Key>,
}

/// A property of a fact that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Its existence.
    Existence,
    /// Its name.
    Name,
    /// Its type.
    Type,
    /// Its being required.
    Required,
    /// Its position among its neighbours.
    Order,
    /// Its location in the message.
    Place,
    /// Its bounds and its encoding.
    Rule,
    /// Its description.
    Description,
    /// A deviation that explains nothing.
    Deviation,
}

/// A disagreement inside the code.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// The fact.
    pub key: Key,
    /// The property that is wrong.
    pub aspect: Aspect,
    /// A description of the disagreement.
    pub message: String,
    /// The location.
    pub place: Place,
}

/// Reads the generated files.
///
/// # Errors
///
/// Returns a [`Problem`] for each file that is not Rust and for each ambiguous name.
pub fn read(files: &[Text]) -> Result<Vec<Code>, Vec<Problem>> {
    let (mut all, mut problems) = (Items::default(), Vec::new());
    for file in files {
        match Items::read(file) {
            Ok(items) => all.add(items),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        understand(&all)
    } else {
        Err(problems)
    }
}

/// Collects facts from the files, operation by operation.
///
/// # Errors
///
/// Returns a [`Problem`] for each ambiguous name.
pub fn understand(items: &Items) -> Result<Vec<Code>, Vec<Problem>> {
    if items.clashes.is_empty() {
        let contracts = items.contracts.iter();
        Ok(contracts
            .map(|contract| operation(items, contract))
            .collect())
    } else {
        Err(items.clashes.clone())
    }
}

fn operation(items: &Items, contract: &Contract) -> Code {
    let mut code = Code {
        operation: contract.name.clone(),
        place: Some(contract.place.clone()),
        enums: items.enums.iter().cloned().collect(),
        ..Code::default()
    };
    endpoint(&mut code, items, contract);
    inputs::read(&mut code, items, contract);
    responses::parts(&mut code, items, contract);
    responses::headers(&mut code, items, contract);
    code
}

/// Reads the description, URL, method and metadata of the operation.
fn endpoint(code: &mut Code, items: &Items, contract: &Contract) {
    let request = items.structs.get(&contract.request);
    let docs = request.map_or("", |request| request.docs.as_str());
    let place = request.map_or(&contract.place, |request| &request.place);
    // The first paragraph is the title with the endpoint.
    let prose = docs::paragraphs(docs::lead(docs));
    let description = prose.into_iter().skip(1);
    let facts = [
        ("Description", description.collect(), place),
        ("URL:", vec![contract.path.clone()], &contract.place),
        (
            "Method:",
            vec![contract.method.to_uppercase()],
            &contract.place,
        ),
    ];
    for (name, docs, place) in facts {
        code.facts.push(Fact {
            key: Key::top(Section::Endpoint, name),
            rust: None,
            ty: None,
            required: None,
            docs: Some(docs),
            rules: None,
            sites: vec![(Site::Endpoint, place.clone())],
        });
    }
    // The metadata of an operation belongs to its method: permissions, retries and limits.
    if let Some(method) = code.facts.last_mut() {
        let calls = contract.metadata.iter();
        let rules = calls
            .clone()
            .map(|call| format!("{}({})", call.name, call.arguments));
        method.rules = Some(rules.collect());
        let sites = calls.map(|call| (Site::Metadata, call.place.clone()));
        method.sites.extend(sites);
    }
}

/// Returns the name of a body whose members are inputs; the code does not contain it.
const BODY: &str = "";

impl Code {
    /// Renames the body whose members are inputs in the facts.
    #[must_use]
    pub fn with_body(&self, name: &str) -> Cow<'_, Self> {
        let orders = self.orders.iter().flat_map(|order| &order.keys);
        let flaws = self.flaws.iter().map(|flaw| &flaw.key);
        let facts = self.facts.iter().map(|fact| &fact.key);
        let mut keys = orders.chain(flaws).chain(facts);
        if !keys.any(|key| key.path.first().is_some_and(|first| first == BODY)) {
            return Cow::Borrowed(self);
        }
        let mut code = self.clone();
        let orders = code.orders.iter_mut().flat_map(|order| &mut order.keys);
        let flaws = code.flaws.iter_mut().map(|flaw| &mut flaw.key);
        let facts = code.facts.iter_mut().map(|fact| &mut fact.key);
        for key in orders.chain(flaws).chain(facts) {
            let first = key.path.first_mut().filter(|first| *first == BODY);
            if let Some(first) = first {
                name.clone_into(first);
            }
        }
        Cow::Owned(code)
    }

    /// Returns `true` if two facts are arguments of the same constructor.
    #[must_use]
    pub fn are_taken_together(&self, one: &Key, other: &Key) -> bool {
        let mut orders = self.orders.iter();
        orders.any(|order| {
            let is_constructor = order.what.starts_with("the arguments of ");
            is_constructor && order.keys.contains(one) && order.keys.contains(other)
        })
    }

    fn flaw(&mut self, key: &Key, aspect: Aspect, place: &Place, message: impl Into<String>) {
        self.flaws.push(Flaw {
            key: key.clone(),
            aspect,
            message: message.into(),
            place: place.clone(),
        });
    }
}
