//! The descriptions that an import made of names, and that wait for words.

use codegen::Sources;
use codegen::openapi::import::MARK;
use std::fmt::Write;

/// Lists the locations of all such descriptions.
pub fn list(sources: &Sources) -> String {
    let mut text = String::new();
    for (file, source) in sources.iter() {
        for (index, line) in source.text.lines().enumerate() {
            if line.trim_end_matches('"').ends_with(MARK) {
                let path = sources.display_path(file);
                let sentence = line.trim().trim_start_matches("description: ");
                let _ = writeln!(text, "{path}:{}: {sentence}", index + 1);
            }
        }
    }
    text
}

/// Returns a line with their number; nothing if there are none.
pub fn summary(sources: &Sources) -> String {
    let texts = sources.iter().map(|(_, source)| &source.text);
    // Hardly any file has one.
    let marked = texts.filter(|text| text.contains(MARK));
    match marked
        .flat_map(|text| text.lines())
        .filter(|line| line.trim_end_matches('"').ends_with(MARK))
        .count()
    {
        0 => String::new(),
        1 => "1 description waits for words: list it with `cargo xtask gen --undescribed`\n"
            .to_owned(),
        count => format!(
            "{count} descriptions wait for words: list them with `cargo xtask gen --undescribed`\n"
        ),
    }
}
