//! The command line.

mod diff;

pub use diff::{Deny, Diff, DiffFormat};

use codegen::openapi::import::Selection;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The output of `cargo xtask help`.
pub const HELP: &str = "\
Usage: cargo xtask <COMMAND>

Commands:
  gen            Generate sdk/src/generated from spec
  import         Import operations of an OpenAPI description into spec; without a selection, list them
  diff           Show the effect of a change of the spec on the users of the SDK
  explain        Explain an error code of gen; without a code, list all of them
  page           Write the skeleton of an operation's documentation page, without sentences
  conformance    Compare the documentation page, the spec and the generated code
  bench          Measure speed and weight, and write tests/BENCHMARKS.md
  load           Send 20,000 requests with faults to a console over sockets, and compare the results
  tidy           Check the house rules
  ci             Run what continuous integration runs
  help           Print this help

Options of gen:
  --check        Write nothing; exit 1 with a diff when the generated code is stale
  --spec DIR     Read the spec from DIR instead of spec
  --out DIR      Write to DIR instead of sdk/src/generated
  --docs DIR     Write the documentation to DIR instead of sdk/docs: openapi.json, public-api.txt, api.md,
                 operations/ and types/; with --spec or --out, there is none without it
  --message-format human|json|github
                 Show errors for people (the default, in colour on a terminal unless NO_COLOR is
                 set), as one JSON object per line, or as annotations of a GitHub workflow

  --undescribed  List the descriptions that an import made of names, instead of generating

Options of import:
  FILE           Swagger 2.0, OpenAPI 3.0 or 3.1, as JSON or YAML
  --operation 'METHOD /path'
                 Import this operation; can be repeated
  --tag NAME     Import the operations with this tag; can be repeated
  --all          Import all operations
  --update       Import again what earlier imports took, which every selection does too
  --into DIR     Write to DIR instead of spec
  --descriptions Take the sentences of the description over
  --strict       Exit 1 if the spec cannot express something

Options of diff:
  --base REV|DIR Compare with the spec of a git revision or in a folder, instead of the merge base
                 with main
  --spec DIR     Read the new spec from DIR instead of spec
  --format human|markdown|json|github
                 Print for a terminal (the default), for the summary of a pull request, as one
                 object, or as annotations of a GitHub workflow
  --deny breaking|unversioned|any-but-documentation
                 Exit 1 on breaking changes, on changes without the version or the entry in the
                 changelog that they need, or on all changes but those of documentation; can be
                 repeated
  --html FILE    Write the page with the code of both sides next to each other to FILE, too
  --changelog    Draft the entry for CHANGELOG.md instead of printing the page

Options of page:
  --spec DIR     Read the spec from DIR instead of spec
  --out DIR      Write to DIR instead of tests/documentation

Options of bench:
  --only NAME    Measure one case and print the result; write it to the page if the case is too
                 long for a run without options
  --quick        Run every case once and print the result

Options of load:
  --requests N   Send N requests
  --concurrency N
                 Send N requests at a time
  --seed N       Inject the faults of an earlier run again

Options of tidy:
  --root DIR     Check the checkout in DIR instead of this one
  --prose        Print the prose counts of each folder instead of the findings
";

/// A command with its flags.
#[derive(Debug)]
pub enum Command {
    /// Print the help.
    Help,
    /// Generate code.
    Gen(Gen),
    /// Import a description.
    Import(Import),
    /// Compare two specs.
    Diff(Diff),
    /// Explain a code, or list all of them.
    Explain(Option<String>),
    /// Write the skeleton of a documentation page.
    Page(Page),
    /// Compare page, spec and code.
    Conformance,
    /// Run the benchmarks with these arguments.
    Bench(Vec<OsString>),
    /// Run the load test with these arguments.
    Load(Vec<OsString>),
    /// Check the house rules of a checkout.
    Tidy(Tidy),
    /// Run every step of continuous integration.
    Ci,
}

/// A folder to write to.
#[derive(Debug)]
pub struct Destination {
    /// Its path.
    pub path: PathBuf,
    /// `true` if a flag named it, so that it may contain files of other origin.
    pub is_given: bool,
}

impl Destination {
    /// Returns the folder that a flag named, or the default one.
    fn new(given: Option<PathBuf>, default: PathBuf) -> Self {
        Self {
            is_given: given.is_some(),
            path: given.unwrap_or(default),
        }
    }
}

/// The flags of `gen`.
#[derive(Debug)]
pub struct Gen {
    /// The spec folder.
    pub spec: PathBuf,
    /// The folder of the code.
    pub out: Destination,
    /// The folder of the documentation.
    pub docs: Option<Destination>,
    /// Compare instead of writing.
    pub check: bool,
    /// List the descriptions that wait for words, and generate nothing.
    pub undescribed: bool,
    /// The form in which errors are shown.
    pub format: MessageFormat,
    /// The command line that renews stale files.
    pub cure: String,
}

/// The flags of `import`.
#[derive(Debug)]
pub struct Import {
    /// The description.
    pub file: PathBuf,
    /// The operations to import; `None` lists them.
    pub selection: Option<Selection>,
    /// The spec folder.
    pub into: PathBuf,
    /// Take sentences over.
    pub descriptions: bool,
    /// Fail on losses.
    pub strict: bool,
}

/// The flags of `page`.
#[derive(Debug)]
pub struct Page {
    /// The name of the operation.
    pub operation: String,
    /// The spec folder.
    pub spec: PathBuf,
    /// The folder of the page.
    pub out: PathBuf,
}

/// The flags of `tidy`.
#[derive(Debug)]
pub struct Tidy {
    /// The checkout to check.
    pub root: PathBuf,
    /// Print the prose counts of each folder instead of the findings.
    pub prose: bool,
}

