//! Types in a line of Rust, and the arguments of a signature that fits on one line.

use super::lines::neighbour;

/// The arguments of a signature on one line.
pub(super) struct List<'l> {
    before: &'l str,
    arguments: Vec<&'l str>,
    after: &'l str,
    /// The index of the fact's argument.
    index: usize,
}

impl<'l> List<'l> {
    /// Returns the list if the line has one with an argument of that name.
    pub(super) fn of(line: &'l str, name: &str) -> Option<Self> {
        let start = line.contains("fn ").then(|| line.find('('))?? + 1;
        let (before, rest) = line.split_at(start);
        let end = length(rest);
        let (list, after) = (rest.get(..end)?, rest.get(end..)?);
        let (mut arguments, mut rest) = (Vec::new(), list);
        loop {
            let comma = commas(rest).next();
            arguments.push(rest.get(..comma.unwrap_or(rest.len()))?.trim());
            let Some(comma) = comma else { break };
            rest = rest.get(comma + 1..)?;
        }
        let is_it = |argument: &&str| argument.split(':').next() == Some(name);
        Some(Self {
            index: arguments.iter().position(is_it)?,
            before,
            arguments,
            after,
        })
    }

    fn with(&self, arguments: &[&str]) -> String {
        format!("{}{}{}", self.before, arguments.join(", "), self.after)
    }

    /// Returns the line without the argument.
    pub(super) fn dropped(&self) -> String {
        let mut arguments = self.arguments.clone();
        arguments.remove(self.index);
        self.with(&arguments)
    }

    /// Returns the line with another type for the argument.
    pub(super) fn retyped(&self) -> String {
        let mut arguments = self.arguments.clone();
        let retyped = retyped(arguments[self.index]);
        arguments[self.index] = &retyped;
        self.with(&arguments)
    }

    /// Returns the line with the argument and its neighbour swapped.
    pub(super) fn swapped(&self) -> Option<String> {
        let mut arguments = self.arguments.clone();
        let other = neighbour(&arguments, &arguments[self.index])?;
        arguments.swap(self.index, other);
        Some(self.with(&arguments))
    }
}

/// Changes the type in the innermost conversion or option, or after the colon or equals sign.
pub(super) fn retyped(line: &str) -> String {
    let starts = ["Into<", "Option<", "value: ", ": ", "= "];
    let start = starts
        .iter()
        .find_map(|start| Some(line.rfind(start)? + start.len()));
    let (before, ty) = line.split_at(start.unwrap_or_default());
    let length = length(ty);
    let end = commas(ty).next().map_or(length, |comma| comma.min(length));
    let after = ty.get(end..).unwrap_or_default();
    format!("{before}char{after}")
}

/// Returns the distance to the closing bracket of the enclosing group, or to a semicolon.
fn length(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.find(|c| match c {
        '<' | '(' => {
            depth += 1;
            false
        }
        '>' | ')' if depth > 0 => {
            depth -= 1;
            false
        }
        '>' | ')' | ';' => depth == 0,
        _ => false,
    });
    end.unwrap_or(text.len())
}

/// Returns the positions of commas outside of brackets.
fn commas(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut depth = 0_usize;
    let commas = text.char_indices().filter(move |(_, c)| {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == ',' && depth == 0
    });
    commas.map(|(at, _)| at)
}
