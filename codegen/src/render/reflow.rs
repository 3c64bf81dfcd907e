//! Breaks wide lines where `rustfmt` would, for the few shapes that wide names can give.
//!
//! `prettyplease` fills 89 columns, `rustfmt` 100, and the two break types and values in different
//! places. A name of the API is as wide as it is, so the lines around it are set again here. That
//! holds for names of up to 48 characters; `rustfmt` has further ways for wider ones.

mod types;

use types::Assigned;

/// The line width of `rustfmt`.
const WIDTH: usize = 100;
/// The width up to which `rustfmt` keeps a chain of calls on one line.
const CHAIN_WIDTH: usize = 60;

/// The text with its wide lines set again. Everything else stays as it is.
pub(super) fn reflow(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let set = set_again(&lines[at..]);
        let (set, taken) = set
            .as_ref()
            .map_or((*line, 1), |(set, taken)| (set, *taken));
        clean.push_str(set);
        clean.push('\n');
        at += taken;
    }
    clean
}

/// What the first lines become, and how many they are, where they are not what `rustfmt` makes of
/// them.
fn set_again(lines: &[&str]) -> Option<(String, usize)> {
    let line = lines.first()?;
    if line.trim_start().starts_with("//") {
        return None;
    }
    signature(lines)
        .or_else(|| attribute(lines))
        .or_else(|| assignment(lines))
        .or_else(|| associated(lines))
        .or_else(|| constant(line))
        .or_else(|| variant(lines))
        .or_else(|| member(lines))
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
    let mut line = (*first).to_owned();
    for part in parts.iter().map(|part| part.trim()).chain([end]) {
        if part.starts_with(['>', ')']) {
            line.truncate(line.trim_end_matches(',').len());
        } else if !line.ends_with(['<', '(']) {
            line.push(' ');
        }
        line.push_str(part);
    }
    Some((line, last + 2))
}

/// The parameters of a setter, which fit on one line up to the wider limit.
fn signature(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    if !first.trim_start().starts_with("pub fn") || !first.ends_with(['(', '<']) {
        return None;
    }
    joined(lines).filter(|(line, _)| line.len() <= WIDTH)
}

/// A note for those who use what is deprecated, on one line where it fits.
fn attribute(lines: &[&str]) -> Option<(String, usize)> {
    let [first, note, last, ..] = lines else {
        return None;
    };
    if first.trim_start() != "#[deprecated(" || last.trim_start() != ")]" {
        return None;
    }
    let line = format!("{first}{})]", note.trim_start());
    (line.chars().count() <= WIDTH).then_some((line, 3))
}

/// The one statement of a setter: `self.data.name = Some(value);`.
fn assignment(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    // A parameter can be called `self_`.
    let place = first.trim_start().strip_prefix("self")?;
    let is_field = place.is_empty() || place.starts_with('.');
    if first.ends_with(';') || !is_field {
        return None;
    }
    let goes_on = first.contains(" = ") || lines.get(1)?.trim_start().starts_with('.');
    if !goes_on {
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
    if place.matches('.').count() == 1 || place.trim_start().len() <= CHAIN_WIDTH {
        return Some((format!("{place} =\n{deeper}{value}"), taken));
    }
    let (object, field) = place.rsplit_once('.')?;
    let gap = if deeper.len() + field.len() + value.len() + " = .".len() > WIDTH {
        format!("\n{deeper}")
    } else {
        " ".to_owned()
    };
    Some((format!("{object}\n{deeper}.{field} ={gap}{value}"), taken))
}

/// A field of a struct or of a struct literal: a name, and a type or value that may be too wide to
/// stand beside it.
fn member(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    let (name, value) = first.split_once(": ")?;
    if value.starts_with("impl ") {
        let (line, taken) = if value.ends_with('<') {
            joined(lines)?
        } else {
            ((*first).to_owned(), 1)
        };
        let ty = line.strip_prefix(name)?.strip_prefix(": ")?;
        let ty = ty.strip_suffix(',')?;
        let set = types::lines(ty, name.len() + 2, indent_of(name).len());
        return Some((format!("{name}: {},", set.join("\n")), taken));
    }
    let word = name.trim_start().trim_start_matches("pub ");
    if !word
        .chars()
        .all(|c| c.is_alphanumeric() || "_#".contains(c))
    {
        return None;
    }
    let indent = indent_of(first);
    let (line, taken) = if value.ends_with('(') {
        return joined(lines).filter(|(line, _)| line.len() <= WIDTH);
    } else if value.ends_with('<') {
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
        Some(_) => format!("{name}:\n{deeper}{value},"),
        None => {
            let place = &format!("{name}:");
            let assigned = Assigned {
                indent,
                place,
                ty: value,
                end: ',',
            };
            assigned.set()
        }
    };
    Some((set, taken))
}

/// An associated type: `type Body = types::Pet;`.
fn associated(lines: &[&str]) -> Option<(String, usize)> {
    let first = lines.first()?;
    if !first.trim_start().starts_with("type ") || !first.ends_with('<') {
        return None;
    }
    let (place, _) = first.split_once(" = ")?;
    let (line, taken) = joined(lines)?;
    let ty = line
        .strip_prefix(place)?
        .strip_prefix(" = ")?
        .strip_suffix(';')?;
    let (place, indent) = (&format!("{place} ="), indent_of(first));
    let assigned = Assigned {
        indent,
        place,
        ty,
        end: ';',
    };
    Some((assigned.set(), taken))
}

/// A constant with a text that is too wide to stand beside it, and not too wide for a line.
fn constant(line: &str) -> Option<(String, usize)> {
    if !line.trim_start().starts_with("const ") || !line.ends_with("\";") {
        return None;
    }
    let (place, value) = line
        .split_once(" = ")
        .filter(|(_, value)| value.starts_with('"'))?;
    let deeper = format!("{}    ", indent_of(line));
    let fits = deeper.len() + value.chars().count() <= WIDTH;
    let is_wide = line.chars().count() > WIDTH;
    (is_wide && fits).then(|| (format!("{place} =\n{deeper}{value}"), 1))
}

/// A variant with a value: `Created(types::Pet),`.
fn variant(lines: &[&str]) -> Option<(String, usize)> {
    let name = lines.first()?.strip_suffix('(')?;
    if !name.trim_start().chars().all(char::is_alphanumeric) {
        return None;
    }
    let (line, taken) = joined(lines)?;
    let variant = line.trim_start().strip_suffix(',')?;
    let indent = indent_of(name);
    let set = types::lines(variant, indent.len(), indent.len());
    Some((format!("{indent}{},", set.join("\n")), taken))
}

fn is_chain(value: &str) -> bool {
    value.ends_with(')') && value.contains('.')
}

fn is_wide_chain(value: &str) -> bool {
    is_chain(value) && value.len() > CHAIN_WIDTH
}

#[cfg(test)]
mod tests {
    use super::reflow;

    /// It looks like the statement of a setter, and is none.
    #[test]
    fn a_parameter_that_is_named_like_self_stays() {
        let text = "        self_: impl IntoIterator<Item = i32>,\n        x: u32,\n    ) -> Self {\n        y;\n";
        assert_eq!(reflow(text), text);
    }
}
