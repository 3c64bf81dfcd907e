fn show(out: &mut Out, body: &str) -> Result<ShowBody, String> { out.exchange(&Show::new(), 200, &[], body).map(|response| response.json_body) }
pub fn key(out: &mut Out) { out.request("key", &Send::new().key("00000000-0000-0000-0000-000000000001".parse::<runtime::Uuid>().expect("valid"))); }
pub fn rank(out: &mut Out) { out.request("rank", &Send::new().rank(Rank::Low)); }
pub fn rank_number(out: &mut Out) { out.request("number as rank", &Send::new().rank(7)); }
pub fn grade(out: &mut Out) { let found = show(out, r#"{"grade":1}"#); out.read("grade", found.map(|body| body.grade.is_some())); }
pub fn grade_text(out: &mut Out) { let found = show(out, r#"{"grade":"1"}"#); out.read("grade of text", found.map(|body| body.grade.is_some())); }
pub fn negative_grade(out: &mut Out) { let found = show(out, r#"{"grade":-1}"#); out.read("negative grade", found.map(|body| body.grade.is_some())); }
pub fn large_grade(out: &mut Out) { let found = show(out, r#"{"grade":5000000000}"#); out.read("large grade", found.map(|body| body.grade.is_some())); }
pub fn food(out: &mut Out) { out.request("food", &Send::new().food(Food::Several(vec!["1".into()]))); }
pub fn food_one(out: &mut Out) { out.request("one food", &Send::new().food(Food::One("1".into()))); }
pub fn soup(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"soup"}}"#); out.read("soup", found.map(|body| body.meal.is_some())); }
pub fn soup_is_known(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"soup"}}"#); out.known("soup is known", found.map(|body| !matches!(body.meal, Some(Meal::Unrecognized(_))))); }
pub fn stew_is_known(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"stew"}}"#); out.known("stew is known", found.map(|body| !matches!(body.meal, Some(Meal::Unrecognized(_))))); }
pub fn salad_is_known(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"salad"}}"#); out.known("salad is known", found.map(|body| !matches!(body.meal, Some(Meal::Unrecognized(_))))); }
pub fn sort_is_known(out: &mut Out) { let found = show(out, r#"{"meal":{"sort":"soup"}}"#); out.known("soup by sort is known", found.map(|body| !matches!(body.meal, Some(Meal::Unrecognized(_))))); }
pub fn soft_ball(out: &mut Out) { let found = show(out, r#"{"found":{"soft":true}}"#); out.read("soft ball", found.map(|body| body.found.is_some())); }
pub fn round_ball(out: &mut Out) { let found = show(out, r#"{"found":{"round":true}}"#); out.read("round ball", found.map(|body| body.found.is_some())); }
pub fn ball(out: &mut Out) { let found = show(out, r#"{"found":{"round":true,"soft":true}}"#); out.known("ball is known", found.map(|body| !matches!(body.found, Some(Found::Unrecognized(_))))); }
pub fn soft_is_known(out: &mut Out) { let found = show(out, r#"{"found":{"soft":true,"long":true}}"#); out.known("soft rope is known", found.map(|body| !matches!(body.found, Some(Found::Unrecognized(_))))); }
pub fn round_is_known(out: &mut Out) { let found = show(out, r#"{"found":{"round":true,"long":true}}"#); out.known("round rope is known", found.map(|body| !matches!(body.found, Some(Found::Unrecognized(_))))); }
pub fn card(out: &mut Out) { out.request("card", &Send::new().card(Card::new().text("t"))); }
pub fn letter(out: &mut Out) { let found = show(out, r#"{"letter":{"text":"t"}}"#); out.read("letter", found.map(|body| json(&body.letter.and_then(|letter| letter.text)))); }
pub fn mark(out: &mut Out) { out.behaviour("mark", format!("{:?}", Mark::from(1))); }
pub fn plain_other(out: &mut Out) { let found = show(out, r#"{"thing":{"kind":"other","round":true,"soft":true}}"#); out.known("another thing is known", found.map(|body| !matches!(body.thing, Some(Thing::Unrecognized(_))))); }
pub fn lock(out: &mut Out) { let found = show(out, r#"{"lock":"00000000-0000-0000-0000-000000000001"}"#); out.read("lock", found.map(|body| body.lock.is_some())); }
pub fn lock_object(out: &mut Out) { let found = show(out, r#"{"lock":{"code":"c"}}"#); out.read("object as lock", found.map(|body| body.lock.is_some())); }
pub fn gem(out: &mut Out) { let found = show(out, r#"{"ring":{"gem":{"size":1}}}"#); out.read("gem", found.map(|body| body.ring.is_some())); }
pub fn gem_text(out: &mut Out) { let found = show(out, r#"{"ring":{"gem":"a"}}"#); out.read("text as gem", found.map(|body| body.ring.is_some())); }
pub fn pot(out: &mut Out) { out.request("pot", &Send::new().dish(Pot::new(true))); }
pub fn pan(out: &mut Out) { out.request("pan", &Send::new().dish(Pan::new(true))); }
pub fn bad_soup(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"soup","warm":"x"}}"#); out.read("bad soup", found.map(|_| "read")); }
pub fn bad_soup_by_sort(out: &mut Out) { let found = show(out, r#"{"meal":{"sort":"soup","warm":"x"}}"#); out.read("bad soup by sort", found.map(|_| "read")); }
pub fn bad_cake(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"cake","sweet":"x"}}"#); out.read("bad cake", found.map(|_| "read")); }
pub fn bad_tart(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"tart","sweet":"x"}}"#); out.read("bad tart", found.map(|_| "read")); }
pub fn cake_is_known(out: &mut Out) { let found = show(out, r#"{"meal":{"kind":"cake"}}"#); out.known("cake is known", found.map(|body| !matches!(body.meal, Some(Meal::Unrecognized(_))))); }
pub fn ball_by_kind(out: &mut Out) { let found = show(out, r#"{"thing":{"kind":"ball"}}"#); out.read("ball by kind", found.map(|_| "read")); }
pub fn ball_by_member(out: &mut Out) { let found = show(out, r#"{"thing":{"round":true}}"#); out.read("ball by member", found.map(|_| "read")); }
pub fn sign(out: &mut Out) { let found = show(out, r#"{"sign":true}"#); out.known("shown sign is known", found.map(|body| !matches!(body.sign, Some(Sign::Unrecognized(_))))); }
