//! Expressions of Rust, and how they break over lines.

use super::WIDTH;

/// An expression.
pub(super) enum Code {
    /// A word, a literal, anything that does not break.
    Word(String),
    /// A call, and calls of methods on what it gives.
    Call {
        function: String,
        arguments: Vec<Code>,
        methods: Vec<(String, Vec<Code>)>,
    },
    /// Items between an opening and a closing mark: `[a, b]`, `(a, b)`, `vec![a, b]`.
    Items(&'static str, Vec<Code>, &'static str),
}

impl Code {
    pub(super) fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// The text, where so many columns of the first line are taken.
    pub(super) fn text(&self, taken: usize) -> String {
        self.broken(0, taken)
    }

    fn flat(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Call {
                function,
                arguments,
                methods,
            } => {
                let methods = methods
                    .iter()
                    .map(|(name, arguments)| format!(".{name}({})", joined(arguments)));
                let methods: String = methods.collect();
                format!("{function}({}){methods}", joined(arguments))
            }
            Self::Items(open, items, close) => format!("{open}{}{close}", joined(items)),
        }
    }

    fn broken(&self, indent: usize, taken: usize) -> String {
        let flat = self.flat();
        if taken + flat.len() < WIDTH {
            return flat;
        }
        match self {
            Self::Word(word) => word.clone(),
            Self::Items(open, items, close) => lines(open, items, close, indent),
            Self::Call {
                function,
                arguments,
                methods,
            } => {
                let head = format!("{function}({})", joined(arguments));
                // Where the call itself breaks, the methods go on below its closing mark.
                let (head, column) = if taken + head.len() < WIDTH {
                    (head, indent + 4)
                } else {
                    (
                        lines(&format!("{function}("), arguments, ")", indent),
                        indent,
                    )
                };
                let methods = methods.iter().map(|(name, arguments)| {
                    let call = format!(".{name}({})", joined(arguments));
                    let call = if column + call.len() < WIDTH {
                        call
                    } else {
                        lines(&format!(".{name}("), arguments, ")", column)
                    };
                    format!("\n{}{call}", " ".repeat(column))
                });
                head + &methods.collect::<String>()
            }
        }
    }
}

fn joined(items: &[Code]) -> String {
    let items: Vec<_> = items.iter().map(Code::flat).collect();
    items.join(", ")
}

/// One item to a line; a single list or call between the marks stays beside them.
fn lines(open: &str, items: &[Code], close: &str, indent: usize) -> String {
    if let [only @ Code::Items(..)] = items {
        let inner = only.broken(indent, WIDTH);
        return format!("{open}{inner}{close}");
    }
    let inner = " ".repeat(indent + 4);
    let items = items
        .iter()
        .map(|item| format!("{inner}{},\n", item.broken(indent + 4, indent + 5)));
    let items: String = items.collect();
    format!("{open}\n{items}{}{close}", " ".repeat(indent))
}
