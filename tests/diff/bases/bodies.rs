pub fn send(out: &mut Out) { out.request("send", &Send::new().first("f")); }
pub fn ping(out: &mut Out) { out.request("ping", &Ping::new()); }
pub fn pinged(out: &mut Out) { let found = out.exchange(&Ping::new(), 200, &[], r#"{"text":"t"}"#); out.read("pinged", found.map(|_| "read")); }
pub fn pinged_badly(out: &mut Out) { let found = out.exchange(&Ping::new(), 200, &[], "no JSON"); out.read("pinged without JSON", found.map(|_| "read")); }
pub fn list(out: &mut Out) { out.request("list", &List::new().filter(Filter::new().name("abcd").limit(3))); }
pub fn word(out: &mut Out) { out.request("word", &List::new().word("w")); }
pub fn listed(out: &mut Out) { let found = out.exchange(&List::new(), 200, &[], r#"{"text":"t"}"#); out.read("listed", found.map(|response| json(&response.json_body.text))); }
pub fn some(out: &mut Out) { out.request("some", &Part::new().filter(Filter::new().name("abc"))); }
pub fn some_4(out: &mut Out) { out.request("some of 4", &Part::new().filter(Filter::new().name("abcd"))); }
pub fn some_6(out: &mut Out) { out.request("some of 6", &Part::new().filter(Filter::new().name("abcdef"))); }
pub fn some_limit(out: &mut Out) { out.request("some with a limit", &Part::new().filter(Filter::new().limit(3))); }
pub fn done(out: &mut Out) { let found = out.exchange(&Part::new(), 200, &[], r#"{"text":"t"}"#); out.read("done", found.map(|_| "read")); }
pub fn nothing(out: &mut Out) { let found = out.exchange(&Part::new(), 204, &[], ""); out.read("nothing", found.map(|_| "read")); }
