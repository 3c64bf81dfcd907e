pub fn preview(out: &mut Out) { out.preview("preview", &Sell::new(Filter::new().name("n"))); }
pub fn sell(out: &mut Out) { out.request("sell", &Sell::new(Filter::new().name("n"))); }
