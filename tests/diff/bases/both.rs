fn replace(out: &mut Out, body: &str) -> Result<Animal, String> { out.exchange(&Fetch::new(), 200, &[], body).map(|response| response.json_body) }
fn back(out: &mut Out, name: &str, body: &str) { let found = replace(out, body); let again = found.map(|animal| out.sent(&Replace::new(animal))); let again = again.unwrap_or_else(|problem| problem); out.wire(name, &again); }
pub fn send(out: &mut Out) { out.request("name", &Replace::new(Animal::new("a"))); }
pub fn long(out: &mut Out) { out.request("long name", &Replace::new(Animal::new("abcdef"))); }
pub fn age(out: &mut Out) { out.request("age", &Replace::new(Animal::new("a").age(3))); }
pub fn tall(out: &mut Out) { out.request("tall", &Replace::new(Animal::new("a").tall(true))); }
pub fn age_back(out: &mut Out) { back(out, "age back", r#"{"name":"a","age":3}"#); }
pub fn number_back(out: &mut Out) { back(out, "number back", r#"{"name":"a","number":3}"#); }
pub fn tall_back(out: &mut Out) { back(out, "tall back", r#"{"name":"a","tall":true}"#); }
pub fn no_name(out: &mut Out) { let found = replace(out, r#"{"age":3}"#); out.read("no name", found.map(|_| "read")); }
pub fn no_age(out: &mut Out) { let found = replace(out, r#"{"name":"a"}"#); out.read("no age", found.map(|_| "read")); }
pub fn title(out: &mut Out) { let found = replace(out, r#"{"title":"a"}"#); out.read("title", found.map(|_| "read")); }
pub fn bad_age(out: &mut Out) { let found = replace(out, r#"{"name":"a","age":5000000000}"#); out.read("large age", found.map(|animal| animal.age.is_some())); }
