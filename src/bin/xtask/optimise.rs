//! wasm-opt over the parts of a program, as many at once as there are processors.

use crate::cmd::command;
use crate::failure::{Context, Failure, Result};
use crate::progress::Step;
use crate::project::Project;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// What the programs use of WebAssembly beyond its first version.
const FEATURES: &[&str] = &[
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Optimises `files` into the folder `into`; answers in their order.
pub fn all(
    project: &Project,
    files: &[PathBuf],
    into: &Path,
    level: &str,
    step: &Step,
) -> Result<Vec<PathBuf>> {
    // Taken from the end: what takes longest begins first.
    let mut waiting: Vec<usize> = (0..files.len()).collect();
    waiting.sort_by_key(|at| fs::metadata(&files[*at]).map_or(0, |meta| meta.len()));
    let waiting = Mutex::new(waiting);
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let (sender, receiver) = mpsc::channel();
    let mut made = vec![PathBuf::new(); files.len()];
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some(at) = next() {
                    if sender.send((at, one(project, &files[at], into, level))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (at, done) in receiver {
            made[at] = done?;
            step.tick(&format!("optimised {}", made[at].display()));
        }
        Ok(made)
    })
}

fn one(project: &Project, file: &Path, into: &Path, level: &str) -> Result<PathBuf> {
    let made = into.join(file.file_name().context(|| format!("{} has no name", file.display()))?);
    let mut optimiser = command(project.npm_bin().join("wasm-opt"));
    optimiser
        .args([level, "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .arg(file)
        .arg("-o")
        .arg(&made);
    let done = optimiser.output().context(|| "wasm-opt could not be started".to_owned())?;
    if done.status.success() {
        return Ok(made);
    }
    let said: Vec<String> = String::from_utf8_lossy(&done.stderr).lines().map(str::to_owned).collect();
    Err(Failure::new("a part of the program could not be optimised").output(&said))
}
