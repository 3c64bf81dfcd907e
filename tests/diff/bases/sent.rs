fn feed(filter: Filter) -> Feed { Feed::new("a", "b", 3u16, filter) }
pub fn empty(out: &mut Out) { out.request("empty", &feed(Filter::new())); }
pub fn everything(out: &mut Out) { out.request("all", &feed(Filter::all_animals())); }
pub fn name_1(out: &mut Out) { out.request("name of 1", &feed(Filter::new().nick_name("a"))); }
pub fn name_2(out: &mut Out) { out.request("name of 2", &feed(Filter::new().nick_name("ab"))); }
pub fn name_3(out: &mut Out) { out.request("name of 3", &feed(Filter::new().nick_name("abc"))); }
pub fn name_5(out: &mut Out) { out.request("name of 5", &feed(Filter::new().nick_name("abcde"))); }
pub fn name_6(out: &mut Out) { out.request("name of 6", &feed(Filter::new().nick_name("abcdef"))); }
pub fn ids_0(out: &mut Out) { out.request("no ids", &feed(Filter::new().flag(true).ids([""; 0]))); }
pub fn ids_1(out: &mut Out) { out.request("1 id", &feed(Filter::new().ids(["a"]))); }
pub fn ids_2(out: &mut Out) { out.request("2 ids", &feed(Filter::new().ids(["a", "b"]))); }
pub fn aside(out: &mut Out) { out.request("aside alone", &feed(Filter::new().aside(true))); }
pub fn least(out: &mut Out) { out.behaviour("least is known", format!("{}", "least".parse::<Level>().is_ok())); }
pub fn bottom(out: &mut Out) { out.behaviour("bottom is known", format!("{}", "bottom".parse::<Level>().is_ok())); }
pub fn ids_3(out: &mut Out) { out.request("3 ids", &feed(Filter::new().ids(["a", "b", "c"]))); }
pub fn ids_4(out: &mut Out) { out.request("4 ids", &feed(Filter::new().ids(["a", "b", "c", "d"]))); }
pub fn count_0(out: &mut Out) { out.request("count 0", &feed(Filter::new().count(0))); }
pub fn count_1(out: &mut Out) { out.request("count 1", &feed(Filter::new().count(1))); }
pub fn count_10(out: &mut Out) { out.request("count 10", &feed(Filter::new().count(10))); }
pub fn count_11(out: &mut Out) { out.request("count 11", &feed(Filter::new().count(11))); }
pub fn ratio_low(out: &mut Out) { out.request("ratio 0.4", &feed(Filter::new().ratio(0.4))); }
pub fn ratio_least(out: &mut Out) { out.request("ratio 0.5", &feed(Filter::new().ratio(0.5))); }
pub fn ratio_most(out: &mut Out) { out.request("ratio 1.5", &feed(Filter::new().ratio(1.5))); }
pub fn ratio_high(out: &mut Out) { out.request("ratio 1.6", &feed(Filter::new().ratio(1.6))); }
pub fn code(out: &mut Out) { out.request("code abc", &feed(Filter::new().code("abc"))); }
pub fn code_upper(out: &mut Out) { out.request("code ABC", &feed(Filter::new().code("ABC"))); }
pub fn code_digits(out: &mut Out) { out.request("code 123", &feed(Filter::new().code("123"))); }
pub fn digits(out: &mut Out) { out.request("digits", &feed(Filter::new().digits("123"))); }
pub fn digits_md5(out: &mut Out) { out.request("md5", &feed(Filter::new().digits("d41d8cd98f00b204e9800998ecf8427e"))); }
pub fn digits_word(out: &mut Out) { out.request("no digits", &feed(Filter::new().digits("abc"))); }
pub fn flag(out: &mut Out) { out.request("flag", &feed(Filter::new().flag(true))); }
pub fn note(out: &mut Out) { out.request("note", &feed(Filter::new().flag(true).note("n"))); }
pub fn note_alone(out: &mut Out) { out.request("note alone", &feed(Filter::new().note("n"))); }
pub fn note_null(out: &mut Out) { out.request("note null", &feed(Filter::new().flag(true).note_null())); }
pub fn kind(out: &mut Out) { out.request("kind", &feed(Filter::new().kind(Kind::Cat))); }
pub fn kind_dog(out: &mut Out) { out.request("dog", &feed(Filter::new().kind(Kind::Dog))); }
pub fn kind_text(out: &mut Out) { out.request("kind of text", &feed(Filter::new().kind("dog"))); }
pub fn kind_other(out: &mut Out) { out.request("other kind", &feed(Filter::new().kind("bird"))); }
pub fn kind_former(out: &mut Out) { out.request("former kind", &feed(Filter::new().kind("bull"))); }
pub fn level(out: &mut Out) { out.request("level", &feed(Filter::new().level(Level::Low))); }
pub fn level_high(out: &mut Out) { out.request("high", &feed(Filter::new().level(Level::High))); }
pub fn fresh(out: &mut Out) { out.request("fresh", &feed(Filter::new().fresh("x"))); }
pub fn stale(out: &mut Out) { out.request("stale", &feed(Filter::new().stale("x"))); }
pub fn old_flag(out: &mut Out) { out.request("old flag", &feed(Filter::new().old_flag(true))); }
pub fn secret(out: &mut Out) { out.request("secret", &feed(Filter::new().secret("x"))); }
pub fn secret_log(out: &mut Out) { out.behaviour("secret in logs", format!("{:?}", Filter::new().secret("hush")).contains("hush").to_string()); }
pub fn flag_log(out: &mut Out) { out.behaviour("flag in logs", format!("{:?}", Filter::new().flag(true)).contains("true").to_string()); }
pub fn free(out: &mut Out) { out.request("free", &feed(Filter::new().free("x"))); }
pub fn words(out: &mut Out) { out.request("words", &feed(Filter::new().words(["x", "y"]))); }
pub fn memo(out: &mut Out) { out.request("memo", &feed(Filter::new().flag(true)).memo("m")); }
pub fn inner(out: &mut Out) { out.request("inner", &feed(Filter::new().flag(true)).inner(FeedInner::new().size(3).color("c"))); }
pub fn bird(out: &mut Out) { out.behaviour("bird is known", "bird".parse::<Kind>().is_ok().to_string()); }
