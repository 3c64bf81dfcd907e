//! The steps of continuous integration as a table.

/// One call of cargo.
pub struct Step {
    /// The name, unique among the steps.
    pub name: &'static str,
    /// The arguments of cargo.
    pub arguments: &'static [&'static str],
    /// Variables of the environment.
    pub variables: &'static [(&'static str, &'static str)],
    /// Steps without which this one cannot report anything new.
    pub needs: &'static [&'static str],
}

impl Step {
    const fn new(name: &'static str, arguments: &'static [&'static str]) -> Self {
        Self {
            name,
            arguments,
            variables: &[],
            needs: &[],
        }
    }

    const fn variables(mut self, variables: &'static [(&'static str, &'static str)]) -> Self {
        self.variables = variables;
        self
    }

    const fn needs(mut self, needs: &'static [&'static str]) -> Self {
        self.needs = needs;
        self
    }

    /// Returns the step as typed in a shell.
    pub fn command_line(&self) -> String {
        let variables = self.variables.iter();
        let variables = variables.map(|(name, value)| format!("{name}='{value}' "));
        let variables: String = variables.collect();
        format!("{variables}cargo {}", self.arguments.join(" "))
    }
}

/// Compares page, spec and code.
pub const CONFORMANCE: Step = Step::new(
    "conformance",
    &[
        "run",
        "--quiet",
        "--package",
        "tests",
        "--bin",
        "conformance",
    ],
);

/// Measures speed and weight. Accepts the flags of the benchmarks.
pub const BENCH: Step = Step::new(
    "benchmarks",
    &[
        "run",
        "--quiet",
        "--release",
        "--package",
        "benchmarks",
        "--",
    ],
);

/// Sends many requests with faults to a console over sockets. Accepts the flags of that program.
pub const LOAD: Step = Step::new(
    "load",
    &["run", "--quiet", "--release", "--package", "load", "--"],
);

/// All features of the SDK except `native-tls`, which needs a C library of the system, and the tags of the
/// second API.
const FEATURES: &str = "ticket-api/default,sentinelone-sdk/blocking,sentinelone-sdk/chrono,sentinelone-sdk/jiff,\
                        sentinelone-sdk/mock,sentinelone-sdk/socks,sentinelone-sdk/time,sentinelone-sdk/tracing,\
                        sentinelone-sdk/webpki-roots";

const SECOND_API: &[&str] = &[
    "xtask",
    "gen",
    "--check",
    "--spec",
    "tests/ticket_api/spec",
    "--out",
    "tests/ticket_api/generated",
    "--docs",
    "tests/ticket_api/docs",
];

/// Checks all code but the program that generates the reference of the benchmarks: its dependencies
/// are large. Without the default features, another reference needs no C library.
const CLIPPY: &[&str] = &[
    "clippy",
    "--workspace",
    "--exclude",
    "progenitor-builder",
    "--all-targets",
    "--no-default-features",
    "--features",
    FEATURES,
    "--",
    "--deny",
    "warnings",
];

/// Runs each benchmark once, unoptimised: it has to work, and its figures mean nothing.
const QUICK_BENCHMARKS: &[&str] = &["run", "--quiet", "--package", "benchmarks", "--", "--quick"];

/// Packs what is published, without building it again.
const PACKAGES: &[&str] = &[
    "package",
    "--quiet",
    "--package",
    "sdk-runtime",
    "--package",
    "sentinelone-sdk",
    "--no-verify",
    "--allow-dirty",
];

/// Tests the runtime in a build where another crate makes `serde_json` keep the text of numbers.
const EXACT_NUMBERS: &[&str] = &[
    "test",
    "--package",
    "sdk-runtime",
    "--lib",
    "--features",
    "serde_json/arbitrary_precision",
];

/// The steps of continuous integration. The quick ones come first, and the tests last, so that the
/// summary of the test runner is near the end of the output. The conformance of this checkout is one
/// of the tests.
pub const CI: [Step; 10] = [
    Step::new("formatting", &["fmt", "--all", "--check"]),
    Step::new("house rules", &["xtask", "tidy"]),
    Step::new("generated code", &["xtask", "gen", "--check"]),
    Step::new("generated code of the second API", SECOND_API),
    Step::new("packages", PACKAGES),
    Step::new("clippy", CLIPPY),
    Step::new(
        "documentation",
        &["doc", "--no-deps", "--features", FEATURES],
    )
    .variables(&[("RUSTDOCFLAGS", "--deny warnings")]),
    Step::new("benchmarks, one quick round", QUICK_BENCHMARKS).needs(&["clippy"]),
    Step::new("tests of exact numbers in the whole build", EXACT_NUMBERS),
    Step::new("tests", &["test", "--no-fail-fast"]),
];
