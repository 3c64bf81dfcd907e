//! Crates that contain generated code only.

use super::floor::{self, Floor};
use crate::Result;
use crate::made_up::Spec;
use crate::measure::child::{self, Usage};
use crate::measure::{instructions, rustc};
use crate::settings::Settings;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;
use walkdir::WalkDir;

/// A crate with generated code.
#[derive(Clone)]
pub struct Crate {
    package: String,
    /// The folder of its workspace.
    workspace: PathBuf,
    /// Its `lib.rs`.
    root: PathBuf,
    /// The generated code: a file or a folder.
    code: PathBuf,
    /// Cargo.
    cargo: PathBuf,
    /// The target folder of cargo.
    target: PathBuf,
}

/// The number of warnings.
pub struct Lints {
    /// The compiler's warnings.
    pub rustc: f64,
    /// The warnings of clippy with its pedantic group.
    pub clippy: f64,
}

/// Makes cargo print one JSON object per message.
const JSON: &str = "--message-format=json";

/// A workspace outside of this one, for crates of generated code.
pub struct Workspace<'a> {
    settings: &'a Settings,
    folder: PathBuf,
    generator: PathBuf,
}

impl<'a> Workspace<'a> {
    /// Creates the workspace with the dependencies of the checkout.
    pub fn new(settings: &'a Settings) -> Result<Self> {
        let folder = settings.scratch.join("checked");
        fs::create_dir_all(&folder)?;
        fs::copy(settings.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let manifest = "[workspace]\nmembers = [\"operations-*\"]\nresolver = \"3\"\n";
        fs::write(folder.join("Cargo.toml"), manifest)?;
        Ok(Self {
            settings,
            folder,
            generator: settings.binary("xtask", "xtask")?,
        })
    }

    /// Generates the code of a spec as a crate.
    pub fn generate(&self, spec: &Spec) -> Result<Crate> {
        let package = format!("operations-{}", spec.operations);
        self.write(spec, package, "")
    }

    /// Generates the code of a spec as a crate, and reduces it to a lower bound.
    pub fn floor(&self, spec: &Spec, floor: Floor) -> Result<Crate> {
        let package = format!("operations-{}-{}", spec.operations, floor.suffix());
        let declarations = floor.declarations();
        let start = format!("#![allow(dead_code, unused_imports)]\n\n{declarations}\n");
        let reduced = self.write(spec, package, &start)?;
        floor::reduce(&reduced.code, floor)?;
        Ok(reduced)
    }

    fn write(&self, spec: &Spec, package: String, start: &str) -> Result<Crate> {
        let folder = self.folder.join(&package);
        fs::create_dir_all(&folder)?;
        let manifest = manifest_of(&package, self.settings);
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let root = folder.join("lib.rs");
        let modules = "mod generated;\n\npub use generated::*;\n";
        fs::write(&root, format!("//! Made up.\n\n{start}{modules}"))?;
        let code = folder.join("generated");
        let mut command = Command::new(&self.generator);
        command.arg("gen").arg("--spec").arg(&spec.folder);
        child::run(command.arg("--out").arg(&code))?;
        Ok(Crate {
            package,
            workspace: self.folder.clone(),
            root,
            code,
            cargo: self.settings.cargo().get_program().into(),
            target: self.settings.target(),
        })
    }
}

/// Returns the manifest of a crate that depends on the SDK.
fn manifest_of(package: &str, settings: &Settings) -> String {
    let [sdk, runtime] = ["sdk", "sdk/runtime"].map(|path| settings.root.join(path));
    format!(
        "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\n\n[dependencies]\nsdk-runtime = {{ path = '{}' }}\nsentinelone-sdk = {{ path = '{}' }}\n",
        runtime.display(),
        sdk.display()
    )
}

/// Generates progenitor's code for the one real operation.
pub fn progenitor(settings: &Settings) -> Result<Crate> {
    let folder = settings.root.join("tests/benchmarks/programs/progenitor");
    let mut theirs = Crate {
        package: "progenitor-builder".to_owned(),
        workspace: settings.root.clone(),
        root: folder.join("lib.rs"),
        code: PathBuf::new(),
        target: settings.target(),
        cargo: settings.cargo().get_program().into(),
    };
    // The first run may have to download crates.
    let arguments = [JSON, "--locked", "--package", &theirs.package];
    let mut command = theirs.cargo("check", &arguments);
    let messages = messages(&mut command)?;
    let built = |message: &&Value| {
        let package = message["package_id"].as_str().unwrap_or_default();
        message["reason"] == "build-script-executed" && package.contains("programs/progenitor")
    };
    let built = messages.iter().find(built);
    let out = built.and_then(|message| message["out_dir"].as_str());
    theirs.code = PathBuf::from(out.ok_or("cargo did not report the folder of progenitor's code")?);
    Ok(theirs)
}

impl Crate {
    /// Checks the crate from scratch. Its dependencies are checked in the first call only.
    pub fn check(&self) -> Result<Usage> {
        let before = self.metadata()?;
        self.touch()?;
        let arguments = ["--quiet", "--offline", "--package", &self.package];
        let usage = child::run(&self.cargo("check", &arguments))?;
        // The time of a call that found nothing to do would pass for that of a small crate.
        if self.metadata()? == before {
            return Err(format!("cargo did not check `{}` again", self.package).into());
        }
        Ok(usage)
    }

