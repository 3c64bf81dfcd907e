fn look() -> Look { Look::new("a/b") }
pub fn plain(out: &mut Out) { out.request("plain", &look()); }
pub fn word(out: &mut Out) { out.request("word", &look().word("w")); }
pub fn many(out: &mut Out) { out.request("many", &look().many(["x", "y"])); }
pub fn place(out: &mut Out) { out.request("place", &look().place(Place::new().town("t"))); }
pub fn mark(out: &mut Out) { out.request("mark", &look().x_mark("m")); }
pub fn attempts_429(out: &mut Out) { out.attempts("429", &look(), 429, &[]); }
pub fn attempts_503(out: &mut Out) { out.attempts("503", &look(), 503, &[]); }
pub fn attempts_later(out: &mut Out) { out.attempts("503 later", &look(), 503, &[("Retry-After", "0")]); }
pub fn attempts_500(out: &mut Out) { out.attempts("500", &look(), 500, &[]); }
pub fn attempts_word(out: &mut Out) { out.attempts("500 with a word", &look().word("w"), 500, &[]); }
pub fn metadata(out: &mut Out) { out.metadata::<Look>("look"); }
pub fn metadata_open(out: &mut Out) { out.metadata::<Open>("open"); }
pub fn open(out: &mut Out) { out.request("open", &Open::new(["1"])); }
pub fn judged(out: &mut Out) { let request = Open::new(["1"]); let found = out.exchange(&request, 200, &[], r#"{"total":1,"doors":[{"id":"1","result":"done"}]}"#).map(|response| request.outcomes(&response)); out.judgement("judgement", found); }
pub fn judged_late(out: &mut Out) { let request = Open::new(["1"]); let found = out.exchange(&request, 200, &[], r#"{"total":1,"doors":[{"id":"1","result":"late"}]}"#).map(|response| request.outcomes(&response)); out.judgement("late judgement", found); }
pub fn pages(out: &mut Out) { out.pages("pages", Pages::new(), r#"{"items":["a"],"others":["b"],"next":"c","total":7,"count":8}"#); }
pub fn total(out: &mut Out) { out.total("total", &Pages::new(), r#"{"items":["a"],"others":["b"],"next":"c","total":7,"count":8}"#); }
pub fn choose(out: &mut Out) { out.request("choose", &Choose::new("x")); }
fn body(out: &mut Out, status: u16) -> Result<ChooseBody, String> { out.exchange(&Choose::new("x"), status, &[], "{}").map(|response| response.json_body) }
pub fn choose_200(out: &mut Out) { let found = body(out, 200); out.read("200", found.map(|body| format!("{body:?}"))); }
pub fn choose_201(out: &mut Out) { let found = body(out, 201); out.read("201", found.map(|body| format!("{body:?}"))); }
pub fn choose_202(out: &mut Out) { let found = body(out, 202); out.read("202", found.map(|body| format!("{body:?}"))); }
pub fn choose_203(out: &mut Out) { let found = body(out, 203); out.read("203", found.map(|body| format!("{body:?}"))); }
pub fn choose_204(out: &mut Out) { let found = body(out, 204); out.read("204", found.map(|body| format!("{body:?}"))); }
pub fn choose_205(out: &mut Out) { let found = body(out, 205); out.read("205", found.map(|body| format!("{body:?}"))); }
pub fn locked(out: &mut Out) { out.request("locked", &Locked::new()); }
pub fn metadata_locked(out: &mut Out) { out.metadata::<Locked>("metadata of locked"); }
pub fn judged_gate(out: &mut Out) { let request = Open::new(["1"]); let found = out.exchange(&request, 200, &[], r#"{"count":1,"gates":[{"id":"1","result":"done"}]}"#).map(|response| request.outcomes(&response)); out.judgement("judgement of a gate", found); }
