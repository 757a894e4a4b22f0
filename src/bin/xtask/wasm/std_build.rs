//! The standard library for the browser, built from its sources into a sysroot.

use super::{Rustc, TARGET};
use crate::cmd::{self, command};
use crate::failure::{Context, Result};
use crate::progress::Step;
use crate::project;
use std::fs;
use std::path::{Path, PathBuf};

/// Says in the sysroot that this folder is ours, and for which rustc.
const STAMP: &str = "built-from-source";

/// Sources that are on the machine already: rustup's component or an installed package.
pub fn sources_at_hand(rustc: &Rustc) -> Option<PathBuf> {
    [rustc.rustlib().join("src/rust"), PathBuf::from(format!("/usr/src/rustc-{}", rustc.version))]
        .iter()
        .find_map(|folder| library_in(folder))
}

/// The library folder of the one source tree below `folder`.
pub fn library_below(folder: &Path) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.flatten().find_map(|entry| library_in(&entry.path()))
}

fn library_in(folder: &Path) -> Option<PathBuf> {
    let library = folder.join("library");
    let whole = library.join("sysroot/Cargo.toml").is_file() && library.join("Cargo.lock").is_file();
    whole.then_some(library)
}

/// Builds as Rust's own bootstrap does, then moves the result into the sysroot in one go.
pub fn build_and_install(rustc: &Rustc, library: &Path, work: &Path, step: &Step) -> Result<()> {
    let rustlib = rustc.rustlib();
    let place = rustlib.join(TARGET);
    remove_outdated(rustc, &place)?;
    let profile = build(rustc, library, work, step)?;

    let fresh = rustlib.join(format!(".{TARGET}.{}", std::process::id()));
    let fresh_lib = fresh.join("lib");
    fs::create_dir_all(&fresh_lib).context(|| format!("{} cannot be made", fresh.display()))?;
    let built = work.join("target").join(TARGET).join(profile).join("deps");
    for (name, path) in project::files_below(&built, &built)? {
        if path.extension().is_some_and(|end| end == "rlib") {
            fs::copy(&path, fresh_lib.join(name))?;
        }
    }
    project::write(&fresh.join(STAMP), format!("rustc {} ({})\n", rustc.version, rustc.commit))?;
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::rename(&fresh, &place).context(|| format!("{} cannot be put in place", place.display()))
}

/// What an earlier run built for another rustc goes first; what rustup installed is left alone.
fn remove_outdated(rustc: &Rustc, place: &Path) -> Result<()> {
    let Ok(stamp) = fs::read_to_string(place.join(STAMP)) else { return Ok(()) };
    if stamp.contains(&rustc.commit) && !rustc.commit.is_empty() {
        return Ok(());
    }
    fs::remove_dir_all(place).context(|| format!("{} cannot be removed", place.display()))
}

fn build(rustc: &Rustc, library: &Path, work: &Path, step: &Step) -> Result<&'static str> {
    step.say("building the standard library for the browser, about a minute");
    let workspace = project::read(&library.join("Cargo.toml")).unwrap_or_default();
    let profile = if workspace.contains("[profile.dist]") { "dist" } else { "release" };
    let remap = format!("--remap-path-prefix={}=/rustc/{}/library", library.display(), rustc.commit);
    let mut cargo = command("cargo");
    cargo
        .env("RUSTC", &rustc.program)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("__CARGO_DEFAULT_LIB_METADATA", "stablestd")
        .env("CFG_DISABLE_UNSTABLE_FEATURES", "1")
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", format!("-Zforce-unstable-if-unmarked -Cembed-bitcode=yes {remap}"));
    for inherited in ["CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "CARGO_BUILD_TARGET", "CARGO_MANIFEST_DIR"]
    {
        cargo.env_remove(inherited);
    }
    cargo
        .current_dir(library)
        .arg("build")
        .arg("--manifest-path")
        .arg(library.join("sysroot/Cargo.toml"))
        .args([
            "-p",
            "sysroot",
            "--profile",
            profile,
            "--target",
            TARGET,
            "--features",
            "panic-unwind backtrace",
            "--locked",
        ]);
    cmd::run(&mut cargo, step)?.checked("the standard library for the browser could not be built")?;
    Ok(profile)
}
