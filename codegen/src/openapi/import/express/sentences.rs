//! Descriptions: those of the source, or neutral ones that wait for words.

/// The end of a description that an import made of names alone.
pub const MARK: &str = "; not described yet.";

/// Returns a description for an item that nobody has described.
pub(super) fn neutral(noun: &str, name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control() && *c != '`')
        .collect();
    format!("The {noun} `{name}`{MARK}")
}

/// Returns the sentences of the source, or a neutral one if it has none.
pub(super) fn given_or_neutral(given: Option<&str>, noun: &str, name: &str) -> String {
    let given = given.and_then(cleaned);
    given.unwrap_or_else(|| neutral(noun, name))
}

/// Returns `true` for a description that waits for words.
#[must_use]
pub fn is_neutral(description: &str) -> bool {
    description.trim_end().ends_with(MARK)
}

/// Returns the paragraphs of the source, without markup of HTML.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let paragraphs: Vec<_> = text.split("\n\n").filter_map(paragraph).collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// Returns the paragraphs of a spec, with the empty lines that YAML has between them.
pub(super) fn verbatim(text: &str) -> Option<String> {
    let paragraphs: Vec<_> = text.split("\n\n").collect();
    let is_plain = |part: &&str| {
        !part.is_empty() && part.trim() == *part && !part.contains('\n') && !part.contains("  ")
    };
    let joined = if paragraphs.iter().all(is_plain) {
        paragraphs.join("\n")
    } else {
        text.to_owned()
    };
    (!text.trim().is_empty()).then_some(joined)
}

/// Returns a title in one line.
pub(super) fn line(text: &str) -> Option<String> {
    let line = paragraph(text)?;
    Some(line.trim_end_matches('.').to_owned())
}

fn paragraph(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let tag = after.split_once('>');
        let tag = tag.filter(|(tag, _)| is_tag && tag.len() < 200 && !tag.contains('<'));
        if let Some((_, behind)) = tag {
            plain.push(' ');
            rest = behind;
        } else {
            plain.push_str("&lt;");
            rest = after;
        }
    }
    plain.push_str(rest);
    let plain: String = plain
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    let mut sentence = words.join(" ");
    if sentence.is_empty() {
        return None;
    }
    if !sentence.ends_with(['.', '!', '?', ':', ')']) {
        sentence.push('.');
    }
    Some(sentence)
}

/// Returns the words of a name as a title: `Update threat incident`.
pub(super) fn title(name: &str) -> String {
    use heck::ToSnakeCase;
    let words = name.to_snake_case().replace('_', " ");
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
