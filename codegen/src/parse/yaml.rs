//! YAML text to a tree of nodes with their spans.
//!
//! Two libraries read each file. `saphyr-parser` returns events with positions, of which the features
//! that the spec language does not have are rejected; `serde_yaml` then converts each scalar.

use super::ambiguous_scalars;
use super::duplicate_keys;
use super::plain_scalars::{huge, is_huge, plain};
use super::yaml_errors::{alias, classify, is_alias, marked, unsupported};
use super::yaml_location;
use crate::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, MOST_BYTES, SourceFile, Span};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};
use serde_yaml::Value;

/// The maximum nesting: deeper than any spec, and shallow enough for recursion over the tree.
const MAX_DEPTH: usize = 64;

/// A YAML node with its span.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
    /// `true` for a text whose lines YAML joined: a new line in it was an empty line.
    pub(super) is_folded: bool,
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

impl Entry {
    fn key(&self) -> (&str, Span) {
        (&self.key, self.key_span)
    }
}

impl Node {
    /// Converts the node to one value, for parts of the spec that may be any YAML.
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

impl Node {
    /// Collects the spans of the keys and values inside the node, by path.
    pub(super) fn spans_inside(&self, path: &str, spans: &mut Vec<(String, Span, Span)>) {
        let mut add = |path: String, key: Span, node: &Self| {
            node.spans_inside(&path, spans);
            spans.push((path, key, node.span));
        };
        match &self.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::Sequence(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    add(format!("{path}[{index}]"), node.span, node);
                }
            }
            NodeKind::Mapping(entries) => {
                let dot = if path.is_empty() { "" } else { "." };
                for entry in entries {
                    let path = format!("{path}{dot}{}", entry.key);
                    add(path, entry.key_span, &entry.value);
                }
            }
        }
    }
}

/// Reads one file. Returns `None` if it cannot be read to the end.
pub(super) fn read(file: FileId, source: &SourceFile, found: &mut Diagnostics) -> Option<Node> {
    if source.text.len() > MOST_BYTES {
        let message = format!("the file is larger than {MOST_BYTES} bytes");
        found.push(
            Diagnostic::new(codes::FILE_TOO_LARGE, Span::start_of(file), message)
                .help("split it: each type and each operation can have a separate file"),
        );
        return None;
    }
    if !source.is_utf8 {
        let end = Span::at(file, source.text.len());
        found.push(
            Diagnostic::new(codes::NOT_UTF8, end, "the file is not UTF-8 from here on")
                .help("save the file as UTF-8"),
        );
        return None;
    }
    match Events::new(file, &source.text, found).document() {
        Ok(node) => Some(node),
        Err(diagnostic) => {
            found.push(*diagnostic);
            None
        }
    }
}

type Fallible<T> = Result<T, Box<Diagnostic>>;

/// The byte order mark, which some editors write at the beginning of a file.
const BYTE_ORDER_MARK: char = '\u{feff}';

struct Events<'a, 'f> {
    file: FileId,
    text: &'a str,
    found: &'f mut Diagnostics,
    /// Byte offset of each line.
    lines: Vec<usize>,
    /// The position of the last lookup: line, column, offset. The next lookup in the same line
    /// starts there.
    last: (usize, usize, usize),
    parser: Parser<'a, StrInput<'a>>,
}

