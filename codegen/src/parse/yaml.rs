//! YAML text to a tree of nodes that know where they stand.
//!
//! Two readers go over each file. The event pass marks positions and refuses the parts of YAML that
//! the spec language leaves out; `serde_yaml` then says what each scalar means.

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceFile, Span};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};
use serde_yaml::Value;

/// Deeper than any spec, and shallow enough for every recursive walk over the tree.
const MAX_DEPTH: usize = 64;

/// A YAML node with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Scalar(Value),
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Node,
}

impl Node {
    /// The node as one value, for parts of the spec that may hold any YAML.
    pub(super) fn to_value(&self) -> Value {
        match &self.kind {
            NodeKind::Scalar(value) => value.clone(),
            NodeKind::Sequence(nodes) => {
                Value::Sequence(nodes.iter().map(Self::to_value).collect())
            }
            NodeKind::Mapping(entries) => {
                let entry =
                    |entry: &Entry| (Value::String(entry.key.clone()), entry.value.to_value());
                Value::Mapping(entries.iter().map(entry).collect())
            }
        }
    }
}

/// Reads one file; `None` when it found mistakes.
pub(super) fn read(file: FileId, source: &SourceFile, found: &mut Diagnostics) -> Option<Node> {
    if !source.is_utf8 {
        let end = Span {
            file,
            start: source.text.len(),
            end: source.text.len(),
        };
        found.push(
            Diagnostic::new(codes::NOT_UTF8, end, "the file is not UTF-8 from here on")
                .help("save the file as UTF-8"),
        );
        return None;
    }
    match Events::new(file, &source.text).document() {
        Ok(node) => Some(node),
        Err(diagnostic) => {
            found.push(*diagnostic);
            None
        }
    }
}

type Fallible<T> = Result<T, Box<Diagnostic>>;

struct Events<'a> {
    file: FileId,
    text: &'a str,
    /// Byte offset of each line.
    lines: Vec<usize>,
    /// The place that was looked up last: line, column, offset. Looking further along a long line
    /// starts from there.
    last: (usize, usize, usize),
    parser: Parser<'a, StrInput<'a>>,
}

impl<'a> Events<'a> {
    fn new(file: FileId, text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        Self {
            file,
            text,
            lines,
            last: (0, 0, 0),
            parser: Parser::new_from_str(text),
        }
    }

