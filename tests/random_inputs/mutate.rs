//! Mutations of a spec: of its bytes, its lines, its words, and whole blocks.

use crate::random_inputs::random::Random;
use crate::random_inputs::seeds::Seed;

/// Files with their bytes.
pub type Input = Vec<(String, Vec<u8>)>;

/// Words with a meaning: keys, types, values, ambiguous scalars.
const WORDS: [&str; 113] = [
    "string",
    "boolean",
    "int32",
    "uint16",
    "date-time",
    "id",
    "json",
    "error_list",
    "list",
    "object",
    "type",
    "kind",
    "fields",
    "additional",
    "items",
    "required",
    "true",
    "false",
    "null",
    "~",
    "no",
    "0123",
    "1_000",
    "12",
    "-1",
    "99999999999999999999",
    "1e999",
    ".nan",
    "''",
    "\"\"",
    "[]",
    "{}",
    "[x]",
    "{a: b}",
    "&a x",
    "*a",
    "!!str x",
    "<<",
    "|",
    ">-",
    "Pet",
    "Color",
    "self",
    "crate",
    "Self",
    "String",
    "body",
    "status",
    "reason",
    "POST",
    "GET",
    "/",
    "é",
    "🐈",
    "\u{202e}",
    "added",
    "presence",
    "external",
    "open_enum",
    "crate::ext::Tag",
    "number",
    "date",
    "uuid",
    "json_string",
    "bytes",
    "text",
    "nothing",
    "map",
    "uint64",
    "int64",
    "path",
    "query",
    "header",
    "default",
    "always",
    "never",
    "when",
    "comma",
    "repeat",
    "bearer",
    "basic",
    "none",
    "closed_enum",
    "nullable",
    "sensitive",
    "rust_name",
    "renamed_from",
    "deprecated",
    "list_style",
    "media_type",
    "pattern",
    "minimum",
    "maximum",
    "min_items",
    "max_items",
    "selection",
    "retry",
    "batch",
    "pagination",
    "examples",
    "permissions",
    "rate_limit",
    "when_set",
    "cursor",
    "PUT",
    "DELETE",
    "204",
    "[200, 201]",
    "/a/{b}",
    "'{'",
    "\"^[a\"",
    "image/png",
    "x: y",
];

/// Byte sequences that are difficult for YAML or Unicode.
const BYTES: [&[u8]; 16] = [
    b"\0",
    b"\t",
    b"\r",
    b"\n",
    b":",
    b"- ",
    b"\"",
    b"'",
    b"#",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"---\n",
    b"\x1b[31m",
    b"\xe2\x80\xa8",
    b"{[",
];

/// Builds one input from one or two seeds.
pub fn input(random: &mut Random, seeds: &[Seed]) -> Input {
    let mut files = random.pick(seeds).clone();
    let kind = random.below(16);
    if kind == 0 {
        return vec![("api.yaml".to_owned(), noise(random))];
    }
    for _ in 0..=random.below(3) {
        if files.is_empty() {
            break;
        }
        let at = random.below(files.len());
        let other = random.pick(seeds);
        let other = other
            .get(random.below(other.len()))
            .map_or("", |(_, text)| text);
        let text = &mut files[at].1;
        match kind {
            1..=3 => lines(random, text),
            4..=9 => words(random, text),
            10..=12 => blocks(random, text, other),
            _ => {}
        }
    }
    if random.once_in(40) {
        rename(random, &mut files);
    }
    let files = files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()));
    let mut files: Input = files.collect();
    if kind > 12 {
        for _ in 0..=random.below(3) {
            let at = random.below(files.len());
            if let Some((_, bytes)) = files.get_mut(at) {
                self::bytes(random, bytes);
            }
        }
    }
    files
}

/// Random bytes, many of which have a meaning in YAML.
fn noise(random: &mut Random) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..random.below(300) {
        match random.below(4) {
            0 => bytes.push(u8::try_from(random.below(256)).unwrap_or_default()),
            1 => bytes.extend(*random.pick(&BYTES)),
            2 => bytes.extend(random.pick(&WORDS).bytes()),
            _ => bytes.extend(b"  "),
        }
    }
    bytes
}

