//! Settings shared by all benchmarks of a run.

#[path = "../../xtask/src/cargo.rs"]
mod cargo;

use crate::Result;
use crate::plot::Point;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The folder in memory on Linux.
const IN_MEMORY: &str = "/dev/shm";

/// The settings of a run.
pub struct Settings {
    /// The checkout.
    pub root: PathBuf,
    /// A scratch folder, emptied at the start of the run.
    pub scratch: PathBuf,
    /// The folder of the binaries that cargo built.
    binaries: PathBuf,
    /// `true` if a smoke run is enough.
    pub quick: bool,
    /// The points that the current case has measured for its plot.
    points: RefCell<Vec<Point>>,
}

impl Settings {
    /// Creates settings for the checkout around this package.
    ///
    /// # Errors
    ///
    /// Returns an error if the scratch folder cannot be created.
    pub fn new(quick: bool) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let binary = std::env::current_exe()?;
        let binaries = binary
            .parent()
            .ok_or("the program has no parent folder")?
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
            points: RefCell::default(),
        })
    }

    /// Adds a point to the plot of the current case.
    pub fn plot(&self, series: &'static str, operations: usize, share: f64) {
        self.points.borrow_mut().push(Point {
            series,
            operations,
            share,
        });
    }

    /// Takes the points out, so that the next case begins with none.
    #[must_use]
    pub fn take_points(&self) -> Vec<Point> {
        self.points.take()
    }

    /// Returns the number of interleaved rounds: at least seven for a meaningful median.
    #[must_use]
    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { 9 }
    }

    /// Creates an empty folder, in memory where the system has a folder for it: a disk takes longer for new files
    /// within minutes of the deletion of many.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be created.
    pub fn folder_in_memory(&self) -> Result<TempDir> {
        let parent = Some(Path::new(IN_MEMORY)).filter(|folder| folder.is_dir());
        Ok(TempDir::new_in(parent.unwrap_or(&self.scratch))?)
    }

    /// Returns the target folder of cargo.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.binaries.parent().unwrap_or(&self.binaries).to_owned()
    }

    /// Prepares a cargo command in the checkout.
    #[must_use]
    pub fn cargo(&self) -> Command {
        let mut command = cargo::command();
        command.current_dir(&self.root);
        command
    }

    /// Builds one binary of the workspace with the profile of this program, separately, so that
    /// features of other packages are not unified into it, and returns its path.
    ///
    /// # Errors
    ///
    /// Returns an error if cargo fails.
    pub fn binary(&self, package: &str, binary: &str) -> Result<PathBuf> {
        let mut command = self.cargo();
        command.args(["build", "--quiet", "--package", package, "--bin", binary]);
        if self.binaries.ends_with("release") {
            command.arg("--release");
        }
        if !command.status()?.success() {
            return Err(format!("cargo could not build `{binary}`").into());
        }
        Ok(self
            .binaries
            .join(binary)
            .with_extension(std::env::consts::EXE_EXTENSION))
    }
}