    /// Returns the time at which the compiler last wrote metadata of the crate; `None` if it never did.
    fn metadata(&self) -> Result<Option<SystemTime>> {
        let start = format!("lib{}-", self.package.replace('-', "_"));
        let mut last = None;
        for entry in fs::read_dir(self.target.join("debug/deps"))
            .into_iter()
            .flatten()
        {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(&start) && name.ends_with(".rmeta") {
                last = last.max(Some(entry.metadata()?.modified()?));
            }
        }
        Ok(last)
    }

    /// Counts the instructions of the compiler for the crate. Returns `None` without valgrind.
    pub fn instructions(&self) -> Result<Option<f64>> {
        if instructions::valgrind().arg("--version").output().is_err() {
            return Ok(None);
        }
        self.touch()?;
        let arguments = ["--quiet", "--offline", "--package", &self.package];
        let mut command = self.cargo("check", &arguments);
        let log = self.target.join("valgrind.log");
        rustc::count(&mut command, &self.package, &log)?;
        child::run(&command)?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let count = instructions::in_log(&fs::read_to_string(&log)?)? as f64;
        Ok(Some(count))
    }

    /// Counts the crate's warnings.
    pub fn lints(&self) -> Result<Lints> {
        self.touch()?;
        let package = [JSON, "--offline", "--package", &self.package].into_iter();
        let pedantic = ["--", "--warn", "clippy::pedantic"];
        let arguments: Vec<_> = package.chain(pedantic).collect();
        let messages = messages(&mut self.cargo("clippy", &arguments))?;
        let warnings = messages.iter().filter(|message| {
            let of = message["target"]["name"].as_str().unwrap_or_default();
            of == self.package.replace('-', "_") && message["message"]["level"] == "warning"
        });
        let mut lints = Lints {
            rustc: 0.0,
            clippy: 0.0,
        };
        // Skip the summary, which has no code.
        for code in warnings.filter_map(|warning| warning["message"]["code"]["code"].as_str()) {
            *(if code.starts_with("clippy::") {
                &mut lints.clippy
            } else {
                &mut lints.rustc
            }) += 1.0;
        }
        Ok(lints)
    }

    /// Counts the lines of generated code.
    pub fn lines(&self) -> Result<f64> {
        let mut lines: u32 = 0;
        for entry in WalkDir::new(&self.code) {
            let entry = entry?;
            if entry.path().extension().is_some_and(|found| found == "rs") {
                lines += u32::try_from(fs::read_to_string(entry.path())?.lines().count())?;
            }
        }
        Ok(lines.into())
    }

    /// Makes cargo check it again.
    fn touch(&self) -> Result<()> {
        let root = fs::File::options().append(true).open(&self.root)?;
        Ok(root.set_modified(SystemTime::now())?)
    }

    fn cargo(&self, subcommand: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.cargo);
        command
            .current_dir(&self.workspace)
            // A change of the spec changes most of the code.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", &self.target)
            .arg(subcommand)
            .args(arguments);
        command
    }
}

/// Runs cargo and returns its messages, one JSON object per line.
fn messages(command: &mut Command) -> Result<Vec<Value>> {
    let output = command.output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} failed:\n{errors}").into());
    }
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    Ok(lines
        .map(serde_json::from_slice)
        .collect::<std::result::Result<_, _>>()?)
}
