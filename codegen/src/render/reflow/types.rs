//! Types over several lines, as `rustfmt` breaks them.

use super::WIDTH;

/// `rustfmt` forgets the word in front of the bounds of an `impl` type when it measures.
const FORGOTTEN: usize = "impl ".len();
/// The width of what is in round brackets up to which `rustfmt` keeps it on one line.
const TUPLE_WIDTH: usize = 60;

/// What a type stands behind: `pub name:` or `type Body =`, and what ends it.
pub(super) struct Assigned<'a> {
    pub(super) indent: &'a str,
    pub(super) place: &'a str,
    pub(super) ty: &'a str,
    pub(super) end: char,
}

impl Assigned<'_> {
    /// On the line of its place, or on the next one, or broken behind its place: the first that fits,
    /// and the fewer lines of what does not.
    pub(super) fn set(&self) -> String {
        let Self {
            indent,
            place,
            ty,
            end,
        } = self;
        let beside = lines(ty, place.len() + 1, indent.len()).join("\n");
        let beside = format!("{place} {beside}{end}");
        let deeper = format!("{indent}    ");
        let below = lines(ty, deeper.len(), deeper.len()).join("\n");
        let below = format!("{deeper}{below}{end}");
        let breaks = |text: &str| text.matches('\n').count();
        let is_better = breaks(&below) == 0 || breaks(&beside) > breaks(&below) + 1;
        let fits = |text: &str| text.lines().all(|line| line.len() <= WIDTH);
        if breaks(&beside) == 0 && fits(&beside) || !is_better || !fits(&below) {
            return beside;
        }
        format!("{place}\n{below}")
    }
}

/// A type from a column on, with one character behind it. Where it is too wide, its arguments stand
/// on lines of their own.
pub(super) fn lines(ty: &str, column: usize, indent: usize) -> Vec<String> {
    let whole = || vec![ty.to_owned()];
    let most = if ty.starts_with("impl ") {
        WIDTH + FORGOTTEN
    } else {
        WIDTH
    };
    if column + ty.len() < most && !has_wide_tuple(ty) {
        return whole();
    }
    let Some((head, arguments, close)) = arguments(ty) else {
        return whole();
    };
    let deeper = " ".repeat(indent + 4);
    let mut set = vec![head.to_owned()];
    for argument in arguments {
        let mut lines = lines(argument, indent + 4, indent + 4);
        if let Some(first) = lines.first_mut() {
            first.insert_str(0, &deeper);
        }
        if let Some(last) = lines.last_mut() {
            last.push(',');
        }
        set.extend(lines);
    }
    set.push(format!("{}{close}", " ".repeat(indent)));
    set
}

/// `A<B, C>` as `A<`, its arguments and `>`; and the same with round brackets.
fn arguments(ty: &str) -> Option<(&str, Vec<&str>, &str)> {
    let mut opened = Vec::new();
    let mut arguments = Vec::new();
    let mut start = 0;
    let last = ty.len().checked_sub(1)?;
    for (at, byte) in ty.bytes().enumerate() {
        match byte {
            b'<' | b'(' => opened.push(at + 1),
            b'>' | b')' => {
                let open = opened.pop()?;
                if at == last {
                    let (head, inside) = (&ty[..open], &ty[open..last]);
                    for (at, byte) in inside.bytes().enumerate() {
                        if byte == b',' && is_outside(&inside[..at]) {
                            arguments.push(inside[start..at].trim());
                            start = at + 1;
                        }
                    }
                    arguments.push(inside[start..].trim());
                    return Some((head, arguments, &ty[last..]));
                }
            }
            _ => {}
        }
    }
    None
}

fn has_wide_tuple(ty: &str) -> bool {
    let inside = ty.split_once(" = (").map(|(_, inside)| inside);
    let inside = inside.and_then(|inside| inside.rsplit_once(')'));
    inside.is_some_and(|(inside, _)| inside.len() > TUPLE_WIDTH)
}

/// Whether every bracket in the text is closed again.
fn is_outside(text: &str) -> bool {
    let count = |brackets: [char; 2]| text.matches(brackets).count();
    count(['<', '(']) == count(['>', ')'])
}
