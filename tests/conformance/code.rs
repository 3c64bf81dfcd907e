//! The generated Rust as facts, read from its text: nothing here knows the spec.
//!
//! A fact of the code has several places: the row of the table that knows its wire name, the struct
//! field that holds it, and the setter, the argument of `new` or the public field by which people
//! get at it. All of them have to tell the same; where one does not, that is a [`Flaw`].

mod answers;
pub mod docs;
mod inputs;
mod items;
mod rows;
mod signatures;
mod strays;
mod tables;
mod tokens;

use crate::fact::{Key, Place, Problem, Section, Text};
use items::Contract;
pub use items::{Items, Kind};

/// The generated code of one operation as facts.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The operation's name, from its `NAME`.
    pub operation: String,
    /// Where it implements the runtime's trait; nowhere for code that is not there.
    pub place: Option<Place>,
    /// Its facts, each before those inside it, in the order of the tables and public fields.
    pub facts: Vec<Fact>,
    /// Further orders in which facts stand, such as that of the setters.
    pub orders: Vec<Order>,
    /// Where the code's own places disagree.
    pub flaws: Vec<Flaw>,
    /// The types that have a table of known values.
    pub enums: Vec<(Kind, String)>,
}

/// What the code says of one item.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub key: Key,
    /// Its name in Rust. The facts of the endpoint have none.
    pub rust: Option<String>,
    /// Its Rust type, without the `Option` around it. `None` where the runtime has the type.
    pub ty: Option<String>,
    /// Whether it is required. `None` where the runtime always has it, or never.
    pub required: Option<bool>,
    /// What the documentation says of it, one text per paragraph. `None` for an object that is
    /// flattened away, because people never see it.
    pub docs: Option<Vec<String>>,
    /// What the tables and the operation say of it, such as `in_query()`. `None` where they say
    /// nothing.
    pub rules: Option<Vec<String>>,
    /// Where it stands.
    pub sites: Vec<(Site, Place)>,
}

/// What kind of place a fact has in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// A row of an `object!` table.
    Row,
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
    /// The call that gives the media type of the body.
    MediaType,
    /// The type of the answer's body.
    BodyType,
    /// The kind of the whole answer.
    Response,
    /// The statuses of the answer's only body.
    Statuses,
    /// A variant of the enum of answers.
    Variant,
    /// A row of an `answers!` table.
    AnswerRow,
    /// A setter that sends `null`.
    NullSetter,
    /// A constant of the operation, or the request's documentation.
    Endpoint,
}

/// An order in which some of the facts stand.
#[derive(Clone, Debug)]
pub struct Order {
    /// What has the order: "the setters of `ThreatFilter`".
    pub what: String,
    /// The facts.
    pub keys: Vec<Key>,
}

/// What about a fact can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Whether it is there.
    Existence,
    /// What it is called.
    Name,
    /// Its type.
    Type,
    /// Whether it is required.
    Required,
    /// Where it stands among its neighbours.
    Order,
    /// Where in the message it stands.
    Place,
    /// What its value has to keep to, and how it travels.
    Rule,
    /// The sentences about it.
    Description,
    /// A deviation that explains nothing.
    Deviation,
}

/// A disagreement inside the code.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// The fact.
    pub key: Key,
    /// What about it.
    pub aspect: Aspect,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// Reads the generated files.
///
/// # Errors
///
/// Each file that is no Rust, and each name that stands for two things.
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

/// Makes facts of what the files hold, operation by operation.
///
/// # Errors
///
/// Each name that stands for two things: nobody can tell then what an operation holds.
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
    answers::parts(&mut code, items, contract);
    answers::headers(&mut code, items, contract);
    code
}

/// What the operation does, its URL and its method.
fn endpoint(code: &mut Code, items: &Items, contract: &Contract) {
    let request = items.structs.get(&contract.request);
    let docs = request.map_or("", |request| request.docs.as_str());
    let place = request.map_or(&contract.place, |request| &request.place);
    // The first paragraph is the title with the endpoint, the last is the head of the list of parts.
    let prose = docs::paragraphs(docs);
    let description = prose.iter().skip(1).take(prose.len().saturating_sub(2));
    let facts = [
        ("Description", description.cloned().collect(), place),
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
}

/// The name of a body whose members are inputs, which the code does not show.
const BODY: &str = "";

impl Code {
    /// The facts with a name for the body whose members are inputs.
    #[must_use]
    pub fn with_body(&self, name: &str) -> Self {
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
        code
    }

    /// Whether two facts are arguments of one constructor, wherever in the request they belong.
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
