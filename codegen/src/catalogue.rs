//! The rules of the spec language: a code each, and a page with a wrong and a right example.
//!
//! The pages are `catalogue/<code>.md`. `cargo xtask explain CODE` prints them, and the suite tries
//! their examples: the wrong one raises its code and no other, the right one generates.

use crate::source::Sources;
use std::fmt;

/// A rule that a diagnostic is about. Its name is stable and can be searched for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    name: &'static str,
    page: &'static str,
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Declares the codes of a stage, and the list of them. A code without a page does not compile.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        use crate::catalogue::Code;

        $(
            $(#[$doc])*
            pub const $name: Code =
                Code::new($text, include_str!(concat!("catalogue/", $text, ".md")));
        )*

        /// Every code of this stage.
        pub const ALL: &[Code] = &[$($name),*];
    };
}
pub(crate) use codes;

/// What stands between the parts of a page.
const WRONG: &str = "\n## Wrong\n";
const RIGHT: &str = "\n## Right\n";

impl Code {
    pub(crate) const fn new(name: &'static str, page: &'static str) -> Self {
        Self { name, page }
    }

    /// Every code there is, sorted by name.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = [crate::parse::codes::ALL, crate::lower::codes::ALL].concat();
        all.sort_by_key(|code| code.name);
        all
    }

    /// The code of a name.
    ///
    /// # Errors
    ///
    /// What to do about a name that is none: the code that was probably meant, or all of them.
    pub fn find(name: &str) -> Result<Self, String> {
        let all = Self::all();
        let names: Vec<_> = all.iter().map(|code| code.name).collect();
        let found = all.iter().find(|code| code.name == name).copied();
        found.ok_or_else(|| crate::parse::suggestion(name, &names))
    }

    /// The name, as messages show it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The rule in a line.
    #[must_use]
    pub fn title(self) -> &'static str {
        let line = self.page.lines().next().unwrap_or_default();
        line.trim_start_matches('#').trim()
    }

    /// The rule in prose.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        let (prose, _) = self.page.split_once(WRONG).unwrap_or((self.page, ""));
        prose.split_once('\n').map_or("", |(_, prose)| prose.trim())
    }

    /// A small spec that breaks the rule; see [`sources`].
    #[must_use]
    pub fn wrong(self) -> &'static str {
        fenced(self.page.split_once(WRONG).map_or("", |(_, rest)| rest))
    }

    /// The same spec without the mistake.
    #[must_use]
    pub fn right(self) -> &'static str {
        fenced(self.page.split_once(RIGHT).map_or("", |(_, rest)| rest))
    }
}

/// The lines of the first code block of a text.
fn fenced(text: &'static str) -> &'static str {
    let block = text.split_once("```yaml\n").map_or("", |(_, block)| block);
    block.split_once("```").map_or("", |(block, _)| block)
}

/// Begins the line that says which file the following lines are.
const NEXT_FILE: &str = "#~ ";
/// Behind the path: the file is in an encoding that is not UTF-8.
const LATIN_1: &str = " (Latin-1)";
/// Behind the path: the file's last line stands there many times.
const REPEATED: &str = " (last line 50,000 times)";

/// A spec in one text: `api.yaml`, and from a line `#~ path` on another file.
#[must_use]
pub fn sources(text: &str) -> Sources {
    let mut files = vec![("api.yaml", String::new())];
    // A text that starts with another file has no `api.yaml` but what it says.
    if text.starts_with(NEXT_FILE) {
        files.clear();
    }
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(NEXT_FILE), files.last_mut()) {
            (Some(path), _) => files.push((path.trim_end(), String::new())),
            (None, Some((_, contents))) => contents.push_str(line),
            (None, None) => {}
        }
    }
    let mut sources = Sources::new("spec");
    for (path, contents) in files {
        if let Some(path) = path.strip_suffix(LATIN_1) {
            let latin = contents.chars().map(|c| u8::try_from(c).unwrap_or(b'?'));
            sources.add(path, latin.collect());
        } else if let Some(path) = path.strip_suffix(REPEATED) {
            let last = contents.lines().last().unwrap_or_default();
            let more = format!("{last}\n").repeat(49_999);
            sources.add(path, (contents.clone() + &more).into_bytes());
        } else {
            sources.add(path, contents.into_bytes());
        }
    }
    sources
}