impl<'a, 'f> Events<'a, 'f> {
    fn new(file: FileId, text: &'a str, found: &'f mut Diagnostics) -> Self {
        let marked = text.strip_prefix(BYTE_ORDER_MARK);
        let first = marked.map_or(0, |_| BYTE_ORDER_MARK.len_utf8());
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(first)
            .chain(newlines.map(|(at, _)| at + 1))
            .collect();
        Self {
            file,
            text,
            found,
            lines,
            last: (0, 0, 0),
            parser: Parser::new_from_str(marked.unwrap_or(text)),
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
                        codes::SEVERAL_DOCUMENTS,
                        span,
                        "several documents in one file",
                        "move the rest to a separate file; quote text that is `---`",
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
                codes::EMPTY_FILE,
                Span::start_of(self.file),
                "the file is empty",
            );
            Box::new(empty.help("write its contents, or delete it"))
        })
    }

    fn next(&mut self) -> Fallible<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let (start, end) = (self.offset(span.start), self.offset(span.end));
                Ok((event, Span::new(self.file, start..end.max(start))))
            }
            Some(Err(error)) => {
                let at = self.offset(*error.marker());
                let span = Span::at(self.file, at);
                if is_alias(error.info()) {
                    return Err(alias(span));
                }
                if let Some(cause) = yaml_location::find(error.info(), self.text, at) {
                    let span = Span::new(self.file, cause.start..cause.end);
                    let found = Diagnostic::new(cause.code, span, cause.message);
                    return Err(Box::new(found.help(cause.help)));
                }
                let message = format!("invalid YAML: {}", error.info());
                let (code, help) = classify(error.info());
                Err(Box::new(Diagnostic::new(code, span, message).help(help)))
            }
            None => Ok((Event::StreamEnd, Span::at(self.file, self.text.len()))),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Fallible<Node> {
        if depth > MAX_DEPTH {
            return Err(unsupported(
                codes::NESTED_TOO_DEEP,
                span,
                "nesting this deep",
                "a spec needs only a few levels: check the brackets and the indentation",
            ));
        }
        match event {
            Event::Alias(_) => return Err(alias(span)),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return Err(marked(codes::YAML_ANCHOR, span, "anchors", '&'));
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.found.push(*marked(codes::YAML_TAG, span, "tags", '!'));
            }
            _ => {}
        }
        match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => self.sequence(span, depth),
            Event::MappingStart(..) => self.mapping(span, depth),
            _ => Err(unsupported(
                codes::INVALID_YAML,
                span,
                "this syntax",
                "write a scalar, a list or a mapping",
            )),
        }
    }

    /// Reads a scalar. A quoted or block scalar is text; `serde_yaml` converts a plain one.
    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Fallible<Node> {
        let value = match style {
            ScalarStyle::Plain if text.contains('\n') => Value::String(text.to_owned()),
            ScalarStyle::Plain if self.is_ambiguous(text, span) => Value::String(text.to_owned()),
            ScalarStyle::Plain if is_huge(text) => return Err(huge(text, span)),
            ScalarStyle::Plain => plain(text).map_err(|error| {
                let message = format!("`{text}` cannot be read: {error}");
                Box::new(Diagnostic::new(codes::INVALID_YAML, span, message).help("quote it"))
            })?,
            _ => Value::String(text.to_owned()),
        };
        Ok(Node {
            span,
            kind: NodeKind::Scalar(value),
            is_folded: !matches!(style, ScalarStyle::Literal | ScalarStyle::DoubleQuoted),
        })
    }

    /// Reports a scalar that YAML readers convert differently.
    fn is_ambiguous(&mut self, word: &str, span: Span) -> bool {
        let Some(ambiguity) = ambiguous_scalars::find(word) else {
            return false;
        };
        let message = format!(
            "some YAML readers read `{word}` as text, others as {}",
            ambiguity.meaning
        );
        let help = format!("quote it: `\"{word}\"`{}", ambiguity.instead);
        self.found
            .push(Diagnostic::new(codes::AMBIGUOUS_WORD, span, message).help(help));
        true
    }

    fn sequence(&mut self, span: Span, depth: usize) -> Fallible<Node> {
        let mut nodes = Vec::new();
        loop {
            let (event, here) = self.next()?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                return Ok(Node {
                    span,
                    kind: NodeKind::Sequence(nodes),
                    is_folded: false,
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
                    duplicate_keys::remove(&mut entries, Entry::key, self.found);
                    return Ok(Node {
                        span,
                        is_folded: false,
                        kind: NodeKind::Mapping(entries),
                    });
                }
                Event::Scalar(text, style, 0, None) => {
                    if style == ScalarStyle::Plain {
                        self.is_ambiguous(&text, key_span);
                    }
                    text.into_owned()
                }
                Event::Alias(_) => return Err(alias(key_span)),
                _ => {
                    return Err(unsupported(
                        codes::COMPLEX_KEY,
                        key_span,
                        "keys that are not plain scalars",
                        "write `key: value`",
                    ));
                }
            };
            if key == "<<" {
                return Err(unsupported(
                    codes::MERGE_KEY,
                    key_span,
                    "merge keys",
                    "write out the keys",
                ));
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

    /// Converts a position of the parser, with lines from 1 and columns in characters, to an offset in
    /// bytes.
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