/// The form in which errors are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageFormat {
    /// Source lines with underlines.
    Human,
    /// One object per line.
    Json,
    /// Workflow commands.
    Github,
}

/// Parses the command line.
///
/// # Errors
///
/// Returns an error if a command or flag is unknown, or a value is missing or invalid.
pub fn parse(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    match command.as_str() {
        "gen" => parse_gen(root, parser),
        "import" => parse_import(root, parser),
        "diff" => Ok(diff::parse(root, parser)?.map_or(Command::Help, Command::Diff)),
        "explain" => parse_explain(parser),
        "page" => parse_page(root, parser),
        "tidy" => parse_tidy(root, parser),
        "conformance" => alone(parser, Command::Conformance),
        "bench" => passed_on(parser, Command::Bench),
        "load" => passed_on(parser, Command::Load),
        "ci" => alone(parser, Command::Ci),
        "help" => Ok(Command::Help),
        other => Err(format!("unknown command `{other}`").into()),
    }
}

/// Parses a command without flags.
fn alone(mut parser: lexopt::Parser, command: Command) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(command),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
    }
}

fn parse_explain(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    match parser.next()? {
        None => Ok(Command::Explain(None)),
        Some(Value(code)) => alone(parser, Command::Explain(Some(code.string()?))),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
    }
}

fn parse_import(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut file, mut into) = (None, None);
    let (mut all, mut update, mut descriptions, mut strict) = (false, false, false, false);
    let (mut operations, mut tags) = (Vec::new(), Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("operation") => operations.push(parser.value()?.string()?),
            Long("tag") => tags.push(parser.value()?.string()?),
            Long("all") => all = true,
            Long("update") => update = true,
            Long("into") => into = Some(folder(&mut parser, "--into")?),
            Long("descriptions") => descriptions = true,
            Long("strict") => strict = true,
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    let is_some = update || !operations.is_empty() || !tags.is_empty();
    let selection = match (all, is_some) {
        (true, true) => return Err("--all already imports every operation".into()),
        (true, false) => Some(Selection::All),
        (false, true) => Some(Selection::Some { operations, tags }),
        (false, false) => None,
    };
    Ok(Command::Import(Import {
        file: file.ok_or("import requires the file of a description")?,
        selection,
        into: into.unwrap_or_else(|| root.join("spec")),
        descriptions,
        strict,
    }))
}

fn parse_page(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut operation, mut spec, mut out) = (None, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("spec") => spec = Some(folder(&mut parser, "--spec")?),
            Long("out") => out = Some(folder(&mut parser, "--out")?),
            Value(name) if operation.is_none() => operation = Some(name.string()?),
            other => return Err(other.unexpected()),
        }
    }
    let operation = operation.ok_or("page requires the name of an operation")?;
    Ok(Command::Page(Page {
        operation,
        spec: spec.unwrap_or_else(|| root.join("spec")),
        out: out.unwrap_or_else(|| root.join("tests/documentation")),
    }))
}

/// Passes all arguments on to a program, except for the help flag.
fn passed_on(
    mut parser: lexopt::Parser,
    command: fn(Vec<OsString>) -> Command,
) -> Result<Command, lexopt::Error> {
    let arguments: Vec<_> = parser.raw_args()?.collect();
    if arguments
        .iter()
        .any(|word| word == "-h" || word == "--help")
    {
        return Ok(Command::Help);
    }
    Ok(command(arguments))
}

fn parse_tidy(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut root, mut prose) = (root.to_owned(), false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("root") => root = folder(&mut parser, "--root")?,
            Long("prose") => prose = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Tidy(Tidy { root, prose }))
}

/// Parses the value of a flag that names a folder.
fn folder(parser: &mut lexopt::Parser, flag: &str) -> Result<PathBuf, lexopt::Error> {
    let value = parser.value()?;
    if value.is_empty() {
        return Err(format!("{flag} requires a folder name").into());
    }
    Ok(PathBuf::from(value))
}

fn parse_gen(root: &Path, mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut spec, mut out, mut docs) = (None, None, None);
    let (mut check, mut undescribed) = (false, false);
    let mut format = MessageFormat::Human;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("check") => check = true,
            Long("undescribed") => undescribed = true,
            Long("spec") => spec = Some(folder(&mut parser, "--spec")?),
            Long("docs") => docs = Some(folder(&mut parser, "--docs")?),
            Long("message-format") => format = message_format(&parser.value()?.string()?)?,
            Long("out") => out = Some(folder(&mut parser, "--out")?),
            other => return Err(other.unexpected()),
        }
    }
    let mut cure = "cargo xtask gen".to_owned();
    for (flag, path) in [("--spec", &spec), ("--out", &out), ("--docs", &docs)] {
        if let Some(path) = path {
            cure.extend([" ", flag, " ", &path.to_string_lossy()]);
        }
    }
    let is_own = spec.is_none() && out.is_none();
    Ok(Command::Gen(Gen {
        spec: spec.unwrap_or_else(|| root.join("spec")),
        out: Destination::new(out, root.join("sdk/src/generated")),
        docs: (is_own || docs.is_some()).then(|| Destination::new(docs, root.join("sdk/docs"))),
        check,
        undescribed,
        format,
        cure,
    }))
}

fn message_format(word: &str) -> Result<MessageFormat, lexopt::Error> {
    match word {
        "human" => Ok(MessageFormat::Human),
        "json" => Ok(MessageFormat::Json),
        "github" => Ok(MessageFormat::Github),
        other => Err(format!(
            "unknown message format `{other}`: expected `human`, `json` or `github`"
        )
        .into()),
    }
}
