//! The release build: everything it needs set up, trunk run offline, `dist/` left untouched where nothing changed.

use crate::cmd::{self, answer, command, path_with};
use crate::digest;
use crate::failure::{Context, Failure, Result};
use crate::progress::{Plan, Step};
use crate::project::{self, Project, files_below};
use crate::rust_checks::telling;
use crate::tools;
use crate::wasm::{self, WasmRust};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

/// Steps that [`everything`] takes.
pub const STEPS: usize = 8;

/// Folders that trunk's watch leaves out, as `Trunk.toml` lists them.
pub const NOT_WATCHED: [&str; 5] = ["assets/vendor", "assets/built", "dist", "target", "tests"];

/// From whatever state the machine is in to a fresh `dist/`.
pub fn everything(project: &Project, plan: &mut Plan) -> Result<WasmRust> {
    let rust = set_up(project, plan)?;
    plan.step("release build", |step| dist(project, &rust, step))?;
    Ok(rust)
}

/// The part of [`everything`] that comes before the build.
pub fn set_up(project: &Project, plan: &mut Plan) -> Result<WasmRust> {
    let rust = plan.step("WebAssembly target", |step| wasm::ensure(project, step))?;
    plan.step("trunk", |step| tools::trunk(project, step))?;
    plan.step("wasm-bindgen", |step| tools::wasm_bindgen(project, step))?;
    plan.step("wasm-split", |step| tools::wasm_split(project, step))?;
    plan.step("Rust crates", |step| tools::crates(project, step))?;
    plan.step("npm packages", |step| tools::npm(project, step))?;
    plan.step("plotly.js", |step| tools::plotly(project, step))?;
    Ok(rust)
}

/// trunk's release build with what [`set_up`] made ready.
pub fn dist(project: &Project, rust: &WasmRust, step: &Step) -> Result<((), String)> {
    // Two at a time would clear each other's files away: the second waits, and mostly finds it done.
    let _alone = alone(project, step)?;
    let inputs = input_digest(project)?;
    let stamp_file = project.scratch.join("dist.stamp");
    if fs::read_to_string(&stamp_file)
        .is_ok_and(|stamp| stamp == stamp_of(project, &inputs).unwrap_or_default())
    {
        return Ok(((), "nothing changed".to_owned()));
    }
    let mut trunk = trunk(project, rust, step)?;
    trunk.args(["build", "--release"]).env("FUELTUNE_BUILD_ID", build_id(project)?);
    let finished = cmd::run(&mut trunk, step)?;
    if !finished.ok {
        // What the compiler said stands far above trunk's own last words.
        let told = telling(&finished.lines);
        return Err(Failure::new("trunk could not build the application").output(&told));
    }
    project::write(&stamp_file, stamp_of(project, &inputs)?)?;
    Ok(((), project.dist().display().to_string()))
}

/// Nobody else builds `dist/` as long as this is held.
fn alone(project: &Project, step: &Step) -> Result<File> {
    fs::create_dir_all(&project.scratch)?;
    let lock = File::create(project.scratch.join("dist.lock"))?;
    if lock.try_lock().is_err() {
        step.say("waiting for another run that builds");
        lock.lock()?;
    }
    Ok(lock)
}

/// A copy of this program for trunk's hooks: a build of the tests that runs meanwhile replaces the program itself.
fn program_of_hooks(project: &Project) -> Result<PathBuf> {
    let (begun, copy) = (project.scratch.join("hooks.new"), project.scratch.join("hooks"));
    fs::create_dir_all(&project.scratch)?;
    fs::copy(&project.this_program, &begun).context(|| "this program cannot be copied".to_owned())?;
    // In one go, also where the last copy still runs.
    fs::rename(&begun, &copy)?;
    Ok(copy)
}

/// trunk with the tools it would otherwise fetch from the network on its PATH.
pub fn trunk(project: &Project, rust: &WasmRust, step: &Step) -> Result<Command> {
    step.tick("starting trunk");
    let mut trunk = command(project.tools_bin().join("trunk"));
    trunk
        .current_dir(&project.root)
        .env("PATH", path_with(&[&project.tools_bin(), &project.npm_bin()])?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // trunk reads NO_COLOR as its own switch and wants `true` or `false`.
        .env("NO_COLOR", "true")
        .env("FUELTUNE_XTASK", program_of_hooks(project)?);
    rust.apply(&mut trunk);
    Ok(trunk)
}

/// Identity of the program that page and worker are built from. It changes with the sources and by nothing else.
fn build_id(project: &Project) -> Result<String> {
    let mut files = inputs(project)?;
    files.retain(|(name, _)| {
        let developer_only = name.starts_with("src/bin/xtask/") || name == "src/bin/inspect.rs";
        let served_beside = name.starts_with("assets/vendor/") || name.starts_with("assets/icons/");
        let page_only = name.starts_with("style/") || name.starts_with("tests/");
        !developer_only && !served_beside && !page_only
    });
    Ok(digest::short(&digest::of_files(&files)?))
}

/// Digest over all that `dist/` is made from, the compiler included.
fn input_digest(project: &Project) -> Result<String> {
    let rustc = answer(command("rustc").arg("-vV")).unwrap_or_default();
    let digest = digest::of_files(&inputs(project)?)?;
    Ok(digest::hex(&digest::of_bytes(format!("{}{rustc}", digest::hex(&digest)).as_bytes())))
}

fn stamp_of(project: &Project, inputs: &str) -> Result<String> {
    let dist = project.dist();
    if !dist.is_dir() {
        return Err(Failure::new("there is no dist/"));
    }
    let made = digest::of_files(&files_below(&dist, &dist)?)?;
    Ok(format!("{inputs}\n{}\n", digest::hex(&made)))
}

fn inputs(project: &Project) -> Result<Vec<(String, PathBuf)>> {
    const FOLDERS: &[&str] = &["src", "assets", "style", "tests/tools"];
    const FILES: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        ".cargo/config.toml",
        "Trunk.toml",
        "index.html",
        "tests/package-lock.json",
    ];
    let mut all = Vec::new();
    for folder in FOLDERS {
        all.extend(files_below(&project.root.join(folder), &project.root)?);
    }
    // Made from style/ by the build itself.
    all.retain(|(name, _)| name != "assets/built/main.css");
    all.extend(FILES.iter().map(|name| ((*name).to_owned(), project.root.join(name))));
    Ok(all)
}

/// trunk's hook before a build: one style sheet out of many.
pub fn before(project: &Project) -> Result<()> {
    let step = Step::alone("style sheet");
    let mut node = tools::node(project, "tools/style.mjs");
    node.arg(project.root.join("style/main.css")).arg(project.root.join("assets/built/main.css"));
    cmd::run(&mut node, &step)?
        .checked("style/main.css could not be bundled")
        .context(|| "before the build".to_owned())?;
    step.end("bundled");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::NOT_WATCHED;

    #[test]
    fn every_folder_that_the_watch_leaves_out_is_known_to_be_made_first() {
        let trunk = include_str!("../../../Trunk.toml");
        assert!(trunk.contains(&format!("ignore = {NOT_WATCHED:?}\n")), "{trunk}");
    }
}
