//! Commands that are a call of cargo, or several.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// One call of cargo.
pub struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    variables: &'static [(&'static str, &'static str)],
}

/// Compares page, spec and code.
pub const CONFORMANCE: Step = Step {
    name: "conformance",
    arguments: &[
        "run",
        "--quiet",
        "--package",
        "tests",
        "--bin",
        "conformance",
    ],
    variables: &[],
};

/// Measures speed and weight; its options are those of the benchmarks.
pub const BENCH: Step = Step {
    name: "benchmarks",
    arguments: &[
        "run",
        "--quiet",
        "--release",
        "--package",
        "benchmarks",
        "--",
    ],
    variables: &[],
};

/// All features of the SDK but `native-tls`, which needs more than a Rust toolchain.
const FEATURES: &str = "sentinelone-sdk/blocking,sentinelone-sdk/chrono,sentinelone-sdk/jiff,\
                        sentinelone-sdk/time,sentinelone-sdk/tracing,sentinelone-sdk/webpki-roots";

/// What continuous integration runs, the quick and telling steps first.
const CI: [Step; 9] = [
    Step {
        name: "formatting",
        arguments: &["fmt", "--all", "--check"],
        variables: &[],
    },
    Step {
        name: "generated code",
        arguments: &["xtask", "gen", "--check"],
        variables: &[],
    },
    Step {
        name: "generated code of the second API",
        arguments: &[
            "xtask",
            "gen",
            "--check",
            "--spec",
            "tests/ticket_api/spec",
            "--out",
            "tests/ticket_api/generated",
        ],
        variables: &[],
    },
    Step {
        name: "clippy",
        arguments: &[
            "clippy",
            "--all-targets",
            "--features",
            FEATURES,
            "--",
            "--deny",
            "warnings",
        ],
        variables: &[],
    },
    Step {
        name: "clippy of the benchmarks",
        arguments: &[
            "clippy",
            "--package",
            "benchmarks",
            "--package",
            "with-sdk",
            "--package",
            "by-hand",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ],
        variables: &[],
    },
    Step {
        name: "documentation",
        arguments: &["doc", "--no-deps", "--features", FEATURES],
        variables: &[("RUSTDOCFLAGS", "--deny warnings")],
    },
    CONFORMANCE,
    Step {
        name: "benchmarks, one quick round",
        arguments: &["xtask", "bench", "--quick"],
        variables: &[],
    },
    Step {
        name: "tests",
        arguments: &["test"],
        variables: &[],
    },
];

/// Runs one step; its exit code is the command's.
pub fn run(root: &Path, step: &Step) -> Result<ExitCode, Box<dyn Error>> {
    run_with(root, step, &[])
}

/// Runs one step with further arguments.
pub fn run_with(
    root: &Path,
    step: &Step,
    further: &[OsString],
) -> Result<ExitCode, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(root)
        .args(step.arguments)
        .args(further)
        .envs(step.variables.iter().copied());
    let status = command
        .status()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs every step, up to the first that fails.
pub fn ci(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    for step in &CI {
        eprintln!("==> {}: cargo {}", step.name, step.arguments.join(" "));
        if run(root, step)? != ExitCode::SUCCESS {
            return Err(format!(
                "{} failed; run `cargo {}` again after mending it",
                step.name,
                step.arguments.join(" ")
            )
            .into());
        }
    }
    Ok(ExitCode::SUCCESS)
}
