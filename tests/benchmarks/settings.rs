//! What every benchmark of a run may use.

use crate::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a run is done.
pub struct Settings {
    /// The checkout.
    pub root: PathBuf,
    /// A folder for what the benchmarks write; it is emptied at the start of the run.
    pub scratch: PathBuf,
    /// The folder of the binaries that cargo built.
    binaries: PathBuf,
    /// Whether it is enough that everything runs.
    pub quick: bool,
    /// Whether one case has all the time to itself.
    pub alone: bool,
}

impl Settings {
    /// Settings for the checkout around this package.
    ///
    /// # Errors
    ///
    /// Where the scratch folder cannot be made.
    pub fn new(quick: bool, alone: bool) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let binary = std::env::current_exe()?;
        let binaries = binary
            .parent()
            .ok_or("this program stands in no folder")?
            .to_owned();
        let scratch = binaries.join("benchmarks-scratch");
        if scratch.exists() {
            std::fs::remove_dir_all(&scratch)?;
        }
        std::fs::create_dir_all(&scratch)?;
        Ok(Self {
            root,
            scratch,
            binaries,
            quick,
            alone,
        })
    }

    /// How many interleaved rounds to measure: seven or more make a median worth its name.
    #[must_use]
    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { 9 }
    }

    /// Where cargo builds.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.binaries.parent().unwrap_or(&self.binaries).to_owned()
    }

    /// A call of cargo in the checkout.
    #[must_use]
    pub fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(&self.root);
        command
    }

    /// Builds one binary of the workspace as users get it, alone, so that no other package's
    /// features leak into it, and says where it stands.
    ///
    /// # Errors
    ///
    /// Where cargo fails.
    pub fn release_binary(&self, package: &str, binary: &str) -> Result<PathBuf> {
        let mut command = self.cargo();
        command.args([
            "build",
            "--quiet",
            "--release",
            "--package",
            package,
            "--bin",
            binary,
        ]);
        if !command.status()?.success() {
            return Err(format!("cargo could not build `{binary}`").into());
        }
        Ok(self
            .binaries
            .join(binary)
            .with_extension(std::env::consts::EXE_EXTENSION))
    }
}