fn bytes(random: &mut Random, bytes: &mut Vec<u8>) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(12)).min(bytes.len());
    match random.below(5) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, random.pick(&BYTES).iter().copied())),
        3 => {
            let copy = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, copy));
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
    }
}

fn lines(random: &mut Random, text: &mut String) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = random.below(lines.len());
    let to = random.below(lines.len());
    if lines.is_empty() {
        return;
    }
    match random.below(6) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[to].clone()),
        2 => lines.swap(at, to),
        3 => lines[at].insert_str(0, "  "),
        4 => lines[at] = lines[at].replace("  ", ""),
        _ => {
            let key = lines[at].split(':').next().unwrap_or_default();
            lines[at] = format!("{key}: {}", random.pick(&WORDS));
        }
    }
    *text = lines.join("\n") + "\n";
}

/// Replaces, deletes or moves a word; blanks, commas and brackets separate words.
fn words(random: &mut Random, text: &mut String) {
    let bounds = |c: char| c.is_whitespace() || ",[]{}".contains(c);
    let starts = text.match_indices(|c: char| !bounds(c)).map(|(at, _)| at);
    let starts: Vec<_> = starts
        .filter(|at| *at == 0 || text[..*at].ends_with(bounds))
        .collect();
    if starts.is_empty() {
        return;
    }
    let word = |at: usize| {
        let end = text[at..]
            .find(bounds)
            .map_or(text.len(), |length| at + length);
        at..end
    };
    let range = word(*random.pick(&starts));
    let other = text[word(*random.pick(&starts))].to_owned();
    let is_key = text[range.clone()].ends_with(':');
    let colon = if is_key && !random.once_in(8) {
        ":"
    } else {
        ""
    };
    let new = match random.below(5) {
        0 => format!("{}{colon}", random.pick(&WORDS)),
        1 if !is_key => String::new(),
        2 => format!("{}x{colon}", text[range.clone()].trim_end_matches(':')),
        3 => format!(
            "\"{}\"{colon}",
            text[range.clone()].trim_matches([':', '"', '\''])
        ),
        _ => format!("{}{colon}", other.trim_end_matches(':')),
    };
    text.replace_range(range, &new);
}

/// Returns a line and the more indented lines below it.
fn block(lines: &[&str], at: usize) -> std::ops::Range<usize> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let below = lines[at + 1..].iter();
    let length = below
        .take_while(|line| depth(line) > depth(lines[at]))
        .count();
    at..at + 1 + length
}

/// Deletes or repeats a block, or replaces it with another one from this or another spec.
fn blocks(random: &mut Random, text: &mut String, other: &str) {
    let here: Vec<_> = text.lines().collect();
    let there: Vec<_> = other.lines().collect();
    if here.is_empty() {
        return;
    }
    let range = block(&here, random.below(here.len()));
    let source = if random.once_in(2) || there.is_empty() {
        &here
    } else {
        &there
    };
    let foreign = block(source, random.below(source.len()));
    let depth = |line: &str| line.len() - line.trim_start().len();
    let (wanted, given) = (depth(here[range.start]), depth(source[foreign.start]));
    let moved = |line: &&str| {
        format!(
            "{}{}",
            " ".repeat(wanted),
            line.get(given..).unwrap_or_default()
        )
    };
    let moved: Vec<String> = source[foreign].iter().map(moved).collect();
    let (before, same, after) = (
        &here[..range.start],
        &here[range.clone()],
        &here[range.end..],
    );
    let middle: Vec<&str> = match random.below(4) {
        0 => Vec::new(),
        1 => [same, same].concat(),
        2 => same
            .iter()
            .copied()
            .chain(moved.iter().map(String::as_str))
            .collect(),
        _ => moved.iter().map(String::as_str).collect(),
    };
    *text = [before, &middle, after].concat().join("\n") + "\n";
}

fn rename(random: &mut Random, files: &mut Seed) {
    let paths = [
        "api.yaml",
        "types/x.yaml",
        "operations/a/b.yaml",
        "x.yml",
        "deviations.yaml",
    ];
    let at = random.below(files.len());
    if let Some((path, _)) = files.get_mut(at) {
        (*random.pick(&paths)).clone_into(path);
    }
}
