//! Formatting, clippy and the native tests.

use crate::browser;
use crate::cmd::{self, Finished, command};
use crate::failure::Failure;
use crate::progress::Step;
use crate::project::Project;
use crate::tally::{Outcome, Tally};
use crate::wasm::{TARGET, WasmRust};
use std::process::Command;

/// Native checks use one set of features, so that everything is compiled once: all that needs no browser. The rest is
/// compiled, linted and tested for the browser alone.
const NATIVE: &[&str] = &["--no-default-features", "--features", "charts,xtask"];
/// Lines shown around each thing that went wrong.
const BEFORE: usize = 2;
const AFTER: usize = 18;
const MOST: usize = 250;

pub fn cargo(project: &Project) -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(&project.root);
    cargo
}

pub fn format(project: &Project, step: &Step) -> Outcome {
    let finished = cmd::run(cargo(project).args(["fmt", "--check"]), step)?;
    finished.checked("the sources are not formatted").map_err(|failure| failure.advice("cargo fmt"))?;
    Ok((Tally::passed(1), "clean".to_owned()))
}

pub fn lint_native(project: &Project, step: &Step) -> Outcome {
    let (mut tally, _) = lint(cargo(project).arg("clippy").args(NATIVE).arg("--all-targets"), step)?;
    // The fuzz targets are a crate of their own, which nothing else compiles before somebody fuzzes.
    let mut fuzz = cargo(project);
    fuzz.args(["clippy", "--manifest-path", "tests/fuzz/Cargo.toml", "--bins", "--target-dir"]);
    // Linked it is not, so libFuzzer need not be compiled: its build script wants nothing but a name.
    fuzz.arg(project.target.join("fuzz-lint"))
        .env("CUSTOM_LIBFUZZER_PATH", project.target.join("libfuzzer.a"));
    let (targets, note) = lint(&mut fuzz, step)?;
    tally.add(targets);
    Ok((tally, note))
}

pub fn lint_wasm(project: &Project, rust: &WasmRust, step: &Step) -> Outcome {
    let mut cargo = cargo(project);
    rust.apply(&mut cargo).args(["clippy", "--target", TARGET, "--lib", "--bin", "app", "--bin", "worker"]);
    // Only these: what the native tests depend on does not build for the browser.
    for test in browser::targets(project)? {
        cargo.args(["--test", &test]);
    }
    lint(&mut cargo, step)
}

fn lint(cargo: &mut Command, step: &Step) -> Outcome {
    let finished = cmd::run(cargo.args(["--locked", "--", "-D", "warnings"]), step)?;
    if finished.ok {
        return Ok((Tally::passed(1), "clean".to_owned()));
    }
    Err(Failure::new("clippy has something to say").output(&telling(&finished.lines)))
}

pub fn native_tests(project: &Project, arguments: &[String], step: &Step) -> Outcome {
    let mut cargo = cargo(project);
    cargo
        .env("RUST_BACKTRACE", "0")
        .arg("test")
        .args(NATIVE)
        .args(["--locked", "--no-fail-fast", "--", "--nocapture"])
        .args(arguments);
    let finished = cmd::run(&mut cargo, step)?;
    counted(&finished, step)
}

/// Counts of a `cargo test`; what failed is printed at once, the counts go on.
pub fn counted(finished: &Finished, step: &Step) -> Outcome {
    let mut tally = Tally::of_cargo(&finished.lines);
    for line in finished.lines.iter().filter_map(|line| line.split_once("SKIPPED ")) {
        step.say(&format!("skipped: {}", line.1));
    }
    if finished.ok {
        return Ok((tally, tally.to_string()));
    }
    if tally == Tally::default() {
        return Err(Failure::new("the tests could not be run").output(&telling(&finished.lines)));
    }
    for line in telling(&finished.lines) {
        step.say(&line);
    }
    for test in finished.lines.iter().filter(|line| line.starts_with("test ") && line.ends_with("FAILED")) {
        step.wrong(test);
    }
    // One that ended without a result (a crash, a browser that went away) has failed as well.
    tally.failed = tally.failed.max(1);
    Ok((tally, tally.to_string()))
}

/// The lines that say what went wrong, with their surroundings; the last ones where none stands out.
pub fn telling(lines: &[String]) -> Vec<String> {
    const SIGNS: &[&str] = &["panicked at", "error[", "error:", "warning:", "FAILED", "failures:", "not ok"];
    let mut wanted = vec![false; lines.len()];
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| SIGNS.iter().any(|sign| line.contains(sign))) {
        // What the next tests say is not about this one.
        let own = lines[at + 1..].iter().take(AFTER).take_while(|line| !line.ends_with(" ... ok")).count();
        wanted[at.saturating_sub(BEFORE)..=at + own].fill(true);
    }
    let found: Vec<String> = lines
        .iter()
        .zip(&wanted)
        .filter(|(_, wanted)| **wanted)
        .map(|(line, _)| line.clone())
        .take(MOST)
        .collect();
    if found.is_empty() { lines[lines.len().saturating_sub(40)..].to_vec() } else { found }
}
