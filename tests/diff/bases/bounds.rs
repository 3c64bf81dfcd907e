fn show(out: &mut Out, body: &str) -> Result<Animal, String> { out.exchange(&Show::new(), 200, &[], body).map(|response| response.json_body) }
pub fn inside(out: &mut Out) { let found = show(out, r#"{"label":"l","name":"abc","code":"abc","hash":"12","age":5,"tags":["x","y"]}"#); out.read("inside", found.map(|_| "read")); }
pub fn outside(out: &mut Out) { let found = show(out, r#"{"label":"l","name":"","code":"","hash":"x","age":0,"tags":[]}"#); out.read("outside", found.map(|_| "read")); }
pub fn above(out: &mut Out) { let found = show(out, r#"{"label":"l","name":"abcdefghijkl","code":"ABC","hash":"x","age":500,"tags":["1","2","3","4","5","6"]}"#); out.read("above", found.map(|_| "read")); }
pub fn mode(out: &mut Out) { let found = show(out, r#"{"label":"l","mode":"tame"}"#); out.read("mode", found.map(|animal| json(&animal.mode))); }
pub fn no_mode(out: &mut Out) { let found = show(out, r#"{"label":"l"}"#); out.read("no mode", found.map(|animal| json(&animal.mode))); }
pub fn place(out: &mut Out) { let found = show(out, r#"{"label":"l","place":"p"}"#); out.read("place", found.map(|animal| json(&animal.place))); }
pub fn no_place(out: &mut Out) { let found = show(out, r#"{"label":"l"}"#); out.read("no place", found.map(|animal| json(&animal.place))); }
pub fn caption(out: &mut Out) { let found = show(out, r#"{"caption":"l"}"#); out.read("caption", found.map(|animal| json(&animal.label))); }
pub fn heading(out: &mut Out) { let found = show(out, r#"{"heading":"l"}"#); out.read("heading", found.map(|animal| json(&animal.label))); }
pub fn count(out: &mut Out) { let found = out.exchange(&Show::new(), 200, &[("X-Count", "-5")], r#"{"label":"l"}"#); out.read("count", found.map(|response| response.headers.x_count.map(|count| json(&count)))); }
pub fn large_count(out: &mut Out) { let found = out.exchange(&Show::new(), 200, &[("X-Count", "65000")], r#"{"label":"l"}"#); out.read("large count", found.map(|response| response.headers.x_count.map(|count| json(&count)))); }
pub fn huge_count(out: &mut Out) { let found = out.exchange(&Show::new(), 200, &[("X-Count", "4000000000")], r#"{"label":"l"}"#); out.read("huge count", found.map(|response| response.headers.x_count.map(|count| json(&count)))); }
pub fn wish(out: &mut Out) { out.request("wish", &Hope::new(Wish::new("l"))); }
pub fn wish_place(out: &mut Out) { out.request("place of a wish", &Hope::new(Wish::new("l").place("p"))); }
pub fn sizes(out: &mut Out) { let found = show(out, r#"{"label":"l","sizes":[5000000000]}"#); out.read("large sizes", found.map(|animal| animal.sizes.len())); }
