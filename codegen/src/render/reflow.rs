//! Breaks wide lines where `rustfmt` would, for the few shapes that wide names can give.
//!
//! `prettyplease` fills 89 columns, `rustfmt` 100, and the two break types and values in different
//! places. A name of the API is as wide as it is, so the lines around it are set again here. That
//! holds for names of up to 48 characters; `rustfmt` has further ways for wider ones.

/// The line width of `rustfmt`.
const WIDTH: usize = 100;
/// The width up to which `rustfmt` keeps a parameter and its comma on one line.
const PARAMETER_WIDTH: usize = WIDTH + 5;
/// The width up to which `rustfmt` keeps a chain of calls on one line.
const CHAIN_WIDTH: usize = 60;

/// The text with its wide lines set again. Everything else stays as it is.
pub(super) fn reflow(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let (set, taken) = signature(&lines[at..])
            .or_else(|| assignment(&lines[at..]))
            .or_else(|| member(&lines[at..]))
            .unwrap_or_else(|| ((*line).to_owned(), 1));
        clean.push_str(&set);
        clean.push('\n');
        at += taken;
    }
    clean
}

fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The lines from the first to the one that closes it at the same indentation, on one line.
fn joined(lines: &[&str]) -> Option<(String, usize)> {
    let (first, rest) = lines.split_first()?;
    let closes = |line: &&str| indent_of(line) == indent_of(first);
    let last = rest.iter().position(closes)?;
    let (parts, end) = (&rest[..last], rest[last].trim());
    if parts.iter().any(|part| part.trim_start().starts_with("//")) {
        return None;
    }
    let parts: Vec<_> = parts.iter().map(|part| part.trim()).collect();
    let parts = parts.join(" ");
    let parts = parts.trim_end_matches(',');
    Some((format!("{first}{parts}{end}"), last + 2))
}

/// The parameters of a setter, which fit on one line up to the wider limit.
fn signature(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    if !first.trim_start().starts_with("pub fn") || !first.ends_with(['(', '<']) {
        return None;
    }
    joined(lines).filter(|(line, _)| line.len() <= WIDTH)
}

/// The one statement of a setter: `self.data.name = Some(value);`.
fn assignment(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    let goes_on = first.contains(" = ") || lines.get(1)?.trim_start().starts_with('.');
    if !goes_on || first.ends_with(';') || !first.trim_start().starts_with("self") {
        return None;
    }
    let taken = lines.iter().position(|line| line.ends_with(';'))? + 1;
    let parts: String = lines[1..taken].iter().map(|line| line.trim()).collect();
    let whole = format!("{first}{}", parts.replace(",)", ")"));
    let (place, value) = whole.split_once(" = ")?;
    if whole.len() <= WIDTH {
        return Some((whole, taken));
    }
    let deeper = format!("{}    ", indent_of(first));
    if place.matches('.').count() == 1 {
        return Some((format!("{place} =\n{deeper}{value}"), taken));
    }
    let (object, field) = place.rsplit_once('.')?;
    Some((format!("{object}\n{deeper}.{field} = {value}"), taken))
}

/// A field of a struct or of a struct literal: a name, and a type or value that may be too wide to
/// stand beside it.
fn member(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    let (name, value) = first.split_once(": ")?;
    if value.starts_with("impl ") {
        // A parameter: both break it in the same way, if not at the same width. `rustfmt` lets one
        // stand out by four columns and its comma.
        let line = value.ends_with('<').then(|| joined(lines)).flatten();
        return line.filter(|(line, _)| line.len() <= PARAMETER_WIDTH);
    }
    let word = name.trim_start().trim_start_matches("pub ");
    if !word
        .chars()
        .all(|c| c.is_alphanumeric() || "_#".contains(c))
    {
        return None;
    }
    let indent = indent_of(first);
    let (line, taken) = if value.ends_with('<') {
        joined(lines)?
    } else {
        let calls = lines[1..]
            .iter()
            .take_while(|line| line.trim_start().starts_with('.'));
        let calls: Vec<_> = calls.map(|call| call.trim()).collect();
        (format!("{first}{}", calls.concat()), calls.len() + 1)
    };
    let value = line.strip_prefix(name)?.strip_prefix(": ")?;
    let value = value.strip_suffix(',')?;
    if line.len() <= WIDTH && !is_wide_chain(value) {
        return Some((line, taken));
    }
    let deeper = format!("{indent}    ");
    let calls = value.replace(").", ")\n.").replacen('.', "\n.", 1);
    let calls: Vec<_> = calls.split('\n').filter(|_| is_chain(value)).collect();
    let set = match calls.split_first() {
        Some((start, calls)) if name.len() + 2 + start.len() < WIDTH => {
            let calls = calls.join(&format!("\n{deeper}"));
            format!("{name}: {start}\n{deeper}{calls},")
        }
        Some(_) if is_wide_chain(value) => {
            let calls = calls.join(&format!("\n{deeper}    "));
            format!("{name}:\n{deeper}{calls},")
        }
        _ => format!("{name}:\n{deeper}{value},"),
    };
    Some((set, taken))
}

fn is_chain(value: &str) -> bool {
    value.ends_with(')') && value.contains('.')
}

fn is_wide_chain(value: &str) -> bool {
    is_chain(value) && value.len() > CHAIN_WIDTH
}
