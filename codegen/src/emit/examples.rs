//! Examples as documentation: a request as an SDK user would write it. Lines that readers do not see
//! hold it to the wire, so that each example is a test.

mod code;
mod expected;
mod values;

use super::Context;
use super::docs::Docs;
use crate::model::{Example, Operation, ResponseKind, RustPath};
use code::Code;
use values::Values;

/// Widest line of an example.
const WIDTH: usize = 80;

/// Adds the examples of an operation, where it is known how users name what is generated.
pub(super) fn add(cx: &Context<'_>, operation: &Operation, docs: Docs) -> Docs {
    let Some(public) = &cx.api.public_path else {
        return docs;
    };
    let blocks: Vec<_> = operation
        .examples
        .iter()
        .filter_map(|example| Some((example, block(cx, operation, example, public)?)))
        .collect();
    if blocks.is_empty() {
        return docs;
    }
    let heading = if blocks.len() == 1 {
        "# Example"
    } else {
        "# Examples"
    };
    blocks
        .into_iter()
        .fold(docs.markdown(heading), |docs, (example, lines)| {
            docs.prose(&example.description).lines(lines)
        })
}

/// A block of code; none where a value of the example cannot be written down in Rust.
fn block(
    cx: &Context<'_>,
    operation: &Operation,
    example: &Example,
    public: &RustPath,
) -> Option<Vec<String>> {
    let runtime = cx.api.runtime.as_str();
    let (values_from, runtime) = match runtime.strip_prefix("crate") {
        // The SDK's own face has the values of the runtime.
        Some(rest) => (public.to_string(), format!("{public}{rest}")),
        None => (runtime.to_owned(), runtime.to_owned()),
    };
    let mut values = Values::new(cx, public.as_str(), &values_from);
    let request = values.request(operation, &example.request)?;
    let mut lines = vec!["```".to_owned()];
    lines.extend(values.imports());
    lines.push(String::new());
    lines.extend(statement(&request));
    let wire = literal(&expected::request(cx, operation, &example.request));
    lines.push(format!("# {runtime}::example::request(&request, {wire})?;"));
    let is_read = operation.response != ResponseKind::Stream;
    if let Some(answer) = example.response.as_ref().filter(|_| is_read) {
        let body = expected::answer(cx, operation, answer);
        let body = body.map_or_else(|| "None".to_owned(), |body| format!("Some({body})"));
        let headers = answer.headers.iter();
        let headers: Vec<_> = headers
            .map(|(name, text)| format!("({name:?}, {text:?})"))
            .collect();
        lines.push(format!(
            "# {runtime}::example::answer::<{}>({}, &[{}], {body})?;",
            operation.name,
            answer.status,
            headers.join(", ")
        ));
    }
    lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    lines.push("```".to_owned());
    Some(lines)
}

fn statement(request: &Code) -> Vec<String> {
    let text = format!("let request = {};", request.text("let request = ".len()));
    text.lines().map(str::to_owned).collect()
}

/// JSON as a literal of Rust, in plain ASCII: a comment cannot hold every character.
fn literal(json: &serde_json::Value) -> String {
    let mut text = String::new();
    for c in json.to_string().chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                text.extend(["\\u".to_owned(), format!("{unit:04x}")]);
            }
        }
    }
    let longest = text
        .split('"')
        .map(|rest| rest.bytes().take_while(|byte| *byte == b'#').count());
    let fence = "#".repeat(longest.max().unwrap_or(0) + 1);
    format!("r{fence}\"{text}\"{fence}")
}