    fn document(mut self) -> Fallible<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(unsupported(
                        span,
                        "several documents in one file",
                        "move what follows to a file of its own; text that is `---` needs quotes",
                    ));
                }
                Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd
                | Event::Nothing => {}
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        root.ok_or_else(|| {
            let empty = Diagnostic::new(
                codes::INVALID_YAML,
                Span::start_of(self.file),
                "the file is empty",
            );
            Box::new(empty.help("fill it, or delete it"))
        })
    }

    fn next(&mut self) -> Fallible<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let (start, end) = (self.offset(span.start), self.offset(span.end));
                Ok((
                    event,
                    Span {
                        file: self.file,
                        start,
                        end: end.max(start),
                    },
                ))
            }
            Some(Err(error)) => {
                let at = self.offset(*error.marker());
                let span = Span {
                    file: self.file,
                    start: at,
                    end: at,
                };
                // Without anchors in the language, this is what every alias comes to.
                if error.info().contains("unknown anchor") {
                    return Err(alias(span));
                }
                let message = format!("this is no YAML: {}", error.info());
                let diagnostic = Diagnostic::new(codes::INVALID_YAML, span, message);
                Err(Box::new(diagnostic.help(way_out(error.info()))))
            }
            None => {
                let end = self.text.len();
                Ok((
                    Event::StreamEnd,
                    Span {
                        file: self.file,
                        start: end,
                        end,
                    },
                ))
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Fallible<Node> {
        if depth > MAX_DEPTH {
            return Err(unsupported(
                span,
                "nesting this deep",
                "a spec needs a few levels only: check the brackets and the indentation",
            ));
        }
        match event {
            Event::Alias(_) => Err(alias(span)),
            Event::Scalar(_, _, anchor, ref tag)
            | Event::SequenceStart(anchor, ref tag)
            | Event::MappingStart(anchor, ref tag)
                if anchor != 0 || tag.is_some() =>
            {
                let (what, mark) = if tag.is_some() {
                    ("tags", '!')
                } else {
                    ("anchors", '&')
                };
                let help =
                    format!("take the mark out; text that begins with `{mark}` needs quotes");
                Err(unsupported(span, what, &help))
            }
            Event::Scalar(text, style, ..) => Self::scalar(&text, style, span),
            Event::SequenceStart(..) => self.sequence(span, depth),
            Event::MappingStart(..) => self.mapping(span, depth),
            _ => Err(unsupported(
                span,
                "this",
                "write a scalar, a list or a mapping",
            )),
        }
    }

    /// A quoted or block scalar is text; a plain one means what `serde_yaml` reads in it.
    fn scalar(text: &str, style: ScalarStyle, span: Span) -> Fallible<Node> {
        let value = match style {
            ScalarStyle::Plain if text.contains('\n') => Value::String(text.to_owned()),
            ScalarStyle::Plain => plain(text).map_err(|error| {
                let message = format!("`{text}` cannot be read: {error}");
                Box::new(
                    Diagnostic::new(codes::INVALID_YAML, span, message).help("put it in quotes"),
                )
            })?,
            _ => Value::String(text.to_owned()),
        };
        Ok(Node {
            span,
            kind: NodeKind::Scalar(value),
        })
    }

    fn sequence(&mut self, span: Span, depth: usize) -> Fallible<Node> {
        let mut nodes = Vec::new();
        loop {
            let (event, here) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                return Ok(Node {
                    span,
                    kind: NodeKind::Sequence(nodes),
                });
            }
            nodes.push(self.node(event, here, depth + 1)?);
        }
    }

    fn mapping(&mut self, span: Span, depth: usize) -> Fallible<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.next()?;
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => {
                    let span = entries.first().map_or(span, |first| first.key_span);
                    return Ok(Node {
                        span,
                        kind: NodeKind::Mapping(entries),
                    });
                }
                Event::Scalar(text, _, 0, None) => text.into_owned(),
                _ => {
                    return Err(unsupported(
                        key_span,
                        "keys other than plain words",
                        "write `key: value`",
                    ));
                }
            };
            if key == "<<" {
                return Err(unsupported(key_span, "merge keys", "write the keys out"));
            }
            if let Some(first) = entries.iter().find(|entry| entry.key == key) {
                let diagnostic = Diagnostic::new(
                    codes::DUPLICATE_KEY,
                    key_span,
                    format!("the key `{key}` stands here twice"),
                );
                let diagnostic = diagnostic.related(first.key_span, "first given here");
                return Err(Box::new(diagnostic.help("remove one of the two")));
            }
            let (event, value_span) = self.next()?;
            let value = self.node(event, value_span, depth + 1)?;
            entries.push(Entry {
                key,
                key_span,
                value,
            });
        }
    }

    /// The parser counts lines from 1 and columns in characters; spans count bytes.
    fn offset(&mut self, marker: Marker) -> usize {
        let (line, column) = (marker.line(), marker.col());
        let Some(&line_start) = self.lines.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        let (known, start) = match self.last {
            (last, known, start) if last == line && known <= column => (known, start),
            _ => (0, line_start),
        };
        let at = self.text[start..]
            .char_indices()
            .nth(column - known)
            .map_or(self.text.len(), |(at, _)| start + at);
        self.last = (line, column, at);
        at
    }
}

/// What a plain scalar means: `true` is a boolean, `12` a number, `in_progress` is text.
fn plain(text: &str) -> Result<Value, serde_yaml::Error> {
    let first = text.bytes().next();
    let is_word =
        first.is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'/' || byte == b'_');
    if is_word
        && !matches!(
            text,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" | "null" | "Null" | "NULL"
        )
    {
        return Ok(Value::String(text.to_owned()));
    }
    serde_yaml::from_str(text)
}

/// What to do about text that is no YAML, by what the parser says of it.
fn way_out(problem: &str) -> &'static str {
    if problem.contains("mapping values") {
        "put text that holds a colon and a space in quotes"
    } else if problem.contains("tab") {
        "indent with spaces"
    } else if problem.contains("quoted scalar") {
        "close the quotes, and indent the lines between them"
    } else {
        "check the indentation, the quotes and the colon after a key"
    }
}

fn alias(span: Span) -> Box<Diagnostic> {
    unsupported(
        span,
        "aliases",
        "write the value out; text that begins with `*` needs quotes",
    )
}

fn unsupported(span: Span, what: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("the spec language does not have {what}");
    Box::new(Diagnostic::new(codes::UNSUPPORTED_YAML, span, message).help(help))
}
